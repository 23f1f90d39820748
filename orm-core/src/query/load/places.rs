//! Keys, each once, and where each stands.

use crate::value::Value;
use rustc_hash::FxHashMap;

/// Finds a key. Keys are integers most of the time, so these are kept apart.
#[derive(Default)]
pub(super) struct Places {
    integers: FxHashMap<i64, u32>,
    others: FxHashMap<Box<[u8]>, u32>,
}

impl Places {
    /// Finds the keys; gives for each key its place, and at each place its key.
    pub(super) fn of(keys: Vec<Value>) -> (Self, Vec<u32>, Vec<Value>) {
        let mut index = Self::default();
        let mut distinct: Vec<Value> = Vec::new();
        let mut places = Vec::with_capacity(keys.len());
        for key in keys {
            let next = u32::try_from(distinct.len()).unwrap_or(u32::MAX);
            let at = match &key {
                Value::Int(_, number) => *index.integers.entry(*number).or_insert(next),
                // What has no identity is refused, and the statement says why.
                other => match other.identity() {
                    Some(identity) => *index.others.entry(identity.into()).or_insert(next),
                    None => next,
                },
            };
            places.push(at);
            if at == next {
                distinct.push(key);
            }
        }
        (index, places, distinct)
    }

    pub(super) fn find(&self, key: &Value) -> Option<usize> {
        let at = match key {
            Value::Int(_, number) => self.integers.get(number),
            other => self.others.get(&*other.identity()?),
        };
        at.and_then(|&at| usize::try_from(at).ok())
    }
}
