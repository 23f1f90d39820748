//! Related rows, grouped by the keys of the rows that they belong to.

use super::places::Places;
use crate::model::Table;
use crate::value::{CellError, Cells, ColumnType, Value};

/// Related rows by the distinct keys of the rows that they were asked for.
pub(crate) struct Groups<X> {
    /// For each given key, the place of its rows: two rows of one key have the same.
    pub(crate) places: Vec<u32>,
    pub(crate) rows: Vec<Vec<X>>,
}

impl<X> Groups<X> {
    /// The rows of each given key. Given keys are the keys of a queryset's rows, each of which comes once.
    pub(in crate::query) fn into_lists(mut self) -> impl Iterator<Item = Vec<X>> {
        let places = std::mem::take(&mut self.places);
        places.into_iter().map(move |at| {
            let rows = usize::try_from(at).ok().and_then(|at| self.rows.get_mut(at));
            rows.map(std::mem::take).unwrap_or_default()
        })
    }
}

/// Rows that were joined to others, each once.
pub(crate) struct JoinedTo<X> {
    pub(crate) rows: Vec<X>,
    /// Where a relation backwards led to them, for each row the key of the row that it was joined to.
    pub(in crate::query) keys: Vec<Value>,
}

impl<X> JoinedTo<X> {
    /// By these keys, of which one may come several times.
    pub(crate) fn grouped(self, sources: Vec<Value>) -> Groups<X> {
        let (index, places, distinct) = Places::of(sources);
        let mut rows: Vec<Vec<X>> = distinct.iter().map(|_| Vec::new()).collect();
        for (row, key) in self.rows.into_iter().zip(&self.keys) {
            if let Some(rows) = index.find(key).and_then(|at| rows.get_mut(at)) {
                rows.push(row);
            }
        }
        Groups { places, rows }
    }
}

/// Where the columns of a model's key stand in its rows, and what they are.
pub(in crate::query) fn key_cells<T: Table>() -> Vec<(usize, ColumnType)> {
    T::schema().key.iter().map(|&at| (at, T::COLUMNS[at].ty)).collect()
}

/// The key of a row that begins at a position.
pub(in crate::query) fn key_in(
    cells: &dyn Cells,
    begin: usize,
    key: &[(usize, ColumnType)],
) -> Result<Value, CellError> {
    if let [(at, ty)] = key {
        return Value::read(*ty, cells, begin + at);
    }
    let parts = key.iter().map(|&(at, ty)| Value::read(ty, cells, begin + at));
    parts.collect::<Result<_, _>>().map(Value::of_parts)
}
