//! The other side of a many-to-many relation: what `max.sitters()` gives.

use super::Manager;
use super::links::Links;
use super::many_to_many::encoded;
use crate::database::Db;
use crate::database::caller::located;
use crate::error::Result;
use crate::model::{Draft, IntoKeys, Relation, Table};
use crate::query::{Entire, QuerySet};
use crate::value::DbValue;

/// The manager of the rows that are linked with a row, where the other model declares the relation.
pub struct LinkedManager<'a, R: Relation>(&'a R::Source);

impl<'a, R: Relation> LinkedManager<'a, R> {
    /// Of this row.
    #[doc(hidden)]
    pub const fn of(row: &'a R::Source) -> Self {
        Self(row)
    }

    fn links(&self) -> Links {
        Links { step: R::STEP, near: self.0.key().encode() }
    }

    /// Links rows: one or several, by row, key or foreign key. A link that is there stays. One statement.
    ///
    /// # Errors
    /// `ForeignKeyViolation` if a row does not exist.
    #[track_caller]
    pub fn add<W>(&self, db: &Db, rows: impl IntoKeys<R::Target, W>) -> impl Future<Output = Result<()>> + Send {
        let (links, keys) = (self.links(), encoded(rows));
        located(async move { links.add(db, keys).await })
    }

    /// Takes links away. A row that is not linked is no error. Gives how many links went. One statement.
    ///
    /// # Errors
    /// Those of the database.
    #[track_caller]
    pub fn remove<W>(&self, db: &Db, rows: impl IntoKeys<R::Target, W>) -> impl Future<Output = Result<u64>> + Send {
        let (links, keys) = (self.links(), encoded(rows));
        located(async move { links.remove(db, keys).await })
    }

    /// Makes exactly these the linked rows, in one transaction. A link that stays is not touched. Up to three statements.
    ///
    /// # Errors
    /// `ForeignKeyViolation` if a row does not exist, and nothing is changed.
    #[track_caller]
    pub fn set<W>(&self, db: &Db, rows: impl IntoKeys<R::Target, W>) -> impl Future<Output = Result<()>> + Send {
        let (links, keys) = (self.links(), encoded(rows));
        located(async move { links.set(db, keys).await })
    }

    /// Takes all links of this row away. Gives how many went. One statement.
    ///
    /// # Errors
    /// Those of the database.
    #[track_caller]
    pub fn clear(&self, db: &Db) -> impl Future<Output = Result<u64>> + Send {
        let links = self.links();
        located(async move { links.clear(db).await })
    }

    /// Saves a draft and links the row, in one transaction. Two statements.
    ///
    /// # Errors
    /// Those of saving.
    #[track_caller]
    pub fn create<D: Draft<Model = R::Target>>(
        &self,
        db: &Db,
        draft: D,
    ) -> impl Future<Output = Result<R::Target>> + Send {
        let links = self.links();
        located(async move { links.create(db, draft).await })
    }
}

impl<R: Relation> Manager for LinkedManager<'_, R> {
    type Target = R::Target;
    fn query(&self) -> QuerySet<R::Target, Entire> {
        QuerySet::all_rows().via(self.links().via())
    }
}

impl<R: Relation> std::fmt::Debug for LinkedManager<'_, R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("LinkedManager").field(&self.0.key()).finish()
    }
}
