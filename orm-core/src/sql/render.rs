//! Lays statements out. Reads as the grammar of SQL does.

mod condition;
mod descend;
mod exists;
mod hold;
mod insert;
mod select;
mod sever;
mod update_rows;

use super::layout::{Aliases, Scope};
use super::{Cost, Dialect, SqlWriter, Statement};
use crate::ast::{self, Columns, Compare, Expr, Output, Via};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{ModelSchema, Symmetry};
use crate::value::Value;

pub(super) use condition::{Rendering, condition, expr};
pub use descend::descend;
pub use hold::hold;
pub use insert::insert;
pub(super) use insert::{advance_key, insert_head, insert_tail};
pub(crate) use insert::{insert_both, unique_keys};
pub(super) use select::write_columns;
pub use sever::sever;
pub use update_rows::update_rows;

/// A query.
///
/// # Errors
/// `Unsupported` where a condition is nested deeper than the database takes.
pub fn select(dialect: Dialect, it: &ast::Select) -> Result<Statement> {
    check_depth(it.exprs())?;
    let mut w = SqlWriter::new(dialect);
    select::select(&mut Rendering::new(&mut w), it);
    Ok(w.finish(Cost::Read, Some(it.model)))
}

/// A query whose conditions are known to be shallow.
pub(super) fn write_select(w: &mut SqlWriter, it: &ast::Select) {
    select::select(&mut Rendering::new(w), it);
}

/// Sets columns of rows.
///
/// # Errors
/// `Unsupported` where a condition is nested deeper than the database takes, or the database cannot set these columns at once.
pub fn update(dialect: Dialect, it: &ast::Update) -> Result<Statement> {
    check_depth(it.filter.as_ref())?;
    check_depth(it.set.iter().map(|(_, value)| value))?;
    let mut w = SqlWriter::new(dialect);
    let mut r = Rendering::new(&mut w);
    let scope = Scope::of_table(it.model.table);
    r.w.about(it.model.table).raw("UPDATE ").table(it.model.table_name()).raw(" SET ");
    for (n, (column, value)) in dialect.order_assignments(it.set.iter().collect())?.into_iter().enumerate() {
        r.w.raw(if n > 0 { ", " } else { "" }).ident(column.name).raw(" = ");
        expr(&mut r, &scope, value);
    }
    where_rows(&mut r, it.model, it.filter.as_ref(), it.via.as_ref());
    if !it.returning.is_empty() {
        w.raw(" RETURNING ").list(", ", &it.returning, |w, column| {
            w.ident(column.name);
        });
    }
    let is_own = it.set.iter().all(|(_, value)| super::layout::asks_own_row(value));
    let cost = if is_own { cost(it.model, it.filter.as_ref(), it.via.as_ref()) } else { Cost::Bulk };
    Ok(w.finish(cost, Some(it.model)))
}

/// Deletes rows.
///
/// # Errors
/// `Unsupported` where a condition is nested deeper than the database takes.
pub fn delete(dialect: Dialect, it: &ast::Delete) -> Result<Statement> {
    check_depth(it.filter.as_ref())?;
    let mut w = SqlWriter::new(dialect);
    let mut r = Rendering::new(&mut w);
    r.w.about(it.model.table).raw("DELETE FROM ").table(it.model.table_name());
    where_rows(&mut r, it.model, it.filter.as_ref(), it.via.as_ref());
    Ok(w.finish(cost(it.model, it.filter.as_ref(), it.via.as_ref()), Some(it.model)))
}

/// What a write of these rows costs: little, where they are one at most, found by its key, and no other row is asked.
fn cost(model: &'static ModelSchema, filter: Option<&Expr>, via: Option<&Via>) -> Cost {
    let names_one = |filter| names_one_row(model, filter) && super::layout::asks_own_row(filter);
    if via.is_none() && filter.is_some_and(names_one) { Cost::Point } else { Cost::Bulk }
}

/// Whether a condition holds of one row at most because it says its key, or the value of a column that no two rows share.
fn names_one_row(model: &'static ModelSchema, filter: &Expr) -> bool {
    match filter {
        Expr::All(all) => all.iter().any(|one| names_one_row(model, one)),
        Expr::Compare(Compare::Equal, left, right) => match (left.as_ref(), right.as_ref()) {
            (Expr::Column(path, column), Expr::Bind(_)) => {
                let is_key = || model.key.len() == 1 && model.columns[model.key[0]].name == column.name;
                path.step.is_none() && (column.unique || is_key())
            }
            _ => false,
        },
        _ => false,
    }
}

