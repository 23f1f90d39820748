//! Decimal numbers beside columns: brought to the column's places, so that a database can compare integers.
//!
//! A bound that has more places than the column is rounded to the side that changes nothing: no number of two places is
//! between 1.005 and 1.01, so "below 1.005" is "below 1.01". A number that the column cannot hold equals nothing in it.
//! What this is not: it knows no database, and all are asked the same.
//!
//! **Invariant:** what is compared, listed, computed with or set beside a column of decimals has that column's places, or
//! is refused. Start reading at [`compared`].

use super::{Columns, Compare, Expr, Select};
use crate::value::{ColumnType, Fixed, Rounding, Scale, Value};

const OTHER_PLACES: &str =
    "is computed or compared with a column of other `decimal_places`; only columns of the same can be";
const TOO_FINE: &str = "has more digits than the `max_digits` and `decimal_places` of its column";

/// The two sides of a comparison.
pub(crate) fn compared(op: Compare, left: Expr, right: Expr) -> (Expr, Expr) {
    let Some(places) = places(&left).or_else(|| places(&right)) else { return (left, right) };
    let right = match (right, op) {
        (Expr::Bind(value), Compare::Equal) => Expr::Bind(exactly(value, places)),
        (Expr::Bind(value), Compare::Less | Compare::GreaterOrEqual) => {
            Expr::Bind(rounded(value, places, Rounding::Up))
        }
        (Expr::Bind(value), Compare::LessOrEqual | Compare::Greater) => {
            Expr::Bind(rounded(value, places, Rounding::Down))
        }
        (other, _) => within(other, places),
    };
    (within(left, places), right)
}

/// What is looked at, and the two ends of a range.
pub(crate) fn between(it: Expr, low: Expr, high: Expr) -> [Expr; 3] {
    let (it, low) = compared(Compare::GreaterOrEqual, it, low);
    let (it, high) = compared(Compare::LessOrEqual, it, high);
    [it, low, high]
}

/// What a list is compared with.
pub(crate) fn listed(it: Expr, values: Vec<Value>) -> (Expr, Vec<Value>) {
    match places(&it) {
        Some(places) => (within(it, places), values.into_iter().map(|value| exactly(value, places)).collect()),
        None => (it, values),
    }
}

/// What the values of a query are compared with.
pub(crate) fn queried(it: Expr, mut query: Select) -> (Expr, Select) {
    let Some(places) = places(&it) else { return (it, query) };
    if let Columns::Exprs(columns) | Columns::Distinct(columns) = &mut query.columns {
        *columns = std::mem::take(columns).into_iter().map(|column| within(column, places)).collect();
    }
    (within(it, places), query)
}

/// What a column is set to.
pub(crate) fn assigned(ty: ColumnType, value: Expr) -> Expr {
    match (ty, value) {
        (ColumnType::Decimal(scale), Expr::Bind(value)) => Expr::Bind(fitted(value, scale)),
        (ColumnType::Decimal(scale), other) => within(other, scale.places),
        (_, other) => other,
    }
}

/// A value of a column's own, on its way there.
pub(crate) fn fitted(value: Value, scale: Scale) -> Value {
    match value {
        Value::Decimal(it) => match it.at_places(scale.places).filter(|it| it.fits(scale)) {
            Some(it) => Value::Decimal(it),
            None => Value::Refused(ColumnType::Decimal(scale), TOO_FINE),
        },
        other => other,
    }
}

/// The places of the columns in an expression; `None` where it is not about columns of decimals.
pub(crate) fn places(it: &Expr) -> Option<u8> {
    match it {
        Expr::Column(_, column) => column.ty.places(),
        Expr::Arithmetic(_, left, right) => places(left).or_else(|| places(right)),
        Expr::At(_, inner) => places(inner),
        _ => None,
    }
}

/// An expression that is computed: everything in it has the same places.
fn within(it: Expr, expected: u8) -> Expr {
    match it {
        Expr::Arithmetic(op, left, right) => {
            Expr::Arithmetic(op, Box::new(within(*left, expected)), Box::new(within(*right, expected)))
        }
        Expr::Bind(Value::Decimal(it)) => {
            Expr::Bind(match it.at_places(expected).filter(|it| it.integer().is_some()) {
                Some(it) => Value::Decimal(it),
                None => Value::Refused(ColumnType::Decimal(Scale::UNSAID), TOO_FINE),
            })
        }
        Expr::Column(_, column) if column.ty.places() != Some(expected) => {
            Expr::Bind(Value::Refused(column.ty, OTHER_PLACES))
        }
        other => other,
    }
}

fn exactly(value: Value, places: u8) -> Value {
    match value {
        Value::Decimal(it) => {
            Value::Decimal(it.at_places(places).filter(|it| it.integer().is_some()).unwrap_or(Fixed::beyond(places)))
        }
        other => other,
    }
}

fn rounded(value: Value, places: u8, rounding: Rounding) -> Value {
    match value {
        Value::Decimal(it) => Value::Decimal(it.rounded(places, rounding)),
        other => other,
    }
}
