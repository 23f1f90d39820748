//! SELECT.

mod distinct;
mod first_of_each;

use super::super::layout::{Join, Optional, Scope};
use super::super::writer::Alias;
use super::condition::{Rendering, column, condition, expr, may_be_null};
use super::{one_of, row};
use crate::ast::{Columns, Direction, Extra, Nulls, Order, Output, Select, Via};
use crate::schema::{ModelSchema, Step};
use crate::sql::{SqlWriter, fixed};
use crate::value::{ColumnType, Value};

pub(in crate::sql) fn select(r: &mut Rendering<'_>, it: &Select) {
    if let Some(via @ Via { output: Output::KeyAndFirst(rows), .. }) = &it.via {
        first_of_each::first_of_each(r, it, via, *rows);
        return;
    }
    let counted = match &it.columns {
        Columns::CountDistinct(all) => Some(Columns::Distinct(all.clone())),
        Columns::Count if it.limit.is_some() || it.offset.is_some() => Some(Columns::One),
        _ => None,
    };
    if let Some(columns) = counted {
        r.w.raw("SELECT COUNT(*) FROM (");
        select(r, &Select { columns, ..it.clone() });
        let named = r.w.dialect().after_subquery();
        r.w.raw(")").raw(named);
        return;
    }
    let mut scope = Scope::of_table(it.model.table);
    r.w.about(it.model.table);
    plan(r, &mut scope, it);
    r.w.raw("SELECT ");
    if let Some(Via { output: Output::KeyAndRows, step, .. }) = &it.via {
        let (table, columns) = near_side(*step);
        r.w.list(", ", columns, |w, column| {
            w.column(table, column);
        });
        r.w.raw(", ");
    }
    columns(r, &scope, it);
    r.w.raw(" FROM ");
    from(r, it);
    joins(r, &scope);
    filter(r, &scope, it);
    order(r, &scope, it);
    limit(r.w, it);
}

/// What the query needs to join, before its first word is written.
fn plan(r: &mut Rendering<'_>, scope: &mut Scope<'_>, it: &Select) {
    match &it.columns {
        Columns::Model(extras) => extras.iter().for_each(|extra| match extra {
            Extra::Row(path) => scope.join(path, &mut r.aliases),
            Extra::Expr(one) => scope.join_for(one, &mut r.aliases),
        }),
        Columns::Exprs(all) | Columns::Distinct(all) | Columns::CountDistinct(all) => {
            all.iter().for_each(|one| scope.join_for(one, &mut r.aliases));
        }
        Columns::Count | Columns::One => {}
    }
    if let Some(filter) = &it.filter {
        scope.join_for(filter, &mut r.aliases);
    }
    if !matches!(it.columns, Columns::Count) {
        it.order.iter().for_each(|order| scope.join_for(&order.expr, &mut r.aliases));
    }
}

fn columns(r: &mut Rendering<'_>, scope: &Scope<'_>, it: &Select) {
    match &it.columns {
        Columns::Model(extras) => {
            all_columns(r.w, Alias::Table(it.model.table), it.model);
            for extra in extras {
                r.w.raw(", ");
                match extra {
                    Extra::Row(path) => {
                        if let (Some(bound), Some(step)) = (scope.reach(path), path.last()) {
                            all_columns(r.w, bound.alias, step.to());
                        }
                    }
                    Extra::Expr(one) => column(r, scope, one),
                }
            }
        }
        Columns::Exprs(all) => {
            for (n, one) in all.iter().enumerate() {
                r.w.raw(if n > 0 { ", " } else { "" });
                column(r, scope, one);
            }
        }
        Columns::Distinct(all) | Columns::CountDistinct(all) => distinct::columns(r, scope, all),
        Columns::Count => {
            r.w.raw("COUNT(*)");
        }
        Columns::One => {
            r.w.raw("1");
        }
    }
}

pub(in crate::sql) fn all_columns(w: &mut SqlWriter, table: Alias, model: &'static ModelSchema) {
    if table == Alias::Table(model.table) {
        fixed::columns(w, model);
    } else {
        write_columns(w, table, model);
    }
}

/// The same, word for word.
pub(in crate::sql) fn write_columns<'w>(
    w: &'w mut SqlWriter,
    table: Alias,
    model: &'static ModelSchema,
) -> &'w mut SqlWriter {
    w.list(", ", model.columns, |w, column| {
        w.column(table, column.name);
    })
}

/// The table and columns that say which given row a row of a restricted query belongs to: what holds the given row's key.
fn near_side(step: Step) -> (Alias, Vec<&'static str>) {
    match step.sides() {
        Some((_, near_side, _)) => (LINK, near_side.to_vec()),
        None if links(step) => (LINK, step.from().key_columns().map(|key| key.name).collect()),
        None => (Alias::Table(step.to().table), step.columns().map(|(_, far)| far.name).collect()),
    }
}

/// Whether a foreign key does not hold the key of the given row, so that the row itself has to tell it.
fn links(step: Step) -> bool {
    step.relation.target_columns() != (step.relation.target)().key
}

/// The alias of what stands between the given rows and those of a restricted query: `t0`, since the others count from one.
const LINK: Alias = Alias::Numbered(0);

