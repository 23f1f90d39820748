//! A transaction, or a savepoint in one, on a link that it keeps.
//!
//! What may be done next is asked of [`Levels`]. **Invariant:** after an error of the server nothing of the level is sent but
//! its rollback, so that no server has to be asked what it thinks of the transaction; and a link that is lost, or on which
//! something was given up, leaves at once, so that its locks do. Start reading at [`Scope::run`].

use super::cursor::Open;
use super::driver::{Driver, Ran, gone};
use super::link::{Link, is_lost};
use super::rows::Rows;
use super::source::Source;
use super::wire::Wire;
use crate::database::Isolation;
use crate::database::levels::{Callback, Ended, Levels};
use crate::database::pool::Checkout;
use crate::error::{Error, ErrorKind, Result};
use crate::sql::{Statement, Text};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::OwnedMutexGuard;

/// One level of a transaction. Its drop undoes what was not committed.
pub(in crate::database) struct Scope<W: Wire> {
    pub(super) root: Arc<Root<W>>,
    level: u64,
}

/// What the levels of one transaction share.
pub(super) struct Root<W: Wire> {
    pub(super) driver: Arc<Driver<W>>,
    slot: Arc<tokio::sync::Mutex<Slot<W>>>,
    levels: Mutex<Levels>,
    isolation: Isolation,
    has_cursor: AtomicBool,
    /// Whether the last that a statement met was another transaction in its way.
    in_the_way: AtomicBool,
}

/// The link, or the stream that was left and still has it. Both are gone when the transaction is over.
pub(super) struct Slot<W: Wire> {
    checkout: Option<Checkout<Source<W>>>,
    left: Option<Open<W>>,
}

/// The slot, which nobody else uses meanwhile.
pub(super) struct Held<W: Wire> {
    guard: Option<OwnedMutexGuard<Slot<W>>>,
    root: Arc<Root<W>>,
}

impl<W: Wire> Scope<W> {
    /// Begins a transaction.
    pub(super) async fn begin(driver: &Arc<Driver<W>>, isolation: Isolation) -> Result<Self> {
        let mut checkout = driver.checkout().await?;
        checkout.link().ok_or_else(gone)?.begin(isolation, driver.access).await?;
        let mut levels = Levels::default();
        let level = levels.push();
        let slot = Slot { checkout: Some(checkout), left: None };
        let root = Root {
            driver: Arc::clone(driver),
            slot: Arc::new(tokio::sync::Mutex::new(slot)),
            levels: Mutex::new(levels),
            isolation,
            has_cursor: AtomicBool::new(false),
            in_the_way: AtomicBool::new(false),
        };
        Ok(Self { root: Arc::new(root), level })
    }

    /// Begins a transaction within this one.
    pub(super) async fn savepoint(&self, isolation: Isolation) -> Result<Self> {
        if strength(isolation) > strength(self.root.isolation) {
            let message =
                "a transaction within another sees what that one sees; say its isolation where the outer one begins";
            return Err(Error::new(ErrorKind::Unsupported, message));
        }
        let mut held = self.hold(Levels::check).await?;
        let depth = self.depth() + 1;
        let in_flight = InFlight::new(&self.root, "a savepoint was dropped before it was made");
        let result = held.command(format!("SAVEPOINT orm_{depth}")).await;
        in_flight.land();
        if let Err(error) = result {
            self.root.settle(&mut held, &error);
            return Err(error);
        }
        let level = self.root.levels().push();
        Ok(Self { root: Arc::clone(&self.root), level })
    }

    /// Runs a statement in it.
    pub(super) async fn run(&self, statement: &Statement, mut rows: Rows) -> Ran {
        let mut held = match self.hold(Levels::check).await {
            Ok(held) => held,
            Err(error) => return Ran { rows, result: Err(error) },
        };
        let in_flight = InFlight::new(&self.root, "a statement was dropped before it was done");
        let result = match held.link() {
            Ok(link) => link.run(statement, &mut rows).await,
            Err(error) => Err(error),
        };
        in_flight.land();
        match &result {
            Err(error) => self.root.settle(&mut held, error),
            Ok(_) => self.root.met(None),
        }
        Ran { rows, result }
    }

