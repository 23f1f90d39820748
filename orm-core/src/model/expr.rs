//! Expressions typed by model, base type and nullability; conditions typed by model.

use crate::ast;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{BitAnd, BitOr, Not};

/// An expression on `M` of base type `B`; `N` says whether it can be NULL.
pub struct Expr<M, B, N> {
    node: ast::Expr,
    of: Of<M, B, N>,
}

/// What an expression is about; nothing of it is kept.
type Of<M, B, N> = PhantomData<fn() -> (M, B, N)>;

impl<M, B, N> Expr<M, B, N> {
    pub(crate) const fn new(node: ast::Expr) -> Self {
        Self { node, of: PhantomData }
    }
    pub(crate) fn into_ast(self) -> ast::Expr {
        self.node
    }
}
impl<M, B, N> Clone for Expr<M, B, N> {
    fn clone(&self) -> Self {
        Self::new(self.node.clone())
    }
}
impl<M, B, N> fmt::Debug for Expr<M, B, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Expr")
    }
}

/// A condition on `M`. It holds or it does not: `!c` holds exactly where `c` does not.
pub struct Cond<M> {
    node: ast::Expr,
    of: PhantomData<fn() -> M>,
}

impl<M> Cond<M> {
    pub(crate) const fn new(node: ast::Expr) -> Self {
        Self { node, of: PhantomData }
    }
    /// The condition as data.
    #[doc(hidden)]
    pub fn into_ast(self) -> ast::Expr {
        self.node
    }
    /// Both hold. The same as `self & other`.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self & other
    }
    /// At least one holds. The same as `self | other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self | other
    }
}
impl<M> Clone for Cond<M> {
    fn clone(&self) -> Self {
        Self::new(self.node.clone())
    }
}
impl<M> fmt::Debug for Cond<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cond")
    }
}
impl<M> BitAnd for Cond<M> {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self::new(self.node.and(other.node))
    }
}
impl<M> BitOr for Cond<M> {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self::new(self.node.or(other.node))
    }
}
impl<M> Not for Cond<M> {
    type Output = Self;
    fn not(self) -> Self {
        Self::new(self.node.negated())
    }
}

/// A condition on `M`, or an `Option` of one: `None` restricts nothing, as a search form needs it.
#[diagnostic::on_unimplemented(
    message = "this condition is not about `{M}`",
    label = "a condition that starts at another model, or no condition",
    note = "start the path at `{M}`, for example `{M}.name.eq(..)`"
)]
pub trait IntoCond<M> {
    /// The condition as data; `None` where there is none.
    fn into_cond(self) -> Option<ast::Expr>;
}
impl<M> IntoCond<M> for Cond<M> {
    fn into_cond(self) -> Option<ast::Expr> {
        Some(self.node)
    }
}
impl<M> IntoCond<M> for Option<Cond<M>> {
    fn into_cond(self) -> Option<ast::Expr> {
        self.map(|cond| cond.node)
    }
}

/// All of these conditions hold. Of none: every row.
pub fn all_of<M>(conditions: impl IntoIterator<Item = Cond<M>>) -> Cond<M> {
    Cond::new(ast::Expr::All(conditions.into_iter().map(Cond::into_ast).collect()))
}

/// At least one of these conditions holds. Of none: no row.
pub fn any_of<M>(conditions: impl IntoIterator<Item = Cond<M>>) -> Cond<M> {
    Cond::new(ast::Expr::Any(conditions.into_iter().map(Cond::into_ast).collect()))
}
