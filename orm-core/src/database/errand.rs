//! A statement on its way to a driver, and what comes back of it.

use super::done::Done;
use super::sink::RowSink;
use crate::error::Result;
use crate::sql::{Statement, Text};
use crate::value::Value;

/// A statement, and what is wanted of it beside its rows.
pub(crate) struct Errand {
    pub(crate) statement: Statement,
    /// For an INSERT that leaves the keys of its rows to the database: the same with RETURNING. It is sent instead where the
    /// driver cannot tell the keys by itself; where it can, they are in [`Done::keys`].
    pub(crate) returning: Option<Text>,
}

/// What became of it.
pub(crate) struct Answer {
    /// The statement's binds come back, so that who made it needs no copy of them. None do where the runtime shut down under it.
    pub(crate) binds: Vec<Value>,
    pub(crate) sink: Option<Box<dyn RowSink>>,
    pub(crate) result: Result<Done>,
}

impl Errand {
    /// A statement of which nothing more is wanted.
    pub(crate) const fn of(statement: Statement) -> Self {
        Self { statement, returning: None }
    }
}

impl Answer {
    /// Before it began.
    pub(super) fn refused(errand: Errand, sink: Option<Box<dyn RowSink>>, error: crate::error::Error) -> Self {
        Self { binds: errand.statement.binds, sink, result: Err(error) }
    }
}
