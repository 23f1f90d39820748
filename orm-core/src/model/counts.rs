//! What is said of the rows of a relation as a whole: how many there are, and whether there is one.

use super::{Cond, Expr, Hop, IntoCond, NotNull, Path, Rel, Relation, SinglePath};
use crate::ast::{DEEPEST, Expr as Node, Quantifier};

impl<P: Path, R: Relation<Source = P::Leaf>> Rel<P, R> {
    /// How many rows it leads to, as an expression: `Owner.sits_for.count()`. It is selected, compared, computed with and
    /// ordered by like a column, and is 0 where the path leads to nothing.
    ///
    /// It is a query within the query, so two counts do not multiply each other, and no row stands twice.
    ///
    /// Django: <https://docs.djangoproject.com/en/stable/topics/db/aggregation/>, without the combined aggregations that
    /// give wrong numbers there.
    pub fn count(self) -> Expr<P::Root, i64, NotNull>
    where
        P::Many: SinglePath,
    {
        Expr::new(Node::Count(<Hop<P, R> as Path>::NODE, None))
    }

    /// How many of the rows that it leads to satisfy a condition, which starts at their model:
    /// `Owner.sits_for.count_where(Cat.lives.gt(3))`.
    pub fn count_where(self, condition: impl IntoCond<R::Target>) -> Expr<P::Root, i64, NotNull>
    where
        P::Many: SinglePath,
    {
        let shallow = |it: Node| if it.depth() >= DEEPEST { Node::too_deep() } else { it };
        let condition = condition.into_cond().map(|it| Box::new(shallow(it)));
        Expr::new(Node::Count(<Hop<P, R> as Path>::NODE, condition))
    }

    /// Whether it leads to a row. The same as `!` of [`is_null`](Self::is_null), but over a path to many: there it asks
    /// whether some row on the way leads on.
    pub fn exists(self) -> Cond<P::Root> {
        let many_before = P::NODE.steps().iter().any(|step| step.is_to_many());
        if many_before {
            Cond::new(Node::Related(<Hop<P, R> as Path>::NODE, Quantifier::Some, None))
        } else {
            !self.is_null()
        }
    }
}
