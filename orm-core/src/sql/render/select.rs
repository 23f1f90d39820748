//! SELECT.

mod first_of_each;

use super::super::layout::{Join, Optional, Scope};
use super::super::writer::Alias;
use super::condition::{Rendering, condition, expr, may_be_null};
use super::one_of;
use crate::ast::{Columns, Direction, Nulls, Order, Output, Select, Via};
use crate::schema::{ModelSchema, RelationKind};
use crate::sql::{SqlWriter, fixed};
use crate::value::{ColumnType, Value};

pub(in crate::sql) fn select(r: &mut Rendering<'_>, it: &Select) {
    if let Some(via @ Via { output: Output::KeyAndFirst(rows), .. }) = &it.via {
        first_of_each::first_of_each(r, it, via, *rows);
        return;
    }
    if matches!(it.columns, Columns::Count) && (it.limit.is_some() || it.offset.is_some()) {
        r.w.raw("SELECT COUNT(*) FROM (");
        select(r, &Select { columns: Columns::One, ..it.clone() });
        let named = r.w.dialect().after_subquery();
        r.w.raw(")").raw(named);
        return;
    }
    let mut scope = Scope::of_table(it.model.table);
    r.w.about(it.model.table);
    plan(r, &mut scope, it);
    r.w.raw("SELECT ");
    if let Some(Via { output: Output::KeyAndRows, step, .. }) = &it.via {
        let (table, column) = near_side(step);
        r.w.column(table, column).raw(", ");
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
        Columns::Model(beside) => beside.iter().for_each(|path| scope.join(&path.steps(), &mut r.aliases)),
        Columns::Exprs(all) => all.iter().for_each(|one| scope.join_for(one, &mut r.aliases)),
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
        Columns::Model(beside) => {
            all_columns(r.w, Alias::Table(it.model.table), it.model);
            for path in beside {
                let steps = path.steps();
                if let (Some(bound), Some(step)) = (scope.reach(&steps), path.step) {
                    r.w.raw(", ");
                    all_columns(r.w, bound.alias, step.to());
                }
            }
        }
        Columns::Exprs(all) => {
            for (n, one) in all.iter().enumerate() {
                r.w.raw(if n > 0 { ", " } else { "" });
                expr(r, scope, one);
            }
        }
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

/// The table and column that say which given row a row of a restricted query belongs to.
fn near_side(step: &crate::schema::Step) -> (Alias, &'static str) {
    match (&step.relation.through, step.relation.kind) {
        (Some(through), RelationKind::ManyToMany) => {
            (LINK, if step.reversed { through.target_column } else { through.source_column })
        }
        _ => {
            let source = (step.relation.source)();
            let column = step.relation.columns.first().map_or("", |&at| source.columns[at].name);
            (Alias::Table(source.table), column)
        }
    }
}

/// The alias of the join table of a restricted query: `t0`, since the others count from one.
const LINK: Alias = Alias::Numbered(0);

fn from(r: &mut Rendering<'_>, it: &Select) {
    let through = it.via.as_ref().and_then(|via| via.step.relation.through.as_ref().map(|through| (via, through)));
    let Some((via, through)) = through else {
        r.w.ident(it.model.table);
        return;
    };
    r.w.ident(through.table).raw(" AS ").alias(LINK);
    let far = if via.step.reversed { through.source_column } else { through.target_column };
    let key = it.model.columns[it.model.key[0]].name;
    r.w.raw(" JOIN ").ident(it.model.table).raw(" ON ");
    r.w.column(Alias::Table(it.model.table), key).raw(" = ").column(LINK, far);
}

pub(in crate::sql) fn joins(r: &mut Rendering<'_>, scope: &Scope<'_>) {
    for Join { from, step, alias, optional } in scope.joins() {
        r.w.raw(if *optional == Optional::Yes { " LEFT JOIN " } else { " JOIN " });
        let (near, far) = (step.from(), step.to());
        let kept = step.relation.columns.first().map_or("", |&at| (step.relation.source)().columns[at].name);
        r.w.ident(far.table).raw(" AS ").alias(*alias).raw(" ON ");
        if step.reversed {
            r.w.column(*alias, kept).raw(" = ").column(*from, near.columns[near.key[0]].name);
        } else {
            r.w.column(*alias, far.columns[far.key[0]].name).raw(" = ").column(*from, kept);
        }
    }
}

fn filter(r: &mut Rendering<'_>, scope: &Scope<'_>, it: &Select) {
    if let Some(via) = &it.via {
        let (table, column) = near_side(&via.step);
        r.w.raw(" WHERE ").column(table, column);
        match via.sources.as_slice() {
            [] => {
                let never = r.w.dialect().falsehood();
                r.w.raw(" IS NULL AND ").raw(never);
            }
            keys => one_of(r.w, keys),
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
        let (table, column) = near_side(&via.step);
        r.w.raw(word).column(table, column);
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
        if let Some(words) = said_before {
            expr(r, scope, by);
            r.w.raw(words);
        }
        expr(r, scope, by);
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
