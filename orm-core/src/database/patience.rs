//! How long to wait for a database that is busy, and in which steps.

use std::future::Future;
use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, Instant};

/// The longest step. Whoever sleeps longer than others loses the race for the lock to them.
const LONGEST: Duration = Duration::from_millis(5);
const SHORTEST: Duration = Duration::from_micros(100);

/// The wait of one operation, all its reasons together.
pub(super) struct Patience {
    timeout: Duration,
    since: Option<Instant>,
    step: Duration,
}

impl Patience {
    pub(super) const fn new(timeout: Duration) -> Self {
        Self { timeout, since: None, step: SHORTEST }
    }

    /// What is left. The clock starts with the first question.
    pub(super) fn left(&mut self) -> Duration {
        let since = *self.since.get_or_insert_with(Instant::now);
        self.timeout.saturating_sub(since.elapsed())
    }

    /// Waits a step, a little longer each time. `false` at once when nothing is left.
    pub(super) async fn wait(&mut self) -> bool {
        let left = self.left();
        if left.is_zero() {
            return false;
        }
        sleep(jittered(self.step).min(left)).await;
        self.step = (self.step * 2).min(LONGEST);
        true
    }
}

/// Between half and all of it, so that those who wait do not come again all at once.
pub(super) fn jittered(step: Duration) -> Duration {
    let half = step / 2;
    let jitter = RandomState::new().hash_one(0_u8) % u64::try_from(half.as_micros()).unwrap_or(1).max(1);
    half + Duration::from_micros(jitter)
}

/// Waits for a future so long. `None` if it is not done by then.
///
/// Outside a Tokio runtime there is no timer, and the wait has no end.
pub(super) async fn within<F: Future>(duration: Duration, future: F) -> Option<F::Output> {
    if tokio::runtime::Handle::try_current().is_ok() {
        tokio::time::timeout(duration, future).await.ok()
    } else {
        Some(future.await)
    }
}

/// Outside a Tokio runtime, the thread waits.
pub(super) async fn sleep(duration: Duration) {
    if tokio::runtime::Handle::try_current().is_ok() {
        tokio::time::sleep(duration).await;
    } else {
        std::thread::sleep(duration);
    }
}
