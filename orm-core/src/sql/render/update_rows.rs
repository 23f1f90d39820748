//! UPDATE of many rows, of each to values of its own.

use crate::ast::UpdateRows;
use crate::sql::writer::Alias;
use crate::sql::{Cost, Dialect, SqlWriter, Statement};
use crate::value::Value;

/// Sets columns of rows, of each row to values of its own.
#[must_use]
pub fn update_rows(dialect: Dialect, it: UpdateRows) -> Statement {
    let mut w = SqlWriter::new(dialect);
    let (table, given) = (Alias::Table(it.model.table), Alias::Numbered(1));
    w.about(it.model.table).raw("UPDATE ").table(it.model.table_name());
    if dialect.updates_from() {
        set(&mut w, None, &it);
        w.raw(" FROM ");
        given_rows(&mut w, given, it.rows.iter().map(Vec::as_slice));
        w.raw(" WHERE ");
        same_key(&mut w, table, &it);
    } else {
        w.raw(" JOIN ");
        given_rows(&mut w, given, it.rows.iter().map(Vec::as_slice));
        w.raw(" ON ");
        same_key(&mut w, table, &it);
        set(&mut w, Some(table), &it);
    }
    w.finish(Cost::Bulk, Some(it.model))
}

fn set(w: &mut SqlWriter, table: Option<Alias>, it: &UpdateRows) {
    w.raw(" SET ").list(", ", (it.key.len() as u64 + 1..).zip(&it.set), |w, (n, column)| {
        match table {
            Some(table) => w.column(table, column.name),
            None => w.ident(column.name),
        };
        w.raw(" = ").alias(Alias::Numbered(1)).raw(".column").number(n);
    });
}

fn same_key(w: &mut SqlWriter, table: Alias, it: &UpdateRows) {
    w.list(" AND ", (1..).zip(&it.key), |w, (n, column)| {
        w.column(table, column.name).raw(" = ").alias(Alias::Numbered(1)).raw(".column").number(n);
    });
}

/// Rows of values as a table, whose columns are `column1`, `column2` and so on: so SQLite and PostgreSQL call those of VALUES, and
/// for the others the first row says it.
pub(super) fn given_rows<'v>(w: &mut SqlWriter, given: Alias, rows: impl Iterator<Item = &'v [Value]>) {
    let has_names = w.dialect().names_values();
    w.raw(if has_names { "(VALUES " } else { "(" });
    for (n, row) in rows.enumerate() {
        w.raw(match (has_names, n) {
            (true, 0) => "(",
            (true, _) => ", (",
            (false, 0) => "SELECT ",
            (false, _) => " UNION ALL SELECT ",
        });
        w.list(", ", (1..).zip(row), |w, (at, value)| {
            w.bind(value.clone());
            if !has_names && n == 0 {
                w.raw(" AS column").number(at);
            }
        });
        w.raw(if has_names { ")" } else { "" });
    }
    w.raw(") AS ").alias(given);
}
