//! The peers of a relation that leads to one row.

use super::chain::Chain;
use super::{Extent, PEERS};
use crate::model::{Key, PrimaryKey, Reference, Table};
use crate::relation::ForeignKey;
use crate::value::{CellError, Cells};
use rustc_hash::FxHashMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// What the fields of one foreign key share.
pub(in crate::relation) struct ToOneShared<T: Table, F: Reference<T> = PrimaryKey> {
    /// The keys that the peers hold. Missing only while the result is still being read.
    keys: OnceLock<Box<[F::Value]>>,
    loaded: Chain<(Extent, Found<T, F>)>,
}

/// Loaded rows, found by their key. One statement loads for many groups of peers, and they share what it gave.
///
/// It is a trait object so that the type of a field does not contain the type of what it leads to: whether a model is
/// `Send` would otherwise be asked of every model that it leads to, and rustc gives up on a program of some thirty.
pub(in crate::relation) type Found<T, F> = Arc<dyn Rows<T, F>>;

/// Rows by their key.
pub(in crate::relation) trait Rows<T: Table, F: Reference<T>>: Send + Sync {
    fn get(&self, key: &F::Value) -> Option<&T>;
    /// The row itself, where nobody else has these rows; otherwise these rows.
    fn into_row(self: Arc<Self>, key: &F::Value) -> Result<Option<T>, Found<T, F>>;
}

struct ByKey<T: Table, F: Reference<T>> {
    rows: Vec<T>,
    places: FxHashMap<F::Value, usize>,
}

pub(in crate::relation) fn by_key<T: Table, F: Reference<T>>(rows: Vec<T>) -> Found<T, F> {
    let places = rows.iter().enumerate().map(|(at, row)| (F::of(row), at)).collect();
    Arc::new(ByKey::<T, F> { rows, places })
}

impl<T: Table, F: Reference<T>> Rows<T, F> for ByKey<T, F> {
    fn get(&self, key: &F::Value) -> Option<&T> {
        self.rows.get(*self.places.get(key)?)
    }
    fn into_row(self: Arc<Self>, key: &F::Value) -> Result<Option<T>, Found<T, F>> {
        let mut alone = Arc::try_unwrap(self).map_err(|shared| shared as Found<T, F>)?;
        let at = alone.places.get(key).copied().filter(|&at| at < alone.rows.len());
        Ok(at.map(|at| alone.rows.swap_remove(at)))
    }
}

impl<T: Table, F: Reference<T>> ToOneShared<T, F> {
    fn new() -> Self {
        Self { keys: OnceLock::new(), loaded: Chain::default() }
    }
    /// A field that was made by hand has no peers but itself.
    pub(in crate::relation) fn alone(key: F::Value) -> Arc<Self> {
        let it = Self::new();
        let _ = it.keys.set(Box::from([key]));
        Arc::new(it)
    }
    /// Of how many rows the newest reading tells; `None` where there is none.
    pub(in crate::relation) fn extent(&self) -> Option<Extent> {
        self.loaded.iter().last().map(|(extent, _)| *extent)
    }
    /// What the newest reading says of a key.
    pub(in crate::relation) fn find(&self, key: &F::Value) -> Option<&T> {
        self.loaded.iter().last()?.1.get(key)
    }
    /// The keys that the peers hold; one as often as it is held.
    pub(in crate::relation) fn keys(&self) -> &[F::Value] {
        self.keys.get().map_or(&[], |keys| keys)
    }
    /// Adds a reading.
    pub(in crate::relation) fn keep(&self, extent: Extent, found: Found<T, F>) {
        self.loaded.add((extent, found));
    }
    /// The row itself, where nobody else can see it any more.
    pub(in crate::relation) fn into_row(self, key: &F::Value) -> Result<Option<T>, Found<T, F>> {
        self.loaded.into_items().pop().map_or(Ok(None), |(_, found)| found.into_row(key))
    }
}

/// Makes the fields of one foreign key while a result is read.
pub struct ToOnePeers<T: Table, F: Reference<T> = PrimaryKey> {
    shared: Option<Arc<ToOneShared<T, F>>>,
    keys: Vec<F::Value>,
}

impl<T: Table, F: Reference<T>> Default for ToOnePeers<T, F> {
    fn default() -> Self {
        Self { shared: None, keys: Vec::new() }
    }
}

impl<T: Table, F: Reference<T>> ToOnePeers<T, F> {
    /// The field of the next row.
    ///
    /// # Errors
    /// [`CellError`] if the cell holds no key.
    pub fn decode(&mut self, cells: &dyn Cells, at: usize) -> Result<ForeignKey<T, F>, CellError> {
        let key = F::Value::decode(cells, at)?;
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
    pub fn decode_nullable(&mut self, cells: &dyn Cells, at: usize) -> Result<Option<ForeignKey<T, F>>, CellError> {
        if F::Value::is_none(cells, at) { Ok(None) } else { Ok(Some(self.decode(cells, at)?)) }
    }
    fn publish(&mut self) {
        if let Some(shared) = self.shared.take() {
            let _ = shared.keys.set(std::mem::take(&mut self.keys).into_boxed_slice());
        }
    }
}

/// The reader of a result drops this before it hands out the rows, so that every field knows its peers.
impl<T: Table, F: Reference<T>> Drop for ToOnePeers<T, F> {
    fn drop(&mut self) {
        self.publish();
    }
}

impl<T: Table, F: Reference<T>> fmt::Debug for ToOnePeers<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ToOnePeers")
    }
}
