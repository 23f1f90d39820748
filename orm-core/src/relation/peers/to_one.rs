//! The peers of a relation that leads to one row.

use super::chain::Chain;
use super::{Extent, PEERS};
use crate::model::Table;
use crate::relation::ForeignKey;
use crate::value::{CellError, Cells, DbValue};
use rustc_hash::FxHashMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// What the fields of one foreign key share.
pub(in crate::relation) struct ToOneShared<T: Table> {
    /// The keys that the peers hold. Missing only while the result is still being read.
    keys: OnceLock<Box<[T::Key]>>,
    loaded: Chain<(Extent, Found<T>)>,
}

/// Loaded rows, found by their key. One statement loads for many groups of peers, and they share what it gave.
///
/// It is a trait object so that the type of a field does not contain the type of what it leads to: whether a model is
/// `Send` would otherwise be asked of every model that it leads to, and rustc gives up on a program of some thirty.
pub(in crate::relation) type Found<T> = Arc<dyn Rows<T>>;

/// Rows by their key.
pub(in crate::relation) trait Rows<T: Table>: Send + Sync {
    fn get(&self, key: &T::Key) -> Option<&T>;
    /// The row itself, where nobody else has these rows; otherwise these rows.
    fn into_row(self: Arc<Self>, key: &T::Key) -> Result<Option<T>, Found<T>>;
}

struct ByKey<T: Table> {
    rows: Vec<T>,
    places: FxHashMap<T::Key, usize>,
}

pub(in crate::relation) fn by_key<T: Table>(rows: Vec<T>) -> Found<T> {
    let places = rows.iter().enumerate().map(|(at, row)| (row.key(), at)).collect();
    Arc::new(ByKey { rows, places })
}

impl<T: Table> Rows<T> for ByKey<T> {
    fn get(&self, key: &T::Key) -> Option<&T> {
        self.rows.get(*self.places.get(key)?)
    }
    fn into_row(self: Arc<Self>, key: &T::Key) -> Result<Option<T>, Found<T>> {
        let mut alone = Arc::try_unwrap(self).map_err(|shared| shared as Found<T>)?;
        let at = alone.places.get(key).copied().filter(|&at| at < alone.rows.len());
        Ok(at.map(|at| alone.rows.swap_remove(at)))
    }
}

impl<T: Table> ToOneShared<T> {
    fn new() -> Self {
        Self { keys: OnceLock::new(), loaded: Chain::default() }
    }
    /// A field that was made by hand has no peers but itself.
    pub(in crate::relation) fn alone(key: T::Key) -> Arc<Self> {
        let it = Self::new();
        let _ = it.keys.set(Box::from([key]));
        Arc::new(it)
    }
    /// Of how many rows the newest reading tells; `None` where there is none.
    pub(in crate::relation) fn extent(&self) -> Option<Extent> {
        self.loaded.iter().last().map(|(extent, _)| *extent)
    }
    /// What the newest reading says of a key.
    pub(in crate::relation) fn find(&self, key: &T::Key) -> Option<&T> {
        self.loaded.iter().last()?.1.get(key)
    }
    /// The keys that the peers hold; one as often as it is held.
    pub(in crate::relation) fn keys(&self) -> &[T::Key] {
        self.keys.get().map_or(&[], |keys| keys)
    }
    /// Adds a reading.
    pub(in crate::relation) fn keep(&self, extent: Extent, found: Found<T>) {
        self.loaded.add((extent, found));
    }
    /// The row itself, where nobody else can see it any more.
    pub(in crate::relation) fn into_row(self, key: &T::Key) -> Result<Option<T>, Found<T>> {
        self.loaded.into_items().pop().map_or(Ok(None), |(_, found)| found.into_row(key))
    }
}

/// Makes the fields of one foreign key while a result is read.
pub struct ToOnePeers<T: Table> {
    shared: Option<Arc<ToOneShared<T>>>,
    keys: Vec<T::Key>,
}

impl<T: Table> Default for ToOnePeers<T> {
    fn default() -> Self {
        Self { shared: None, keys: Vec::new() }
    }
}

impl<T: Table> ToOnePeers<T> {
    /// The field of the next row.
    ///
    /// # Errors
    /// [`CellError`] if the cell holds no key.
    pub fn decode(&mut self, cells: &dyn Cells, at: usize) -> Result<ForeignKey<T>, CellError> {
        let key = T::Key::decode(cells, at)?;
        if self.keys.len() == PEERS {
            self.publish();
        }
        self.keys.push(key.clone());
        let shared = self.shared.get_or_insert_with(|| Arc::new(ToOneShared::new()));
        Ok(ForeignKey::among(key, shared.clone()))
    }
    /// The field of the next row, where it may be NULL.
    ///
    /// # Errors
    /// [`CellError`] if the cell holds neither NULL nor a key.
    pub fn decode_nullable(&mut self, cells: &dyn Cells, at: usize) -> Result<Option<ForeignKey<T>>, CellError> {
        if cells.is_null(at) { Ok(None) } else { self.decode(cells, at).map(Some) }
    }
    fn publish(&mut self) {
        if let Some(shared) = self.shared.take() {
            let _ = shared.keys.set(std::mem::take(&mut self.keys).into_boxed_slice());
        }
    }
}

/// The reader of a result drops this before it hands out the rows, so that every field knows its peers.
impl<T: Table> Drop for ToOnePeers<T> {
    fn drop(&mut self) {
        self.publish();
    }
}

impl<T: Table> fmt::Debug for ToOnePeers<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ToOnePeers")
    }
}
