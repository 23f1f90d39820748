//! A list of related rows for each given key, whatever keys there are: two that are the same have a list each.
//!
//! A row that belongs into several lists is read from its cells once for each, so that no row needs to be cloned.

use super::places::Places;
use super::{Ask, KEYS};
use crate::ast::{Output, Via};
use crate::database::{Db, RowSink};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Table;
use crate::query::collect;
use crate::query::shape::Shape;
use crate::schema::Step;
use crate::sql;
use crate::value::{Cells, ColumnType, Value};
use std::any::Any;
use std::convert::Infallible;
use std::ops::Range;
use std::sync::Arc;

/// The rows that a relation leads to from each row of these keys. One statement for each 100,000 distinct keys; none for no
/// keys.
pub(in crate::query) async fn lists<T: Table, S: Shape<T>>(
    db: &Db,
    step: Step,
    sources: Vec<Value>,
    ask: &Ask<T>,
    shape: &S,
) -> Result<Vec<Vec<S::Raw>>> {
    let (mut index, places, distinct) = Places::of(sources);
    let mut lists = Lists::of(&places, distinct.len());
    let key: Arc<[(usize, ColumnType)]> = step.from().key_types().into_iter().enumerate().collect();
    let output = ask.per_row.map_or(Output::KeyAndRows, Output::KeyAndFirst);
    for (n, keys) in distinct.chunks(KEYS).enumerate() {
        let mut select = ask.select.clone();
        select.via = Some(Via { step, sources: keys.to_vec(), output });
        let statement = sql::select(db.backend().dialect(), &select)?;
        let asked = n * KEYS..n * KEYS + keys.len();
        let (shape, state) = (shape.clone(), S::State::default());
        let sink = Listed::<T, S> { key: Arc::clone(&key), index, lists, asked, shape, state };
        let done = db.fetch(statement, Box::new(sink)).await?.into_any().downcast::<Listed<T, S>>();
        let done = done.map_err(|_| Error::new(ErrorKind::Database, "the driver gave back another sink"))?;
        (index, lists) = (done.index, done.lists);
    }
    Ok(lists.all)
}

/// A list for each given key.
struct Lists<X> {
    all: Vec<Vec<X>>,
    /// For each distinct key the first list of its rows, and for each list the next of the same key.
    first: Vec<Option<u32>>,
    next: Vec<Option<u32>>,
}

impl<X> Lists<X> {
    /// For keys that stand at these places among the distinct ones.
    fn of(places: &[u32], distinct: usize) -> Self {
        let mut first = vec![None; distinct];
        let mut next = vec![None; places.len()];
        for (at, place) in places.iter().enumerate().rev() {
            let head = usize::try_from(*place).ok().and_then(|place| first.get_mut(place));
            if let (Some(head), Ok(list)) = (head, u32::try_from(at)) {
                next[at] = head.replace(list);
            }
        }
        Self { all: places.iter().map(|_| Vec::new()).collect(), first, next }
    }

    /// Does something with each list of a distinct key.
    fn each<E>(&mut self, place: usize, mut work: impl FnMut(&mut Vec<X>) -> Result<(), E>) -> Result<(), E> {
        let mut list = self.first.get(place).copied().flatten();
        while let Some(at) = list.and_then(|at| usize::try_from(at).ok()) {
            if let Some(list) = self.all.get_mut(at) {
                work(list)?;
            }
            list = self.next.get(at).copied().flatten();
        }
        Ok(())
    }
}

/// Reads rows into the lists that they belong to, by the key that stands before each.
struct Listed<T: Table, S: Shape<T>> {
    key: Arc<[(usize, ColumnType)]>,
    index: Places,
    lists: Lists<S::Raw>,
    /// Those of the distinct keys that this statement is about.
    asked: Range<usize>,
    shape: S,
    state: S::State,
}

impl<T: Table, S: Shape<T>> RowSink for Listed<T, S> {
    fn row(&mut self, cells: &dyn Cells) -> Result<()> {
        let place = self.index.find_cells(cells, &self.key).map_err(|error| {
            Error::new(ErrorKind::SchemaMismatch, error.problem.to_string()).with_model(T::schema().name)
        })?;
        let Some(place) = place else { return Ok(()) };
        let Self { shape, state, key, .. } = self;
        let before = key.len();
        self.lists.each(place, |list| {
            let row = shape.decode(cells, &mut { before }, state).map_err(|mut error| {
                error.at = error.at.saturating_sub(before);
                collect::cell_error::<T, S>(shape, &error)
            })?;
            list.push(row);
            Ok(())
        })
    }
    fn restart(&mut self) {
        for place in self.asked.clone() {
            let Ok(()) = self.lists.each(place, |list| {
                list.clear();
                Ok::<_, Infallible>(())
            });
        }
        self.state = S::State::default();
    }
    fn into_any(self: Box<Self>) -> Box<dyn Any + Send> {
        self
    }
}
