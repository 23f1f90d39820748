//! Keys, each once, and where each stands.

use crate::value::{CellError, Cells, ColumnType, Value};
use rustc_hash::FxHashMap;

/// Finds a key. Keys are integers most of the time, so these are kept apart.
#[derive(Default)]
pub(super) struct Places {
    integers: FxHashMap<i64, u32>,
    others: FxHashMap<Box<[u8]>, u32>,
    /// The integer that was found last.
    last: Option<(i64, u32)>,
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

    /// The place of a key.
    pub(super) fn find(&self, key: &Value) -> Option<usize> {
        let at = match key {
            Value::Int(_, number) => self.integers.get(number),
            other => self.others.get(&*other.identity()?),
        };
        at.and_then(|&at| usize::try_from(at).ok())
    }

    /// The place of the key that stands in these cells.
    pub(super) fn find_cells(
        &mut self,
        cells: &dyn Cells,
        key: &[(usize, ColumnType)],
    ) -> Result<Option<usize>, CellError> {
        let found = match *key {
            [(at, _)] if self.others.is_empty() && !self.integers.is_empty() => {
                let number = cells.int(at)?;
                match self.last {
                    // The rows of one key come together.
                    Some((last, place)) if last == number => Some(place),
                    _ => {
                        let place = self.integers.get(&number).copied();
                        self.last = place.map(|place| (number, place));
                        place
                    }
                }
            }
            _ => {
                let parts = key.iter().map(|&(at, ty)| Value::read(ty, cells, at));
                let key = Value::of_parts(parts.collect::<Result<_, _>>()?);
                key.identity().and_then(|identity| self.others.get(&*identity).copied())
            }
        };
        Ok(found.and_then(|at| usize::try_from(at).ok()))
    }
}