    /// Keeps what was done. A poisoned level is undone instead, and says why.
    pub(in crate::database) async fn commit(&self) -> Result<()> {
        let mut held = self.hold(Levels::check_is_open).await?;
        let poison = self.root.levels().poison_of(self.level);
        if let Some(error) = poison {
            self.undo(held).await?;
            return Err(error);
        }
        let depth = self.depth();
        if depth > 0 {
            let in_flight = InFlight::new(&self.root, "a commit was dropped before it was done");
            let result = held.command(format!("RELEASE SAVEPOINT orm_{depth}")).await;
            in_flight.land();
            if let Err(error) = result {
                self.root.settle(&mut held, &error);
                return Err(error);
            }
            let kept = self.root.levels().merge();
            debug_assert!(kept.is_empty(), "only the outermost level gives callbacks back");
            return Ok(());
        }
        let in_flight = InFlight::commit(&self.root);
        let result = match held.link() {
            Ok(link) => link.commit().await,
            Err(error) => Err(error),
        };
        in_flight.land();
        if let Err(error) = result {
            return Err(self.commit_failed(held, error).await);
        }
        let callbacks = self.root.levels().merge();
        self.root.end(Ended::Committed);
        held.release();
        drop(held);
        callbacks.into_iter().for_each(|callback| callback());
        Ok(())
    }

    async fn commit_failed(&self, mut held: Held<W>, error: Error) -> Error {
        self.root.met(Some(&error));
        if is_lost(&error) {
            self.root.end(Ended::Unknown);
            held.release();
            let message = "the connection broke while COMMIT was under way; it may have happened or not";
            return error.reworded(ErrorKind::CommitUnknown, message);
        }
        // The server undid it: a constraint that is looked at last, or another transaction in the way.
        self.root.end(Ended::RolledBack(error.message().to_owned()));
        if let Ok(link) = held.link() {
            let _ = link.rollback().await;
        }
        held.release();
        error
    }

    /// Undoes what was done.
    pub(in crate::database) async fn rollback(&self) -> Result<()> {
        if let Some(Ended::RolledBack(_)) = self.root.levels().ended() {
            return Ok(());
        }
        let held = self.hold(Levels::check_is_open).await?;
        self.undo(held).await
    }

    /// Ends it without waiting: from now on every handle of it is over.
    pub(in crate::database) fn abandon(&self) {
        let depth = self.root.levels().depth(self.level);
        match depth {
            Some(0) => self.root.end(Ended::RolledBack("it was dropped".into())),
            // The next statement of the level below rolls it back.
            Some(_) => self.root.levels().abandon(self.level),
            None => return,
        }
        self.root.release_if_ended();
    }

    /// Calls `callback` after the outermost commit.
    pub(in crate::database) fn on_commit(&self, callback: Callback) -> Result<()> {
        let mut levels = self.root.levels();
        levels.check(self.level)?;
        levels.on_commit(self.level, callback);
        Ok(())
    }

    /// Whether the last that its statements met was another transaction in its way.
    pub(in crate::database) fn is_in_the_way(&self) -> bool {
        self.root.in_the_way.load(Ordering::Relaxed)
    }

    /// The link, for this level alone, once nothing else uses it.
    pub(super) async fn hold(&self, check: fn(&Levels, u64) -> Result<()>) -> Result<Held<W>> {
        self.root.check(self.level, check)?;
        let guard = Arc::clone(&self.root.slot).lock_owned().await;
        let mut held = Held { guard: Some(guard), root: Arc::clone(&self.root) };
        self.root.driver.rehearsal.point().await;
        // Whoever had it before may have ended it.
        self.root.check(self.level, check)?;
        held.finish_left().await;
        let abandoned = self.root.levels().abandoned_above(self.level);
        for depth in (0..abandoned).map(|n| self.depth() + abandoned - n) {
            // If that fails, it has poisoned this level.
            let _ = self.root.undo_savepoint(&mut held, depth).await;
        }
        self.root.check(self.level, check)?;
        Ok(held)
    }

