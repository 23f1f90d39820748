//! What the database put into rows that were written, where a write gives nothing back.
//!
//! PostgreSQL and SQLite have RETURNING, and never come here. MariaDB and MySQL tell the keys that they gave to an insert's rows;
//! what else they filled in is asked for by these keys. What this is not: it writes nothing.

use super::collect;
use crate::ast::{Columns, Expr, Select};
use crate::database::{Db, Done};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{ColumnDef, ModelSchema};
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
    let asked: Vec<usize> = model.key.iter().chain(&filled).copied().collect();
    let mut select = Select::all(model);
    select.columns = Columns::Exprs(vec![Expr::own(model, &asked)]);
    select.filter = Some(Expr::own_key(model).among(rows.iter().map(|row| model.key_of(row)).collect()));
    let types = asked.iter().map(|&at| model.columns[at].ty).collect();
    let found = collect::values(db, sql::select(db.backend().dialect(), &select)?, types).await?;
    let mut by_key: FxHashMap<Vec<u8>, Vec<Value>> = FxHashMap::default();
    for mut values in found {
        let rest = values.split_off(model.key.len().min(values.len()));
        if let Some(identity) = Value::of_parts(values).identity() {
            by_key.insert(identity.into_owned(), rest);
        }
    }
    for row in rows {
        let found = model.key_of(row).identity().and_then(|identity| by_key.remove(identity.as_ref()));
        let found = found.ok_or_else(|| {
            Error::new(ErrorKind::NotFound, "the row was deleted as soon as it was inserted").with_model(model.name)
        })?;
        for (&at, value) in filled.iter().zip(found) {
            row[at] = value;
        }
    }
    Ok(())
}

/// What the key of a row is after an update: what of it was set to a value is that.
///
/// # Errors
/// `Unsupported` where it was computed, since the row could not be found again.
pub(super) fn key_after(model: &ModelSchema, key: Value, set: &[(&'static ColumnDef, Expr)]) -> Result<Value> {
    let after = |(column, before): (&'static ColumnDef, Value)| match set.iter().find(|(it, _)| it.name == column.name)
    {
        None => Ok(before),
        Some((_, Expr::Bind(value))) => Ok(value.clone()),
        Some(_) => {
            let message = "a key that is computed in the database, which does not give it back; set it to a value";
            Err(Error::new(ErrorKind::Unsupported, message).with_model(model.name).with_field(column.field))
        }
    };
    model.key_columns().zip(key.into_parts()).map(after).collect::<Result<_>>().map(Value::of_parts)
}

fn untold(model: &ModelSchema) -> Error {
    Error::new(ErrorKind::Database, "the server did not tell the keys of the new rows").with_model(model.name)
}
