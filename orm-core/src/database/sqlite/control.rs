//! How a running statement is stopped: by its budget, or because nobody waits for it any more.
//!
//! SQLite asks [`Control::should_stop`] every thousand operations, through the progress handler that `ffi` installs.
//! What this is not: `sqlite3_interrupt`, whose flag stays set until the handle is idle and so hits the next statement too.
//! **Invariant:** a cancellation names the run it is meant for, so a late one hits nobody.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

/// Shared by a lane and by whoever waits for it.
#[derive(Default)]
pub(super) struct Control {
    run: AtomicU64,
    cancelled: AtomicU64,
    /// Nanoseconds that may pass without a row; 0 for no limit.
    budget: AtomicU64,
    /// When the progress handler first asked since the last row; 0 for not yet.
    since: AtomicU64,
    stopped: AtomicU8,
    /// Pages in the write-ahead log after the last commit.
    wal_pages: AtomicU64,
    /// Whether a statement was prepared that makes something temporary, which would outlive its borrower.
    is_marked: AtomicBool,
    /// Whether the statement that was prepared last runs a trigger.
    has_trigger: AtomicBool,
    /// Whether the running statement is to stay as it was prepared.
    keeps_prepared: AtomicBool,
    /// Whether it ended for that.
    was_kept: AtomicBool,
}

/// Why a statement was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stopped {
    Budget,
    Cancelled,
}

impl Control {
    /// A new run begins; what was meant for the last one is void.
    pub(super) fn begin(&self) {
        self.run.fetch_add(1, Relaxed);
        self.budget.store(0, Relaxed);
        self.since.store(0, Relaxed);
        self.stopped.store(0, Relaxed);
    }

    /// Limits the time without a row, or lifts the limit.
    pub(super) fn allow(&self, budget: Option<Duration>) {
        self.budget.store(budget.map_or(0, nanos), Relaxed);
        self.since.store(0, Relaxed);
        self.stopped.store(0, Relaxed);
    }

    /// A row came: the budget begins anew.
    pub(super) fn row(&self) {
        self.since.store(0, Relaxed);
    }

    /// Whether nobody waits for the current run any more.
    pub(super) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Relaxed) == self.run.load(Relaxed)
    }

    /// Why the last step was stopped, if it was.
    pub(super) fn stopped(&self) -> Option<Stopped> {
        match self.stopped.load(Relaxed) {
            0 => None,
            1 => Some(Stopped::Budget),
            _ => Some(Stopped::Cancelled),
        }
    }

    /// Asked by SQLite, on the thread that runs the statement.
    pub(super) fn should_stop(&self) -> bool {
        if self.is_cancelled() {
            self.stopped.store(2, Relaxed);
            return true;
        }
        let budget = self.budget.load(Relaxed);
        if budget == 0 {
            return false;
        }
        let now = nanos(EPOCH.elapsed()).max(1);
        match self.since.load(Relaxed) {
            0 => {
                self.since.store(now, Relaxed);
                false
            }
            since if now.saturating_sub(since) > budget => {
                self.stopped.store(1, Relaxed);
                true
            }
            _ => false,
        }
    }

    /// Told by SQLite after a commit.
    pub(super) fn committed(&self, wal_pages: u64) {
        self.wal_pages.store(wal_pages, Relaxed);
    }

    /// Told by SQLite when it prepares a statement that makes something temporary.
    pub(super) fn mark(&self) {
        self.is_marked.store(true, Relaxed);
    }

    pub(super) fn is_marked(&self) -> bool {
        self.is_marked.load(Relaxed)
    }

    /// A statement is prepared from here on: nothing is known of its triggers yet.
    pub(super) fn begin_prepare(&self) {
        self.has_trigger.store(false, Relaxed);
    }

    /// Told by SQLite when it prepares a statement that runs a trigger.
    pub(super) fn triggers(&self) {
        self.has_trigger.store(true, Relaxed);
    }

    /// Whether the statement that was prepared last runs a trigger.
    pub(super) fn has_trigger(&self) -> bool {
        self.has_trigger.load(Relaxed)
    }

    /// Whether the statement that runs now is to fail rather than be prepared again.
    pub(super) fn keep_prepared(&self, keep: bool) {
        self.keeps_prepared.store(keep, Relaxed);
        self.was_kept.store(false, Relaxed);
    }

    /// Asked by SQLite while it prepares: whether it may.
    pub(super) fn may_prepare(&self) -> bool {
        let keeps = self.keeps_prepared.load(Relaxed);
        if keeps {
            self.was_kept.store(true, Relaxed);
        }
        !keeps
    }

    /// Whether the running statement failed rather than be prepared again.
    pub(super) fn was_kept_as_prepared(&self) -> bool {
        self.was_kept.load(Relaxed)
    }

    /// Takes the size of the log that the last commit left, so that it is acted on once.
    pub(super) fn take_wal_pages(&self) -> u64 {
        if self.wal_pages.load(Relaxed) == 0 { 0 } else { self.wal_pages.swap(0, Relaxed) }
    }
}

/// Cancels one run when it is dropped: the future that waited for it is gone.
pub(super) struct CancelOnDrop(Option<(Arc<Control>, u64)>);

impl CancelOnDrop {
    pub(super) fn new(control: &Arc<Control>) -> Self {
        Self(Some((Arc::clone(control), control.run.load(Relaxed))))
    }

    /// The run is over.
    pub(super) fn disarm(mut self) {
        self.0 = None;
    }
}

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        if let Some((control, run)) = self.0.take() {
            control.cancelled.store(run, Relaxed);
        }
    }
}

static EPOCH: LazyLock<Instant> = LazyLock::new(Instant::now);

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
