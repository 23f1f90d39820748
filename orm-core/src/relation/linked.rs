//! The other side of a many-to-many relation: what `max.sitters()` gives.

use super::Manager;
use super::links::{Beside, Links};
use super::many_to_many::encoded;
use crate::database::Db;
use crate::model::{Draft, IntoKeys, Relation, Table};
use crate::query::{Entire, Pending, QuerySet};
use crate::value::DbValue;

/// The manager of the rows that are linked with a row, where the other model declares the relation.
pub struct LinkedManager<'a, R: Relation>(&'a R::Source);

impl<'r, R: Relation> LinkedManager<'r, R> {
    /// Of this row.
    #[doc(hidden)]
    pub const fn of(row: &'r R::Source) -> Self {
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
    pub fn add<'a, W>(&self, db: &'a Db, rows: impl IntoKeys<R::Target, W>) -> Pending<'a, ()> {
        let (links, keys) = (self.links(), encoded(rows));
        Pending::new(async move { links.add(db, keys, &Beside::new()).await })
    }

    /// Takes links away. A row that is not linked is no error. Gives how many links went. One statement.
    ///
    /// # Errors
    /// Those of the database.
    #[track_caller]
    pub fn remove<'a, W>(&self, db: &'a Db, rows: impl IntoKeys<R::Target, W>) -> Pending<'a, u64> {
        let (links, keys) = (self.links(), encoded(rows));
        Pending::new(async move { links.remove(db, keys).await })
    }

    /// Makes exactly these the linked rows, in one transaction. A link that stays is not touched. Up to three statements.
    ///
    /// # Errors
    /// `ForeignKeyViolation` if a row does not exist, and nothing is changed.
    #[track_caller]
    pub fn set<'a, W>(&self, db: &'a Db, rows: impl IntoKeys<R::Target, W>) -> Pending<'a, ()> {
        let (links, keys) = (self.links(), encoded(rows));
        Pending::new(async move { links.set(db, keys, &Beside::new()).await })
    }

    /// Takes all links of this row away. Gives how many went. One statement.
    ///
    /// # Errors
    /// Those of the database.
    #[track_caller]
    pub fn clear<'a>(&self, db: &'a Db) -> Pending<'a, u64> {
        let links = self.links();
        Pending::new(async move { links.clear(db).await })
    }

    /// Saves a draft and links the row, in one transaction. Two statements.
    ///
    /// # Errors
    /// Those of saving.
    #[track_caller]
    pub fn create<'a, D: Draft<Model = R::Target> + 'a>(&self, db: &'a Db, draft: D) -> Pending<'a, R::Target> {
        let links = self.links();
        Pending::new(async move { links.create(db, draft, &Beside::new()).await })
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
