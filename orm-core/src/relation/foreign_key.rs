//! The field that leads to one row.

use super::fill::{Fill, Joined, Want};
use super::peers::{Extent, ToOneShared, by_key};
use crate::database::Db;
use crate::database::caller::located;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{ByForeignKey, IntoKey, Key, Keyed, PrimaryKey, Reference, Table};
use crate::query::load::{self, Ask};
use crate::value::Value;
use rustc_hash::FxHashSet;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A foreign key: the key of a row of `T`, and the row itself once it is loaded.
///
/// `ForeignKey<T, to_field!(code)>` refers to a unique field of `T` instead of its key; [`key`](Self::key) is then the value of
/// that field. Django: <https://docs.djangoproject.com/en/stable/ref/models/fields/#django.db.models.ForeignKey.to_field>.
///
/// `Debug`, `PartialEq`, `Hash` and `Ord` are those of the key, loaded or not. Clones share what was loaded.
pub struct ForeignKey<T: Table, F: Reference<T> = PrimaryKey> {
    key: F::Value,
    peers: Arc<ToOneShared<T, F>>,
}

/// A foreign key that no two rows share. The same in every other way.
pub type OneToOne<T, F = PrimaryKey> = ForeignKey<T, F>;

impl<T: Table, F: Reference<T>> ForeignKey<T, F> {
    /// A foreign key to a row, by the row, its key, or another foreign key.
    pub fn to<W>(row: impl IntoKey<T, W, F>) -> Self
    where
        T: Keyed,
    {
        Self::alone(row.into_key())
    }

    pub(super) fn alone(key: F::Value) -> Self {
        Self { peers: ToOneShared::alone(key.clone()), key }
    }

    pub(super) const fn among(key: F::Value, peers: Arc<ToOneShared<T, F>>) -> Self {
        Self { key, peers }
    }

    /// The key, without the database.
    pub const fn key(&self) -> &F::Value {
        &self.key
    }

    /// The row, if it is loaded. Never waits. Where a queryset chose which rows to load and this is none of them, it is
    /// not loaded.
    pub fn loaded(&self) -> Option<&T> {
        self.peers.find(&self.key)
    }

    /// The row. Asks once for the rows of all peers (the rows that came from the same result, at most 1,000 of them),
    /// then answers from memory.
    ///
    /// One statement, or none. Django: `FETCH_PEERS`,
    /// <https://docs.djangoproject.com/en/stable/topics/db/fetch-modes/>.
    ///
    /// # Errors
    /// `NotFound` if the row is gone; those of the database.
    #[track_caller]
    pub fn load<'a>(&'a self, db: &'a Db) -> impl Future<Output = Result<&'a T>> + Send {
        located(async move {
            if self.loaded().is_none() && self.peers.extent() != Some(Extent::All) {
                ask_for_peers(db, &[&self.peers], &Ask::all(), Extent::All).await?;
            }
            self.loaded().ok_or_else(|| {
                let message = "the row that a foreign key leads to is gone";
                Error::new(ErrorKind::NotFound, message).with_model(T::schema().name)
            })
        })
    }

    /// The row, asked anew, for this field alone. One statement.
    ///
    /// # Errors
    /// `NotFound` if the row is gone; those of the database.
    #[track_caller]
    pub fn reload<'a>(&'a mut self, db: &'a Db) -> impl Future<Output = Result<&'a T>> + Send {
        located(async move {
            let fresh = Self::alone(self.key.clone());
            fresh.load(db).await?;
            self.peers = fresh.peers;
            self.load(db).await
        })
    }

    /// The row, if it is loaded: moved out where no other row shares it, cloned otherwise. The field has left its peers
    /// then, and nothing is loaded.
    pub fn take(&mut self) -> Option<T>
    where
        T: Clone,
    {
        self.loaded()?;
        let peers = std::mem::replace(&mut self.peers, ToOneShared::alone(self.key.clone()));
        match Arc::try_unwrap(peers) {
            Ok(alone) => alone.into_row(&self.key).unwrap_or_else(|shared| shared.get(&self.key).cloned()),
            Err(shared) => shared.find(&self.key).cloned(),
        }
    }

    /// Leaves the peers, and what was loaded with them: for a row that outlives its result, in a cache.
    pub fn detach(&mut self) {
        self.peers = ToOneShared::alone(self.key.clone());
    }

