//! What ends all levels at once: across a network it is the connection that is lost, and not a part of what it did.

use super::Levels;

impl Levels {
    /// Only rollback is left on every level, though the database may not know it yet.
    pub(in crate::database) fn poison_all(&mut self, cause: &str) {
        for level in &mut self.stack {
            level.poison.get_or_insert_with(|| cause.to_owned());
        }
    }
}
