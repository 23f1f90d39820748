//! `Decimal` in expressions: it is added and subtracted. A product has the places of both factors, which no column could
//! say beforehand, and a database would round it in silence.

use super::{Additive, Column, Expr, Field, Or, Path};
use crate::ast::{Arithmetic, Expr as Node};
use crate::value::DbValue;
use rust_decimal::Decimal;
use std::ops::{Add, Sub};

impl Additive for Decimal {}

impl<P: Path, C: Column<Model = P::Leaf, Base = Decimal>> Add<Field<P, C>> for Decimal {
    type Output = Expr<P::Root, Self, Or<P::Null, C::Null>>;
    fn add(self, field: Field<P, C>) -> Self::Output {
        Expr::new(Node::arithmetic(Arithmetic::Add, Node::Bind(self.encode()), field.node()))
    }
}

impl<P: Path, C: Column<Model = P::Leaf, Base = Decimal>> Sub<Field<P, C>> for Decimal {
    type Output = Expr<P::Root, Self, Or<P::Null, C::Null>>;
    fn sub(self, field: Field<P, C>) -> Self::Output {
        Expr::new(Node::arithmetic(Arithmetic::Subtract, Node::Bind(self.encode()), field.node()))
    }
}
