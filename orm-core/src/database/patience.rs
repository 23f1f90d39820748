//! How long to wait for a database that is busy, and in which steps.

use super::waiting::{jittered, sleep};
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
