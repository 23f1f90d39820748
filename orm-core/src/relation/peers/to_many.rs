//! The peers of a relation that leads to many rows, or to one that holds the key itself.

use super::chain::Chain;
use super::{Extent, PEERS};
use crate::model::Key;
use crate::relation::among_peers::AmongPeers;
use crate::schema::Step;
use crate::value::Value;
use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

/// What the fields of one relation share.
pub(in crate::relation) struct ToManyShared<T> {
    pub(in crate::relation) step: Step,
    sources: OnceLock<Box<dyn Sources>>,
    /// Counts the changes that went through the fields of these peers.
    changes: AtomicU32,
    /// A later reading is added behind. It grows only when a field is changed and loaded again, and goes with the result.
    loaded: Chain<Reading<T>>,
}

/// Related rows, by the distinct keys that they were asked for. One statement loads for many groups of peers, and they
/// share what it gave; and so do two rows of one key. A trait object for the reason that [`to_one`](super::to_one) tells.
pub(in crate::relation) type Found<T> = Arc<dyn Rows<T>>;

/// Rows by their place.
pub(in crate::relation) trait Rows<T>: Send + Sync {
    fn get(&self, at: usize) -> Option<&[T]>;
    /// The rows themselves, where nobody else has them; otherwise all of them.
    fn into_rows(self: Arc<Self>, at: usize) -> Result<Option<Vec<T>>, Found<T>>;
}

impl<T: Send + Sync + 'static> Rows<T> for Vec<Vec<T>> {
    fn get(&self, at: usize) -> Option<&[T]> {
        <[Vec<T>]>::get(self, at).map(Vec::as_slice)
    }
    fn into_rows(self: Arc<Self>, at: usize) -> Result<Option<Vec<T>>, Found<T>> {
        let mut alone = Arc::try_unwrap(self).map_err(|shared| shared as Found<T>)?;
        Ok((at < alone.len()).then(|| alone.swap_remove(at)))
    }
}

/// What was loaded at one time.
pub(in crate::relation) struct Reading<T> {
    /// How many changes had been made when it was asked for.
    pub(in crate::relation) version: u32,
    pub(in crate::relation) extent: Extent,
    pub(in crate::relation) covers: Covers,
    pub(in crate::relation) rows: Found<T>,
}

/// Of which peers a reading tells, and where it has what it tells.
pub(in crate::relation) enum Covers {
    /// Of all peers, in order.
    Peers(Box<[u32]>),
    /// Of one of them.
    One { peer: u32, at: u32 },
}

impl<T> Reading<T> {
    fn place(&self, row: u32) -> Option<usize> {
        let at = match &self.covers {
            Covers::Peers(places) => *places.get(usize::try_from(row).ok()?)?,
            Covers::One { peer, at } => (*peer == row).then_some(*at)?,
        };
        usize::try_from(at).ok()
    }
}

/// The keys of the rows that hold the fields. Their type is forgotten here, once for a result, so that `ManyToMany<T>`
/// need not name it.
trait Sources: Send + Sync {
    fn value(&self, row: u32) -> Option<Value>;
    fn values(&self) -> Vec<Value>;
}

impl<K: Key> Sources for Vec<K> {
    fn value(&self, row: u32) -> Option<Value> {
        self.get(usize::try_from(row).ok()?).map(Key::encode)
    }
    fn values(&self) -> Vec<Value> {
        self.iter().map(Key::encode).collect()
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
        Self { step, sources: OnceLock::new(), changes: AtomicU32::new(0), loaded: Chain::default() }
    }
    /// A field that was taken out of its result has no peers but itself.
    pub(in crate::relation) fn alone(step: Step, source: Value) -> Arc<Self> {
        let it = Self::new(step);
        let _ = it.sources.set(Box::new(One(source)));
        Arc::new(it)
    }
    pub(in crate::relation) fn source(&self, row: u32) -> Option<Value> {
        self.sources.get()?.value(row)
    }
    pub(in crate::relation) fn sources(&self) -> Vec<Value> {
        self.sources.get().map_or_else(Vec::new, |sources| sources.values())
    }
    /// How many changes there were.
    pub(in crate::relation) fn version(&self) -> u32 {
        self.changes.load(Ordering::Acquire)
    }
    /// A change went through one of the fields: what it has loaded before does not count any more.
    pub(in crate::relation) fn changed(&self) -> u32 {
        self.changes.fetch_add(1, Ordering::AcqRel).wrapping_add(1)
    }
    /// The newest reading of a row that is not older than a change.
    pub(in crate::relation) fn find(&self, row: u32, since: u32) -> Option<(&[T], Extent)> {
        let tells = |reading: &&Reading<T>| reading.version >= since && reading.place(row).is_some();
        let reading = self.loaded.iter().filter(tells).last()?;
        Some((reading.rows.get(reading.place(row)?)?, reading.extent))
    }
    /// Whether nothing was read yet.
    pub(in crate::relation) fn is_empty(&self) -> bool {
        self.loaded.is_empty()
    }
    /// Adds a reading.
    pub(in crate::relation) fn keep(&self, reading: Reading<T>) {
        self.loaded.add(reading);
    }
    /// The rows themselves where nobody else can see them any more, clones otherwise.
    pub(in crate::relation) fn into_rows(self, row: u32, since: u32) -> Option<Vec<T>>
    where
        T: Clone,
    {
        let tells = |reading: &Reading<T>| reading.version >= since && reading.place(row).is_some();
        let reading = self.loaded.into_items().into_iter().filter(tells).last()?;
        let at = reading.place(row)?;
        reading.rows.into_rows(at).unwrap_or_else(|shared| shared.get(at).map(<[T]>::to_vec))
    }
}

/// Makes the fields of one relation while a result is read.
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
    pub fn next<F: From<AmongPeers<T>>>(&mut self, step: Step, key: &K) -> F {
        if self.sources.len() == PEERS {
            self.publish();
        }
        // The thousand fits.
        let row = u32::try_from(self.sources.len()).unwrap_or(0);
        self.sources.push(key.clone());
        F::from(AmongPeers::among(self.shared.get_or_insert_with(|| Arc::new(ToManyShared::new(step))).clone(), row))
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

impl<T, K: Key> fmt::Debug for ToManyPeers<T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ToManyPeers")
    }
}
