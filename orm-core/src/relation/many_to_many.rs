//! The field that leads to many rows, by a join table.

mod with_draft;

use super::links::{Beside, Links};
use super::peers::ToManyShared;
use super::versions::Covers;
use super::{LinkOf, LinksAlone, Manager, OwnTable};
use crate::ast::{Output, Via};
use crate::database::Db;
use crate::database::caller::located;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Draft, IntoKeys, Table};
use crate::query::{Entire, Pending, QuerySet, load};
use crate::value::{DbValue, Value};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A many-to-many relation: a field, and the manager of the linked rows.
///
/// `ManyToMany<Cat>` has a join table of its own; the links of `ManyToMany<Person, Membership>` are rows of the model
/// `Membership`, which has a foreign key to each side and may hold more.
///
/// It holds no column, so it counts for nothing in `PartialEq` and `Hash` of its row. Clones share what was loaded. A
/// field made by hand (`Default`) is unbound: its verbs give the error `Unbound`.
pub struct ManyToMany<T, L = OwnTable> {
    peers: Option<Arc<ToManyShared<T>>>,
    row: u32,
    /// How many changes this field has seen: a reading from before the last one does not count.
    since: AtomicU32,
    link: PhantomData<fn() -> L>,
}

impl<T, L> ManyToMany<T, L> {
    pub(super) const fn among(peers: Arc<ToManyShared<T>>, row: u32) -> Self {
        Self { peers: Some(peers), row, since: AtomicU32::new(0), link: PhantomData }
    }

    fn peers(&self) -> Result<&ToManyShared<T>> {
        self.peers.as_deref().ok_or_else(unbound)
    }

    fn links(&self) -> Result<Links> {
        let peers = self.peers()?;
        let near = peers.source(self.row).ok_or_else(unbound)?;
        Ok(Links { step: peers.step, near })
    }

    /// The linked rows, if they are loaded and no change went through this field since. Never waits.
    pub fn loaded(&self) -> Option<&[T]> {
        self.peers.as_ref()?.loaded.find(self.row, self.since.load(Ordering::Acquire))
    }

    fn changed(&self) {
        if let Some(peers) = &self.peers {
            self.since.store(peers.changed(), Ordering::Release);
        }
    }
}

fn unbound() -> Error {
    Error::new(
        ErrorKind::Unbound,
        "this relation field was made by hand and belongs to no row; take it from a row that was loaded or saved",
    )
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
        located(async move {
            self.peers()?;
            if self.loaded().is_none() {
                self.ask(db).await?;
            }
            Ok(self.loaded().unwrap_or(&[]))
        })
    }

    /// Asks for the linked rows: of all peers the first time, of this row later.
    async fn ask(&self, db: &Db) -> Result<()> {
        let peers = self.peers()?;
        // Read before the statement is sent: a change that comes in between makes the answer too old, and it is asked again.
        let version = peers.changes.load(Ordering::Acquire);
        let (covers, sources) = if peers.loaded.is_empty() {
            (Covers::Peers, peers.sources())
        } else {
            (Covers::Row(self.row), peers.source(self.row).into_iter().collect())
        };
        let places: Vec<Value> = sources.clone();
        let via = Via { step: peers.step, sources, output: Output::KeyAndRows };
        let grouped = load::grouped::<T>(db, via, &places).await?;
        let rows = match covers {
            Covers::Peers => grouped,
            Covers::Row(row) => grouped.into_values().map(|rows| (row, rows)).collect(),
        };
        peers.loaded.add(version, covers, rows);
        Ok(())
    }

    /// The linked rows, asked anew, for this row alone. One statement.
    ///
    /// # Errors
    /// `Unbound` for a field made by hand; those of the database.
    #[track_caller]
    pub fn reload<'a>(&'a self, db: &'a Db) -> impl Future<Output = Result<&'a [T]>> + Send {
        located(async move {
            self.peers()?;
            self.changed();
            self.load(db).await
        })
    }

    /// Leaves the peers, and what was loaded with them: for a row that outlives its result, in a cache.
    pub fn detach(&mut self) {
        if let Some(peers) = &self.peers
            && let Some(source) = peers.source(self.row)
        {
            *self = Self::among(ToManyShared::alone(peers.step, source), 0);
        }
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
        Pending::new(async move { self.add_links(db, keys, R::beside()).await })
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
        Pending::new(async move { self.set_links(db, keys, R::beside()).await })
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
        Pending::new(async move { self.create_linked(db, draft, R::beside()).await })
    }
}

impl<T: Table, L> ManyToMany<T, L> {
    async fn add_links(&self, db: &Db, keys: Vec<Value>, beside: Beside) -> Result<()> {
        let _changed = Changed(self);
        self.links()?.add(db, keys, &beside).await
    }

    async fn set_links(&self, db: &Db, keys: Vec<Value>, beside: Beside) -> Result<()> {
        let _changed = Changed(self);
        self.links()?.set(db, keys, &beside).await
    }

    async fn create_linked<D: Draft<Model = T>>(&self, db: &Db, draft: D, beside: Beside) -> Result<T> {
        let _changed = Changed(self);
        self.links()?.create(db, draft, &beside).await
    }
}

/// A change goes through the field until this is dropped. It may have happened also where nobody waited for its end.
struct Changed<'a, T, L>(&'a ManyToMany<T, L>);

impl<T, L> Drop for Changed<'_, T, L> {
    fn drop(&mut self) {
        self.0.changed();
    }
}

pub(super) fn encoded<T: Table, W>(rows: impl IntoKeys<T, W>) -> Vec<Value> {
    rows.into_keys().into_iter().map(DbValue::into_value).collect()
}

impl<T: Table, L> Manager for ManyToMany<T, L> {
    type Target = T;
    fn query(&self) -> QuerySet<T, Entire> {
        match self.links() {
            Ok(links) => QuerySet::all_rows().via(links.via()),
            Err(_) => QuerySet::all_rows().refused(unbound),
        }
    }
}

impl<T, L> Default for ManyToMany<T, L> {
    fn default() -> Self {
        Self { peers: None, row: 0, since: AtomicU32::new(0), link: PhantomData }
    }
}
impl<T, L> Clone for ManyToMany<T, L> {
    fn clone(&self) -> Self {
        let since = AtomicU32::new(self.since.load(Ordering::Acquire));
        Self { peers: self.peers.clone(), row: self.row, since, link: PhantomData }
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
