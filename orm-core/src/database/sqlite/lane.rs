//! A lane: one connection, its statements, and at most one of them running.
//!
//! [`super::run`] above drives it. What this is not: it waits for nothing and knows no pool, no transaction and no task.
//! **Invariant:** a lane that is at rest has no statement open. Start reading at [`Lane::prepare`].

use super::control::Control;
use super::ffi::{Connection, Failure, Row, StatementAt, Step};
use super::memory::Location;
use super::statement_cache::StatementCache;
use crate::database::done::{Done, Keys};
use crate::schema::ModelSchema;
use crate::sql::Text;
use crate::value::{Cells, Value};
use std::sync::Arc;

pub(super) struct Lane {
    // Before `location`: the file is closed when the last user of a private directory takes it away.
    connection: Connection,
    cache: StatementCache,
    open: Option<Open>,
    _location: Arc<Location>,
}

#[derive(Clone, Copy)]
struct Open {
    at: StatementAt,
    total_changes: i64,
    readonly: bool,
    told: Told,
}

/// What is told of a statement when it is done, beside how many rows it matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Nothing,
    /// The keys of the rows that it inserted.
    Keys,
}

/// A statement that is prepared on this lane, and whether it needs the writer's place.
#[derive(Clone, Copy)]
pub(super) struct Ready {
    pub(super) at: StatementAt,
    pub(super) effect: Effect,
}

/// What a statement does to the database, as SQLite itself knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    Reads,
    Writes,
}

impl Lane {
    pub(super) fn new(connection: Connection, location: Arc<Location>) -> Self {
        Self { connection, cache: StatementCache::default(), open: None, _location: location }
    }

    pub(super) fn control(&self) -> &Arc<Control> {
        self.connection.control()
    }

    /// Finds or prepares a statement.
    pub(super) fn prepare(&mut self, text: &Text) -> Result<Ready, Failure> {
        self.finish();
        // What was cancelled was the last run, and SQLite asks the progress handler while it prepares, too.
        self.control().begin();
        let at = match self.cache.get(text) {
            Some(at) => at,
            None => {
                for old in self.cache.make_room() {
                    self.connection.finalize(old);
                }
                let at = self.connection.prepare(text)?;
                self.cache.insert(text, at);
                at
            }
        };
        let effect = if self.connection.is_readonly(at) { Effect::Reads } else { Effect::Writes };
        Ok(Ready { at, effect })
    }

    /// Gives up what is prepared of a text, because the tables are no more what they were.
    pub(super) fn forget(&mut self, text: &Text) {
        self.finish();
        if let Some(at) = self.cache.remove(text) {
            self.connection.finalize(at);
        }
    }

    /// Whether a statement is still what it was prepared as. SQLite prepares one again by itself where the tables changed.
    pub(super) fn is_up_to_date(&self, ready: Ready) -> bool {
        self.connection.is_up_to_date(ready.at)
    }

    /// Whether the keys of the rows that this INSERT inserts can be told: see [`Connection::tells_keys`].
    pub(super) fn tells_keys(&mut self, ready: Ready, model: &ModelSchema) -> bool {
        let mut key = model.key_columns();
        match (key.next(), key.next()) {
            (Some(key), None) => self.connection.tells_keys(ready.at, model.table, key.name),
            _ => false,
        }
    }

    /// Opens a prepared statement with its binds.
    pub(super) fn start(&mut self, ready: Ready, binds: Vec<Value>, told: Told) -> Result<(), Failure> {
        self.finish();
        self.control().begin();
        self.control().keep_prepared(told == Told::Keys);
        let total_changes = self.connection.total_changes();
        // Noted before the bind, so that a failed bind is cleaned up too.
        self.open = Some(Open { at: ready.at, total_changes, readonly: ready.effect == Effect::Reads, told });
        self.connection.bind(ready.at, binds)
    }

    /// Whether the open statement ended because the tables changed under it, and what was known of it is to stay as it is.
    pub(super) fn was_kept_as_prepared(&self) -> bool {
        self.control().was_kept_as_prepared()
    }

    /// Goes to the next row of the open statement.
    pub(super) fn step(&mut self) -> Result<Step, Failure> {
        let Some(open) = self.open else { return Ok(Step::Done) };
        self.connection.step(open.at)
    }

    /// The current row.
    pub(super) fn row(&self) -> Option<Row<'_>> {
        self.open.and_then(|open| self.connection.row(open.at))
    }

    /// The open statement, from its beginning again.
    pub(super) fn rewind(&mut self) {
        if let Some(open) = self.open {
            self.connection.rewind(open.at);
        }
    }

    /// What the open statement has done: the rows that it matched, if it is a write, and their keys.
    pub(super) fn done(&mut self) -> Done {
        // `changes` keeps the number of the last write; only a new one counts.
        let Some(open) = self.open.filter(|open| !open.readonly) else { return Done::default() };
        if self.connection.total_changes() == open.total_changes {
            return Done::default();
        }
        let done = Done::changed(self.connection.changes());
        if open.told == Told::Nothing {
            return done;
        }
        let (last, rows) = (self.connection.last_key(), i64::try_from(done.changed).ok());
        let first = rows.and_then(|rows| last.checked_sub(rows - 1));
        Done { keys: first.map(|first| Keys { first, step: 1 }), ..done }
    }

    /// Closes the open statement, if there is one, and gives its binds back.
    pub(super) fn finish(&mut self) -> Vec<Value> {
        match self.open.take() {
            Some(open) => {
                self.control().keep_prepared(false);
                self.connection.reset(open.at)
            }
            None => Vec::new(),
        }
    }

    pub(super) fn in_transaction(&mut self) -> bool {
        self.connection.in_transaction()
    }

    /// Runs a statement of ours that gives no rows we want: BEGIN, COMMIT, a pragma.
    pub(super) fn command(&mut self, text: &Text) -> Result<(), Failure> {
        let ready = self.prepare(text)?;
        self.start(ready, Vec::new(), Told::Nothing)?;
        let result = loop {
            match self.step() {
                Ok(Step::Row) => {}
                Ok(Step::Done) => break Ok(()),
                Err(failure) => break Err(failure),
            }
        };
        self.finish();
        result
    }

    /// The first cell of the first row, where it is text. For the settings of the session.
    pub(super) fn query_text(&mut self, text: &Text) -> Option<String> {
        let ready = self.prepare(text).ok()?;
        self.start(ready, Vec::new(), Told::Nothing).ok()?;
        let stepped = self.step();
        let found = match stepped {
            Ok(Step::Row) => self.row().and_then(|row| row.text(0).map(str::to_owned).ok()),
            _ => None,
        };
        self.finish();
        found
    }

    /// Makes the lane as it was when it was opened, for the next borrower. `false` if that is not possible.
    pub(super) fn clean(&mut self) -> bool {
        self.finish();
        // A pragma or an ATTACH of the last borrower must not be the next one's surprise.
        if !self.connection.is_as_opened() {
            return false;
        }
        if !self.in_transaction() {
            return true;
        }
        self.command(&Text::Fixed("ROLLBACK")).is_ok() && !self.in_transaction()
    }

    pub(super) fn set_busy_timeout(&mut self, milliseconds: i32) {
        self.connection.set_busy_timeout(milliseconds);
    }

    pub(super) fn checkpoint(&mut self) {
        self.connection.checkpoint();
    }
}
