//! A transaction, or a savepoint in one, on a lane that it keeps.
//!
//! What may be done next is asked of [`Levels`]; what is done goes through [`super::run`]. Every BEGIN, COMMIT, SAVEPOINT
//! and ROLLBACK of SQLite is here. **Invariant:** after every error SQLite is asked whether the transaction still stands,
//! so that no statement of it ever runs outside it. Start reading at [`Scope::run`].

use super::driver::{Driver, Source};
use super::error;
use super::held::Held;
use super::lane::Lane;
use super::open::CommitCost;
use super::run::{self, Ran, Rows};
use crate::database::errand::Errand;
use crate::database::levels::{Callback, Ended, Levels};
use crate::database::patience::Patience;
use crate::database::pool::Checkout;
use crate::database::writer_queue::{Badge, Hold, Place};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{ModelSchema, deferred_of, has_deferred, same_model};
use crate::sql::Text;
use libsqlite3_sys::SQLITE_MISUSE;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// One level of a transaction. Its drop undoes what was not committed.
pub(in crate::database) struct Scope {
    pub(super) root: Arc<Root>,
    level: u64,
}

/// What the levels of one transaction share.
pub(super) struct Root {
    pub(super) driver: Arc<Driver>,
    slot: Arc<tokio::sync::Mutex<Slot>>,
    levels: Mutex<Levels>,
    pub(super) badge: Option<Badge>,
    has_cursor: AtomicBool,
    /// Whether the last that a statement met was another transaction in its way.
    in_the_way: AtomicBool,
    /// The models that its statements were about, where a foreign key may still have to be looked at when it ends.
    touched: Mutex<Vec<&'static ModelSchema>>,
}

/// The lane, and the writer's place. Both are gone when the transaction is over.
pub(super) struct Slot {
    checkout: Option<Checkout<Source>>,
    place: Option<Place>,
}

impl Scope {
    /// Begins a transaction.
    pub(in crate::database) async fn begin(driver: &Arc<Driver>) -> Result<Self> {
        let mut patience = Patience::new(driver.busy_timeout);
        // A transaction that will write takes the write lock when it begins: one that took it later could find that what it
        // read is out of date, and waiting would not help.
        let (text, place) = if driver.is_read_only {
            ("BEGIN", None)
        } else {
            ("BEGIN IMMEDIATE", Some(driver.enter(Hold::Transaction, &mut patience).await?))
        };
        let held = Held::Pool(driver.checkout().await?);
        let ran = run::command(driver, held, Text::Fixed(text), run::Place::Inline, &mut patience).await;
        ran.result?;
        let Some(Held::Pool(checkout)) = ran.held else { return Err(over()) };
        let mut levels = Levels::default();
        let level = levels.push();
        let badge = place.as_ref().map(|place| place.badge.clone());
        let slot = Arc::new(tokio::sync::Mutex::new(Slot { checkout: Some(checkout), place }));
        let root = Root {
            driver: Arc::clone(driver),
            slot,
            levels: Mutex::new(levels),
            badge,
            has_cursor: AtomicBool::new(false),
            in_the_way: AtomicBool::new(false),
            touched: Mutex::default(),
        };
        Ok(Self { root: Arc::new(root), level })
    }

    /// Begins a transaction within this one.
    pub(in crate::database) async fn savepoint(&self) -> Result<Self> {
        let held = self.hold(Levels::check).await?;
        let depth = self.depth() + 1;
        let driver = &self.root.driver;
        let mut patience = Patience::new(driver.busy_timeout);
        let in_flight = InFlight::new(&self.root, "a savepoint was dropped before it was made");
        let text = Text::Made(format!("SAVEPOINT orm_{depth}").into());
        let mut ran = run::command(driver, held, text, run::Place::Inline, &mut patience).await;
        in_flight.land();
        if let Err(error) = ran.result {
            self.root.settle(ran.held.as_mut(), &error);
            return Err(error);
        }
        let level = self.root.levels().push();
        Ok(Self { root: Arc::clone(&self.root), level })
    }

