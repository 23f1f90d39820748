//! The field that leads to one row.

use super::peers::ToOneShared;
use crate::database::Db;
use crate::database::caller::located;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{ByForeignKey, IntoKey, Table};
use crate::query;
use crate::value::{DbValue, Value};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A foreign key: the key of a row of `T`, and the row itself once it is loaded.
///
/// `Debug`, `PartialEq`, `Hash` and `Ord` are those of the key, loaded or not. Clones share what was loaded.
pub struct ForeignKey<T: Table> {
    key: T::Key,
    peers: Arc<ToOneShared<T>>,
}

/// A foreign key that no two rows share. The same in every other way.
pub type OneToOne<T> = ForeignKey<T>;

impl<T: Table> ForeignKey<T> {
    /// A foreign key to a row, by the row, its key, or another foreign key.
    pub fn to<W>(row: impl IntoKey<T, W>) -> Self {
        let key = row.into_key();
        Self { peers: ToOneShared::alone(key.clone()), key }
    }

    pub(super) const fn among(key: T::Key, peers: Arc<ToOneShared<T>>) -> Self {
        Self { key, peers }
    }

    /// The key, without the database.
    pub const fn key(&self) -> &T::Key {
        &self.key
    }

    /// The row, if it is loaded. Never waits.
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
            if self.peers.loaded().is_none() {
                let rows = query::load::by_keys::<T>(db, self.peers.distinct_keys()).await?;
                self.peers.keep(rows);
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
            let fresh = Self::to(self.key.clone());
            fresh.load(db).await?;
            self.peers = fresh.peers;
            self.load(db).await
        })
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

/// The key of a field that may be empty, as a bind.
#[doc(hidden)]
pub fn encode_nullable_key<T: Table>(field: Option<&ForeignKey<T>>) -> Value {
    field.map_or(Value::Null(<T::Key as DbValue>::TYPE), ForeignKey::encode)
}

/// [`ForeignKey::take_key`] for a field that may be empty.
#[doc(hidden)]
pub fn take_nullable_key<T: Table>(field: &mut Option<ForeignKey<T>>, fresh: Option<ForeignKey<T>>) {
    match (field.as_mut(), fresh) {
        (Some(old), Some(fresh)) => old.take_key(fresh),
        (_, fresh) => *field = fresh,
    }
}

impl<T: Table> IntoKey<T, ByForeignKey> for &ForeignKey<T> {
    fn into_key(self) -> T::Key {
        self.key.clone()
    }
}
impl<T: Table> IntoKey<T, ByForeignKey> for ForeignKey<T> {
    fn into_key(self) -> T::Key {
        self.key
    }
}
impl<T: Table> From<&T> for ForeignKey<T> {
    fn from(row: &T) -> Self {
        Self::to(row.key())
    }
}
impl<T: Table> Clone for ForeignKey<T> {
    fn clone(&self) -> Self {
        Self { key: self.key.clone(), peers: self.peers.clone() }
    }
}
impl<T: Table> fmt::Debug for ForeignKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.key.fmt(f)
    }
}
impl<T: Table> PartialEq for ForeignKey<T> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}
impl<T: Table> Eq for ForeignKey<T> {}
impl<T: Table> Hash for ForeignKey<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}
impl<T: Table<Key: Ord>> PartialOrd for ForeignKey<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T: Table<Key: Ord>> Ord for ForeignKey<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}