/// Deletes links of a join table.
#[must_use]
pub fn unlink(dialect: Dialect, it: ast::Unlink) -> Statement {
    let mut w = SqlWriter::new(dialect);
    w.raw("DELETE FROM ").table(it.table).raw(" WHERE ");
    let (near, (far, keys)) = (it.near.0, (it.far.0, &it.far.1));
    match it.symmetry {
        Symmetry::Directed => links_of(&mut w, near, &it.near.1, far, keys.as_deref()),
        Symmetry::Symmetrical => {
            w.raw("(");
            links_of(&mut w, near, &it.near.1, far, keys.as_deref());
            w.raw(") OR (");
            links_of(&mut w, far, &it.near.1, near, keys.as_deref());
            w.raw(")");
        }
    }
    w.finish(Cost::Point, None)
}

fn links_of(w: &mut SqlWriter, near: &[&str], key: &Value, far: &[&str], keys: Option<&[Value]>) {
    names(w, near).raw(" = ");
    value(w, key);
    if let Some(keys) = keys {
        names(w.raw(" AND "), far);
        one_of(w, keys);
    }
}

/// Columns of the one table of a statement: `a`, `(a, b)`.
fn names<'w>(w: &'w mut SqlWriter, names: &[&str]) -> &'w mut SqlWriter {
    row(w, names, |w, name| {
        w.ident(name);
    })
}

/// `?`, and of a key of several columns `(?, ?)`.
fn value<'w>(w: &'w mut SqlWriter, it: &Value) -> &'w mut SqlWriter {
    row(w, it.parts(), |w, part| {
        w.bind(part.clone());
    })
}

/// One thing as it is, several in parentheses.
fn row<'w, T>(w: &'w mut SqlWriter, items: &[T], mut each: impl FnMut(&mut SqlWriter, &T)) -> &'w mut SqlWriter {
    if let [only] = items {
        each(w, only);
        return w;
    }
    w.raw("(").list(", ", items, each).raw(")")
}

/// ` = ?`, ` IN (..)`, for keys, none of which is NULL.
fn one_of(w: &mut SqlWriter, keys: &[Value]) {
    match keys {
        [one] => {
            value(w.raw(" = "), one);
        }
        [Value::Parts(_), ..] => w.dialect().in_rows(w, keys),
        many => w.dialect().in_list(w, many),
    }
}

/// The WHERE of a statement that changes rows. Where it needs joins, the rows are found by their keys in a query.
fn where_rows(r: &mut Rendering<'_>, model: &'static ModelSchema, filter: Option<&Expr>, via: Option<&Via>) {
    let mut scope = Scope::of_table(model.table);
    if let Some(filter) = filter {
        scope.join_for(filter, &mut Aliases::default());
    }
    let reads_itself = r.w.dialect().writes_what_it_reads();
    let asks = |filter: &Expr| {
        super::layout::asks_other_rows(filter)
            || scope.first_to_many(filter).is_some()
            || has_long_list(r.w.dialect(), filter)
    };
    if scope.joins().is_empty() && via.is_none() && (reads_itself || !filter.is_some_and(asks)) {
        if let Some(filter) = filter {
            r.w.raw(" WHERE ");
            condition(r, &scope, filter);
        }
        return;
    }
    let mut keys = ast::Select::all(model);
    keys.columns = Columns::Exprs(vec![Expr::own_key(model)]);
    keys.filter = filter.cloned();
    keys.via = via.cloned().map(|via| Via { output: Output::Rows, ..via });
    let key: Vec<&str> = model.key_columns().map(|column| column.name).collect();
    names(r.w.raw(" WHERE "), &key).raw(" IN (");
    // One that has been answered is a table of its own.
    r.w.raw(if reads_itself { "" } else { "SELECT * FROM (" });
    select::select(r, &keys);
    r.w.raw(if reads_itself { ")" } else { ") AS found)" });
}

/// Whether a list in a condition is itself a query to the database.
fn has_long_list(dialect: Dialect, it: &Expr) -> bool {
    match it {
        Expr::In(_, values) => dialect.asks_for_list(values),
        other => !other.all_children(&mut |child| !has_long_list(dialect, child)),
    }
}

/// SQLite gives up on trees deeper than 1,000, PostgreSQL and MySQL some way further; each of our nodes can become a few
/// of theirs. Chains of `&` and `|` are rendered balanced and do not count.
const DEPTH: usize = 200;

fn check_depth<'e>(exprs: impl IntoIterator<Item = &'e Expr>) -> Result<()> {
    fn is_within(levels: usize, it: &Expr) -> bool {
        levels > 0 && it.all_children(&mut |child| is_within(levels - 1, child))
    }
    if exprs.into_iter().all(|it| is_within(DEPTH, it)) {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Unsupported, format!("a condition is nested deeper than {DEPTH} levels")))
}
