//! Writing rows.

use super::returned::{self, Filled, How, Written};
use super::terminals::{conditions, not_found};
use super::{Entire, Pending, collect, graph, violation};
use crate::ast::{self, Expr, Select};
use crate::database::{Db, Errand};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Draft, Key, Parts, Table};
use crate::schema::{ColumnDef, ModelSchema};
use crate::sql;
use crate::value::{Value, WrittenRows};

/// Saves a draft: what its `save` does.
#[track_caller]
pub fn save_draft<'a, D: Draft>(db: &'a Db, draft: D) -> Pending<'a, D::Model> {
    let parts = complete(draft);
    Pending::new(async move { written(&graph::insert(db, D::Model::schema(), parts).await?) })
}

/// The row that was written.
pub(crate) fn written<M: Table>(row: &WrittenRows) -> Result<M> {
    M::decode(row, 0, &mut M::Peers::default()).map_err(|error| collect::cell_error::<M, _>(&Entire, &error))
}

/// What was given, and the defaults of the rest.
pub(crate) fn complete<D: Draft>(draft: D) -> Parts {
    let mut parts = draft.parts();
    D::fill(&mut parts.values);
    parts
}

/// Inserts a row. What the database gives of it is read back, the rest is what was given. One statement.
pub(super) async fn insert(db: &Db, model: &'static ModelSchema, row: Vec<Option<Value>>) -> Result<WrittenRows> {
    let (mut given, mut values) = (Vec::with_capacity(row.len()), Vec::with_capacity(row.len()));
    let mut asked = Vec::new();
    for ((at, column), value) in model.columns.iter().enumerate().zip(row) {
        match value {
            Some(value) => {
                check_value(model, column, &value)?;
                given.push(at);
                values.push(value);
            }
            None if column.auto || column.db_default.is_some() => asked.push(at),
            None => {}
        }
    }
    let dialect = db.backend().dialect();
    let how = returned::how(dialect, model, &asked);
    let returning = if how == How::Returning { asked.as_slice() } else { &[] };
    let statement = sql::fixed::insert(dialect, model, &given, values, returning);
    let returning = (how == How::Keys).then(|| sql::fixed::insert_text(dialect, model, &given, &asked));
    let written = Written { model, given: &given, asked, rows: 1 };
    let (values, filled) = returned::insert(db, Errand { statement, returning }, written).await;
    let (filled, error) = match filled {
        Ok(filled) => (filled, None),
        Err(error) => (Filled::NOTHING, Some(error)),
    };
    let mut row = WrittenRows::new(values, &given, model.columns.len(), model.key);
    row.read(0, |at| filled.value(model, 0, at).unwrap_or(Value::Null(model.columns[at].ty)));
    match error {
        None => Ok(row),
        Some(error) => Err(violation::of_write(db, model, &row.into_values(), error).await),
    }
}

/// Writes every column of a row. One statement.
#[track_caller]
pub(super) fn save<'a>(db: &'a Db, model: &'static ModelSchema, values: Vec<Value>) -> Pending<'a, ()> {
    Pending::new(async move { if save_values(db, model, values).await? { Ok(()) } else { Err(not_found(model)) } })
}

/// Whether it was there.
async fn save_values(db: &Db, model: &'static ModelSchema, values: Vec<Value>) -> Result<bool> {
    for (column, value) in model.columns.iter().zip(&values) {
        check_value(model, column, value)?;
    }
    let statement = sql::fixed::update(db.backend().dialect(), model, values);
    let answer = db.send(Errand::of(statement), None).await;
    match answer.result {
        Ok(done) => Ok(done.changed > 0),
        Err(error) => {
            let row = sql::fixed::row_of_update(model, answer.binds);
            Err(violation::of_write(db, model, &row, error).await)
        }
    }
}

