//! What a transaction may do next: its levels, and the state of each. Pure.
//!
//! Level 0 is the transaction, every further one a savepoint. A level is active until an error poisons it; then only its
//! rollback is left. What this is not: it sends nothing; the drivers ask before they send, and tell what came of it.
//! **Invariant:** an error poisons the innermost level, and nothing passes a poisoned level but its rollback.

#[cfg(feature = "postgres")]
mod whole;

use crate::error::{Error, ErrorKind, Result};

/// Called after the outermost commit.
pub(super) type Callback = Box<dyn FnOnce() + Send>;

/// Callbacks that will not be called. They can hold handles of the same transaction, whose drop looks at the levels: so they
/// are dropped after whatever guards the levels was let go.
#[must_use]
pub(super) struct Gone(#[expect(dead_code, reason = "held to be dropped")] Vec<Callback>);

/// The levels of one transaction, from the outermost.
#[derive(Default)]
pub(super) struct Levels {
    stack: Vec<Level>,
    next: u64,
    ended: Option<Ended>,
}

/// How a transaction ended.
pub(super) enum Ended {
    Committed,
    /// And why.
    RolledBack(String),
    /// Nobody waited for its COMMIT, or the database could not say what became of it.
    Unknown,
}

struct Level {
    id: u64,
    poison: Option<String>,
    /// Its last handle is gone, and it is still to be rolled back.
    abandoned: bool,
    callbacks: Vec<Callback>,
}

impl Levels {
    /// Opens a level and gives its name.
    pub(super) fn push(&mut self) -> u64 {
        self.next += 1;
        self.stack.push(Level { id: self.next, poison: None, abandoned: false, callbacks: Vec::new() });
        self.next
    }

    /// Whether a statement may be sent through the handle of a level.
    pub(super) fn check(&self, id: u64) -> Result<()> {
        let level = self.check_end(id)?;
        match &level.poison {
            None => Ok(()),
            Some(cause) => Err(poisoned(cause)),
        }
    }

    /// Whether a level may be ended, well or badly.
    pub(super) fn check_is_open(&self, id: u64) -> Result<()> {
        self.check_end(id).map(|_| ())
    }

    /// Why the level cannot be committed, if it cannot.
    pub(super) fn poison_of(&self, id: u64) -> Option<Error> {
        self.stack.iter().find(|level| level.id == id)?.poison.as_deref().map(poisoned)
    }

    /// How deep a level is; 0 is the transaction itself.
    pub(super) fn depth(&self, id: u64) -> Option<usize> {
        self.stack.iter().position(|level| level.id == id)
    }

    /// The levels above this one that nobody holds any more: they are to be rolled back first. Counted.
    pub(super) fn abandoned_above(&self, id: u64) -> usize {
        self.depth(id).map_or(0, |depth| self.stack.len() - depth - 1)
    }

    /// An error, or a statement that was dropped, ended what the innermost level can do.
    pub(super) fn poison(&mut self, cause: impl Into<String>) {
        if let Some(level) = self.stack.last_mut() {
            level.poison.get_or_insert(cause.into());
        }
    }

    /// The transaction is over in the database. What goes with it is given back, see [`Gone`].
    pub(super) fn end(&mut self, how: Ended) -> Gone {
        self.ended.get_or_insert(how);
        Gone(self.stack.drain(..).flat_map(|level| level.callbacks).collect())
    }

    /// How it ended, if it did.
    pub(super) fn ended(&self) -> Option<&Ended> {
        self.ended.as_ref()
    }

    /// The last handle of a level is gone.
    pub(super) fn abandon(&mut self, id: u64) {
        if let Some(level) = self.stack.iter_mut().find(|level| level.id == id) {
            level.abandoned = true;
        }
    }

    /// Closes the innermost level, whose work is undone.
    pub(super) fn pop(&mut self) -> Gone {
        Gone(self.stack.pop().map(|level| level.callbacks).unwrap_or_default())
    }

    /// Closes the innermost level, whose work is kept. The callbacks of the outermost are given back, to be called.
    pub(super) fn merge(&mut self) -> Vec<Callback> {
        let Some(level) = self.stack.pop() else { return Vec::new() };
        match self.stack.last_mut() {
            Some(outer) => {
                outer.callbacks.extend(level.callbacks);
                Vec::new()
            }
            None => level.callbacks,
        }
    }

    /// Keeps a callback for the outermost commit.
    pub(super) fn on_commit(&mut self, id: u64, callback: Callback) {
        if let Some(level) = self.stack.iter_mut().find(|level| level.id == id) {
            level.callbacks.push(callback);
        }
    }

    fn check_end(&self, id: u64) -> Result<&Level> {
        match &self.ended {
            Some(Ended::Committed) => {
                return Err(Error::new(ErrorKind::TransactionEnded, "the transaction is over: it was committed"));
            }
            Some(Ended::Unknown) => {
                let message = "the transaction is over: its commit was given up while it was under way, and may have happened or not";
                return Err(Error::new(ErrorKind::CommitUnknown, message));
            }
            Some(Ended::RolledBack(why)) => {
                let message = format!("the transaction is over: it was rolled back ({why})");
                return Err(Error::new(ErrorKind::TransactionEnded, message));
            }
            None => {}
        }
        let Some(depth) = self.depth(id).filter(|&depth| !self.stack[depth].abandoned) else {
            return Err(Error::new(ErrorKind::TransactionEnded, "this part of the transaction is over"));
        };
        // Through the outer handle a statement would land inside the inner level and be undone with it.
        if self.stack[depth + 1..].iter().any(|level| !level.abandoned) {
            let message = "a transaction inside this one is open: use its handle, or end it first";
            return Err(Error::new(ErrorKind::Unsupported, message));
        }
        Ok(&self.stack[depth])
    }
}

fn poisoned(cause: impl AsRef<str>) -> Error {
    let cause = cause.as_ref();
    Error::new(
        ErrorKind::TransactionPoisoned,
        format!("an earlier statement failed, and only rollback is left: {cause}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(result: Result<()>) -> Option<ErrorKind> {
        result.err().map(|error| error.kind())
    }

    #[test]
    fn poison_reaches_the_innermost_level_and_goes_with_its_rollback() {
        let mut levels = Levels::default();
        let outer = levels.push();
        let inner = levels.push();
        assert_eq!(kind(levels.check(outer)), Some(ErrorKind::Unsupported));
        levels.poison("no such table");
        assert_eq!(kind(levels.check(inner)), Some(ErrorKind::TransactionPoisoned));
        assert!(levels.poison_of(inner).is_some_and(|error| error.message().contains("no such table")));
        drop(levels.pop());
        assert!(levels.check(outer).is_ok());
        assert_eq!(kind(levels.check(inner)), Some(ErrorKind::TransactionEnded));
        drop(levels.end(Ended::Committed));
        assert_eq!(kind(levels.check(outer)), Some(ErrorKind::TransactionEnded));
    }

    #[test]
    fn callbacks_of_a_savepoint_go_with_it() {
        let mut levels = Levels::default();
        let outer = levels.push();
        levels.on_commit(outer, Box::new(|| {}));
        let kept = levels.push();
        levels.on_commit(kept, Box::new(|| {}));
        assert!(levels.merge().is_empty());
        let undone = levels.push();
        levels.on_commit(undone, Box::new(|| {}));
        drop(levels.pop());
        assert_eq!(levels.merge().len(), 2);
    }
}
