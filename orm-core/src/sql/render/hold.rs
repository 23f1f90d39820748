//! Rows that are held until the transaction ends.

use super::super::layout::Scope;
use super::super::writer::Alias;
use super::check_depth;
use super::condition::{Rendering, condition};
use crate::ast;
use crate::error::Result;
use crate::sql::{Cost, Dialect, SqlWriter, Statement};

/// Keeps others from changing these rows, and from referring to them. It gives one row, however many it holds. None where
/// a transaction that writes is alone anyway.
///
/// # Errors
/// `Unsupported` where a condition is nested deeper than the database takes.
pub fn hold(dialect: Dialect, it: &ast::Hold) -> Result<Option<Statement>> {
    let Some(words) = dialect.hold_rows() else { return Ok(None) };
    check_depth(it.filter.as_ref())?;
    let mut w = SqlWriter::new(dialect);
    let mut r = Rendering::new(&mut w);
    r.w.about(it.model.table).raw("SELECT COUNT(*) FROM (SELECT 1 FROM ").table(it.model.table_name());
    if let Some(filter) = &it.filter {
        r.w.raw(" WHERE ");
        condition(&mut r, &Scope::of_table(it.model.table), filter);
    }
    r.w.raw(words).raw(") AS ").alias(Alias::Numbered(0));
    Ok(Some(w.finish(Cost::Bulk, Some(it.model))))
}
