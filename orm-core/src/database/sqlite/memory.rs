//! Where a database's file is; for `sqlite::memory:`, a private directory that goes with its last user.
//!
//! SQLite's own in-memory databases cannot be used by several connections with the concurrency of a file, so that a program
//! tested on them would behave unlike the one in production. A file on a memory file system can.

use crate::error::{Error, ErrorKind, Result};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A database's file.
pub(super) struct Location {
    pub(super) file: PathBuf,
    private: Option<Private>,
}

// A directory of ours, and the lock that says that it is in use.
struct Private {
    directory: PathBuf,
    _lock: File,
}

static NEXT: AtomicU64 = AtomicU64::new(0);
const PREFIX: &str = "orm-memory-";
const LOCK: &str = "lock";

impl Location {
    pub(super) const fn file(file: PathBuf) -> Self {
        Self { file, private: None }
    }

    /// A new private directory, on a memory file system where there is one.
    pub(super) fn memory() -> Result<Self> {
        let base = Path::new("/dev/shm");
        let made = make_private(base).or_else(|_| make_private(&std::env::temp_dir()));
        made.map_err(|error| {
            Error::new(ErrorKind::Unavailable, "there is no directory for a database in memory").with_source(error)
        })
    }
}

impl Drop for Location {
    fn drop(&mut self) {
        if let Some(private) = &self.private {
            // What is left is swept by the next program that needs such a directory.
            let _ = fs::remove_dir_all(&private.directory);
        }
    }
}

fn make_private(base: &Path) -> std::io::Result<Location> {
    sweep(base);
    loop {
        let name = format!("{PREFIX}{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let directory = base.join(name);
        match create_private(&directory) {
            Ok(()) => {}
            // Left by a process that had our number.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
        }
        let lock = File::create(directory.join(LOCK))?;
        lock.try_lock().map_err(std::io::Error::from)?;
        return Ok(Location { file: directory.join("db"), private: Some(Private { directory, _lock: lock }) });
    }
}

#[cfg(unix)]
fn create_private(directory: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(directory)
}

#[cfg(not(unix))]
fn create_private(directory: &Path) -> std::io::Result<()> {
    fs::create_dir(directory)
}

// Takes away what killed processes left. Whoever lives holds the lock of its directory; one that is just being made is
// younger than a minute.
fn sweep(base: &Path) {
    let Ok(entries) = fs::read_dir(base) else { return };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        let age = entry.metadata().and_then(|it| it.modified()).ok().and_then(|at| at.elapsed().ok());
        if is_ours
            && age.is_some_and(|age| age > Duration::from_secs(60))
            && let Ok(lock) = File::open(entry.path().join(LOCK))
            && lock.try_lock().is_ok()
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
