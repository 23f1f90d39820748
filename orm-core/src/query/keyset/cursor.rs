//! A place in an order, to go on from.

use super::Way;
use super::place::Step;
use super::placed::type_of;
use super::text;
use crate::ast::{Direction, Expr, Nulls, Order};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Table, hash};
use crate::schema::PathNode;
use crate::value::{Civil, ColumnType, Value};
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

/// A place in the order of a queryset over `M`, between two rows. Made by [`page_after`](super::QuerySet::page_after).
///
/// `to_string()` makes it text that can stand in a URL as it is, and `parse()` reads it again, in another process and
/// version of the program too, as long as the order is the same. It holds what a row has of the order's columns and of its
/// key: encoded and not encrypted, so an order by what nobody may see has no cursors to give away. It is not signed, and need not
/// be: whatever comes from outside is values of the order's types, or an error.
pub struct Cursor<M> {
    /// Which order.
    pub(super) order: u64,
    pub(super) upto: Upto,
    pub(super) values: Vec<Value>,
    of: PhantomData<fn() -> M>,
}

/// Whether the row that a cursor was made of is among those that it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Upto {
    Including,
    Excluding,
}

impl<M: Table> Cursor<M> {
    /// At a row that has these values.
    pub(super) fn at(order: &[Order], values: Vec<Value>) -> Self {
        Self { order: fingerprint::<M>(order), upto: Upto::Excluding, values, of: PhantomData }
    }

    pub(super) fn with(self, upto: Upto) -> Self {
        Self { upto, ..self }
    }

    pub(super) fn upto(&self) -> Upto {
        self.upto
    }

    /// The place, step by step, of an order that is read some way.
    pub(super) fn steps(&self, order: &[Order], way: Way) -> Result<Vec<Step>> {
        if self.order != fingerprint::<M>(order) || self.values.len() != order.len() {
            return Err(wrong::<M>(
                "this cursor is of another order; a cursor leads on in the order that it was made in",
            ));
        }
        let steps = order.iter().zip(&self.values).map(|(order, value)| {
            let nullable = may_be_null(&order.expr);
            let value = fitted(value.clone(), type_of(&order.expr), nullable)
                .ok_or_else(|| wrong::<M>("this cursor holds a value that its order cannot have"))?;
            let Order { expr, direction, nulls } = way.order(order);
            // NULL is the lowest where nothing else is said.
            let nulls = nulls.unwrap_or(match direction {
                Direction::Ascending => Nulls::First,
                Direction::Descending => Nulls::Last,
            });
            Ok(Step { expr, direction, nulls, nullable, value })
        });
        steps.collect()
    }
}

fn wrong<M: Table>(message: &'static str) -> Error {
    Error::new(ErrorKind::Config, message).with_model(M::schema().name)
}

/// The value as one of this type, where it is one.
fn fitted(value: Value, ty: ColumnType, nullable: bool) -> Option<Value> {
    use ColumnType as Ty;
    match (value, ty) {
        (Value::Null(_), _) => nullable.then_some(Value::Null(ty)),
        (Value::Int(_, number), Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::U8 | Ty::U16 | Ty::U32 | Ty::U64) => {
            let fits = ty.range().is_none_or(|(low, high)| (low..=high).contains(&number));
            fits.then_some(Value::Int(ty, number))
        }
        (Value::Float(_, number), Ty::F64) => (!number.is_nan()).then_some(Value::Float(ty, number)),
        (Value::Float(_, number), Ty::F32) => {
            let exact = number.to_string().parse::<f32>().is_ok_and(|narrow| f64::from(narrow) == number);
            exact.then_some(Value::Float(ty, number))
        }
        (Value::Text(text), Ty::Text) => (!text.contains('\0')).then_some(Value::Text(text)),
        (Value::Text(text), Ty::Char) => (text.chars().count() == 1 && text != "\0").then_some(Value::Text(text)),
        (Value::Moment(_, text), Ty::Date | Ty::Time | Ty::DateTime | Ty::Timestamp) => {
            // Only the form that we write ourselves.
            let same = Civil::parse(&text, ty).is_some_and(|read| read.text(ty) == text);
            same.then_some(Value::Moment(ty, text))
        }
        (Value::Decimal(it), Ty::Decimal(scale)) => {
            it.at_places(scale.places).filter(|it| it.integer().is_some()).map(Value::Decimal)
        }
        (value @ Value::Bool(_), Ty::Bool)
        | (value @ Value::Bytes(_), Ty::Bytes)
        | (value @ Value::Uuid(_), Ty::Uuid)
        | (value @ Value::Ip(_), Ty::Ip) => Some(value),
        _ => None,
    }
}

/// Whether it can be NULL. What is not known can be.
fn may_be_null(expr: &Expr) -> bool {
    match expr {
        Expr::Column(path, column) => column.nullable || path.steps().iter().any(|step| step.is_optional()),
        Expr::Count(..) => false,
        Expr::Bind(value) => value.is_null(),
        _ => true,
    }
}

/// What tells orders apart; the same in every process.
fn fingerprint<M: Table>(order: &[Order]) -> u64 {
    let mut said = M::schema().name.to_owned();
    for Order { expr, direction, nulls } in order {
        say(&mut said, expr);
        said += match direction {
            Direction::Ascending => " up",
            Direction::Descending => " down",
        };
        said += match nulls {
            None => "",
            Some(Nulls::First) => " first",
            Some(Nulls::Last) => " last",
        };
    }
    hash(&said)
}

fn say(said: &mut String, expr: &Expr) {
    let path = |said: &mut String, path: &PathNode| {
        for step in path.steps() {
            *said += if step.reversed { "<" } else { ">" };
            *said += (step.relation.source)().name;
            *said += ".";
            *said += step.relation.name;
        }
    };
    *said += "(";
    match expr {
        Expr::Column(at, column) => {
            path(said, at);
            *said += ".";
            *said += column.field;
        }
        Expr::Count(at, _) => path(said, at),
        Expr::Arithmetic(op, ..) => *said += &format!("{op:?}"),
        Expr::Compare(op, ..) => *said += &format!("{op:?}"),
        Expr::Bind(value) => *said += &format!("{:?}", value.identity()),
        _ => {}
    }
    expr.all_children(&mut |child| {
        say(said, child);
        true
    });
    *said += ")";
}

impl<M> fmt::Display for Cursor<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::write(self.order, self.upto, &self.values))
    }
}

impl<M: Table> FromStr for Cursor<M> {
    type Err = Error;
    fn from_str(from: &str) -> Result<Self> {
        let (order, upto, values) = text::read(from).map_err(wrong::<M>)?;
        Ok(Self { order, upto, values, of: PhantomData })
    }
}

impl<M> Clone for Cursor<M> {
    fn clone(&self) -> Self {
        Self { order: self.order, upto: self.upto, values: self.values.clone(), of: PhantomData }
    }
}

/// It holds values, which do not belong into a log.
impl<M> fmt::Debug for Cursor<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cursor")
    }
}

impl<M> PartialEq for Cursor<M> {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}
impl<M> Eq for Cursor<M> {}