/// Sets some columns of one row and reads it back. One statement, or two where an update gives nothing back.
pub(super) async fn update_row<M: Table>(
    db: &Db,
    key: M::Key,
    set: Vec<(&'static ColumnDef, Expr)>,
) -> Result<Option<M>> {
    let model = M::schema();
    if set.is_empty() {
        let statement = sql::fixed::get(db.backend().dialect(), model, key.into_value());
        return Ok(collect::models::<M>(db, statement).await?.pop());
    }
    let filter = Expr::own_key(model).is(key.encode());
    let dialect = db.backend().dialect();
    let returning = if dialect.returns_rows() { model.columns.iter().collect() } else { Vec::new() };
    let update = ast::Update { model, set, filter: Some(filter), via: None, returning };
    check_assignments(&update)?;
    let mut statement = sql::update(dialect, &update)?;
    statement.cost = sql::Cost::Point;
    if !dialect.returns_rows() {
        let key = returned::key_after(model, key.into_value(), &update.set)?;
        return match db.execute(statement).await {
            Ok(0) => Ok(None),
            Ok(_) => Ok(collect::models::<M>(db, sql::fixed::get(dialect, model, key)).await?.pop()),
            Err(error) => Err(violation::of_update(db, &update, error).await),
        };
    }
    match collect::models::<M>(db, statement).await {
        Ok(mut rows) => Ok(rows.pop()),
        Err(error) => Err(violation::of_update(db, &update, error).await),
    }
}

/// Sets columns of the rows of a query. One statement, or none where nothing is set.
#[track_caller]
pub(super) fn update_rows<'a>(
    db: &'a Db,
    select: Result<Select>,
    set: Vec<(&'static ColumnDef, Expr)>,
) -> Pending<'a, u64> {
    Pending::new(async move {
        let select = select?;
        let model = select.model;
        let (filter, via) = conditions(select);
        let update = ast::Update { model, set, filter, via, returning: Vec::new() };
        if update.set.is_empty() { Ok(0) } else { run_update(db, &update).await }
    })
}

/// Runs an update; how many rows it matched. One statement.
pub(crate) async fn run_update(db: &Db, update: &ast::Update) -> Result<u64> {
    check_assignments(update)?;
    let statement = sql::update(db.backend().dialect(), update)?;
    match db.execute(statement).await {
        Ok(rows) => Ok(rows),
        Err(error) => Err(violation::of_update(db, update, error).await),
    }
}

/// What can be said of an assignment before anything is sent.
fn check_assignments(update: &ast::Update) -> Result<()> {
    for (at, (column, value)) in update.set.iter().enumerate() {
        if update.set[..at].iter().any(|(before, _)| before.name == column.name) {
            let error = Error::new(ErrorKind::Config, "a column is set twice in one update");
            return Err(error.with_model(update.model.name).with_field(column.field));
        }
        if let Expr::Bind(value) = value {
            check_value(update.model, column, value)?;
        }
    }
    Ok(())
}

/// What can be said of a value before it is sent. Never tells the value itself.
pub(super) fn check_value(model: &ModelSchema, column: &ColumnDef, value: &Value) -> Result<()> {
    let refused = |message: String| {
        Err(Error::new(ErrorKind::ValueRefused, message).with_model(model.name).with_field(column.field))
    };
    match (value, column.max_length) {
        (Value::Refused(_, why), _) => refused(format!("the value {why}")),
        (Value::Text(text), Some(max)) => {
            // A text has at most as many characters as bytes, so most need no counting.
            if u32::try_from(text.len()).is_ok_and(|bytes| bytes <= max) {
                return Ok(());
            }
            let characters = text.chars().count();
            if u32::try_from(characters).is_ok_and(|characters| characters <= max) {
                return Ok(());
            }
            refused(format!("takes at most {max} characters, and {characters} were given"))
        }
        (Value::Bytes(bytes), Some(max)) if u32::try_from(bytes.len()).map_or(true, |bytes| bytes > max) => {
            refused(format!("takes at most {max} bytes, and {} were given", bytes.len()))
        }
        (Value::Null(_), _) if !column.nullable && !column.auto => {
            let error = Error::new(ErrorKind::NotNullViolation, "cannot be NULL");
            Err(error.with_model(model.name).with_field(column.field))
        }
        _ => Ok(()),
    }
}
