//! Writers of one file stand in one line, in the order of asking.
//!
//! SQLite lets one connection write at a time and tells the others to come again, which starves whoever comes at the wrong
//! moment. So writers of this process wait here, whatever [`Database`](super::Database) they use. What this is not: a lock
//! between processes; those still meet in SQLite. **Invariant:** a wait ends at the busy time-out. Start reading at
//! [`WriterQueue::enter`].

use super::{caller, waiting};
use crate::error::{Error, ErrorKind, Result};
use std::collections::HashMap;
use std::fmt::Write;
use std::future::Future;
use std::panic::Location;
use std::path::Path;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::ThreadId;
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The line of one file.
pub(super) struct WriterQueue {
    place: Arc<Semaphore>,
    holder: Mutex<Option<Holder>>,
}

/// Who writes now.
struct Holder {
    /// The line of the program that asked, if a verb did.
    line: Option<&'static Location<'static>>,
    who: Who,
    since: Instant,
    /// Whether it is a transaction, which its owner must end, or one statement, which ends by itself.
    kind: Hold,
    badge: Badge,
}

/// Tells one hold of a place from every other, and what is done with it.
#[derive(Clone, Default)]
pub(super) struct Badge(Arc<Doings>);

#[derive(Default)]
struct Doings {
    begun: AtomicU64,
    under_way: AtomicU64,
}

/// Something that the holder of a place does; it is done when this is dropped.
pub(super) struct Doing(Badge);

/// What a place is taken for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    Statement,
    Transaction,
}

/// A task, or the thread of a future that is no task.
#[derive(PartialEq, Eq)]
enum Who {
    Task(tokio::task::Id),
    Thread(ThreadId),
}

/// The place at the head of the line, given up when dropped.
pub(super) struct Place {
    queue: Arc<WriterQueue>,
    pub(super) badge: Badge,
    _permit: OwnedSemaphorePermit,
}

/// The file's identity, whatever path leads to it.
type Identity = (u64, u64);

static QUEUES: LazyLock<Mutex<HashMap<Identity, Weak<WriterQueue>>>> = LazyLock::new(Mutex::default);

/// A task that holds a transaction and does nothing with it for so long, while it waits for its own place, waits for itself.
const STANDSTILL: Duration = Duration::from_millis(50);

impl WriterQueue {
    /// The line of a file that exists.
    pub(super) fn of(file: &Path) -> std::io::Result<Arc<Self>> {
        let identity = identity(file)?;
        let mut queues = QUEUES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(queue) = queues.get(&identity).and_then(Weak::upgrade) {
            return Ok(queue);
        }
        queues.retain(|_, queue| queue.strong_count() > 0);
        let queue = Arc::new(Self { place: Arc::new(Semaphore::new(1)), holder: Mutex::new(None) });
        queues.insert(identity, Arc::downgrade(&queue));
        Ok(queue)
    }

    /// The place, if nobody has it or waits for it.
    pub(super) fn try_enter(self: &Arc<Self>, kind: Hold) -> Option<Place> {
        Arc::clone(&self.place).try_acquire_owned().ok().map(|permit| self.take(permit, kind))
    }

    /// The place, when those who came before have left.
    ///
    /// # Errors
    /// `Busy` after `patience`, or at once where the task waits for itself.
    pub(super) async fn enter(self: &Arc<Self>, kind: Hold, patience: Duration) -> Result<Place> {
        if let Some(place) = self.try_enter(kind) {
            return Ok(place);
        }
        if self.holder().as_ref().is_some_and(|holder| holder.badge.is_around()) {
            return Err(waits_for_itself(self.holder().as_ref()));
        }
        let mut waiting = pin!(Arc::clone(&self.place).acquire_owned());
        let (begun, mut seen) = (Instant::now(), self.own_progress());
        loop {
            let left = patience.saturating_sub(begun.elapsed());
            // The future that stands in line stays the same, and so does its place.
            if let Some(Ok(permit)) = waiting::within(left.min(STANDSTILL), waiting.as_mut()).await {
                return Ok(self.take(permit, kind));
            }
            if begun.elapsed() >= patience {
                return Err(self.busy(patience));
            }
            let now = self.own_progress();
            if now.is_some() && now == seen {
                return Err(waits_for_itself(self.holder().as_ref()));
            }
            seen = now;
        }
    }

