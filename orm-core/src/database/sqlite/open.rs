//! Opens lanes: the file, the session's settings, and what is found out about the file once.

use super::error;
use super::ffi::{Connection, Failure};
use super::handle::{Access, RawHandle};
use super::lane::Lane;
use super::memory::Location;
use super::url::{Mode, Place, Target};
use crate::database::options::Durability;
use crate::error::{Error, ErrorKind, Result};
use crate::sql::Text;
use std::fs::OpenOptions;
use std::path::Path;
use std::sync::Arc;

/// How the lanes of one database are opened.
pub(super) struct Recipe {
    location: Arc<Location>,
    access: Access,
    journal: Journal,
    sync: Sync,
    /// How long SQLite itself may wait while a lane is set up, on a thread that may block.
    patience: i32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Journal {
    /// A file that we make: the write-ahead log is set.
    New,
    /// A file that was there keeps its mode.
    Keep,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sync {
    Off,
    Normal,
    Full,
}

/// Whether a commit waits for the disk, so that it must not run on a runtime's thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CommitCost {
    Cheap,
    WaitsForDisk,
}

impl Recipe {
    /// Finds or creates the file. Blocks.
    pub(super) fn new(target: &Target, durability: Durability, busy_timeout: std::time::Duration) -> Result<Self> {
        let (location, journal, sync) = match &target.place {
            Place::Memory => (Location::memory()?, Journal::New, Sync::Off),
            Place::File(file) => {
                let sync = if durability == Durability::Full { Sync::Full } else { Sync::Normal };
                (Location::file(file.clone()), Journal::Keep, sync)
            }
        };
        let journal = if target.mode == Mode::Create && create(&location.file)? { Journal::New } else { journal };
        let access = if target.mode == Mode::Read { Access::Read } else { Access::ReadWrite };
        let patience = i32::try_from(busy_timeout.as_millis()).unwrap_or(i32::MAX);
        Ok(Self { location: Arc::new(location), access, journal, sync, patience })
    }

    pub(super) fn file(&self) -> &Path {
        &self.location.file
    }

    pub(super) fn is_read_only(&self) -> bool {
        self.access == Access::Read
    }

    /// Opens a lane. Blocks.
    pub(super) fn open(&self) -> Result<Lane> {
        let handle =
            RawHandle::open(self.file(), self.access).map_err(|failure| error::of_file(&failure, self.file()))?;
        let mut lane = Lane::new(Connection::new(handle), Arc::clone(&self.location));
        lane.set_busy_timeout(self.patience);
        self.settle(&mut lane).map_err(|failure| error::of_file(&failure, self.file()))?;
        lane.set_busy_timeout(0);
        Ok(lane)
    }

    fn settle(&self, lane: &mut Lane) -> Result<(), Failure> {
        let sync = match self.sync {
            Sync::Off => "PRAGMA synchronous = OFF",
            Sync::Normal => "PRAGMA synchronous = NORMAL",
            Sync::Full => "PRAGMA synchronous = FULL",
        };
        if self.journal == Journal::New {
            lane.command(&Text::Fixed("PRAGMA journal_mode = WAL"))?;
        }
        // Whether `foreign_keys` is on by itself is decided where SQLite is built. Reading the schema's version is the first
        // look into the file: one that is no database is told here, and not by the first query.
        let settings = [
            sync,
            "PRAGMA foreign_keys = ON",
            "PRAGMA trusted_schema = OFF",
            "PRAGMA journal_size_limit = 67108864",
            "PRAGMA schema_version",
        ];
        settings.into_iter().try_for_each(|text| lane.command(&Text::Fixed(text)))
    }

    /// What a commit costs on this file.
    pub(super) fn commit_cost(&self, lane: &mut Lane) -> CommitCost {
        match self.sync {
            Sync::Off => CommitCost::Cheap,
            Sync::Full => CommitCost::WaitsForDisk,
            // Without a write-ahead log, NORMAL waits for the disk as well.
            Sync::Normal if self.journal == Journal::New => CommitCost::Cheap,
            Sync::Normal => match lane.query_text(&Text::Fixed("PRAGMA journal_mode")).as_deref() {
                Some("wal") => CommitCost::Cheap,
                _ => CommitCost::WaitsForDisk,
            },
        }
    }
}

// Whether the file is a new one: made by us, or empty, which to SQLite is the same.
fn create(file: &Path) -> Result<bool> {
    match OpenOptions::new().write(true).create_new(true).open(file) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Ok(file.metadata().is_ok_and(|it| it.is_file() && it.len() == 0))
        }
        Err(error) => {
            let message = format!("cannot create {}: {}", file.display(), error.kind());
            Err(Error::new(ErrorKind::Unavailable, message).with_source(error))
        }
    }
}
