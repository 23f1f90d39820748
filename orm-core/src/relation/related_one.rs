//! The other side of a one-to-one as a field.

use super::among_peers::AmongPeers;
use super::fill::{Fill, Joined, Want};
use super::related_set::holds_no_column;
use crate::database::Db;
use crate::database::caller::located;
use crate::error::Result;
use crate::model::Table;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// The row that leads to a row by a one-to-one, declared as a field so that it can be loaded into it:
/// `#[related(Passport.owner)]`.
///
/// It holds no column, so it counts for nothing in `PartialEq` and `Hash` of its row. Clones share what was loaded. A
/// field made by hand (`Default`) is unbound.
pub struct RelatedOne<T>(AmongPeers<T>);

impl<T> From<AmongPeers<T>> for RelatedOne<T> {
    fn from(it: AmongPeers<T>) -> Self {
        Self(it)
    }
}

impl<T> RelatedOne<T> {
    /// The row, if it was loaded whether there is one: `None` is not loaded, `Some(None)` that there is none. Never waits.
    pub fn loaded(&self) -> Option<Option<&T>> {
        self.0.loaded().map(<[T]>::first)
    }

    /// Leaves the peers, and what was loaded with them: for a row that outlives its result, in a cache.
    pub fn detach(&mut self) {
        self.0.detach();
    }

    /// The row, if it is loaded and there is one: moved out where no other row shares it, cloned otherwise. The field has
    /// left its peers then, and nothing is loaded.
    pub fn take(&mut self) -> Option<T>
    where
        T: Clone,
    {
        self.0.take()?.pop()
    }
}

impl<T: Table> RelatedOne<T> {
    /// The row, if there is one. Asks once for those of all peers (the rows that came from the same result, at most 1,000
    /// of them), then answers from memory.
    ///
    /// One statement, or none.
    ///
    /// # Errors
    /// `Unbound` for a field made by hand; those of the database.
    #[track_caller]
    pub fn load<'a>(&'a self, db: &'a Db) -> impl Future<Output = Result<Option<&'a T>>> + Send {
        located(async move { self.0.load(db).await.map(<[T]>::first) })
    }

    /// The row, asked anew, for this row alone. One statement.
    ///
    /// # Errors
    /// `Unbound` for a field made by hand; those of the database.
    #[track_caller]
    pub fn reload<'a>(&'a self, db: &'a Db) -> impl Future<Output = Result<Option<&'a T>>> + Send {
        located(async move { self.0.reload(db).await.map(<[T]>::first) })
    }
}

impl<T: Table> Fill<T> for RelatedOne<T> {
    async fn fill<'a>(db: &'a Db, fields: Vec<&'a Self>, want: Want<'a, T>) -> Result<()> {
        let fields: Vec<_> = fields.into_iter().map(|field| &field.0).collect();
        AmongPeers::fill(db, &fields, want).await
    }
    fn put(fields: Vec<&Self>, found: Joined<T>) {
        AmongPeers::put(fields.into_iter().map(|field| &field.0), found);
    }
    fn filled(&self) -> &[T] {
        self.0.loaded().unwrap_or(&[])
    }
}

holds_no_column!(RelatedOne);
