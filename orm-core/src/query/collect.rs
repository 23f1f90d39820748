//! Sinks: what takes the rows of a statement.

use super::joins::{JoinedRows, Joins};
use super::shape::{Entire, Shape};
use crate::database::{Cursor, Db, Rest, RowSink};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Table;
use crate::sql::Statement;
use crate::value::{CellError, Cells, ColumnType, Problem, Value};
use std::any::Any;

/// Collects rows of a shape.
pub(super) struct Collector<M: Table, S: Shape<M>> {
    rows: Vec<S::Raw>,
    shape: S,
    state: S::State,
    joins: Joins<M>,
    joined: JoinedRows<M>,
}

impl<M: Table, S: Shape<M>> RowSink for Collector<M, S> {
    fn row(&mut self, cells: &dyn Cells) -> Result<()> {
        let mut at = 0;
        match self.shape.decode(cells, &mut at, &mut self.state) {
            Ok(row) => {
                self.rows.push(row);
                if self.joined.is_empty() { Ok(()) } else { self.joined.read(cells, 0, at) }
            }
            Err(error) => Err(cell_error::<M, S>(&self.shape, &error)),
        }
    }
    fn restart(&mut self) {
        self.rows.clear();
        self.state = S::State::default();
        self.joined = self.joins.rows();
    }
    fn into_any(self: Box<Self>) -> Box<dyn Any + Send> {
        self
    }
}

/// Names the field that a cell belongs to.
pub(super) fn cell_error<M: Table, S: Shape<M>>(shape: &S, error: &CellError) -> Error {
    let told = Error::new(ErrorKind::SchemaMismatch, error.problem.to_string());
    match shape.column(error.at) {
        Some((model, column)) => told.with_model(model.name).with_field(column.field),
        None => told.with_model(M::schema().name),
    }
}

impl<M: Table, S: Shape<M>> Collector<M, S> {
    pub(super) fn new(shape: &S, joins: &Joins<M>) -> Box<Self> {
        let (shape, state) = (shape.clone(), S::State::default());
        Box::new(Self { rows: Vec::new(), shape, state, joins: joins.clone(), joined: joins.rows() })
    }

    /// What it took.
    pub(super) fn rows(sink: Box<dyn RowSink>) -> Result<Vec<S::Raw>> {
        let Self { rows, state, joined, .. } = *taken::<Self>(sink)?;
        // The state tells the rows' relation fields of their peers as it goes: before the rows are handed out.
        drop(state);
        if !joined.is_empty() {
            joined.put(&S::heads(&rows));
        }
        Ok(rows)
    }
}

/// Runs a statement whose rows have this shape, and to which this is joined.
pub(super) async fn rows<M: Table, S: Shape<M>>(
    db: &Db,
    statement: Statement,
    shape: &S,
    joins: &Joins<M>,
) -> Result<Vec<S::Raw>> {
    Collector::<M, S>::rows(db.fetch(statement, Collector::<M, S>::new(shape, joins)).await?)
}

/// The next rows of an open statement: at most so many, and so many where there may be more.
pub(super) async fn chunk<M: Table, S: Shape<M>>(
    cursor: &mut Cursor,
    at_most: usize,
    shape: &S,
    joins: &Joins<M>,
) -> Result<(Vec<S::Raw>, Rest)> {
    let (sink, rest) = cursor.next(Collector::<M, S>::new(shape, joins), at_most).await?;
    Ok((Collector::<M, S>::rows(sink)?, rest))
}

/// Runs a statement whose rows are the model's own.
pub(super) async fn models<M: Table>(db: &Db, statement: Statement) -> Result<Vec<M>> {
    rows::<M, Entire>(db, statement, &Entire, &Joins::default()).await
}

/// The sink that was sent along comes back.
fn taken<T: 'static>(sink: Box<dyn RowSink>) -> Result<Box<T>> {
    sink.into_any().downcast().map_err(|_| Error::new(ErrorKind::Database, "the driver gave back another sink"))
}

/// Collects values of known types, a row each.
struct Values {
    types: Vec<ColumnType>,
    rows: Vec<Vec<Value>>,
}

impl RowSink for Values {
    fn row(&mut self, cells: &dyn Cells) -> Result<()> {
        let read = |(at, ty): (usize, &ColumnType)| Value::read(*ty, cells, at);
        let row: Result<Vec<_>, CellError> = self.types.iter().enumerate().map(read).collect();
        self.rows.push(row.map_err(|error| Error::new(ErrorKind::SchemaMismatch, error.problem.to_string()))?);
        Ok(())
    }
    fn restart(&mut self) {
        self.rows.clear();
    }
    fn into_any(self: Box<Self>) -> Box<dyn Any + Send> {
        self
    }
}

/// Takes rows of these types, for a statement that is sent by hand.
pub(super) fn values_sink(types: Vec<ColumnType>) -> Box<dyn RowSink> {
    Box::new(Values { types, rows: Vec::new() })
}

/// What that took.
pub(super) fn values_of(sink: Option<Box<dyn RowSink>>) -> Result<Vec<Vec<Value>>> {
    sink.map_or(Ok(Vec::new()), |sink| taken::<Values>(sink).map(|values| values.rows))
}

/// Runs a statement whose rows are values of these types.
pub(super) async fn values(db: &Db, statement: Statement, types: Vec<ColumnType>) -> Result<Vec<Vec<Value>>> {
    values_of(Some(db.fetch(statement, values_sink(types)).await?))
}

/// Runs a statement that gives one number.
pub(super) async fn number(db: &Db, statement: Statement) -> Result<Option<i64>> {
    let rows = values(db, statement, vec![ColumnType::I64]).await?;
    match rows.into_iter().next().and_then(|row| row.into_iter().next()) {
        Some(Value::Int(_, number)) => Ok(Some(number)),
        None => Ok(None),
        Some(_) => Err(Error::new(ErrorKind::SchemaMismatch, Problem::Null.to_string())),
    }
}
