//! Expressions and conditions.
//!
//! **Invariant:** what is rendered for a condition is true in SQL exactly where the condition holds; where it does not,
//! it is false or NULL, which WHERE does not tell apart. [`Expr::Not`] does: there, what may be NULL is asked whether it
//! `IS NOT TRUE`.

use super::super::layout::{self, Aliases, Scope};
use super::exists::{count, exists_over, related};
use super::select;
use crate::ast::{Arithmetic, Columns, Compare, Expr, Quantifier, Select};
use crate::sql::SqlWriter;
use crate::value::{ColumnType, Value};

/// One statement in the making.
pub(in crate::sql) struct Rendering<'w> {
    pub(in crate::sql) w: &'w mut SqlWriter,
    pub(in crate::sql) aliases: Aliases,
}

impl<'w> Rendering<'w> {
    pub(in crate::sql) fn new(w: &'w mut SqlWriter) -> Self {
        Self { w, aliases: Aliases::default() }
    }
}

/// An expression. A condition in the place of one is rendered as such.
pub(in crate::sql) fn expr(r: &mut Rendering<'_>, scope: &Scope<'_>, it: &Expr) {
    match it {
        Expr::Column(path, column) => {
            let (steps, column) = layout::trimmed(path, column);
            if let Some(bound) = scope.reach(&steps) {
                r.w.column(bound.alias, bound.name(column));
            }
        }
        Expr::Row(all) => {
            r.w.raw("(");
            side_by_side(r, scope, all);
            r.w.raw(")");
        }
        Expr::Bind(value) => {
            super::value(r.w, value);
        }
        Expr::Arithmetic(op, left, right) => {
            r.w.raw("(");
            expr(r, scope, left);
            r.w.raw(match op {
                Arithmetic::Add => " + ",
                Arithmetic::Subtract => " - ",
                Arithmetic::Multiply => " * ",
            });
            expr(r, scope, right);
            r.w.raw(")");
        }
        Expr::Random => {
            let random = r.w.dialect().random();
            r.w.raw(random);
        }
        Expr::Count(path, of) => {
            if let (Some(parent), Some(step)) = (path.parent, path.step) {
                count(r, scope, &parent.steps(), step, of.as_deref());
            }
        }
        _ => condition(r, scope, it),
    }
}

/// A column of a query's rows. A condition is true or false there, and never NULL.
pub(super) fn column(r: &mut Rendering<'_>, scope: &Scope<'_>, it: &Expr) {
    match it {
        Expr::At(path, inner) => column(r, &scope.at(&path.steps()), inner),
        Expr::Row(parts) => side_by_side(r, scope, parts),
        it if it.is_condition() && may_be_null(scope, it) => {
            r.w.raw("(");
            condition(r, scope, it);
            r.w.raw(") IS TRUE");
        }
        other => expr(r, scope, other),
    }
}

/// Expressions between commas.
pub(super) fn side_by_side(r: &mut Rendering<'_>, scope: &Scope<'_>, all: &[Expr]) {
    for (n, one) in all.iter().enumerate() {
        r.w.raw(if n > 0 { ", " } else { "" });
        expr(r, scope, one);
    }
}

/// A condition.
pub(in crate::sql) fn condition(r: &mut Rendering<'_>, scope: &Scope<'_>, it: &Expr) {
    match it {
        Expr::All(all) => chain(r, scope, all, " AND ", r.w.dialect().truth()),
        Expr::Any(all) => chain(r, scope, all, " OR ", r.w.dialect().falsehood()),
        Expr::Not(inner) => negated(r, scope, inner),
        atom => match scope.first_to_many(atom) {
            Some(steps) => exists_over(r, scope, &steps, atom),
            None => plain(r, scope, atom),
        },
    }
}

/// A chain, as a balanced tree: databases parse `a AND b AND c …` into a tree as deep as it is long, and refuse deep ones.
fn chain(r: &mut Rendering<'_>, scope: &Scope<'_>, all: &[Expr], word: &'static str, none: &'static str) {
    const FLAT: usize = 64;
    match all {
        [] => {
            r.w.raw(none);
        }
        [one] => condition(r, scope, one),
        few if few.len() <= FLAT => {
            r.w.raw("(");
            for (n, one) in few.iter().enumerate() {
                r.w.raw(if n > 0 { word } else { "" });
                condition(r, scope, one);
            }
            r.w.raw(")");
        }
        many => {
            let (left, right) = many.split_at(many.len() / 2);
            r.w.raw("(");
            chain(r, scope, left, word, none);
            r.w.raw(word);
            chain(r, scope, right, word, none);
            r.w.raw(")");
        }
    }
}

