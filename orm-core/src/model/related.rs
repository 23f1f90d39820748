//! What a relation can be compared with: a row, no row, another relation to the same model, or a column that holds its key.

use super::{Column, Field, IntoKey, Key, Null, Path, Perhaps, PrimaryKey, Reference, Rel, Relation, Table};
use crate::ast::Expr as Node;

/// Marks "by another relation"; always inferred.
#[derive(Debug)]
pub struct ByRelation;
/// Marks "by a column that holds its key"; always inferred.
#[derive(Debug)]
pub struct ByColumn;

/// What a relation of `M` to `T` can be compared with.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name a row of `{T}`",
    label = "expected `&{T}`, its key, a `ForeignKey<{T}>`, an `Option` of these, `Null`, or a relation or key column of `{M}`"
)]
pub trait IntoRelated<M, T: Table, By, F: Reference<T> = PrimaryKey> {
    /// What refers to the row; `None` for no row.
    #[doc(hidden)]
    fn into_related(self) -> Option<Node>;
}

impl<M, T: Table, F: Reference<T>, W, X: IntoKey<T, W, F>> IntoRelated<M, T, (W,), F> for X {
    fn into_related(self) -> Option<Node> {
        Some(Node::Bind(self.into_key().into_value()))
    }
}
impl<M, T: Table, F: Reference<T>, W, X: IntoKey<T, W, F>> IntoRelated<M, T, Perhaps<W>, F> for Option<X> {
    fn into_related(self) -> Option<Node> {
        self.map(|row| Node::Bind(row.into_key().into_value()))
    }
}
impl<M, T: Table, F: Reference<T>> IntoRelated<M, T, Null, F> for Null {
    fn into_related(self) -> Option<Node> {
        None
    }
}
impl<P, R> IntoRelated<P::Root, R::Target, ByRelation, R::RefersBy> for Rel<P, R>
where
    P: Path,
    R: Relation<Source = P::Leaf>,
{
    fn into_related(self) -> Option<Node> {
        Some(self.key())
    }
}
impl<P, C, T, F> IntoRelated<P::Root, T, ByColumn, F> for Field<P, C>
where
    P: Path,
    C: Column<Model = P::Leaf>,
    T: Table,
    F: Reference<T, Value = C::Base>,
{
    fn into_related(self) -> Option<Node> {
        Some(self.node())
    }
}
