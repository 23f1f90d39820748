//! Where `*mut sqlite3` comes from, and how it ends.
//!
//! What this is not: it prepares and runs nothing; [`super::ffi`] above does, on the pointer that [`RawHandle`] lends.
//! **Invariant:** a `RawHandle` is an open handle that nobody else has. Start reading at [`RawHandle::open`].
#![allow(unsafe_code, reason = "the handle of the C API moves between threads")]

use super::ffi::{Failure, Phase};
use libsqlite3_sys as sys;
use std::ffi::CString;
use std::path::Path;
use std::ptr::NonNull;
use std::sync::{Mutex, PoisonError};

/// How a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    ReadWrite,
}

static CLOSING: Mutex<()> = Mutex::new(());

/// An open database handle. Dropping it closes the file, which may take its time, so it belongs on a thread that may block.
pub(super) struct RawHandle(NonNull<sys::sqlite3>);

// SAFETY: the handle is opened with SQLITE_OPEN_NOMUTEX in a library built thread-safe: it may be used from any thread, by
// one at a time, and `&mut self` or ownership is needed for each use. There is no `Sync`.
unsafe impl Send for RawHandle {}

impl RawHandle {
    /// Opens a file that exists. Blocks.
    pub(super) fn open(path: &Path, access: Access) -> Result<Self, Failure> {
        let failed = |code| Failure { code, message: String::new(), phase: Phase::Prepare };
        // A path with NUL in it is no path.
        let path = CString::new(path.as_os_str().as_encoded_bytes()).map_err(|_| failed(sys::SQLITE_CANTOPEN))?;
        let mode = match access {
            Access::Read => sys::SQLITE_OPEN_READONLY,
            Access::ReadWrite => sys::SQLITE_OPEN_READWRITE,
        };
        // One user at a time is seen to by us, and a cache that connections share has other locks than a file.
        let flags = mode | sys::SQLITE_OPEN_NOMUTEX | sys::SQLITE_OPEN_PRIVATECACHE | sys::SQLITE_OPEN_EXRESCODE;
        let mut db = std::ptr::null_mut();
        // SAFETY: the path is a C string, the out-pointer is ours, and no file system is named.
        let code = unsafe { sys::sqlite3_open_v2(path.as_ptr(), &raw mut db, flags, std::ptr::null()) };
        // Without memory there is no handle; with any other error there is one, and it has to be closed.
        let handle = NonNull::new(db).map(Self).ok_or_else(|| failed(sys::SQLITE_NOMEM))?;
        if code == sys::SQLITE_OK { Ok(handle) } else { Err(failed(code)) }
    }

    /// The handle, for calls by whoever owns us.
    pub(super) fn as_ptr(&mut self) -> *mut sys::sqlite3 {
        self.0.as_ptr()
    }
}

impl Drop for RawHandle {
    fn drop(&mut self) {
        // The last connection of a file takes the write-ahead log away. Two that close at once each take the other for the
        // last, and the log stays.
        let _one_at_a_time = CLOSING.lock().unwrap_or_else(PoisonError::into_inner);
        // SAFETY: the handle is open, and this is the only place that closes it. Its owner has finalized every statement;
        // while there were one, SQLite would refuse, and the handle would stay open.
        unsafe { sys::sqlite3_close(self.0.as_ptr()) };
    }
}