/// The complement. It stays plain where nothing can be NULL.
pub(super) fn negated(r: &mut Rendering<'_>, scope: &Scope<'_>, inner: &Expr) {
    let to_many = scope.first_to_many(inner).is_some();
    match inner {
        Expr::Not(twice) => condition(r, scope, twice),
        Expr::Related(path, Quantifier::Some, of) if !to_many => {
            condition(r, scope, &Expr::Related(path, Quantifier::None, of.clone()));
        }
        Expr::Related(path, Quantifier::None, of) if !to_many => {
            condition(r, scope, &Expr::Related(path, Quantifier::Some, of.clone()));
        }
        Expr::Related(path, Quantifier::Every, Some(of)) if !to_many => {
            let unless = Some(Box::new(of.as_ref().clone().negated()));
            condition(r, scope, &Expr::Related(path, Quantifier::Some, unless));
        }
        Expr::Compare(op, left, right) if !to_many && !may_be_null(scope, inner) => {
            expr(r, scope, left);
            r.w.raw(match op {
                Compare::Equal => " <> ",
                Compare::Less => " >= ",
                Compare::LessOrEqual => " > ",
                Compare::Greater => " <= ",
                Compare::GreaterOrEqual => " < ",
            });
            expr(r, scope, right);
        }
        Expr::Between(it, low, high) if !to_many && !may_be_null(scope, inner) => {
            between(r, scope, [it, low, high], " NOT BETWEEN ");
        }
        Expr::IsNull(left) if !to_many && !matches!(**left, Expr::Row(_)) => {
            expr(r, scope, left);
            r.w.raw(" IS NOT NULL");
        }
        // An EXISTS.
        atom if to_many && !matches!(atom, Expr::All(_) | Expr::Any(_)) => {
            r.w.raw("NOT ");
            condition(r, scope, atom);
        }
        other if may_be_null(scope, other) => {
            r.w.raw("(");
            condition(r, scope, other);
            r.w.raw(") IS NOT TRUE");
        }
        other => {
            r.w.raw("NOT (");
            condition(r, scope, other);
            r.w.raw(")");
        }
    }
}

/// Whether SQL can answer NULL where the condition does not hold.
pub(super) fn may_be_null(scope: &Scope<'_>, it: &Expr) -> bool {
    match it {
        Expr::Column(path, column) => {
            let (steps, column) = layout::trimmed(path, column);
            scope.is_nullable(&steps, column)
        }
        Expr::Bind(value) => value.is_null(),
        // Infinity less infinity is NULL, and an expression can make either.
        Expr::Arithmetic(_, left, right) => is_float(it) || may_be_null(scope, left) || may_be_null(scope, right),
        // A condition over a path to many is an EXISTS, which is never NULL.
        atom if scope.first_to_many(atom).is_some() && !matches!(atom, Expr::All(_) | Expr::Any(_)) => false,
        Expr::Compare(_, left, right) => may_be_null(scope, left) || may_be_null(scope, right),
        Expr::Between(it, low, high) => [it, low, high].into_iter().any(|part| may_be_null(scope, part)),
        Expr::Matches(inner, ..) | Expr::In(inner, _) => may_be_null(scope, inner),
        // What is not among values of which one is NULL is in SQL unknown.
        Expr::InQuery(inner, query) => may_be_null(scope, inner) || gives_null(query),
        Expr::IsNull(_) | Expr::Not(_) | Expr::Related(..) | Expr::Count(..) | Expr::Random => false,
        // Only a column, which NULL is part of, or an absent row's, which nobody reads.
        Expr::At(..) => true,
        Expr::All(all) | Expr::Any(all) | Expr::Row(all) => all.iter().any(|one| may_be_null(scope, one)),
    }
}

