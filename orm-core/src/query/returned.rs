//! What the database put into rows that were written, where a write gives nothing back.
//!
//! PostgreSQL and SQLite have RETURNING, and never come here. MariaDB and MySQL tell the keys that they gave to an insert's rows;
//! what else they filled in is asked for by these keys. What this is not: it writes nothing.

use super::collect;
use crate::ast::{Columns, Expr, Select};
use crate::database::{Db, Done};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{ColumnDef, ModelSchema, PathNode};
use crate::sql;
use crate::value::Value;
use rustc_hash::FxHashMap;

/// Completes rows that one insert has written, in order: first their keys, then the other columns that were asked for. No
/// statement, or one.
pub(super) async fn complete(
    db: &Db,
    model: &'static ModelSchema,
    done: Done,
    asked: &[usize],
    rows: &mut [Vec<Value>],
) -> Result<()> {
    let is_made = |at: &usize| model.columns[*at].auto && model.key.contains(at);
    for &at in asked.iter().filter(|at| is_made(at)) {
        let keys = done.keys.ok_or_else(|| untold(model))?;
        for (n, row) in (0_i64..).zip(rows.iter_mut()) {
            let key = keys
                .step
                .checked_mul(n)
                .and_then(|beyond| keys.first.checked_add(beyond))
                .ok_or_else(|| untold(model))?;
            row[at] = Value::Int(model.columns[at].ty, key);
        }
    }
    let filled: Vec<usize> = asked.iter().copied().filter(|at| !is_made(at) && !model.key.contains(at)).collect();
    if filled.is_empty() {
        return Ok(());
    }
    let key = model.key[0];
    let column = |at: usize| Expr::Column(&PathNode::ROOT, &model.columns[at]);
    let mut select = Select::all(model);
    select.columns = Columns::Exprs(std::iter::once(key).chain(filled.iter().copied()).map(column).collect());
    select.filter = Some(Expr::In(Box::new(column(key)), rows.iter().map(|row| row[key].clone()).collect()));
    let types = std::iter::once(key).chain(filled.iter().copied()).map(|at| model.columns[at].ty).collect();
    let found = collect::values(db, sql::select(db.backend().dialect(), &select)?, types).await?;
    let mut by_key: FxHashMap<Vec<u8>, Vec<Value>> = FxHashMap::default();
    for mut values in found {
        let rest = values.split_off(1);
        if let Some(identity) = values.first().and_then(Value::identity) {
            by_key.insert(identity.into_owned(), rest);
        }
    }
    for row in rows {
        let found = row[key].identity().and_then(|identity| by_key.remove(identity.as_ref()));
        let found = found.ok_or_else(|| {
            Error::new(ErrorKind::NotFound, "the row was deleted as soon as it was inserted").with_model(model.name)
        })?;
        for (&at, value) in filled.iter().zip(found) {
            row[at] = value;
        }
    }
    Ok(())
}

/// What the key of a row is after an update: one that was set to a value is that.
///
/// # Errors
/// `Unsupported` where it was computed, since the row could not be found again.
pub(super) fn key_after(model: &ModelSchema, key: Value, set: &[(&'static ColumnDef, Expr)]) -> Result<Value> {
    let is_key = |column: &ColumnDef| model.key_columns().any(|it| it.name == column.name);
    match set.iter().find(|(column, _)| is_key(column)) {
        None => Ok(key),
        Some((_, Expr::Bind(value))) => Ok(value.clone()),
        Some((column, _)) => {
            let message = "a key that is computed in the database, which does not give it back; set it to a value";
            Err(Error::new(ErrorKind::Unsupported, message).with_model(model.name).with_field(column.field))
        }
    }
}

fn untold(model: &ModelSchema) -> Error {
    Error::new(ErrorKind::Database, "the server did not tell the keys of the new rows").with_model(model.name)
}
