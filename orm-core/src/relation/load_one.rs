//! The other side of a one-to-one: what `mike.passport(&db)` gives.

use crate::ast::{Output, Via};
use crate::database::Db;
use crate::error::Result;
use crate::model::{Key, Relation, Table};
use crate::query::{Pending, QuerySet};

/// The row that leads to this one, if there is one. Await it; one statement. It is a type with a name, so that the
/// accessor that gives it can be a token.
#[must_use = "nothing is asked before it is awaited"]
pub struct LoadOne<'a, R: Relation> {
    row: &'a R::Source,
    db: &'a Db,
}

impl<'a, R: Relation> LoadOne<'a, R> {
    /// Of this row.
    #[doc(hidden)]
    pub const fn of(row: &'a R::Source, db: &'a Db) -> Self {
        Self { row, db }
    }
}

impl<'a, R: Relation> IntoFuture for LoadOne<'a, R> {
    type Output = Result<Option<R::Target>>;
    type IntoFuture = Pending<'a, Option<R::Target>>;
    #[track_caller]
    fn into_future(self) -> Self::IntoFuture {
        let via = Via { step: R::STEP, sources: vec![self.row.key().encode()], output: Output::Rows };
        QuerySet::<R::Target>::all_rows().via(via).first(self.db)
    }
}

impl<R: Relation> std::fmt::Debug for LoadOne<'_, R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("LoadOne").field(&self.row.key()).finish()
    }
}