/// Whether NULL can be among the values of a query.
fn gives_null(query: &Select) -> bool {
    let scope = Scope::of_table(query.model.table);
    match &query.columns {
        Columns::Exprs(all) | Columns::Distinct(all) => {
            all.iter().any(|one| !one.is_condition() && may_be_null(&scope, one))
        }
        Columns::Model(_) | Columns::CountDistinct(_) | Columns::Count | Columns::One => false,
    }
}

fn is_float(it: &Expr) -> bool {
    match it {
        Expr::Column(_, column) => matches!(column.ty, ColumnType::F32 | ColumnType::F64),
        Expr::Bind(value) => matches!(value.column_type(), ColumnType::F32 | ColumnType::F64),
        Expr::Arithmetic(_, left, right) => is_float(left) || is_float(right),
        _ => false,
    }
}

/// A condition whose paths are all in reach.
fn plain(r: &mut Rendering<'_>, scope: &Scope<'_>, it: &Expr) {
    match it {
        Expr::Compare(op, left, right) => {
            expr(r, scope, left);
            r.w.raw(match op {
                Compare::Equal => " = ",
                Compare::Less => " < ",
                Compare::LessOrEqual => " <= ",
                Compare::Greater => " > ",
                Compare::GreaterOrEqual => " >= ",
            });
            expr(r, scope, right);
        }
        Expr::Between(it, low, high) => between(r, scope, [it, low, high], " BETWEEN "),
        Expr::IsNull(left) => is_null(r, scope, left),
        Expr::In(left, values) => one_of(r, scope, left, values),
        Expr::InQuery(left, query) => {
            expr(r, scope, left);
            // A query with a limit stands in one of its own where the database takes none there.
            let limited = query.limit.is_some() || query.offset.is_some();
            let wrapped = limited && !r.w.dialect().writes_what_it_reads();
            r.w.raw(if wrapped { " IN (SELECT * FROM (" } else { " IN (" });
            select::select(r, query);
            r.w.raw(if wrapped { ") AS found)" } else { ")" });
        }
        Expr::Matches(left, how, case, text) => {
            let (dialect, aliases) = (r.w.dialect(), &mut r.aliases);
            r.w.raw("(");
            dialect.matches(
                r.w,
                &mut |w| {
                    // What is matched is an expression without queries of its own, so it needs no alias.
                    let mut inner = Rendering { w, aliases: std::mem::take(aliases) };
                    expr(&mut inner, scope, left);
                    *aliases = inner.aliases;
                },
                *how,
                *case,
                text,
            );
            r.w.raw(")");
        }
        Expr::Related(path, how, of) => {
            if let (Some(parent), Some(step)) = (path.parent, path.step) {
                related(r, scope, &parent.steps(), step, *how, of.as_deref());
            }
        }
        // A truth value in the place of a condition.
        other => expr(r, scope, other),
    }
}

fn between(r: &mut Rendering<'_>, scope: &Scope<'_>, [it, low, high]: [&Expr; 3], word: &'static str) {
    expr(r, scope, it);
    r.w.raw(word);
    expr(r, scope, low);
    r.w.raw(" AND ");
    expr(r, scope, high);
}

/// ` IN (..)`, where NULL among the values stands for IS NULL.
fn one_of(r: &mut Rendering<'_>, scope: &Scope<'_>, left: &Expr, values: &[Value]) {
    let known: Vec<Value> = values.iter().filter(|value| !value.is_null()).cloned().collect();
    let null = known.len() < values.len();
    if null {
        r.w.raw("(");
    }
    match known.as_slice() {
        [] if null => {}
        [] => {
            r.w.raw(r.w.dialect().falsehood());
        }
        keys => {
            expr(r, scope, left);
            super::one_of(r.w, keys);
            if null {
                r.w.raw(" OR ");
            }
        }
    }
    if null {
        is_null(r, scope, left);
        r.w.raw(")");
    }
}

/// A key of which a part is NULL names no row.
fn is_null(r: &mut Rendering<'_>, scope: &Scope<'_>, it: &Expr) {
    let Expr::Row(parts) = it else {
        expr(r, scope, it);
        r.w.raw(" IS NULL");
        return;
    };
    for (n, part) in parts.iter().enumerate() {
        r.w.raw(if n > 0 { " OR " } else { "(" });
        expr(r, scope, part);
        r.w.raw(" IS NULL");
    }
    r.w.raw(")");
}