    /// The key as a bind.
    #[doc(hidden)]
    pub fn encode(&self) -> Value {
        self.key.encode()
    }

    /// Takes the key of another reading of the same row; what was loaded stays where the key is the same.
    #[doc(hidden)]
    pub fn take_key(&mut self, fresh: Self) {
        if self.key != fresh.key {
            *self = fresh;
        }
    }
}

/// Asks for the rows that the peers of some groups lead to: one statement, or none.
async fn ask_for_peers<T: Table, F: Reference<T>>(
    db: &Db,
    groups: &[&Arc<ToOneShared<T, F>>],
    ask: &Ask<T>,
    extent: Extent,
) -> Result<()> {
    let mut seen = FxHashSet::default();
    let keys = groups.iter().flat_map(|group| group.keys()).filter(|key| seen.insert(*key));
    let rows = load::by_keys::<T>(db, F::TO, keys.map(Key::encode).collect(), ask).await?;
    let found = by_key(rows);
    groups.iter().for_each(|group| group.keep(extent, found.clone()));
    Ok(())
}

impl<T: Table, F: Reference<T>> Fill<T> for ForeignKey<T, F> {
    async fn fill<'a>(db: &'a Db, fields: Vec<&'a Self>, want: Want<'a, T>) -> Result<()> {
        let mut seen = FxHashSet::default();
        let lacks =
            |field: &&Self| !want.is_met_by(field.peers.extent()) && seen.insert(Arc::as_ptr(&field.peers).addr());
        let groups: Vec<_> = fields.into_iter().filter(lacks).map(|field| &field.peers).collect();
        match want.ask() {
            (Some(ask), extent) => ask_for_peers(db, &groups, ask, extent).await,
            (None, extent) => ask_for_peers(db, &groups, &Ask::all(), extent).await,
        }
    }
    fn put(fields: Vec<&Self>, found: Joined<T>) {
        let found = by_key(found.0.rows);
        let mut last = None;
        for field in fields {
            // Peers stand one after the other, but for what a statement has sorted into groups.
            let group = Arc::as_ptr(&field.peers);
            if last.replace(group) != Some(group) && field.peers.extent().is_none() {
                field.peers.keep(Extent::All, found.clone());
            }
        }
    }
    fn filled(&self) -> &[T] {
        self.loaded().map_or(&[], std::slice::from_ref)
    }
}

/// The key of a field that may be empty, as a bind.
#[doc(hidden)]
pub fn encode_nullable_key<T: Table, F: Reference<T>>(field: Option<&ForeignKey<T, F>>) -> Value {
    field.map_or_else(F::Value::none, ForeignKey::encode)
}

/// [`ForeignKey::take_key`] for a field that may be empty.
#[doc(hidden)]
pub fn take_nullable_key<T: Table, F: Reference<T>>(
    field: &mut Option<ForeignKey<T, F>>,
    fresh: Option<ForeignKey<T, F>>,
) {
    match (field.as_mut(), fresh) {
        (Some(old), Some(fresh)) => old.take_key(fresh),
        (_, fresh) => *field = fresh,
    }
}

impl<T: Table, F: Reference<T>> IntoKey<T, ByForeignKey, F> for &ForeignKey<T, F> {
    fn into_key(self) -> F::Value {
        self.key.clone()
    }
}
impl<T: Table, F: Reference<T>> IntoKey<T, ByForeignKey, F> for ForeignKey<T, F> {
    fn into_key(self) -> F::Value {
        self.key
    }
}
impl<T: Keyed, F: Reference<T>> From<&T> for ForeignKey<T, F> {
    fn from(row: &T) -> Self {
        Self::alone(F::of(row))
    }
}
impl<T: Table, F: Reference<T>> Clone for ForeignKey<T, F> {
    fn clone(&self) -> Self {
        Self { key: self.key.clone(), peers: self.peers.clone() }
    }
}
impl<T: Table, F: Reference<T>> fmt::Debug for ForeignKey<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.key.fmt(f)
    }
}
impl<T: Table, F: Reference<T>> PartialEq for ForeignKey<T, F> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}
impl<T: Table, F: Reference<T>> Eq for ForeignKey<T, F> {}
impl<T: Table, F: Reference<T>> Hash for ForeignKey<T, F> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}
impl<T: Table, F: Reference<T, Value: Ord>> PartialOrd for ForeignKey<T, F> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T: Table, F: Reference<T, Value: Ord>> Ord for ForeignKey<T, F> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}
