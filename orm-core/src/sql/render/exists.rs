//! What is said of related rows: an `EXISTS` of its own, so that no row of the query stands twice.

use super::super::layout::{self, Binding, KeyAs, Scope};
use super::condition::{Rendering, condition, negated};
use super::select;
use crate::ast::{Expr, Quantifier};
use crate::schema::Step;

/// `EXISTS (..)` over the rows at the end of a path to many, for a condition that speaks of them by that path.
pub(super) fn exists_over(r: &mut Rendering<'_>, scope: &Scope<'_>, steps: &[Step], atom: &Expr) {
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
pub(super) fn related(
    r: &mut Rendering<'_>,
    scope: &Scope<'_>,
    before: &[Step],
    step: Step,
    how: Quantifier,
    of: Option<&Expr>,
) {
    if how == Quantifier::Every && of.is_none() {
        // No condition is one that every row satisfies.
        r.w.raw(r.w.dialect().truth());
        return;
    }
    r.w.raw(if how == Quantifier::Some { "EXISTS (SELECT 1 FROM " } else { "NOT EXISTS (SELECT 1 FROM " });
    let said = if how == Quantifier::Every { negated } else { condition };
    rows(r, scope, before, step, of.map(|of| (of, said)));
    r.w.raw(")");
}

/// How many related rows there are, as a query of its own: so no row of the query around it stands twice.
pub(super) fn count(r: &mut Rendering<'_>, scope: &Scope<'_>, before: &[Step], step: Step, of: Option<&Expr>) {
    r.w.raw("(SELECT COUNT(*) FROM ");
    rows(r, scope, before, step, of.map(|of| (of, condition as Said)));
    r.w.raw(")");
}

/// How a condition is written: as it is, or its complement.
type Said = fn(&mut Rendering<'_>, &Scope<'_>, &Expr);

/// The related rows, from the tables on, and what is said of them.
fn rows(r: &mut Rendering<'_>, scope: &Scope<'_>, before: &[Step], step: Step, of: Option<(&Expr, Said)>) {
    let only_key = of.is_none_or(|(of, _)| layout::needs_only_key_at_root(of, step.to()));
    let (root, link) = hop(r, scope, before, step, only_key);
    let mut inner = Scope::new(None, root);
    if let Some((of, _)) = of {
        inner.join_for(of, &mut r.aliases);
    }
    select::joins(r, &inner);
    r.w.raw(" WHERE ");
    link(r);
    if let Some((of, said)) = of {
        r.w.raw(" AND ");
        said(r, &inner, of);
    }
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
    let alias = r.aliases.next();
    // Pairs of columns: of what is written here, and of the row before.
    let (binding, pairs): (_, Vec<(&'static str, &'static str)>) = match step.sides() {
        Some((through, near_side, far_side)) => {
            r.w.table(through.table_name()).raw(" AS ").alias(alias);
            let binding = if only_key {
                let key_as = Some(KeyAs { model: to, columns: far_side });
                Binding { steps: Vec::new(), alias, key_as }
            } else {
                let far = r.aliases.next();
                r.w.raw(" JOIN ").table(to.table_name()).raw(" AS ").alias(far).raw(" ON ");
                select::equal(r.w, to.key_columns().zip(far_side).map(|(key, side)| ((far, key.name), (alias, *side))));
                Binding { steps: Vec::new(), alias: far, key_as: None }
            };
            (binding, near_side.iter().copied().zip(from.key_columns().map(|key| key.name)).collect())
        }
        None => {
            r.w.table(to.table_name()).raw(" AS ").alias(alias);
            let binding = Binding { steps: Vec::new(), alias, key_as: None };
            (binding, step.columns().map(|(near, far)| (far.name, near.name)).collect())
        }
    };
    let link = move |r: &mut Rendering<'_>| {
        if let Some(near) = near {
            select::equal(r.w, pairs.into_iter().map(|(here, before)| ((alias, here), (near, before))));
        }
    };
    (binding, link)
}
