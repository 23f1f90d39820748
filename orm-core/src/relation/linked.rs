//! The other side of a many-to-many relation: what `max.sitters()` gives.

use super::linking::link_values;
use super::links::Links;
use super::many_to_many::encoded;
use super::{LinkedBy, LinksAlone, LinksWith, Manager};
use crate::database::Db;
use crate::model::{Draft, IntoKeys, Key, Relation, Table};
use crate::query::{Entire, Pending, QuerySet};

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
    pub fn add<'a, W>(&self, db: &'a Db, rows: impl IntoKeys<R::Target, W>) -> Pending<'a, ()>
    where
        R: LinkedBy<By: LinksAlone<R::Link>>,
    {
        let (links, keys, beside) = (self.links(), encoded(rows), R::By::values());
        Pending::new(async move { links.add(db, keys, &beside).await })
    }

    /// Links rows with what a draft of the through model gives; the draft leaves its two ends out. A pair that is linked
    /// stays as it is. Two statements in one transaction; one where all are linked.
    ///
    /// # Errors
    /// Violations of the through model's constraints, and nothing is changed.
    #[track_caller]
    pub fn add_with<'a, W, D>(&self, db: &'a Db, rows: impl IntoKeys<R::Target, W>, draft: D) -> Pending<'a, ()>
    where
        R: LinkedBy<By: LinksWith<D>>,
    {
        let (links, keys, beside) = (self.links(), encoded(rows), <R::By as LinksWith<D>>::parts(draft));
        Pending::new(async move { links.add(db, keys, &link_values(beside, "add_with")?).await })
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

    /// Makes exactly these the linked rows, in one transaction. A link that stays is not touched. Up to three statements, and on
    /// PostgreSQL one before them, which holds the row.
    ///
    /// # Errors
    /// `ForeignKeyViolation` if a row does not exist, and nothing is changed.
    #[track_caller]
    pub fn set<'a, W>(&self, db: &'a Db, rows: impl IntoKeys<R::Target, W>) -> Pending<'a, ()>
    where
        R: LinkedBy<By: LinksAlone<R::Link>>,
    {
        let (links, keys, beside) = (self.links(), encoded(rows), R::By::values());
        Pending::new(async move { links.set(db, keys, &beside).await })
    }

    /// Makes exactly these the linked rows, in one transaction; the draft of the through model is for those that are not
    /// linked yet. A link that stays is not touched. Up to four statements.
    ///
    /// # Errors
    /// Those of [`add_with`](Self::add_with), and nothing is changed.
    #[track_caller]
    pub fn set_with<'a, W, D>(&self, db: &'a Db, rows: impl IntoKeys<R::Target, W>, draft: D) -> Pending<'a, ()>
    where
        R: LinkedBy<By: LinksWith<D>>,
    {
        let (links, keys, beside) = (self.links(), encoded(rows), <R::By as LinksWith<D>>::parts(draft));
        Pending::new(async move { links.set(db, keys, &link_values(beside, "set_with")?).await })
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
    pub fn create<'a, D: Draft<Model = R::Target> + 'a>(&self, db: &'a Db, draft: D) -> Pending<'a, R::Target>
    where
        R: LinkedBy<By: LinksAlone<R::Link>>,
    {
        let (links, beside) = (self.links(), R::By::values());
        Pending::new(async move { links.create(db, draft, &beside).await })
    }

    /// Saves a draft and links the row with what a draft of the through model gives, in one transaction. Three statements.
    ///
    /// # Errors
    /// Those of saving either.
    #[track_caller]
    pub fn create_with<'a, C, D>(&self, db: &'a Db, row: C, link: D) -> Pending<'a, R::Target>
    where
        C: Draft<Model = R::Target> + 'a,
        R: LinkedBy<By: LinksWith<D>>,
    {
        let (links, beside) = (self.links(), <R::By as LinksWith<D>>::parts(link));
        Pending::new(async move { links.create(db, row, &link_values(beside, "create_with")?).await })
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
