//! Expressions typed by model, base type and nullability; conditions typed by model.

use crate::ast::{self, DEEPEST};
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
    /// How many levels of conditions it has. Counted, since a chain is too long to be walked for each link.
    depth: usize,
    of: PhantomData<fn() -> M>,
}

impl<M> Cond<M> {
    pub(crate) const fn new(node: ast::Expr) -> Self {
        Self { node, depth: 1, of: PhantomData }
    }
    pub(crate) fn of_depth(node: ast::Expr, depth: usize) -> Self {
        let (node, depth) = if depth > DEEPEST { (ast::Expr::too_deep(), DEEPEST) } else { (node, depth) };
        Self { node, depth, of: PhantomData }
    }
    /// Whether it is refused anyway, so that it can stand for all that it would be a part of.
    const fn is_too_deep(&self) -> bool {
        self.depth >= DEEPEST
    }
    /// The depth that it adds to a chain, of which it may be a part already.
    fn depth_in(&self, is_chain: fn(&ast::Expr) -> bool) -> usize {
        if is_chain(&self.node) { self.depth } else { self.depth + 1 }
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
        Self { node: self.node.clone(), depth: self.depth, of: PhantomData }
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
        if self.is_too_deep() {
            return self;
        }
        if other.is_too_deep() {
            return other;
        }
        let is_chain = |node: &ast::Expr| matches!(node, ast::Expr::All(_));
        let depth = self.depth_in(is_chain).max(other.depth_in(is_chain));
        Self::of_depth(self.node.and(other.node), depth)
    }
}
impl<M> BitOr for Cond<M> {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        if self.is_too_deep() {
            return self;
        }
        if other.is_too_deep() {
            return other;
        }
        let is_chain = |node: &ast::Expr| matches!(node, ast::Expr::Any(_));
        let depth = self.depth_in(is_chain).max(other.depth_in(is_chain));
        Self::of_depth(self.node.or(other.node), depth)
    }
}
impl<M> Not for Cond<M> {
    type Output = Self;
    fn not(self) -> Self {
        if self.is_too_deep() {
            return self;
        }
        let depth = if matches!(self.node, ast::Expr::Not(_)) { self.depth - 1 } else { self.depth + 1 };
        Self::of_depth(self.node.negated(), depth)
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
    chain(conditions, ast::Expr::All)
}

/// At least one of these conditions holds. Of none: no row.
pub fn any_of<M>(conditions: impl IntoIterator<Item = Cond<M>>) -> Cond<M> {
    chain(conditions, ast::Expr::Any)
}

fn chain<M>(conditions: impl IntoIterator<Item = Cond<M>>, of: fn(Vec<ast::Expr>) -> ast::Expr) -> Cond<M> {
    let mut depth = 0;
    let deepest = |cond: Cond<M>| {
        depth = depth.max(cond.depth);
        cond.node
    };
    let all = conditions.into_iter().map(deepest).collect();
    Cond::of_depth(of(all), depth + 1)
}
