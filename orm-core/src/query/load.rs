//! Loading related rows for many rows at once.
//!
//! The keys of all rows that ask go in one statement, each once; the answer is told apart by the key that stands before
//! each row. Above it are relation fields and querysets, which keep what it gives.

mod lists;
mod places;

use super::collect;
use super::queryset::own_order;
use super::shape::{Entire, Shape};
use crate::ast::{Columns, Expr, Output, Select, Via};
use crate::database::{Db, RowSink};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Table;
use crate::schema::{RefersTo, Step};
use crate::sql;
use crate::value::{Cells, ColumnType, Value};
pub(super) use lists::lists;
use places::Places;
use std::any::Any;
use std::ops::Range;
use std::sync::Arc;

/// How many keys one statement is given. They are one bind, but it has to fit into a packet of the database.
const KEYS: usize = 100_000;

/// What is asked of the related rows, beside that they are related.
#[derive(Clone)]
pub(crate) struct Ask {
    pub(super) select: Select,
    /// At most so many for each row; the first in the query's order.
    pub(super) per_row: Option<u64>,
}

impl Ask {
    /// All related rows, in their model's own order.
    pub(crate) fn all<T: Table>() -> Self {
        let mut select = Select::all(T::schema());
        select.order = own_order(select.model);
        Self { select, per_row: None }
    }
}

/// The rows of these keys, or of these values of what else is referred to, in no order. One statement for each 100,000 keys; none for no keys.
pub(crate) async fn by_keys<T: Table>(db: &Db, to: RefersTo, keys: Vec<Value>, ask: &Ask) -> Result<Vec<T>> {
    let model = T::schema();
    let columns = match to {
        RefersTo::Key => model.key,
        RefersTo::Unique(columns) => columns,
    };
    let mut all = Vec::new();
    for keys in keys.chunks(KEYS) {
        let mut select = ask.select.clone();
        select.restrict(Expr::own(model, columns).among(keys.to_vec()));
        select.order.clear();
        let rows = collect::models::<T>(db, sql::select(db.backend().dialect(), &select)?).await?;
        if keys.len() < KEYS && all.is_empty() {
            return Ok(rows);
        }
        all.extend(rows);
    }
    Ok(all)
}

/// The keys of a query of keys.
pub(crate) async fn keys(db: &Db, select: &Select) -> Result<Vec<Value>> {
    let rows = rows_of_values(db, select, select.model.key_types()).await?;
    Ok(rows.into_iter().map(Value::of_parts).collect())
}

/// The values of a query of several columns, a row each.
pub(crate) async fn rows_of_values(db: &Db, select: &Select, types: Vec<ColumnType>) -> Result<Vec<Vec<Value>>> {
    collect::values(db, sql::select(db.backend().dialect(), select)?, types).await
}

/// Related rows by the distinct keys of the rows that they were asked for.
pub(crate) struct Groups<X> {
    /// For each given key, the place of its rows: two rows of one key have the same.
    pub(crate) places: Vec<u32>,
    pub(crate) rows: Vec<Vec<X>>,
}

impl<X> Groups<X> {
    /// The rows of each given key. Given keys are the keys of a queryset's rows, each of which comes once.
    pub(super) fn into_lists(mut self) -> impl Iterator<Item = Vec<X>> {
        let places = std::mem::take(&mut self.places);
        places.into_iter().map(move |at| {
            let rows = usize::try_from(at).ok().and_then(|at| self.rows.get_mut(at));
            rows.map(std::mem::take).unwrap_or_default()
        })
    }
}

/// The rows that a relation leads to from rows of these keys. One statement for each 100,000 distinct keys; none for no keys.
pub(crate) async fn grouped<T: Table>(db: &Db, step: Step, sources: Vec<Value>, ask: &Ask) -> Result<Groups<T>> {
    grouped_as::<T, Entire>(db, step, sources, ask, &Entire).await
}

/// The same, of any shape.
pub(super) async fn grouped_as<T: Table, S: Shape<T>>(
    db: &Db,
    step: Step,
    sources: Vec<Value>,
    ask: &Ask,
    shape: &S,
) -> Result<Groups<S::Raw>> {
    let (mut index, places, distinct) = Places::of(sources);
    let mut rows: Vec<Vec<S::Raw>> = distinct.iter().map(|_| Vec::new()).collect();
    let types = step.from().key_types();
    // A foreign key stands among the columns of the rows that hold it; what is linked says it before them.
    let is_among = step.holds_key() && matches!(ask.select.columns, Columns::Model(_));
    let (output, before) = match ask.per_row {
        Some(rows) => (Output::KeyAndFirst(rows), types.len()),
        None if is_among => (Output::RowsTogether, 0),
        None => (Output::KeyAndRows, types.len()),
    };
    let key: Arc<[(usize, ColumnType)]> = match output {
        Output::RowsTogether => step.relation.columns.iter().copied().zip(types).collect(),
        _ => types.into_iter().enumerate().collect(),
    };
    for (n, keys) in distinct.chunks(KEYS).enumerate() {
        let mut select = ask.select.clone();
        select.via = Some(Via { step, sources: keys.to_vec(), output });
        let statement = sql::select(db.backend().dialect(), &select)?;
        let asked = n * KEYS..n * KEYS + keys.len();
        let sink = Box::new(Grouped::<T, S> {
            key: key.clone(),
            before,
            index,
            rows,
            asked,
            shape: shape.clone(),
            state: S::State::default(),
        });
        let done = db.fetch(statement, sink).await?.into_any().downcast::<Grouped<T, S>>();
        let done = done.map_err(|_| Error::new(ErrorKind::Database, "the driver gave back another sink"))?;
        // The state goes here, and tells the rows' relation fields of their peers.
        (index, rows) = (done.index, done.rows);
    }
    Ok(Groups { places, rows })
}

/// Collects rows by the key that each has.
struct Grouped<T: Table, S: Shape<T>> {
    /// Where the key stands, and what it is.
    key: Arc<[(usize, ColumnType)]>,
    /// How many cells stand before the row's own.
    before: usize,
    index: Places,
    rows: Vec<Vec<S::Raw>>,
    /// Those of the rows that this statement is about.
    asked: Range<usize>,
    shape: S,
    state: S::State,
}

impl<T: Table, S: Shape<T>> RowSink for Grouped<T, S> {
    fn row(&mut self, cells: &dyn Cells) -> Result<()> {
        let place = self.index.find_cells(cells, &self.key).map_err(|error| {
            Error::new(ErrorKind::SchemaMismatch, error.problem.to_string()).with_model(T::schema().name)
        })?;
        let before = self.before;
        let row = self.shape.decode(cells, &mut { before }, &mut self.state).map_err(|mut error| {
            error.at = error.at.saturating_sub(before);
            collect::cell_error::<T, S>(&self.shape, &error)
        })?;
        if let Some(rows) = place.and_then(|at| self.rows.get_mut(at)) {
            rows.push(row);
        }
        Ok(())
    }
    fn restart(&mut self) {
        for at in self.asked.clone() {
            self.rows.get_mut(at).into_iter().for_each(Vec::clear);
        }
        self.state = S::State::default();
    }
    fn into_any(self: Box<Self>) -> Box<dyn Any + Send> {
        self
    }
}
