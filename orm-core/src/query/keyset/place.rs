//! The condition that a row stands behind a place in an order.
//!
//! Where all steps go one way and none is NULL, the rows are compared as wholes, `(a, b) > (x, y)`, which an index on both
//! serves. Elsewhere it is told step by step, `a > x OR (a = x AND b > y)`, and `a >= x` is said before it: it adds nothing,
//! and tells the database where to begin.

use super::cursor::Upto;
use crate::ast::{Compare, Direction, Expr, Nulls};
use crate::value::Value;

/// One step of an order, and where in it the place is.
pub(super) struct Step {
    pub(super) expr: Expr,
    pub(super) direction: Direction,
    pub(super) nulls: Nulls,
    /// Whether the expression can be NULL.
    pub(super) nullable: bool,
    pub(super) value: Value,
}

/// That a row stands behind a place. `rows` says whether an index serves the comparison of rows.
pub(super) fn behind(steps: Vec<Step>, upto: Upto, rows: bool) -> Expr {
    let one_way = steps.windows(2).all(|two| two[0].direction == two[1].direction);
    if let (true, true, Some(first)) = (rows, one_way && !steps.iter().any(|step| step.nullable), steps.first()) {
        let op = first.operator(upto);
        let (exprs, values) = steps.into_iter().map(|step| (step.expr, Expr::Bind(step.value))).unzip();
        return Expr::Compare(op, Box::new(whole(exprs)), Box::new(whole(values)));
    }
    let condition = step_by_step(&steps, upto).unwrap_or(Expr::Any(Vec::new()));
    match steps.first().and_then(Step::beginning) {
        Some(beginning) if steps.len() > 1 => beginning.and(condition),
        _ => condition,
    }
}

fn whole(mut parts: Vec<Expr>) -> Expr {
    if parts.len() == 1 { parts.swap_remove(0) } else { Expr::Row(parts) }
}

/// `None` where no row can be there.
fn step_by_step(steps: &[Step], upto: Upto) -> Option<Expr> {
    let [first, rest @ ..] = steps else {
        return match upto {
            Upto::Including => Some(Expr::All(Vec::new())),
            Upto::Excluding => None,
        };
    };
    let tied = step_by_step(rest, upto).map(|rest| first.same().and(rest));
    match (first.beyond(), tied) {
        (Some(beyond), Some(tied)) => Some(beyond.or(tied)),
        (beyond, tied) => beyond.or(tied),
    }
}

impl Step {
    fn operator(&self, upto: Upto) -> Compare {
        match (self.direction, upto) {
            (Direction::Ascending, Upto::Excluding) => Compare::Greater,
            (Direction::Ascending, Upto::Including) => Compare::GreaterOrEqual,
            (Direction::Descending, Upto::Excluding) => Compare::Less,
            (Direction::Descending, Upto::Including) => Compare::LessOrEqual,
        }
    }

    fn compared(&self, op: Compare) -> Expr {
        Expr::Compare(op, Box::new(self.expr.clone()), Box::new(Expr::Bind(self.value.clone())))
    }

    fn is_null(&self) -> Expr {
        Expr::IsNull(Box::new(self.expr.clone()))
    }

    /// It is the same in this step.
    fn same(&self) -> Expr {
        if self.value.is_null() { self.is_null() } else { self.compared(Compare::Equal) }
    }

    /// It is behind in this step already.
    fn beyond(&self) -> Option<Expr> {
        match (self.value.is_null(), self.nulls) {
            (true, Nulls::First) => Some(self.is_null().negated()),
            (true, Nulls::Last) => None,
            (false, Nulls::Last) if self.nullable => {
                Some(self.compared(self.operator(Upto::Excluding)).or(self.is_null()))
            }
            (false, _) => Some(self.compared(self.operator(Upto::Excluding))),
        }
    }

    /// What all rows behind have in common, where it is one comparison.
    fn beginning(&self) -> Option<Expr> {
        let ends_in_nulls = self.nullable && self.nulls == Nulls::Last;
        (!self.value.is_null() && !ends_in_nulls).then(|| self.compared(self.operator(Upto::Including)))
    }
}
