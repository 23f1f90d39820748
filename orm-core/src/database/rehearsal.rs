//! What the tests that drop futures at every point ask for, since a statement of SQLite that is quick never waits.

/// How statements run under test. Not part of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rehearsal {
    /// As in a program.
    #[default]
    Off,
    /// All in the blocking pool, and whatever can wait for its turn waits once.
    Blocking,
    /// Each is told once that the database is busy when it is prepared, and once when it runs; and whatever can wait for its
    /// turn waits once.
    Busy,
}

impl Rehearsal {
    /// A point where a program may have to wait for its turn.
    pub(super) async fn point(self) {
        if self != Self::Off {
            tokio::task::yield_now().await;
        }
    }
}
