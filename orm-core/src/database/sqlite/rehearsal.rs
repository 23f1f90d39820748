//! What only SQLite rehearses: the waits that a network gives by itself.

use crate::database::Rehearsal;

impl Rehearsal {
    /// Whether a statement is to be told that the database is busy.
    pub(super) fn is_busy(self) -> bool {
        self == Self::Busy
    }

    pub(super) fn is_blocking(self) -> bool {
        self == Self::Blocking
    }
}