    async fn undo(&self, mut held: Held<W>) -> Result<()> {
        self.root.driver.rehearsal.point().await;
        let depth = self.depth();
        if depth > 0 {
            return self.root.undo_savepoint(&mut held, depth).await;
        }
        // From here on it is over. If this future is dropped, the link is not used again.
        self.root.end(Ended::RolledBack("as asked".into()));
        // A link that is gone took the transaction with it.
        let Ok(link) = held.link() else { return Ok(()) };
        let result = link.rollback().await;
        held.release();
        match result {
            Err(error) if !is_lost(&error) => Err(error),
            _ => Ok(()),
        }
    }

    fn depth(&self) -> usize {
        self.root.levels().depth(self.level).unwrap_or(0)
    }
}

impl<W: Wire> Drop for Scope<W> {
    fn drop(&mut self) {
        self.abandon();
    }
}

impl<W: Wire> Root<W> {
    fn check(&self, level: u64, check: fn(&Levels, u64) -> Result<()>) -> Result<()> {
        check(&self.levels(), level)?;
        if self.has_cursor.load(Ordering::Acquire) {
            let message =
                "a stream of this transaction is open; read it to its end or drop it before the next statement";
            return Err(Error::new(ErrorKind::Unsupported, message));
        }
        Ok(())
    }

    /// Draws the consequences of an error.
    pub(super) fn settle(&self, held: &mut Held<W>, error: &Error) {
        self.met(Some(error));
        if is_lost(error) {
            self.levels().poison_all(error.message());
            held.release();
        } else if matches!(error.kind(), ErrorKind::Serialization | ErrorKind::Deadlock) {
            // Only the whole can be done again.
            self.levels().poison_all(error.message());
        } else if error.sqlstate().is_some() {
            self.levels().poison(error.message().to_owned());
        }
        // What was not sent, and a row that the program could not read, changed nothing in the database.
    }

    pub(super) fn met(&self, error: Option<&Error>) {
        let is_in_the_way = error.is_some_and(Error::is_retryable);
        if self.in_the_way.load(Ordering::Relaxed) != is_in_the_way {
            self.in_the_way.store(is_in_the_way, Ordering::Relaxed);
        }
    }

    // Undoes the innermost level and closes it.
    async fn undo_savepoint(self: &Arc<Self>, held: &mut Held<W>, depth: usize) -> Result<()> {
        if held.link().is_err() {
            drop(self.levels().pop());
            return Ok(());
        }
        let in_flight = InFlight::new(self, "a rollback was dropped before it was done");
        let result = held.command(format!("ROLLBACK TO SAVEPOINT orm_{depth}; RELEASE SAVEPOINT orm_{depth}")).await;
        in_flight.land();
        let gone = self.levels().pop();
        drop(gone);
        if let Err(error) = &result {
            // A server that ended the transaction for another's sake knows no savepoint of it any more. What counts is why it did.
            let was_in_the_way = self.in_the_way.load(Ordering::Relaxed);
            // The level below holds now what was to be undone.
            self.levels().poison(error.message().to_owned());
            self.settle(held, error);
            self.in_the_way.fetch_or(was_in_the_way, Ordering::Relaxed);
        }
        result
    }

    /// The transaction is over in the database.
    fn end(&self, how: Ended) {
        // In two statements: what is dropped may look at the levels, which are locked within the first.
        let gone = self.levels().end(how);
        drop(gone);
    }

    /// Gives the link back if the transaction is over and nobody uses it. Whoever does use it calls this afterwards.
    fn release_if_ended(&self) {
        if self.levels().ended().is_some()
            && let Ok(mut slot) = self.slot.try_lock()
        {
            slot.release();
        }
    }

    fn levels(&self) -> MutexGuard<'_, Levels> {
        self.levels.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W: Wire> Slot<W> {
    fn release(&mut self) {
        self.checkout = None;
        self.left = None;
    }
}

impl<W: Wire> Held<W> {
    pub(super) fn link(&mut self) -> Result<&mut Link<W>> {
        self.guard.as_mut().and_then(|slot| slot.checkout.as_mut()).and_then(Checkout::link).ok_or_else(gone)
    }

