//! Lays statements out. Reads as the grammar of SQL does.

mod condition;
mod descend;
mod exists;
mod hold;
mod select;
mod sever;

use super::layout::{Aliases, Scope};
use super::writer::Alias;
use super::{Cost, Dialect, SqlWriter, Statement};
use crate::ast::{self, Columns, Expr, OnConflict, Output, Via};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{ModelSchema, PathNode, Symmetry};
use crate::value::Value;

pub(super) use condition::{Rendering, condition, expr};
pub use descend::descend;
pub use hold::hold;
pub use sever::sever;

/// A query.
///
/// # Errors
/// `Unsupported` where a condition is nested deeper than the database takes.
pub fn select(dialect: Dialect, it: &ast::Select) -> Result<Statement> {
    check_depth(it.filter.as_ref())?;
    let mut w = SqlWriter::new(dialect);
    select::select(&mut Rendering::new(&mut w), it);
    Ok(w.finish(Cost::Read, Some(it.model)))
}

/// A query whose conditions are known to be shallow.
pub(super) fn write_select(w: &mut SqlWriter, it: &ast::Select) {
    select::select(&mut Rendering::new(w), it);
}

/// New rows.
#[must_use]
pub fn insert(dialect: Dialect, it: ast::Insert) -> Statement {
    let mut w = SqlWriter::new(dialect);
    let cost = if it.rows.len() > 64 { Cost::Bulk } else { Cost::Point };
    insert_head(&mut w, it.table, &it.columns);
    if it.columns.is_empty() {
        w.raw(" DEFAULT VALUES");
    } else {
        w.raw(" VALUES ").list(", ", it.rows, |w, row| {
            w.raw("(").list(", ", row, |w, value| {
                w.bind(value);
            });
            w.raw(")");
        });
    }
    insert_tail(&mut w, &it.on_conflict, &it.returning);
    if let Some(model) = it.model {
        advance_key(&mut w, model, &it.columns, &it.returning);
    }
    w.finish(cost, it.model)
}

