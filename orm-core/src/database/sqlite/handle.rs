//! Where `*mut sqlite3` comes from, and how it ends: sqlx opens the file, and we hold the lock of its connection for good.
//!
//! What this is not: it prepares and runs nothing; [`super::ffi`] above does, on the pointer that [`RawHandle`] lends.
//! **Invariant:** while a `RawHandle` lives, sqlx's own thread sleeps and makes no call on the handle; the guard is
//! dropped before the connection, and the connection after every statement. Start reading at [`RawHandle::open`].
#![allow(unsafe_code)]

use libsqlite3_sys::sqlite3;
use sqlx::sqlite::{LockedSqliteHandle, SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use std::future::Future;
use std::mem::ManuallyDrop;
use std::path::Path;
use std::pin::pin;
use std::ptr::NonNull;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;
use std::time::Duration;

/// How a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    ReadWrite,
}

static CLOSING: Mutex<()> = Mutex::new(());

/// An open database handle. Dropping it closes the file and waits until that is done, so it belongs on a thread that may block.
pub(super) struct RawHandle {
    db: NonNull<sqlite3>,
    guard: ManuallyDrop<LockedSqliteHandle<'static>>,
    connection: NonNull<SqliteConnection>,
}

// SAFETY: the handle is opened with SQLITE_OPEN_NOMUTEX in a library built thread-safe: it may be used from any thread, by
// one at a time, and `&mut self` or ownership is needed for each use. Guard and connection are `Send` themselves. There is
// no `Sync`.
unsafe impl Send for RawHandle {}

impl RawHandle {
    /// Opens a file that exists. Blocks.
    pub(super) fn open(path: &Path, access: Access) -> Result<Self, sqlx::Error> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(false)
            .read_only(access == Access::Read)
            .busy_timeout(Duration::ZERO)
            .thread_name(|n| format!("orm-sqlite-{n}"))
            .disable_statement_logging();
        // The pointer comes from a leaked box, and the box is remade only in `release`: nobody holds the box by value beside
        // the guard, which would claim to be alone with it.
        let connection = NonNull::from(Box::leak(Box::new(block_on(options.connect())?)));
        // SAFETY: the pointer comes from `Box::leak` above and no other reference to it exists. It stays valid until
        // `release`, which drops the guard first.
        let locked = block_on(unsafe { &mut *connection.as_ptr() }.lock_handle());
        match locked {
            Ok(mut guard) => Ok(Self { db: guard.as_raw_handle(), guard: ManuallyDrop::new(guard), connection }),
            Err(error) => {
                // SAFETY: the failed call has ended its borrow; the pointer comes from `Box::leak`, and is not used again.
                drop(unsafe { Box::from_raw(connection.as_ptr()) });
                Err(error)
            }
        }
    }

    /// The handle, for calls by whoever owns us.
    pub(super) fn as_ptr(&mut self) -> *mut sqlite3 {
        self.db.as_ptr()
    }
}

impl Drop for RawHandle {
    fn drop(&mut self) {
        // SAFETY: called once, here; the guard is not touched afterwards. It borrows the connection, so it goes first.
        unsafe { ManuallyDrop::drop(&mut self.guard) };
        // SAFETY: the pointer comes from `Box::leak` in `open`, the only borrow of it ended with the guard, and this is the
        // only place that takes it back.
        let connection = unsafe { Box::from_raw(self.connection.as_ptr()) };
        // The last connection of a file takes the write-ahead log away. Two that close at once each take the other for the
        // last, and the log stays.
        let _one_at_a_time = CLOSING.lock().unwrap_or_else(PoisonError::into_inner);
        // `close` ends sqlx's thread and returns when the last owner of the handle is gone. An error means that the thread
        // is gone already; there is nobody to tell.
        let _ = block_on((*connection).close());
    }
}

/// Waits for a future on this thread. sqlx's SQLite connection needs no runtime, only to be woken.
fn block_on<F: Future>(future: F) -> F::Output {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => std::thread::park(),
        }
    }
}