    async fn command(&mut self, text: String) -> Result<()> {
        self.link()?.command(Text::Made(text.into())).await
    }

    /// Takes the link out, for a stream.
    pub(super) fn take(&mut self) -> Result<Checkout<Source<W>>> {
        self.guard.as_mut().and_then(|slot| slot.checkout.take()).ok_or_else(gone)
    }

    /// Brings it back.
    pub(super) fn put(&mut self, checkout: Checkout<Source<W>>) {
        if let Some(slot) = &mut self.guard {
            slot.checkout = Some(checkout);
        }
    }

    /// Leaves a stream that is to be read to its end before the next statement.
    pub(super) fn leave(&mut self, open: Open<W>) {
        if let Some(slot) = &mut self.guard {
            slot.left = Some(open);
        }
    }

    /// Gives the link back to the pool: the transaction is over in the database, or the link is.
    fn release(&mut self) {
        if let Some(slot) = &mut self.guard {
            slot.release();
        }
    }

    // The protocols know no way to stop in the middle but to read on or to break the connection.
    async fn finish_left(&mut self) {
        let Some(open) = self.guard.as_mut().and_then(|slot| slot.left.take()) else { return };
        let in_flight = InFlight::new(&self.root, "a stream was left, and what it left was dropped before it was read");
        let (checkout, result) = open.finish().await;
        in_flight.land();
        self.put(checkout);
        if let Err(error) = result {
            let root = Arc::clone(&self.root);
            root.settle(self, &error);
        }
    }
}

impl<W: Wire> Drop for Held<W> {
    fn drop(&mut self) {
        if self.link().is_ok_and(|link| link.is_given_up()) {
            self.release();
        }
        self.guard = None;
        // Only after the slot is free again: whoever ended the transaction meanwhile could not take it.
        self.root.release_if_ended();
    }
}

/// Draws the consequences if it is dropped: what was under way was not waited for, and its connection is of no more use.
pub(super) struct InFlight<W: Wire>(Option<(Arc<Root<W>>, Consequence)>);

#[derive(Clone, Copy)]
enum Consequence {
    Poison(&'static str),
    /// Of a COMMIT: nobody knows, and nothing more can be done.
    End,
}

impl<W: Wire> InFlight<W> {
    pub(super) fn new(root: &Arc<Root<W>>, cause: &'static str) -> Self {
        Self(Some((Arc::clone(root), Consequence::Poison(cause))))
    }

    fn commit(root: &Arc<Root<W>>) -> Self {
        Self(Some((Arc::clone(root), Consequence::End)))
    }

    pub(super) fn land(mut self) {
        self.0 = None;
    }
}

impl<W: Wire> Drop for InFlight<W> {
    fn drop(&mut self) {
        match self.0.take() {
            Some((root, Consequence::Poison(cause))) => root.levels().poison_all(cause),
            Some((root, Consequence::End)) => {
                root.end(Ended::Unknown);
                root.release_if_ended();
            }
            None => {}
        }
    }
}

/// Marks the transaction as having a stream open.
pub(super) struct CursorMark<W: Wire>(Arc<Root<W>>);

impl<W: Wire> CursorMark<W> {
    pub(super) fn new(root: &Arc<Root<W>>) -> Self {
        root.has_cursor.store(true, Ordering::Release);
        Self(Arc::clone(root))
    }
}

impl<W: Wire> Drop for CursorMark<W> {
    fn drop(&mut self) {
        self.0.has_cursor.store(false, Ordering::Release);
    }
}

/// What is not said is the weakest: a server may be set to more, and then it gives more.
fn strength(isolation: Isolation) -> u8 {
    match isolation {
        Isolation::Default => 0,
        Isolation::ReadCommitted => 1,
        Isolation::RepeatableRead => 2,
        Isolation::Serializable => 3,
    }
}