fn from(r: &mut Rendering<'_>, it: &Select) {
    let table = Alias::Table(it.model.table);
    let (between, pairs): (_, Vec<_>) = match it.via.as_ref().map(|via| (via.step, via.step.sides())) {
        Some((_, Some((through, _, far_side)))) => {
            let pairs = it.model.key_columns().zip(far_side).map(|(key, side)| ((table, key.name), (LINK, *side)));
            (through.table_name(), pairs.collect())
        }
        Some((step, None)) if links(step) => {
            let pairs = step.columns().map(|(near, far)| ((table, far.name), (LINK, near.name)));
            (step.from().table_name(), pairs.collect())
        }
        _ => {
            r.w.table(it.model.table_name());
            return;
        }
    };
    r.w.table(between).raw(" AS ").alias(LINK).raw(" JOIN ").table(it.model.table_name()).raw(" ON ");
    equal(r.w, pairs);
}

/// `a.x = b.y AND ..`
pub(super) fn equal(
    w: &mut SqlWriter,
    pairs: impl IntoIterator<Item = ((Alias, &'static str), (Alias, &'static str))>,
) {
    w.list(" AND ", pairs, |w, (left, right)| {
        w.column(left.0, left.1).raw(" = ").column(right.0, right.1);
    });
}

pub(in crate::sql) fn joins(r: &mut Rendering<'_>, scope: &Scope<'_>) {
    for Join { from, step, alias, optional } in scope.joins() {
        r.w.raw(if *optional == Optional::Yes { " LEFT JOIN " } else { " JOIN " });
        r.w.table(step.to().table_name()).raw(" AS ").alias(*alias).raw(" ON ");
        equal(r.w, step.columns().map(|(near, far)| ((*alias, far.name), (*from, near.name))));
    }
}

fn filter(r: &mut Rendering<'_>, scope: &Scope<'_>, it: &Select) {
    if let Some(via) = &it.via {
        r.w.raw(" WHERE ");
        match via.sources.as_slice() {
            [] => {
                let never = r.w.dialect().falsehood();
                r.w.raw(never);
            }
            keys => {
                let (table, columns) = near_side(via.step);
                row(r.w, &columns, |w, column| {
                    w.column(table, column);
                });
                one_of(r.w, keys);
            }
        }
    }
    if let Some(filter) = &it.filter {
        r.w.raw(if it.via.is_some() { " AND " } else { " WHERE " });
        condition(r, scope, filter);
    }
}

fn order(r: &mut Rendering<'_>, scope: &Scope<'_>, it: &Select) {
    if matches!(it.columns, Columns::Count) {
        return;
    }
    let mut word = " ORDER BY ";
    if let Some(via) = it.via.as_ref().filter(|via| !it.order.is_empty() && comes_together(it, via.output)) {
        let (table, columns) = near_side(via.step);
        r.w.raw(word).list(", ", columns, |w, column| {
            w.column(table, column);
        });
        word = ", ";
    }
    for Order { expr: by, direction, nulls } in &it.order {
        r.w.raw(word);
        word = ", ";
        let unsaid = || may_be_null(scope, by).then(|| r.w.dialect().nulls(*direction)).flatten();
        let nulls = nulls.or_else(unsaid);
        let has_words = r.w.dialect().has_words_for_nulls();
        // NULL is the lowest by itself; only the other place has to be said.
        let said_before = match (nulls, direction) {
            (Some(Nulls::Last), Direction::Ascending) if !has_words => Some(" IS NULL, "),
            (Some(Nulls::First), Direction::Descending) if !has_words => Some(" IS NOT NULL, "),
            _ => None,
        };
        let name = distinct::name(it, by);
        let by = |r: &mut Rendering<'_>| match &name {
            Some(name) => {
                r.w.ident(name);
            }
            None => expr(r, scope, by),
        };
        if let Some(words) = said_before {
            by(r);
            r.w.raw(words);
        }
        by(r);
        if *direction == Direction::Descending {
            r.w.raw(" DESC");
        }
        match nulls.filter(|_| has_words) {
            None => {}
            Some(Nulls::First) => {
                r.w.raw(" NULLS FIRST");
            }
            Some(Nulls::Last) => {
                r.w.raw(" NULLS LAST");
            }
        }
    }
}

/// Whether the rows of each given row are told apart, so that only their order among themselves counts. Said so, an index on the
/// relation's column gives the order, and what is left is sorted in small parts.
fn comes_together(it: &Select, output: Output) -> bool {
    matches!(output, Output::RowsTogether | Output::KeyAndRows) && it.limit.is_none() && it.offset.is_none()
}

/// A LIMIT up to this stands in the text: with a bound one SQLite makes the statement anew each time it runs, since its
/// planner looks at the value, and a program uses few page sizes. An OFFSET runs through all numbers, and is bound.
const LIMIT_IN_TEXT: u64 = 1_000;

fn limit(w: &mut SqlWriter, it: &Select) {
    match it.limit {
        Some(limit) => rows_at_most(w.raw(" LIMIT "), limit),
        // SQL has no OFFSET without LIMIT that all databases take.
        None if it.offset.is_some() => {
            w.raw(" LIMIT ").bind(count(u64::MAX));
        }
        None => {}
    }
    if let Some(offset) = it.offset {
        w.raw(" OFFSET ").bind(count(offset));
    }
}

fn rows_at_most(w: &mut SqlWriter, rows: u64) {
    if rows <= LIMIT_IN_TEXT {
        w.number(rows);
    } else {
        w.bind(count(rows));
    }
}

/// No table has more rows than an `i64` counts, so what is above means "all".
fn count(rows: u64) -> Value {
    Value::Int(ColumnType::I64, i64::try_from(rows).unwrap_or(i64::MAX))
}
