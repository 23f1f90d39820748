//! What can be given where a column's value is asked for.
//!
//! For each column type exactly one integer type converts into it, so that a literal is inferred and nothing widens or
//! is cut. Keep it so.

use super::{Column, Expr, Field, NotNull, Nullability, Nullable, Or, Path};
use crate::ast;
use crate::value::{DbValue, Value};
use std::borrow::Cow;

/// The literal NULL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Null;

/// What a column of base type `B` can be compared with, computed with, or set to.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand for a `{B}` of `{M}`",
    label = "expected a `{B}`, a reference to one, `Null`, or an expression of that type on `{M}`"
)]
pub trait IntoExpr<M, B> {
    /// Whether it can be NULL.
    type Null: Nullability;
    /// The expression.
    fn into_expr(self) -> Expr<M, B, Self::Null>;
}

/// What a setter takes for a field of type `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be given to a field of type `{T}`",
    label = "expected a `{T}` or a reference to one"
)]
pub trait IntoValue<T> {
    /// The value as a bind.
    fn into_value(self) -> Value;
}

/// What a setter takes for a field of type `Option<T>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be given to a field of type `Option<{T}>`",
    label = "expected a `{T}`, a reference to one, an `Option` of these, or `Null`"
)]
pub trait IntoNullable<T> {
    /// The value as a bind.
    fn into_nullable(self) -> Value;
}

impl<M, T: DbValue> IntoExpr<M, T> for T {
    type Null = NotNull;
    fn into_expr(self) -> Expr<M, T, NotNull> {
        Expr::new(ast::Expr::Bind(DbValue::into_value(self)))
    }
}
impl<M, T: DbValue> IntoExpr<M, T> for &T {
    type Null = NotNull;
    fn into_expr(self) -> Expr<M, T, NotNull> {
        Expr::new(ast::Expr::Bind(self.encode()))
    }
}
impl<T: DbValue> IntoValue<T> for T {
    fn into_value(self) -> Value {
        DbValue::into_value(self)
    }
}
impl<T: DbValue> IntoValue<T> for &T {
    fn into_value(self) -> Value {
        self.encode()
    }
}
impl<T: DbValue> IntoNullable<T> for T {
    fn into_nullable(self) -> Value {
        DbValue::into_value(self)
    }
}
impl<T: DbValue> IntoNullable<T> for &T {
    fn into_nullable(self) -> Value {
        self.encode()
    }
}

macro_rules! stands_for {
    ($($from:ty => $base:ty),* $(,)?) => { $(
        impl<M> IntoExpr<M, $base> for $from {
            type Null = NotNull;
            fn into_expr(self) -> Expr<M, $base, NotNull> {
                Expr::new(ast::Expr::Bind(DbValue::into_value(<$base>::from(self))))
            }
        }
        impl IntoValue<$base> for $from {
            fn into_value(self) -> Value {
                DbValue::into_value(<$base>::from(self))
            }
        }
        impl IntoNullable<$base> for $from {
            fn into_nullable(self) -> Value {
                DbValue::into_value(<$base>::from(self))
            }
        }
    )* };
}
stands_for!(
    &str => String,
    Box<str> => String,
    Cow<'_, str> => String,
    &[u8] => Vec<u8>,
    Box<[u8]> => Vec<u8>,
);

impl<M, const N: usize> IntoExpr<M, Vec<u8>> for &[u8; N] {
    type Null = NotNull;
    fn into_expr(self) -> Expr<M, Vec<u8>, NotNull> {
        Expr::new(ast::Expr::Bind(Value::Bytes(self.to_vec())))
    }
}
impl<const N: usize> IntoValue<Vec<u8>> for &[u8; N] {
    fn into_value(self) -> Value {
        Value::Bytes(self.to_vec())
    }
}
impl<const N: usize> IntoNullable<Vec<u8>> for &[u8; N] {
    fn into_nullable(self) -> Value {
        Value::Bytes(self.to_vec())
    }
}

impl<M, B: DbValue, V: IntoExpr<M, B>> IntoExpr<M, B> for Option<V> {
    type Null = Nullable;
    fn into_expr(self) -> Expr<M, B, Nullable> {
        Expr::new(self.map_or(ast::Expr::Bind(Value::Null(B::TYPE)), |value| value.into_expr().into_ast()))
    }
}
impl<M, B: DbValue> IntoExpr<M, B> for Null {
    type Null = Nullable;
    fn into_expr(self) -> Expr<M, B, Nullable> {
        Expr::new(ast::Expr::Bind(Value::Null(B::TYPE)))
    }
}
impl<T: DbValue, V: IntoValue<T>> IntoNullable<T> for Option<V> {
    fn into_nullable(self) -> Value {
        self.map_or(Value::Null(T::TYPE), IntoValue::into_value)
    }
}
impl<T: DbValue> IntoNullable<T> for Null {
    fn into_nullable(self) -> Value {
        Value::Null(T::TYPE)
    }
}

impl<M, B, N: Nullability> IntoExpr<M, B> for Expr<M, B, N> {
    type Null = N;
    fn into_expr(self) -> Self {
        self
    }
}
impl<M, B, P: Path<Root = M>, C: Column<Model = P::Leaf, Base = B>> IntoExpr<M, B> for Field<P, C> {
    type Null = Or<P::Null, C::Null>;
    fn into_expr(self) -> Expr<M, B, Self::Null> {
        Expr::new(ast::Expr::Column(P::NODE, C::DEF))
    }
}
