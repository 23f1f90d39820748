//! The first rows of each of several given rows: "the newest three comments of each post".
//!
//! A window numbers the related rows of each given row; those with a low number are then read by their key. So the names
//! of the numbered query are ours and cannot meet a column's, and the wide columns of rows that nobody asked for are not
//! carried along. All databases have windows: <https://www.sqlite.org/windowfunctions.html>.

use super::super::super::layout::Scope;
use super::super::super::writer::Alias;
use super::super::condition::Rendering;
use super::{columns, filter, from, joins, near_side, order, plan, rows_at_most};
use crate::ast::{Columns, Select, Via};

/// Which of the given row's it is.
const NUMBER: &str = "number";

/// The columns of the given row's key, and those of the related row's, by their places.
fn source(n: usize) -> String {
    called("source", n)
}

fn key(n: usize) -> String {
    called("key", n)
}

/// A name for the first of several, the second, and so on.
pub(super) fn called(word: &str, n: usize) -> String {
    if n == 0 { word.to_owned() } else { format!("{word}{}", n + 1) }
}

pub(super) fn first_of_each(r: &mut Rendering<'_>, it: &Select, via: &Via, rows: u64) {
    let mut scope = Scope::of_table(it.model.table);
    r.w.about(it.model.table);
    let shown = Select { filter: None, order: Vec::new(), ..it.clone() };
    plan(r, &mut scope, &shown);
    let numbered = r.aliases.next();
    r.w.raw("SELECT ").list(", ", 0..near_side(via.step).1.len(), |w, n| {
        w.column(numbered, &source(n));
    });
    r.w.raw(", ");
    columns(r, &scope, it);
    r.w.raw(" FROM (");
    number(r, it, via);
    r.w.raw(") AS ").alias(numbered).raw(" JOIN ").table(it.model.table_name()).raw(" ON ");
    let table = Alias::Table(it.model.table);
    r.w.list(" AND ", it.model.key_columns().enumerate(), |w, (n, column)| {
        w.column(table, column.name).raw(" = ").column(numbered, &key(n));
    });
    joins(r, &scope);
    r.w.raw(" WHERE ").column(numbered, NUMBER).raw(" <= ");
    rows_at_most(r.w, rows);
    r.w.raw(" ORDER BY ").column(numbered, NUMBER);
}

/// The related rows of each given row, numbered in the query's order.
fn number(r: &mut Rendering<'_>, it: &Select, via: &Via) {
    let numbered = Select { columns: Columns::One, ..it.clone() };
    let mut scope = Scope::of_table(it.model.table);
    plan(r, &mut scope, &numbered);
    let (near, sides) = near_side(via.step);
    r.w.raw("SELECT ").list(", ", sides.iter().enumerate(), |w, (n, side)| {
        w.column(near, side).raw(" AS ").ident(&source(n));
    });
    let table = Alias::Table(it.model.table);
    r.w.raw(", ").list(", ", it.model.key_columns().enumerate(), |w, (n, column)| {
        w.column(table, column.name).raw(" AS ").ident(&key(n));
    });
    r.w.raw(", ROW_NUMBER() OVER (PARTITION BY ").list(", ", &sides, |w, side| {
        w.column(near, side);
    });
    order(r, &scope, &numbered);
    r.w.raw(") AS ").ident(NUMBER).raw(" FROM ");
    from(r, &numbered);
    joins(r, &scope);
    filter(r, &scope, &numbered);
}
