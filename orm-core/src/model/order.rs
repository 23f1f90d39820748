//! Orders.

use super::{Column, Expr, Field, Nullability, Path, SinglePath, for_each_tuple};
use crate::ast::{self, Direction, Nulls};
use crate::value::{DbValue, HasOrder};
use std::fmt;
use std::marker::PhantomData;

/// One step of an order on `M`.
pub struct Order<M> {
    order: ast::Order,
    of: PhantomData<fn() -> M>,
}

impl<M> Order<M> {
    pub(crate) const fn ascending(expr: ast::Expr) -> Self {
        Self { order: ast::Order { expr, direction: Direction::Ascending, nulls: None }, of: PhantomData }
    }
    pub(crate) fn reversed(mut self) -> Self {
        self.order.direction = self.order.direction.reversed();
        self
    }
    /// NULL stands before everything.
    #[must_use]
    pub fn nulls_first(mut self) -> Self {
        self.order.nulls = Some(Nulls::First);
        self
    }
    /// NULL stands after everything.
    #[must_use]
    pub fn nulls_last(mut self) -> Self {
        self.order.nulls = Some(Nulls::Last);
        self
    }
}
impl<M> Clone for Order<M> {
    fn clone(&self) -> Self {
        Self { order: self.order.clone(), of: PhantomData }
    }
}
impl<M> fmt::Debug for Order<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Order")
    }
}

/// An order: one step or a tuple of them. A bare column is ascending.
#[diagnostic::on_unimplemented(
    message = "`{M}` cannot be ordered by this",
    label = "expected a column of `{M}` or an expression, its `.asc()` or `.desc()`, or a tuple of at most 8 of these"
)]
pub trait Orders<M> {
    /// The steps.
    fn orders(self) -> Vec<ast::Order>;
}
impl<M> Orders<M> for Order<M> {
    fn orders(self) -> Vec<ast::Order> {
        vec![self.order]
    }
}
impl<M> Orders<M> for Vec<Order<M>> {
    fn orders(self) -> Vec<ast::Order> {
        self.into_iter().map(|one| one.order).collect()
    }
}
impl<M, P: Path<Root = M>, C: Column<Model = P::Leaf>> Orders<M> for Field<P, C>
where
    P::Many: SinglePath,
    <C::Base as DbValue>::Lookups: HasOrder,
{
    fn orders(self) -> Vec<ast::Order> {
        self.asc().orders()
    }
}
impl<M, B: DbValue, N: Nullability> Orders<M> for Expr<M, B, N>
where
    B::Lookups: HasOrder,
{
    fn orders(self) -> Vec<ast::Order> {
        self.asc().orders()
    }
}

/// An order by chance, another one each time: `Cat::objects().order_by(orm::Random).limit(3)`. Behind other steps it
/// mixes what these leave equal.
///
/// The database makes a number for each row and sorts by it, so it reads all rows that the conditions leave. Pages of it
/// would be mixed anew each, and are refused.
///
/// Django: `"?"`, <https://docs.djangoproject.com/en/stable/ref/models/querysets/#order-by>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Random;

impl<M> Orders<M> for Random {
    fn orders(self) -> Vec<ast::Order> {
        Order::<M>::ascending(ast::Expr::Random).orders()
    }
}
impl<M> Orders<M> for () {
    fn orders(self) -> Vec<ast::Order> {
        Vec::new()
    }
}

macro_rules! orders {
    ($($name:ident)*) => {
        impl<M, $($name: Orders<M>),*> Orders<M> for ($($name,)*) {
            #[allow(non_snake_case, reason = "the type parameters name the values too")]
            fn orders(self) -> Vec<ast::Order> {
                let ($($name,)*) = self;
                let mut all = Vec::new();
                $(all.extend($name.orders());)*
                all
            }
        }
    };
}
for_each_tuple!(orders: A; B C D E F G H);
