//! Expressions and conditions.
//!
//! **Invariant:** what is rendered for a condition is true in SQL exactly where the condition holds; where it does not,
//! it is false or NULL, which WHERE does not tell apart. [`Expr::Not`] does: there, what may be NULL is asked whether it
//! `IS NOT TRUE`.

use super::super::layout::{self, Aliases, Binding, Scope};
use super::select;
use crate::ast::{Arithmetic, Compare, Expr, Quantifier};
use crate::schema::{RelationKind, Step};
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
                r.w.column(bound.alias, bound.key_as.unwrap_or(column.name));
            }
        }
        Expr::Bind(value) => {
            r.w.bind(value.clone());
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
        _ => condition(r, scope, it),
    }
}

/// A condition.
pub(in crate::sql) fn condition(r: &mut Rendering<'_>, scope: &Scope<'_>, it: &Expr) {
    match it {
        Expr::All(all) => chain(r, scope, all, " AND ", "1"),
        Expr::Any(all) => chain(r, scope, all, " OR ", "0"),
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
fn negated(r: &mut Rendering<'_>, scope: &Scope<'_>, inner: &Expr) {
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
        Expr::IsNull(left) if !to_many => {
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
fn may_be_null(scope: &Scope<'_>, it: &Expr) -> bool {
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
        Expr::Matches(inner, ..) | Expr::In(inner, _) | Expr::InQuery(inner, _) => may_be_null(scope, inner),
        Expr::IsNull(_) | Expr::Not(_) | Expr::Related(..) => false,
        Expr::All(all) | Expr::Any(all) => all.iter().any(|one| may_be_null(scope, one)),
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
        Expr::IsNull(left) => {
            expr(r, scope, left);
            r.w.raw(" IS NULL");
        }
        Expr::In(left, values) => one_of(r, scope, left, values),
        Expr::InQuery(left, query) => {
            expr(r, scope, left);
            r.w.raw(" IN (");
            select::select(r, query);
            r.w.raw(")");
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
            r.w.raw("0");
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
        expr(r, scope, left);
        r.w.raw(" IS NULL)");
    }
}

/// `EXISTS (..)` over the rows at the end of a path to many, for a condition that speaks of them by that path.
fn exists_over(r: &mut Rendering<'_>, scope: &Scope<'_>, steps: &[Step], atom: &Expr) {
    let Some((&step, before)) = steps.split_last() else { return };
    let only_key = layout::needs_only_key(atom, steps);
    r.w.raw("EXISTS (SELECT 1 FROM ");
    let (root, link) = hop(r, scope, before, step, only_key);
    let mut inner = Scope::new(Some(scope), Binding { steps: steps.to_vec(), ..root });
    inner.join_for(atom, &mut r.aliases);
    select::joins(r, &inner);
    r.w.raw(" WHERE ");
    link(r);
    r.w.raw(" AND ");
    condition(r, &inner, atom);
    r.w.raw(")");
}

/// `EXISTS (..)` over related rows, for a condition that starts at their model.
fn related(r: &mut Rendering<'_>, scope: &Scope<'_>, before: &[Step], step: Step, how: Quantifier, of: Option<&Expr>) {
    if how == Quantifier::Every && of.is_none() {
        // No condition is one that every row satisfies.
        r.w.raw("1");
        return;
    }
    let only_key = of.is_none_or(|of| layout::needs_only_key_at_root(of, step.to()));
    r.w.raw(if how == Quantifier::Some { "EXISTS (SELECT 1 FROM " } else { "NOT EXISTS (SELECT 1 FROM " });
    let (root, link) = hop(r, scope, before, step, only_key);
    let mut inner = Scope::new(None, root);
    if let Some(of) = of {
        inner.join_for(of, &mut r.aliases);
    }
    select::joins(r, &inner);
    r.w.raw(" WHERE ");
    link(r);
    if let Some(of) = of {
        r.w.raw(" AND ");
        if how == Quantifier::Every {
            negated(r, &inner, of);
        } else {
            condition(r, &inner, of);
        }
    }
    r.w.raw(")");
}

/// Writes the tables of one hop, and gives what binds the rows it leads to and what links them to the row before.
fn hop(
    r: &mut Rendering<'_>,
    scope: &Scope<'_>,
    before: &[Step],
    step: Step,
    only_key: bool,
) -> (Binding, impl FnOnce(&mut Rendering<'_>) + use<>) {
    let near = scope.reach(before).map(|bound| bound.alias);
    let (from, to) = (step.from(), step.to());
    let from_key = from.columns[from.key[0]].name;
    let to_key = to.columns[to.key[0]].name;
    let alias = r.aliases.next();
    let (binding, column, near_column) = match (&step.relation.through, step.relation.kind) {
        (Some(through), RelationKind::ManyToMany) => {
            let (near_side, far_side) = if step.reversed {
                (through.target_column, through.source_column)
            } else {
                (through.source_column, through.target_column)
            };
            r.w.ident(through.table).raw(" AS ").alias(alias);
            let binding = if only_key {
                Binding { steps: Vec::new(), alias, key_as: Some(far_side) }
            } else {
                let far = r.aliases.next();
                r.w.raw(" JOIN ").ident(to.table).raw(" AS ").alias(far).raw(" ON ");
                r.w.column(far, to_key).raw(" = ").column(alias, far_side);
                Binding { steps: Vec::new(), alias: far, key_as: None }
            };
            (binding, near_side, from_key)
        }
        _ => {
            r.w.ident(to.table).raw(" AS ").alias(alias);
            let binding = Binding { steps: Vec::new(), alias, key_as: None };
            let kept = step.relation.columns.first().map_or(from_key, |&at| (step.relation.source)().columns[at].name);
            if step.reversed { (binding, kept, from_key) } else { (binding, to_key, kept) }
        }
    };
    let link = move |r: &mut Rendering<'_>| {
        r.w.column(alias, column).raw(" = ");
        if let Some(near) = near {
            r.w.column(near, near_column);
        }
    };
    (binding, link)
}
