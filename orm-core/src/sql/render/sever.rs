//! Links that go with the rows of one side.

use super::condition::Rendering;
use super::{check_depth, names, one_of, select};
use crate::ast::{self, Keys};
use crate::error::Result;
use crate::sql::{Cost, Dialect, SqlWriter, Statement};

/// Deletes the links of many rows.
///
/// # Errors
/// `Unsupported` where a condition is nested deeper than the database takes.
pub fn sever(dialect: Dialect, it: &ast::Sever) -> Result<Statement> {
    let mut w = SqlWriter::new(dialect);
    w.raw("DELETE FROM ").table(it.table).raw(" WHERE ");
    names(&mut w, it.columns);
    match &it.of {
        Keys::These(keys) => one_of(&mut w, keys),
        Keys::Of(query) => {
            check_depth(query.exprs())?;
            w.raw(" IN (");
            select::select(&mut Rendering::new(&mut w), query);
            w.raw(")");
        }
    }
    Ok(w.finish(Cost::Bulk, None))
}
