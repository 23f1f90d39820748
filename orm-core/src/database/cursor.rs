//! A statement left open: its rows come in pieces, and the memory it takes does not grow with them.

use super::db::{Driven, on_each};
use super::sink::RowSink;
use super::{postgres, sqlite};
use crate::error::Result;

/// An open statement. Made by [`Db::cursor`](super::Db::cursor); it holds a connection until it is dropped or read to its end.
pub struct Cursor(OpenCursor);

type OpenCursor = Driven<sqlite::OpenCursor, postgres::OpenCursor>;

/// Whether a cursor may have more rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// There may be more.
    More,
    /// That was all.
    Done,
}

impl Cursor {
    pub(super) const fn new(driven: OpenCursor) -> Self {
        Self(driven)
    }

    /// Reads up to `at_most` rows into the sink, which comes back.
    ///
    /// A piece that is dropped before it is done ends the cursor; within a transaction it poisons that.
    ///
    /// # Errors
    /// Those of the database, and those of the sink. Afterwards the cursor is at its end.
    pub async fn next(&mut self, sink: Box<dyn RowSink>, at_most: usize) -> Result<(Box<dyn RowSink>, Rest)> {
        on_each!(&mut self.0, cursor => cursor.next(sink, at_most).await)
    }
}

impl std::fmt::Debug for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cursor")
    }
}
