//! How much of other transactions a transaction sees, and how often it is begun again when they got into its way.

use super::waiting;
use std::time::Duration;

/// How much of other transactions a transaction may see: the levels of the SQL standard.
///
/// A database may give more than was asked for. SQLite's transactions are serializable, so there every level is satisfied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Isolation {
    /// What the database does when it is not told.
    #[default]
    Default,
    /// Each statement sees what was committed before it.
    ReadCommitted,
    /// All statements see one state of the database.
    RepeatableRead,
    /// As if the transactions had run one after the other.
    Serializable,
}

/// How often a transaction is done again when others got into its way. See
/// [`Db::transaction_with`](super::Db::transaction_with).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Retry {
    times: u32,
}

/// The first pause, which doubles each time, and the longest.
const FIRST: Duration = Duration::from_millis(4);
const LONGEST: Duration = Duration::from_secs(1);

impl Retry {
    /// It runs once.
    #[must_use]
    pub const fn never() -> Self {
        Self { times: 0 }
    }

    /// After the first run, up to so many more, each after a pause that doubles from 4 milliseconds to a second. A pause is
    /// shortened at random by up to half, so that those who met do not meet again.
    #[must_use]
    pub const fn times(times: u32) -> Self {
        Self { times }
    }

    /// Waits before the next run. `false` at once if there is none left. `done` counts those that were.
    pub(super) async fn pause(self, done: u32) -> bool {
        match self.longest_pause(done) {
            Some(pause) => waiting::sleep(waiting::jittered(pause)).await,
            None => return false,
        }
        true
    }

    fn longest_pause(self, done: u32) -> Option<Duration> {
        let doubled = 1_u32.checked_shl(done.saturating_sub(1)).unwrap_or(u32::MAX);
        (done <= self.times).then(|| FIRST.saturating_mul(doubled).min(LONGEST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_second_and_end() {
        let longest = |done| Retry::times(40).longest_pause(done).map(|it| it.as_millis());
        assert_eq!([1, 2, 8, 9, 40, 41].map(longest), [Some(4), Some(8), Some(512), Some(1_000), Some(1_000), None]);
        assert_eq!(Retry::never().longest_pause(1), None);
        for _ in 0..100 {
            let pause = waiting::jittered(LONGEST);
            assert!(pause >= LONGEST / 2 && pause <= LONGEST);
        }
    }
}
