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

/// The key of the given row, that of the related row, and which of the given row's it is.
const SOURCE: &str = "source";
const KEY: &str = "key";
const NUMBER: &str = "number";

pub(super) fn first_of_each(r: &mut Rendering<'_>, it: &Select, via: &Via, rows: u64) {
    let mut scope = Scope::of_table(it.model.table);
    r.w.about(it.model.table);
    let shown = Select { filter: None, order: Vec::new(), ..it.clone() };
    plan(r, &mut scope, &shown);
    let numbered = r.aliases.next();
    r.w.raw("SELECT ").column(numbered, SOURCE).raw(", ");
    columns(r, &scope, it);
    r.w.raw(" FROM (");
    number(r, it, via);
    r.w.raw(") AS ").alias(numbered).raw(" JOIN ").ident(it.model.table).raw(" ON ");
    let key = it.model.columns[it.model.key[0]].name;
    r.w.column(Alias::Table(it.model.table), key).raw(" = ").column(numbered, KEY);
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
    let (table, column) = near_side(&via.step);
    r.w.raw("SELECT ").column(table, column).raw(" AS ").ident(SOURCE).raw(", ");
    let key = it.model.columns[it.model.key[0]].name;
    r.w.column(Alias::Table(it.model.table), key).raw(" AS ").ident(KEY);
    r.w.raw(", ROW_NUMBER() OVER (PARTITION BY ").column(table, column);
    order(r, &scope, &numbered);
    r.w.raw(") AS ").ident(NUMBER).raw(" FROM ");
    from(r, &numbered);
    joins(r, &scope);
    filter(r, &scope, &numbered);
}
