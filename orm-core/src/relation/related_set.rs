//! The other side of a relation as a field that leads to many rows.

use super::Manager;
use super::among_peers::{AmongPeers, UNBOUND};
use super::fill::{Fill, Joined, Want};
use crate::database::Db;
use crate::database::caller::located;
use crate::error::Result;
use crate::model::Table;
use crate::query::{Entire, QuerySet};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// The rows that lead to a row, declared as a field so that they can be loaded into it: `#[related(Cat.owner)]`.
///
/// It holds no column, so it counts for nothing in `PartialEq` and `Hash` of its row. Clones share what was loaded. A
/// field made by hand (`Default`) is unbound. It reads; what writes is the relation's accessor (`owner.cat_set()`), after
/// which [`reload`](Self::reload) sees what changed.
pub struct RelatedSet<T>(AmongPeers<T>);

impl<T> From<AmongPeers<T>> for RelatedSet<T> {
    fn from(it: AmongPeers<T>) -> Self {
        Self(it)
    }
}

impl<T> RelatedSet<T> {
    /// The rows, if they are loaded. Never waits. Where a queryset chose which to load, it is these.
    pub fn loaded(&self) -> Option<&[T]> {
        self.0.loaded()
    }

    /// Leaves the peers, and what was loaded with them: for a row that outlives its result, in a cache.
    pub fn detach(&mut self) {
        self.0.detach();
    }

    /// The rows, if they are loaded: moved out where no other row shares them, cloned otherwise. The field has left its
    /// peers then, and nothing is loaded.
    pub fn take(&mut self) -> Option<Vec<T>>
    where
        T: Clone,
    {
        self.0.take()
    }
}

impl<T: Table> RelatedSet<T> {
    /// The rows. Asks once for those of all peers (the rows that came from the same result, at most 1,000 of them), then
    /// answers from memory.
    ///
    /// One statement, or none.
    ///
    /// # Errors
    /// `Unbound` for a field made by hand; those of the database.
    #[track_caller]
    pub fn load<'a>(&'a self, db: &'a Db) -> impl Future<Output = Result<&'a [T]>> + Send {
        located(self.0.load(db))
    }

    /// The rows, asked anew, for this row alone. One statement.
    ///
    /// # Errors
    /// `Unbound` for a field made by hand; those of the database.
    #[track_caller]
    pub fn reload<'a>(&'a self, db: &'a Db) -> impl Future<Output = Result<&'a [T]>> + Send {
        located(self.0.reload(db))
    }
}

impl<T: Table> Manager for RelatedSet<T> {
    type Target = T;
    fn query(&self) -> QuerySet<T, Entire> {
        match self.0.via() {
            Ok(via) => QuerySet::all_rows().via(via),
            Err(_) => QuerySet::all_rows().refused(UNBOUND),
        }
    }
}

impl<T: Table> Fill<T> for RelatedSet<T> {
    async fn fill<'a>(db: &'a Db, fields: Vec<&'a Self>, want: Want<'a, T>) -> Result<()> {
        let fields: Vec<_> = fields.into_iter().map(|field| &field.0).collect();
        AmongPeers::fill(db, &fields, want).await
    }
    fn put(fields: Vec<&Self>, found: Joined<T>) {
        AmongPeers::put(fields.into_iter().map(|field| &field.0), found);
    }
    fn filled(&self) -> &[T] {
        self.loaded().unwrap_or(&[])
    }
}

/// What every field has that holds no column: it counts for nothing where rows are compared.
macro_rules! holds_no_column {
    ($name:ident) => {
        impl<T> Default for $name<T> {
            fn default() -> Self {
                Self(AmongPeers::default())
            }
        }
        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }
        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }
        impl<T> PartialEq for $name<T> {
            fn eq(&self, _: &Self) -> bool {
                true
            }
        }
        impl<T> Eq for $name<T> {}
        impl<T> PartialOrd for $name<T> {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }
        impl<T> Ord for $name<T> {
            fn cmp(&self, _: &Self) -> Ordering {
                Ordering::Equal
            }
        }
        impl<T> Hash for $name<T> {
            fn hash<H: Hasher>(&self, _: &mut H) {}
        }
    };
}
pub(super) use holds_no_column;
holds_no_column!(RelatedSet);