    /// Runs a statement in it.
    pub(super) async fn run(&self, mut errand: Errand, rows: Rows) -> Ran {
        let mut held = match self.hold(Levels::check).await {
            Ok(held) => held,
            Err(error) => return Ran::refused(None, errand.statement.binds, rows, error),
        };
        let driver = &self.root.driver;
        let mut patience = Patience::new(driver.busy_timeout);
        let in_flight = InFlight::new(&self.root, "a statement was dropped before it was done");
        self.root.touch(errand.statement.model);
        let ready = match held.lane() {
            Ok(lane) => run::prepare_errand(driver, lane, &mut errand, &mut patience).await,
            Err(error) => Err(error),
        };
        let mut ran = match ready {
            Ok(ready) => run::run(driver, held, ready, errand, rows, &mut patience).await,
            Err(error) => Ran::refused(Some(held), errand.statement.binds, rows, error),
        };
        in_flight.land();
        match &ran.result {
            Err(error) => self.root.settle(ran.held.as_mut(), error),
            Ok(_) => {
                self.root.met(None);
                // Raw text can end it, too.
                self.root.end_if_over(ran.held.as_mut(), "a statement ended it");
            }
        }
        ran
    }

    /// Keeps what was done. A poisoned level is undone instead, and says why.
    pub(in crate::database) async fn commit(&self) -> Result<()> {
        let held = self.hold(Levels::check_is_open).await?;
        let poison = self.root.levels().poison_of(self.level);
        if let Some(error) = poison {
            self.undo(held).await?;
            return Err(error);
        }
        let depth = self.depth();
        let driver = &self.root.driver;
        let mut patience = Patience::new(driver.busy_timeout);
        let at = if depth == 0 { self.end_place() } else { run::Place::Inline };
        let text = if depth == 0 { Text::Fixed("COMMIT") } else { Text::Made(format!("RELEASE orm_{depth}").into()) };
        let in_flight = match depth {
            0 => InFlight::commit(&self.root),
            _ => InFlight::new(&self.root, "a commit was dropped before it was done"),
        };
        let mut ran = run::command(driver, held, text, at, &mut patience).await;
        in_flight.land();
        if let Err(mut error) = ran.result {
            let is_open = ran.held.as_mut().is_some_and(|held| held.lane().is_ok_and(Lane::in_transaction));
            if depth == 0 && !is_open {
                error = error::of_commit(error);
            }
            if depth == 0 && is_open && error.kind() == ErrorKind::ForeignKeyViolation {
                return Err(self.root.undo_dangling(ran.held.as_mut(), error));
            }
            if error.kind() == ErrorKind::CommitUnknown {
                self.root.end(Ended::Unknown);
            }
            self.root.settle(ran.held.as_mut(), &error);
            return Err(error);
        }
        let callbacks = self.root.levels().merge();
        if depth == 0 {
            self.root.end(Ended::Committed);
        }
        if depth == 0
            && let Some(held) = ran.held.as_mut()
        {
            if let Ok(lane) = held.lane() {
                driver.checkpointer.after_commit(lane);
            }
            held.release();
        }
        drop(ran);
        callbacks.into_iter().for_each(|callback| callback());
        Ok(())
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

    pub(super) fn badge(&self) -> Option<Badge> {
        self.root.badge.clone()
    }

    /// The lane, for this level alone, once nothing else uses it.
    pub(super) async fn hold(&self, check: fn(&Levels, u64) -> Result<()>) -> Result<Held> {
        self.root.check(self.level, check)?;
        let guard = Arc::clone(&self.root.slot).lock_owned().await;
        let mut held = Held::of_scope(guard, Arc::clone(&self.root));
        self.root.driver.rehearsal.point().await;
        // Whoever had it before may have ended it.
        self.root.check(self.level, check)?;
        // SQLite ends the whole transaction where it stops a statement that writes, savepoints or not.
        self.root.end_if_over(Some(&mut held), "a statement was dropped while it ran");
        self.root.check(self.level, check)?;
        let abandoned = self.root.levels().abandoned_above(self.level);
        for depth in (0..abandoned).map(|n| self.depth() + abandoned - n) {
            // If that fails, it has poisoned this level.
            let _ = self.root.undo_savepoint(&mut held, depth);
        }
        if abandoned > 0 {
            self.root.check(self.level, check)?;
        }
        Ok(held)
    }

    async fn undo(&self, mut held: Held) -> Result<()> {
        self.root.driver.rehearsal.point().await;
        let depth = self.depth();
        if depth > 0 {
            return self.root.undo_savepoint(&mut held, depth);
        }
        // From here on it is over. If this future is dropped, the lane is rolled back when it goes back to the pool.
        self.root.end(Ended::RolledBack("as asked".into()));
        if !held.lane()?.in_transaction() {
            held.release();
            return Ok(());
        }
        let driver = &self.root.driver;
        let mut patience = Patience::new(driver.busy_timeout);
        let mut ran = run::command(driver, held, Text::Fixed("ROLLBACK"), self.end_place(), &mut patience).await;
        if let Some(held) = &mut ran.held {
            held.release();
        }
        ran.result.map(|_| ())
    }

    // Where the end of the transaction itself runs.
    fn end_place(&self) -> run::Place {
        match self.root.driver.commit_cost {
            CommitCost::WaitsForDisk => run::Place::Blocking,
            CommitCost::Cheap => run::Place::Inline,
        }
    }

    fn depth(&self) -> usize {
        self.root.levels().depth(self.level).unwrap_or(0)
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        self.abandon();
    }
}

impl Root {
    fn check(&self, level: u64, check: fn(&Levels, u64) -> Result<()>) -> Result<()> {
        check(&self.levels(), level)?;
        // Legal on SQLite, but not on the other databases: it is refused on all.
        if self.has_cursor.load(Ordering::Acquire) {
            let message =
                "a stream of this transaction is open; read it to its end or drop it before the next statement";
            return Err(Error::new(ErrorKind::Unsupported, message));
        }
        Ok(())
    }

