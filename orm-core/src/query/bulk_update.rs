//! `bulk_update` and `save_only`: some columns of rows at hand.

use super::chunks::{self, Chunked, ROWS, Stopped};
use super::terminals::not_found;
use super::{Pending, QuerySet, rows_given, violation, write};
use crate::ast::{self, Expr, Update};
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Keyed, OwnColumns, Table};
use crate::schema::ModelSchema;
use crate::sql;
use crate::value::Value;
use std::ops::Range;

impl<M: Table> QuerySet<M> {
    /// Writes some columns of rows at hand, of each row what its struct holds, and gives how many rows there were. In one
    /// transaction, one statement for each 1,000 rows. A row that is gone is no error, and is not counted.
    ///
    /// # Errors
    /// Violations of constraints, and nothing is changed; `Config` where two rows have the same key, or where the key is
    /// among the columns; `Unsupported` on a queryset that was narrowed.
    #[track_caller]
    pub fn bulk_update<'a, 'm, C: OwnColumns<M>>(
        self,
        db: &'a Db,
        rows: impl IntoIterator<Item = &'m M>,
        columns: C,
    ) -> Pending<'a, u64>
    where
        M: Keyed + 'm,
    {
        // The tokens are their types.
        let _ = columns;
        let rows: Vec<Vec<Value>> = rows.into_iter().map(Table::encode).collect();
        let refused = self.refuse_narrowed("bulk_update");
        Pending::new(async move {
            refused.map_or(Ok(()), Err)?;
            update_all(db, M::schema(), rows, &C::positions()).await
        })
    }
}

async fn update_all(db: &Db, model: &'static ModelSchema, rows: Vec<Vec<Value>>, set: &[usize]) -> Result<u64> {
    check_columns(model, set)?;
    for (at, row) in rows.iter().enumerate() {
        check_row(model, set, row).map_err(|error| error.with_row(at))?;
    }
    rows_given::check_distinct(model, rows.iter().map(|row| model.key.iter().map(|&at| row.get(at)).collect()))?;
    let all = Rows { model, rows, set };
    let size = (db.backend().dialect().bulk_binds() / (set.len() + model.key.len())).clamp(1, ROWS);
    let chunks: Vec<_> =
        (0..all.rows.len()).step_by(size).map(|at| at..all.rows.len().min(at.saturating_add(size))).collect();
    match chunks::send_all(&all, db, &chunks).await {
        Ok(counts) => Ok(counts.into_iter().sum()),
        Err(Stopped { error, row: None }) => Err(error.with_model(model.name)),
        Err(Stopped { error, row: Some(row) }) => {
            let at = row.start;
            let set = set.iter().map(|&column| (&model.columns[column], Expr::Bind(all.rows[at][column].clone())));
            let update = Update { model, set: set.collect(), filter: None, via: None, returning: Vec::new() };
            Err(violation::of_update(db, &update, error).await.with_row(at))
        }
    }
}

/// Rows at hand, without their type.
struct Rows<'a> {
    model: &'static ModelSchema,
    rows: Vec<Vec<Value>>,
    set: &'a [usize],
}

impl Chunked for Rows<'_> {
    type Chunk = Range<usize>;
    type Answer = u64;

    async fn send(&self, db: &Db, chunk: &Range<usize>) -> Result<u64> {
        let row = |row: &Vec<Value>| self.model.key.iter().chain(self.set).map(|&at| row[at].clone()).collect();
        let update = ast::UpdateRows {
            model: self.model,
            key: self.model.key_columns().collect(),
            set: self.set.iter().map(|&at| &self.model.columns[at]).collect(),
            rows: self.rows[chunk.clone()].iter().map(row).collect(),
        };
        db.execute(sql::update_rows(db.backend().dialect(), update)).await
    }
    fn rows(chunk: &Range<usize>) -> usize {
        chunk.len()
    }
    fn part(chunk: &Range<usize>, rows: Range<usize>) -> Range<usize> {
        chunk.start + rows.start..chunk.start + rows.end
    }
}

/// What can be said of the columns before anything is sent.
fn check_columns(model: &ModelSchema, set: &[usize]) -> Result<()> {
    for (n, at) in set.iter().enumerate() {
        let message = match () {
            () if model.key.contains(at) => "the key of a row is not set: it says which row it is",
            () if set[..n].contains(at) => "a column is named twice",
            () => continue,
        };
        let error = Error::new(ErrorKind::Config, message);
        return Err(error.with_model(model.name).with_field(model.columns[*at].field));
    }
    Ok(())
}

fn check_row(model: &ModelSchema, set: &[usize], row: &[Value]) -> Result<()> {
    set.iter().chain(model.key).try_for_each(|&at| write::check_value(model, &model.columns[at], &row[at]))
}

/// Writes some columns of one row. One statement.
#[track_caller]
pub(super) fn save_only<'a>(
    db: &'a Db,
    model: &'static ModelSchema,
    row: Vec<Value>,
    set: Vec<usize>,
) -> Pending<'a, ()> {
    Pending::new(async move { if write_only(db, model, row, &set).await? { Ok(()) } else { Err(not_found(model)) } })
}

async fn write_only(db: &Db, model: &'static ModelSchema, row: Vec<Value>, set: &[usize]) -> Result<bool> {
    check_columns(model, set)?;
    check_row(model, set, &row)?;
    let filter = Expr::own_key(model).is(model.key_of(&row));
    let set = set.iter().map(|&at| (&model.columns[at], Expr::Bind(row[at].clone()))).collect();
    let update = Update { model, set, filter: Some(filter), via: None, returning: Vec::new() };
    let mut statement = sql::update(db.backend().dialect(), &update)?;
    statement.cost = sql::Cost::Point;
    match db.execute(statement).await {
        Ok(rows) => Ok(rows > 0),
        Err(error) => Err(violation::of_update(db, &update, error).await),
    }
}
