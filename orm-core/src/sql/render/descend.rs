//! Rows, and what refers to them within their own table, and so on: a recursive query.

use super::super::layout::Scope;
use super::super::writer::Alias;
use super::check_depth;
use super::condition::{Rendering, condition};
use crate::ast::{self, Expr};
use crate::error::Result;
use crate::sql::{Cost, Dialect, SqlWriter, Statement};

/// The rows found so far go by this alias; their columns are called `k`, `k2` and so on, the key's first.
const FOUND: Alias = Alias::Numbered(0);

/// The keys of the rows, each once. One statement, however deep the rows are nested; a circle of them ends it.
///
/// # Errors
/// `Unsupported` where a condition is nested deeper than the database takes.
pub fn descend(dialect: Dialect, it: &ast::Descend) -> Result<Statement> {
    check_depth(&it.from)?;
    let mut w = SqlWriter::new(dialect);
    let mut r = Rendering::new(&mut w);
    let table = Alias::Table(it.model.table);
    // The key, and whatever else the relations refer to.
    let mut carried = it.model.key.to_vec();
    for at in it.by.iter().flat_map(|relation| relation.target_columns()) {
        if !carried.contains(at) {
            carried.push(*at);
        }
    }
    let of_table = |w: &mut SqlWriter| {
        w.list(", ", &carried, |w, &at| {
            w.column(table, it.model.columns[at].name);
        });
    };
    let scope = Scope::of_table(it.model.table);
    r.w.about(it.model.table).raw("WITH RECURSIVE ").alias(FOUND).raw(" (");
    r.w.list(", ", 0..carried.len(), |w, n| {
        w.ident(&called(n));
    });
    of_table(r.w.raw(") AS (SELECT "));
    r.w.raw(" FROM ").table(it.model.table_name()).raw(" WHERE ");
    condition(&mut r, &scope, &Expr::Any(it.from.clone()));
    // UNION and not UNION ALL: what was found is not followed again.
    of_table(r.w.about(it.model.table).raw(" UNION SELECT "));
    r.w.raw(" FROM ").alias(FOUND).raw(" JOIN ").table(it.model.table_name()).raw(" ON ");
    r.w.list(" OR ", &it.by, |w, relation| {
        w.list(" AND ", relation.columns.iter().zip(relation.target_columns()), |w, (&near, far)| {
            w.column(table, it.model.columns[near].name).raw(" = ");
            if let Some(n) = carried.iter().position(|at| at == far) {
                w.column(FOUND, &called(n));
            }
        });
    });
    r.w.raw(") SELECT ").list(", ", 0..it.model.key.len(), |w, n| {
        w.ident(&called(n));
    });
    r.w.raw(" FROM ").alias(FOUND);
    Ok(w.finish(Cost::Bulk, Some(it.model)))
}

fn called(n: usize) -> String {
    if n == 0 { "k".to_owned() } else { format!("k{}", n + 1) }
}