    /// Draws the consequences of an error.
    pub(super) fn settle(&self, held: Option<&mut Held>, error: &Error) {
        self.met(Some(error));
        let Some(held) = held else {
            self.end(Ended::RolledBack("the runtime shut down".into()));
            return;
        };
        self.end_if_over(Some(held), error.message());
        let Ok(lane) = held.lane() else { return };
        // What was not sent, and a row that the program could not read, changed nothing in the database.
        let Some(code) = error.database_code().filter(|code| *code != SQLITE_MISUSE) else { return };
        match error.kind() {
            // Nothing was done, and it was waited for already; the caller may try again or give up.
            ErrorKind::Busy => {}
            ErrorKind::Serialization => {
                lane.clean();
                self.end(Ended::RolledBack(error.message().to_owned()));
                held.release();
            }
            _ => self.levels().poison(format!("{} ({code})", error.message())),
        }
    }

    /// A foreign key that was looked at last leads nowhere. SQLite would let the transaction go on, which no other database does: it
    /// is undone.
    fn undo_dangling(&self, held: Option<&mut Held>, error: Error) -> Error {
        self.met(Some(&error));
        self.end(Ended::RolledBack(error.message().to_owned()));
        if let Some(held) = held {
            if let Ok(lane) = held.lane() {
                lane.clean();
            }
            held.release();
        }
        let touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        error::of_dangling(error, &deferred_of(&touched))
    }

    fn touch(&self, model: Option<&'static ModelSchema>) {
        let Some(model) = model.filter(|_| has_deferred()) else { return };
        let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        if !touched.iter().any(|it| same_model(it, model)) {
            touched.push(model);
        }
    }

