//! The verbs of a field whose links are rows of a model: they take a draft of it.

use super::{ManyToMany, encoded};
use crate::database::Db;
use crate::model::{Draft, IntoKeys, Table};
use crate::query::Pending;
use crate::relation::linking::link_values;
use crate::relation::{LinkOf, LinksWith};

impl<T: Table, L: Table> ManyToMany<T, L> {
    /// Links rows with what a draft of the through model gives; the draft leaves its two ends out. A pair that is linked
    /// stays as it is, whatever its row holds. Two statements in one transaction; one where all are linked.
    ///
    /// ```ignore
    /// beatles.members.add_with(&db, &ringo, Membership::create().role("drums")).await?;
    /// ```
    ///
    /// # Errors
    /// Violations of the through model's constraints, and nothing is changed; `Unbound` for a field made by hand.
    #[track_caller]
    pub fn add_with<'a, W, D, R>(&'a self, db: &'a Db, rows: impl IntoKeys<T, W>, draft: D) -> Pending<'a, ()>
    where
        L: LinkOf<T, R>,
        R: LinksWith<D>,
    {
        let (keys, draft) = (encoded(rows), R::parts(draft));
        Pending::new(async move { self.add_links(db, keys, link_values(draft, "add_with")?).await })
    }

    /// Makes exactly these the linked rows, in one transaction; the draft of the through model is for those that are not
    /// linked yet. A link that stays is not touched. Up to four statements.
    ///
    /// # Errors
    /// Those of [`add_with`](Self::add_with), and nothing is changed.
    #[track_caller]
    pub fn set_with<'a, W, D, R>(&'a self, db: &'a Db, rows: impl IntoKeys<T, W>, draft: D) -> Pending<'a, ()>
    where
        L: LinkOf<T, R>,
        R: LinksWith<D>,
    {
        let (keys, draft) = (encoded(rows), R::parts(draft));
        Pending::new(async move { self.set_links(db, keys, link_values(draft, "set_with")?).await })
    }

    /// Saves a draft and links the row with what a draft of the through model gives, in one transaction. Three statements.
    ///
    /// # Errors
    /// Those of saving either; `Unbound` for a field made by hand.
    #[track_caller]
    pub fn create_with<'a, C, D, R>(&'a self, db: &'a Db, row: C, link: D) -> Pending<'a, T>
    where
        C: Draft<Model = T> + 'a,
        L: LinkOf<T, R>,
        R: LinksWith<D>,
    {
        let link = R::parts(link);
        Pending::new(async move { self.create_linked(db, row, link_values(link, "create_with")?).await })
    }
}
