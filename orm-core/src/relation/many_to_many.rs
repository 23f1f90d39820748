//! The field that leads to many rows, by a join table.

mod with_draft;

use super::among_peers::{AmongPeers, UNBOUND};
use super::fill::{Fill, Joined, Want};
use super::links::{LinkValues, Links};
use super::{LinkOf, LinksAlone, Manager, OwnTable};
use crate::database::Db;
use crate::database::caller::located;
use crate::error::Result;
use crate::model::{Draft, IntoKeys, Key, Table};
use crate::query::{Entire, Pending, QuerySet};
use crate::value::Value;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// A many-to-many relation: a field, and the manager of the linked rows.
///
/// `ManyToMany<Cat>` has a join table of its own; the links of `ManyToMany<Person, Membership>` are rows of the model
/// `Membership`, which has a foreign key to each side and may hold more.
///
/// It holds no column, so it counts for nothing in `PartialEq` and `Hash` of its row. Clones share what was loaded. A
/// field made by hand (`Default`) is unbound: its verbs give the error `Unbound`.
pub struct ManyToMany<T, L = OwnTable> {
    at: AmongPeers<T>,
    link: PhantomData<fn() -> L>,
}

impl<T, L> From<AmongPeers<T>> for ManyToMany<T, L> {
    fn from(it: AmongPeers<T>) -> Self {
        Self { at: it, link: PhantomData }
    }
}

impl<T, L> ManyToMany<T, L> {
    fn links(&self) -> Result<Links> {
        let (step, near) = self.at.start()?;
        Ok(Links { step, near })
    }

    /// The linked rows, if they are loaded and no change went through this field since. Never waits. Where a queryset
    /// chose which to load, it is these.
    pub fn loaded(&self) -> Option<&[T]> {
        self.at.loaded()
    }

    /// Leaves the peers, and what was loaded with them: for a row that outlives its result, in a cache.
    pub fn detach(&mut self) {
        self.at.detach();
    }

    /// The linked rows, if they are loaded: moved out where no other row shares them, cloned otherwise. The field has left
    /// its peers then, and nothing is loaded.
    pub fn take(&mut self) -> Option<Vec<T>>
    where
        T: Clone,
    {
        self.at.take()
    }
}

impl<T: Table, L> ManyToMany<T, L> {
    /// The linked rows. Asks once for those of all peers (the rows that came from the same result, at most 1,000 of
    /// them), then answers from memory. After a change through this field it asks again, for this row.
    ///
    /// One statement, or none.
    ///
    /// # Errors
    /// `Unbound` for a field made by hand; those of the database.
    #[track_caller]
    pub fn load<'a>(&'a self, db: &'a Db) -> impl Future<Output = Result<&'a [T]>> + Send {
        located(self.at.load(db))
    }

    /// The linked rows, asked anew, for this row alone. One statement.
    ///
    /// # Errors
    /// `Unbound` for a field made by hand; those of the database.
    #[track_caller]
    pub fn reload<'a>(&'a self, db: &'a Db) -> impl Future<Output = Result<&'a [T]>> + Send {
        located(self.at.reload(db))
    }

    /// Links rows: one or several, by row, key or foreign key. A link that is there stays. One statement.
    ///
    /// # Errors
    /// `ForeignKeyViolation` if a row does not exist; `Unbound` for a field made by hand.
    #[track_caller]
    pub fn add<'a, W, R>(&'a self, db: &'a Db, rows: impl IntoKeys<T, W>) -> Pending<'a, ()>
    where
        L: LinkOf<T, R>,
        R: LinksAlone<L>,
    {
        let keys = encoded(rows);
        Pending::new(async move { self.add_links(db, keys, R::values()).await })
    }

    /// Takes links away: one row or several. A row that is not linked is no error. Gives how many links went. One statement.
    ///
    /// # Errors
    /// Those of the database; `Unbound` for a field made by hand.
    #[track_caller]
    pub fn remove<'a, W>(&'a self, db: &'a Db, rows: impl IntoKeys<T, W>) -> Pending<'a, u64> {
        let keys = encoded(rows);
        Pending::new(async move {
            let _changed = Changed(self);
            self.links()?.remove(db, keys).await
        })
    }

