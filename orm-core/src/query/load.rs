//! Loading related rows for many rows at once.
//!
//! The keys of all rows that ask go in one statement, each once; the answer is told apart by the key that stands before
//! each row. Above it are relation fields and querysets, which keep what it gives.

mod groups;
mod lists;
mod places;

use super::collect;
use super::joins::{JoinedRows, Joins};
use super::queryset::own_order;
use super::shape::{Entire, Shape};
use crate::ast::{Columns, Expr, Output, Select, Via};
use crate::database::{Db, RowSink};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Table;
use crate::schema::{RefersTo, Step};
use crate::sql;
use crate::value::{Cells, ColumnType, Value};
pub(crate) use groups::{Groups, JoinedTo};
pub(super) use groups::{key_cells, key_in};
pub(super) use lists::lists;
use places::Places;
use std::any::Any;
use std::ops::Range;
use std::sync::Arc;

/// How many keys one statement is given. They are one bind, but it has to fit into a packet of the database.
const KEYS: usize = 100_000;

/// What is asked of the related rows, beside that they are related.
pub(crate) struct Ask<T> {
    pub(super) select: Select,
    /// At most so many for each row; the first in the query's order.
    pub(super) per_row: Option<u64>,
    /// What is joined to them.
    pub(super) joins: Joins<T>,
}

impl<T: Table> Ask<T> {
    /// All related rows, in their model's own order.
    pub(crate) fn all() -> Self {
        let mut select = Select::all(T::schema());
        select.order = own_order(select.model);
        Self { select, per_row: None, joins: Joins::default() }
    }

    /// And what is joined to them.
    pub(super) fn joining(self, joins: Joins<T>) -> Self {
        Self { joins, ..self }
    }
}

/// The rows of these keys, or of these values of what else is referred to, in no order. One statement for each 100,000 keys; none for no keys.
pub(crate) async fn by_keys<T: Table>(db: &Db, to: RefersTo, keys: Vec<Value>, ask: &Ask<T>) -> Result<Vec<T>> {
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
        ask.joins.plan(&mut select);
        let statement = sql::select(db.backend().dialect(), &select)?;
        let rows = collect::rows::<T, Entire>(db, statement, &Entire, &ask.joins).await?;
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

/// The rows that a relation leads to from rows of these keys. One statement for each 100,000 distinct keys; none for no keys.
pub(crate) async fn grouped<T: Table>(db: &Db, step: Step, sources: Vec<Value>, ask: &Ask<T>) -> Result<Groups<T>> {
    grouped_as::<T, Entire>(db, step, sources, ask, &Entire).await
}

/// The same, of any shape.
pub(super) async fn grouped_as<T: Table, S: Shape<T>>(
    db: &Db,
    step: Step,
    sources: Vec<Value>,
    ask: &Ask<T>,
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
        ask.joins.plan(&mut select);
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
            joins: ask.joins.clone(),
            joined: ask.joins.rows(),
        });
        let done = db.fetch(statement, sink).await?.into_any().downcast::<Grouped<T, S>>();
        let done = done.map_err(|_| Error::new(ErrorKind::Database, "the driver gave back another sink"))?;
        (index, rows) = done.finish();
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
    joins: Joins<T>,
    joined: JoinedRows<T>,
}

impl<T: Table, S: Shape<T>> Grouped<T, S> {
    fn finish(self) -> (Places, Vec<Vec<S::Raw>>) {
        let Self { index, rows, asked, state, joined, .. } = self;
        // The state tells the rows' relation fields of their peers as it goes.
        drop(state);
        if !joined.is_empty() {
            let asked = rows.get(asked).unwrap_or_default();
            joined.put(&asked.iter().flat_map(|rows| S::heads(rows)).collect::<Vec<_>>());
        }
        (index, rows)
    }
}

impl<T: Table, S: Shape<T>> RowSink for Grouped<T, S> {
    fn row(&mut self, cells: &dyn Cells) -> Result<()> {
        let place = self.index.find_cells(cells, &self.key).map_err(|error| {
            Error::new(ErrorKind::SchemaMismatch, error.problem.to_string()).with_model(T::schema().name)
        })?;
        let before = self.before;
        let mut at = before;
        let row = self.shape.decode(cells, &mut at, &mut self.state).map_err(|mut error| {
            error.at = error.at.saturating_sub(before);
            collect::cell_error::<T, S>(&self.shape, &error)
        })?;
        if !self.joined.is_empty() {
            self.joined.read(cells, before, at)?;
        }
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
        self.joined = self.joins.rows();
    }
    fn into_any(self: Box<Self>) -> Box<dyn Any + Send> {
        self
    }
}