    fn met(&self, error: Option<&Error>) {
        let is_in_the_way = error.is_some_and(Error::is_retryable);
        if self.in_the_way.load(Ordering::Relaxed) != is_in_the_way {
            self.in_the_way.store(is_in_the_way, Ordering::Relaxed);
        }
    }

    // SQLite is asked, whatever we think.
    fn end_if_over(&self, held: Option<&mut Held>, why: &str) {
        if let Some(held) = held
            && held.lane().is_ok_and(|lane| !lane.in_transaction())
        {
            self.end(Ended::RolledBack(why.to_owned()));
            held.release();
        }
    }

    // Undoes the innermost level and closes it.
    fn undo_savepoint(&self, held: &mut Held, depth: usize) -> Result<()> {
        let lane = held.lane()?;
        let undone = command(lane, format!("ROLLBACK TO orm_{depth}"));
        let result = undone.and_then(|()| command(lane, format!("RELEASE orm_{depth}")));
        let gone = self.levels().pop();
        drop(gone);
        if let Err(error) = &result {
            // The level below holds now what was to be undone.
            self.levels().poison(error.message().to_owned());
            self.settle(Some(held), error);
        }
        result
    }

    /// The transaction is over in the database.
    fn end(&self, how: Ended) {
        // In two statements: what is dropped may look at the levels, which are locked within the first.
        let gone = self.levels().end(how);
        drop(gone);
    }

    /// Gives the lane back if the transaction is over and nobody uses it. Whoever does use it calls this afterwards.
    pub(super) fn release_if_ended(&self) {
        if self.levels().ended().is_some()
            && let Ok(mut slot) = self.slot.try_lock()
        {
            slot.release();
        }
    }

    pub(super) fn levels(&self) -> MutexGuard<'_, Levels> {
        self.levels.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Slot {
    pub(super) fn lane(&mut self) -> Option<&mut Lane> {
        self.checkout.as_mut().and_then(Checkout::link).map(|lane| &mut **lane)
    }

    /// The lane goes back, rolled back where need be; then the next writer gets its place.
    pub(super) fn release(&mut self) {
        self.checkout = None;
        self.place = None;
    }
}

/// Draws the consequences if it is dropped: what was under way was not waited for.
pub(super) struct InFlight(Option<(Arc<Root>, Consequence)>);

#[derive(Clone, Copy)]
enum Consequence {
    Poison(&'static str),
    /// Of a COMMIT: nobody knows, and nothing more can be done.
    End,
}

impl InFlight {
    pub(super) fn new(root: &Arc<Root>, cause: &'static str) -> Self {
        Self(Some((Arc::clone(root), Consequence::Poison(cause))))
    }

    fn commit(root: &Arc<Root>) -> Self {
        Self(Some((Arc::clone(root), Consequence::End)))
    }

    pub(super) fn land(mut self) {
        self.0 = None;
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        match self.0.take() {
            Some((root, Consequence::Poison(cause))) => root.levels().poison(cause),
            Some((root, Consequence::End)) => {
                root.end(Ended::Unknown);
                root.release_if_ended();
            }
            None => {}
        }
    }
}

/// Marks the transaction as having a stream open.
pub(super) struct CursorMark(Arc<Root>);

impl CursorMark {
    pub(super) fn new(root: &Arc<Root>) -> Self {
        root.has_cursor.store(true, Ordering::Release);
        Self(Arc::clone(root))
    }
}

impl Drop for CursorMark {
    fn drop(&mut self) {
        self.0.has_cursor.store(false, Ordering::Release);
    }
}

fn command(lane: &mut Lane, text: String) -> Result<()> {
    lane.command(&Text::Made(text.into())).map_err(|failure| error::of_statement(&failure, None))
}

fn over() -> Error {
    Error::new(ErrorKind::TransactionEnded, "the transaction is over")
}