    fn take(self: &Arc<Self>, permit: OwnedSemaphorePermit, kind: Hold) -> Place {
        let badge = Badge::default();
        let holder =
            Holder { line: caller::current(), who: Who::now(), since: Instant::now(), kind, badge: badge.clone() };
        *self.holder() = Some(holder);
        Place { queue: Arc::clone(self), badge, _permit: permit }
    }

    // How far this task is with the transaction that it holds itself, if it does. Another branch of a `join!` in the same
    // task goes on with it; a task that waits for itself does not.
    fn own_progress(&self) -> Option<(Instant, u64)> {
        let holder = self.holder();
        let mine = holder.as_ref().filter(|it| it.kind == Hold::Transaction && it.who == Who::now())?;
        let doings = &mine.badge.0;
        let is_still = doings.under_way.load(Ordering::Relaxed) == 0;
        is_still.then(|| (mine.since, doings.begun.load(Ordering::Relaxed)))
    }

    fn busy(&self, patience: Duration) -> Error {
        let mut message = format!("other writers held the database for {patience:?}");
        if let Some(holder) = self.holder().as_ref() {
            let _ = write!(message, "; the one before holds it for {:.1?}", holder.since.elapsed());
            if let Some(line) = holder.line {
                let _ = write!(message, ", by {line}");
            }
        }
        Error::new(ErrorKind::Busy, message)
    }

    fn holder(&self) -> MutexGuard<'_, Option<Holder>> {
        self.holder.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Badge {
    /// Notes that the holder does something.
    pub(super) fn doing(&self) -> Doing {
        self.0.begun.fetch_add(1, Ordering::Relaxed);
        self.0.under_way.fetch_add(1, Ordering::Relaxed);
        Doing(self.clone())
    }

    // Whether this code runs in the closure of the transaction.
    fn is_around(&self) -> bool {
        HELD.try_with(|held| held.iter().any(|badge| Arc::ptr_eq(&badge.0, &self.0))).unwrap_or(false)
    }
}

impl Drop for Doing {
    fn drop(&mut self) {
        self.0.0.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        *self.queue.holder() = None;
    }
}

impl Who {
    fn now() -> Self {
        tokio::task::try_id().map_or_else(|| Self::Thread(std::thread::current().id()), Self::Task)
    }
}

tokio::task_local! {
    // The places that the closures around this code hold.
    static HELD: Vec<Badge>;
}

/// Runs a future as the body of a transaction: a write beside the transaction, from within, is told at once.
pub(super) async fn within<F: Future>(badge: Option<Badge>, body: F) -> F::Output {
    let Some(badge) = badge else { return body.await };
    let mut held = HELD.try_with(Vec::clone).unwrap_or_default();
    held.push(badge);
    HELD.scope(held, body).await
}

fn waits_for_itself(holder: Option<&Holder>) -> Error {
    let mut message = "this task holds a transaction on the same database, and the write would wait for it for ever; \
         pass the transaction (`&tx`) instead of the database, or end the transaction first"
        .to_owned();
    if let Some(line) = holder.and_then(|holder| holder.line) {
        let _ = write!(message, " (it was begun by {line})");
    }
    Error::new(ErrorKind::Busy, message)
}

#[cfg(unix)]
fn identity(file: &Path) -> std::io::Result<Identity> {
    use std::os::unix::fs::MetadataExt;
    let metadata = std::fs::metadata(file)?;
    Ok((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(file: &Path) -> std::io::Result<Identity> {
    use std::hash::BuildHasher;
    // Other systems tell no stable identity; the one path that all paths lead to serves as well.
    let path = std::fs::canonicalize(file)?;
    Ok((rustc_hash::FxBuildHasher.hash_one(path), 0))
}