pub(super) fn insert_head(w: &mut SqlWriter, table: &str, columns: &[&'static str]) {
    w.raw("INSERT INTO ").ident(table);
    if !columns.is_empty() {
        w.raw(" (").list(", ", columns, |w, column| {
            w.ident(column);
        });
        w.raw(")");
    }
}

pub(super) fn insert_tail(w: &mut SqlWriter, on_conflict: &OnConflict, returning: &[&'static str]) {
    match on_conflict {
        OnConflict::Fail => {}
        OnConflict::Ignore => {
            w.raw(" ON CONFLICT DO NOTHING");
        }
        OnConflict::IgnoreOn(key) => {
            w.raw(" ON CONFLICT (").list(", ", key, |w, column| {
                w.ident(column);
            });
            w.raw(") DO NOTHING");
        }
        OnConflict::Update(key, set) => {
            w.raw(" ON CONFLICT (").list(", ", key, |w, column| {
                w.ident(column);
            });
            w.raw(") DO UPDATE SET ").list(", ", set, |w, column| {
                w.ident(column).raw(" = excluded.").ident(column);
            });
        }
    }
    if !returning.is_empty() {
        w.raw(" RETURNING ").list(", ", returning, |w, column| {
            w.ident(column);
        });
    }
}

/// A key that was given where the database makes keys: those that it makes have to stay above it.
pub(super) fn advance_key(w: &mut SqlWriter, model: &ModelSchema, given: &[&'static str], returning: &[&'static str]) {
    let before = if returning.is_empty() { " RETURNING " } else { ", " };
    for column in model.key_columns().filter(|column| column.auto && given.contains(&column.name)) {
        w.dialect().advance_key(w, before, model.table, column.name);
    }
}

/// Sets columns of rows.
///
/// # Errors
/// `Unsupported` where a condition is nested deeper than the database takes.
pub fn update(dialect: Dialect, it: &ast::Update) -> Result<Statement> {
    check_depth(it.filter.as_ref())?;
    it.set.iter().try_for_each(|(_, value)| check_depth(Some(value)))?;
    let mut w = SqlWriter::new(dialect);
    let mut r = Rendering::new(&mut w);
    let scope = Scope::of_table(it.model.table);
    r.w.about(it.model.table).raw("UPDATE ").ident(it.model.table).raw(" SET ");
    for (n, (column, value)) in it.set.iter().enumerate() {
        r.w.raw(if n > 0 { ", " } else { "" }).ident(column.name).raw(" = ");
        expr(&mut r, &scope, value);
    }
    where_rows(&mut r, it.model, it.filter.as_ref(), it.via.as_ref());
    if !it.returning.is_empty() {
        w.raw(" RETURNING ").list(", ", &it.returning, |w, column| {
            w.ident(column.name);
        });
    }
    Ok(w.finish(Cost::Bulk, Some(it.model)))
}

/// Sets columns of rows, of each row to values of its own.
#[must_use]
pub fn update_rows(dialect: Dialect, it: ast::UpdateRows) -> Statement {
    let mut w = SqlWriter::new(dialect);
    let (model, given) = (it.model, Alias::Numbered(1));
    w.about(model.table).raw("UPDATE ").ident(model.table).raw(" SET ");
    // The columns of VALUES are called so by SQLite and PostgreSQL alike.
    for (n, column) in (2_u64..).zip(&it.set) {
        w.raw(if n > 2 { ", " } else { "" }).ident(column.name).raw(" = ");
        w.alias(given).raw(".column").number(n);
    }
    w.raw(" FROM (VALUES ").list(", ", it.rows, |w, row| {
        w.raw("(").list(", ", row, |w, value| {
            w.bind(value);
        });
        w.raw(")");
    });
    w.raw(") AS ").alias(given).raw(" WHERE ");
    w.column(Alias::Table(model.table), model.columns[model.key[0]].name).raw(" = ").alias(given).raw(".column1");
    w.finish(Cost::Bulk, Some(it.model))
}

/// Deletes rows.
///
/// # Errors
/// `Unsupported` where a condition is nested deeper than the database takes.
pub fn delete(dialect: Dialect, it: &ast::Delete) -> Result<Statement> {
    check_depth(it.filter.as_ref())?;
    let mut w = SqlWriter::new(dialect);
    let mut r = Rendering::new(&mut w);
    r.w.about(it.model.table).raw("DELETE FROM ").ident(it.model.table);
    where_rows(&mut r, it.model, it.filter.as_ref(), it.via.as_ref());
    Ok(w.finish(Cost::Bulk, Some(it.model)))
}

/// Deletes links of a join table.
#[must_use]
pub fn unlink(dialect: Dialect, it: ast::Unlink) -> Statement {
    let mut w = SqlWriter::new(dialect);
    w.raw("DELETE FROM ").ident(it.table).raw(" WHERE ");
    let (near, (far, keys)) = (it.near.0, &it.far);
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

fn links_of(w: &mut SqlWriter, near: &str, key: &Value, far: &str, keys: Option<&[Value]>) {
    w.ident(near).raw(" = ").bind(key.clone());
    if let Some(keys) = keys {
        w.raw(" AND ").ident(far);
        one_of(w, keys);
    }
}

/// ` = ?`, ` IN (..)`, for keys, none of which is NULL.
fn one_of(w: &mut SqlWriter, keys: &[Value]) {
    match keys {
        [one] => {
            w.raw(" = ").bind(one.clone());
        }
        many => w.dialect().in_list(w, many),
    }
}

/// The WHERE of a statement that changes rows. Where it needs joins, the rows are found by their keys in a query.
fn where_rows(r: &mut Rendering<'_>, model: &'static ModelSchema, filter: Option<&Expr>, via: Option<&Via>) {
    let mut scope = Scope::of_table(model.table);
    if let Some(filter) = filter {
        scope.join_for(filter, &mut Aliases::default());
    }
    if scope.joins().is_empty() && via.is_none() {
        if let Some(filter) = filter {
            r.w.raw(" WHERE ");
            condition(r, &scope, filter);
        }
        return;
    }
    let mut keys = ast::Select::all(model);
    keys.columns = Columns::Exprs(vec![Expr::Column(&PathNode::ROOT, &model.columns[model.key[0]])]);
    keys.filter = filter.cloned();
    keys.via = via.cloned().map(|via| Via { output: Output::Rows, ..via });
    r.w.raw(" WHERE ").ident(model.columns[model.key[0]].name).raw(" IN (");
    select::select(r, &keys);
    r.w.raw(")");
}

/// SQLite gives up on trees deeper than 1,000, PostgreSQL and MySQL some way further; each of our nodes can become a few
/// of theirs. Chains of `&` and `|` are rendered balanced and do not count.
const DEPTH: usize = 200;

fn check_depth(filter: Option<&Expr>) -> Result<()> {
    let mut level: Vec<&Expr> = filter.into_iter().collect();
    for _ in 0..DEPTH {
        let below: Vec<&Expr> = level.into_iter().flat_map(Expr::children).collect();
        if below.is_empty() {
            return Ok(());
        }
        level = below;
    }
    Err(Error::new(ErrorKind::Unsupported, format!("a condition is nested deeper than {DEPTH} levels")))
}