    /// Makes exactly these the linked rows, in one transaction. A link that stays is not touched. Up to three statements, and on
    /// PostgreSQL one before them, which holds the row.
    ///
    /// # Errors
    /// `ForeignKeyViolation` if a row does not exist, and nothing is changed; `Unbound` for a field made by hand.
    #[track_caller]
    pub fn set<'a, W, R>(&'a self, db: &'a Db, rows: impl IntoKeys<T, W>) -> Pending<'a, ()>
    where
        L: LinkOf<T, R>,
        R: LinksAlone<L>,
    {
        let keys = encoded(rows);
        Pending::new(async move { self.set_links(db, keys, R::values()).await })
    }

    /// Takes all links of this row away. Gives how many went. One statement.
    ///
    /// # Errors
    /// Those of the database; `Unbound` for a field made by hand.
    #[track_caller]
    pub fn clear<'a>(&'a self, db: &'a Db) -> Pending<'a, u64> {
        Pending::new(async move {
            let _changed = Changed(self);
            self.links()?.clear(db).await
        })
    }

    /// Saves a draft and links the row, in one transaction. Two statements.
    ///
    /// # Errors
    /// Those of saving; `Unbound` for a field made by hand.
    #[track_caller]
    pub fn create<'a, D: Draft<Model = T> + 'a, R>(&'a self, db: &'a Db, draft: D) -> Pending<'a, T>
    where
        L: LinkOf<T, R>,
        R: LinksAlone<L>,
    {
        Pending::new(async move { self.create_linked(db, draft, R::values()).await })
    }
}

impl<T: Table, L> ManyToMany<T, L> {
    async fn add_links(&self, db: &Db, keys: Vec<Value>, beside: LinkValues) -> Result<()> {
        let _changed = Changed(self);
        self.links()?.add(db, keys, &beside).await
    }

    async fn set_links(&self, db: &Db, keys: Vec<Value>, beside: LinkValues) -> Result<()> {
        let _changed = Changed(self);
        self.links()?.set(db, keys, &beside).await
    }

    async fn create_linked<D: Draft<Model = T>>(&self, db: &Db, draft: D, beside: LinkValues) -> Result<T> {
        let _changed = Changed(self);
        self.links()?.create(db, draft, &beside).await
    }
}

/// A change goes through the field until this is dropped. It may have happened also where nobody waited for its end.
struct Changed<'a, T, L>(&'a ManyToMany<T, L>);

impl<T, L> Drop for Changed<'_, T, L> {
    fn drop(&mut self) {
        self.0.at.changed();
    }
}

pub(super) fn encoded<T: Table, W>(rows: impl IntoKeys<T, W>) -> Vec<Value> {
    rows.into_keys().into_iter().map(Key::into_value).collect()
}

impl<T: Table, L> Manager for ManyToMany<T, L> {
    type Target = T;
    fn query(&self) -> QuerySet<T, Entire> {
        match self.links() {
            Ok(links) => QuerySet::all_rows().via(links.via()),
            Err(_) => QuerySet::all_rows().refused(UNBOUND),
        }
    }
}

impl<T: Table, L: 'static> Fill<T> for ManyToMany<T, L> {
    async fn fill<'a>(db: &'a Db, fields: Vec<&'a Self>, want: Want<'a, T>) -> Result<()> {
        let fields: Vec<_> = fields.into_iter().map(|field| &field.at).collect();
        AmongPeers::fill(db, &fields, want).await
    }
    fn put(fields: Vec<&Self>, found: Joined<T>) {
        AmongPeers::put(fields.into_iter().map(|field| &field.at), found);
    }
    fn filled(&self) -> &[T] {
        self.loaded().unwrap_or(&[])
    }
}

impl<T, L> Default for ManyToMany<T, L> {
    fn default() -> Self {
        Self::from(AmongPeers::default())
    }
}
impl<T, L> Clone for ManyToMany<T, L> {
    fn clone(&self) -> Self {
        Self::from(self.at.clone())
    }
}
impl<T, L> fmt::Debug for ManyToMany<T, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ManyToMany")
    }
}
impl<T, L> PartialEq for ManyToMany<T, L> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
impl<T, L> Eq for ManyToMany<T, L> {}
impl<T, L> PartialOrd for ManyToMany<T, L> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T, L> Ord for ManyToMany<T, L> {
    fn cmp(&self, _: &Self) -> std::cmp::Ordering {
        std::cmp::Ordering::Equal
    }
}
impl<T, L> Hash for ManyToMany<T, L> {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}
