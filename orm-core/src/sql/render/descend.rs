//! Rows, and what refers to them within their own table, and so on: a recursive query.

use super::super::layout::Scope;
use super::super::writer::Alias;
use super::check_depth;
use super::condition::{Rendering, condition};
use crate::ast::{self, Expr};
use crate::error::Result;
use crate::sql::{Cost, Dialect, SqlWriter, Statement};

/// The rows found so far go by this alias, and their key by this name.
const FOUND: Alias = Alias::Numbered(0);
const KEY: &str = "k";

/// The keys of the rows, each once. One statement, however deep the rows are nested; a circle of them ends it.
///
/// # Errors
/// `Unsupported` where a condition is nested deeper than the database takes.
pub fn descend(dialect: Dialect, it: &ast::Descend) -> Result<Statement> {
    check_depth(&it.from)?;
    let mut w = SqlWriter::new(dialect);
    let mut r = Rendering::new(&mut w);
    let table = Alias::Table(it.model.table);
    let key = it.model.columns[it.model.key[0]].name;
    let scope = Scope::of_table(it.model.table);
    r.w.about(it.model.table).raw("WITH RECURSIVE ").alias(FOUND).raw(" (").ident(KEY).raw(") AS (SELECT ");
    r.w.column(table, key).raw(" FROM ").ident(it.model.table).raw(" WHERE ");
    condition(&mut r, &scope, &Expr::Any(it.from.clone()));
    // UNION and not UNION ALL: what was found is not followed again.
    r.w.about(it.model.table).raw(" UNION SELECT ").column(table, key).raw(" FROM ").alias(FOUND);
    r.w.raw(" JOIN ").ident(it.model.table).raw(" ON ");
    r.w.list(" OR ", &it.by, |w, column| {
        w.column(table, column.name).raw(" = ").column(FOUND, KEY);
    });
    r.w.raw(") SELECT ").ident(KEY).raw(" FROM ").alias(FOUND);
    Ok(w.finish(Cost::Bulk, Some(it.model)))
}
