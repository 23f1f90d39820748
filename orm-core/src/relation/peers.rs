//! What the rows of one result share for one relation.

use super::versions::Versions;
use super::{ForeignKey, ManyToMany};
use crate::model::{Key, Table};
use crate::schema::Step;
use crate::value::{CellError, Cells, DbValue, Value};
use rustc_hash::FxHashMap;
use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

/// How many rows share one load: with more, each thousand is loaded when one of it is asked for.
const PEERS: usize = 1_000;

/// The peers of relations that lead to one row.
pub(super) struct ToOneShared<T: Table> {
    /// The keys that the peers hold. Missing only while the result is still being read.
    keys: OnceLock<Box<[T::Key]>>,
    loaded: OnceLock<ByKey<T>>,
}

/// Loaded rows, found by their key.
pub(super) struct ByKey<T: Table> {
    rows: Vec<T>,
    places: FxHashMap<T::Key, usize>,
}

impl<T: Table> ByKey<T> {
    fn get(&self, key: &T::Key) -> Option<&T> {
        self.rows.get(*self.places.get(key)?)
    }
}

impl<T: Table> ToOneShared<T> {
    /// A field that was made by hand has no peers but itself.
    pub(super) fn alone(key: T::Key) -> Arc<Self> {
        let keys = OnceLock::new();
        let _ = keys.set(Box::from([key]));
        Arc::new(Self { keys, loaded: OnceLock::new() })
    }
    pub(super) fn loaded(&self) -> Option<&ByKey<T>> {
        self.loaded.get()
    }
    pub(super) fn find(&self, key: &T::Key) -> Option<&T> {
        self.loaded.get()?.get(key)
    }
    /// Each key once.
    pub(super) fn distinct_keys(&self) -> Vec<Value> {
        let mut seen = rustc_hash::FxHashSet::default();
        let keys = self.keys.get().map_or(&[][..], |keys| keys);
        keys.iter().filter(|key| seen.insert(*key)).map(DbValue::encode).collect()
    }
    /// Keeps what was loaded, unless another task was first.
    pub(super) fn keep(&self, rows: Vec<T>) {
        let places = rows.iter().enumerate().map(|(at, row)| (row.key(), at)).collect();
        let _ = self.loaded.set(ByKey { rows, places });
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
        let shared =
            self.shared.get_or_insert_with(|| Arc::new(ToOneShared { keys: OnceLock::new(), loaded: OnceLock::new() }));
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

/// The peers of relations that lead to many rows.
pub(super) struct ToManyShared<T> {
    pub(super) step: Step,
    sources: OnceLock<Box<dyn Sources>>,
    /// Counts the changes that went through the fields of these peers.
    pub(super) changes: AtomicU32,
    pub(super) loaded: Versions<T>,
}

/// The keys of the rows that hold the fields. Their type is forgotten here, once for a result, so that `ManyToMany<T>`
/// need not name it.
trait Sources: Send + Sync {
    fn value(&self, row: u32) -> Option<Value>;
    fn values(&self) -> Vec<Value>;
}

impl<K: Key> Sources for Vec<K> {
    fn value(&self, row: u32) -> Option<Value> {
        self.get(usize::try_from(row).ok()?).map(DbValue::encode)
    }
    fn values(&self) -> Vec<Value> {
        self.iter().map(DbValue::encode).collect()
    }
}

/// One key that was forgotten before.
struct One(Value);

impl Sources for One {
    fn value(&self, row: u32) -> Option<Value> {
        (row == 0).then(|| self.0.clone())
    }
    fn values(&self) -> Vec<Value> {
        vec![self.0.clone()]
    }
}

impl<T> ToManyShared<T> {
    fn new(step: Step) -> Self {
        Self { step, sources: OnceLock::new(), changes: AtomicU32::new(0), loaded: Versions::default() }
    }
    /// A field that was taken out of its result has no peers but itself.
    pub(super) fn alone(step: Step, source: Value) -> Arc<Self> {
        let it = Self::new(step);
        let _ = it.sources.set(Box::new(One(source)));
        Arc::new(it)
    }
    pub(super) fn source(&self, row: u32) -> Option<Value> {
        self.sources.get()?.value(row)
    }
    pub(super) fn sources(&self) -> Vec<Value> {
        self.sources.get().map_or_else(Vec::new, |sources| sources.values())
    }
    /// A change went through one of the fields: what it has loaded before does not count any more.
    pub(super) fn changed(&self) -> u32 {
        self.changes.fetch_add(1, Ordering::AcqRel).wrapping_add(1)
    }
}

/// Makes the fields of one many-to-many relation while a result is read.
pub struct ToManyPeers<T, K: Key> {
    shared: Option<Arc<ToManyShared<T>>>,
    sources: Vec<K>,
}

impl<T, K: Key> Default for ToManyPeers<T, K> {
    fn default() -> Self {
        Self { shared: None, sources: Vec::new() }
    }
}

impl<T, K: Key> ToManyPeers<T, K> {
    /// The field of the next row, which has this key.
    pub fn next<L>(&mut self, step: Step, key: &K) -> ManyToMany<T, L> {
        if self.sources.len() == PEERS {
            self.publish();
        }
        // The thousand fits.
        let row = u32::try_from(self.sources.len()).unwrap_or(0);
        self.sources.push(key.clone());
        ManyToMany::among(self.shared.get_or_insert_with(|| Arc::new(ToManyShared::new(step))).clone(), row)
    }
    fn publish(&mut self) {
        if let Some(shared) = self.shared.take() {
            let _ = shared.sources.set(Box::new(std::mem::take(&mut self.sources)));
        }
    }
}

impl<T, K: Key> Drop for ToManyPeers<T, K> {
    fn drop(&mut self) {
        self.publish();
    }
}

impl<T: Table> fmt::Debug for ToOnePeers<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ToOnePeers")
    }
}
impl<T, K: Key> fmt::Debug for ToManyPeers<T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ToManyPeers")
    }
}
