//! What is selected and can be told from each other: of which each is asked for once.

use super::{Arity, Column, Cond, Expr, Field, Nullability, Path, Rel, Relation, Selects, SinglePath, for_each_tuple};
use crate::value::{DbValue, HasEquality};

/// Selected values that the databases agree on which are equal. NULL is one value.
#[diagnostic::on_unimplemented(
    message = "not all of these values can be compared in the database",
    label = "nothing tells which of them are the same",
    note = "the databases do not agree on which JSON values are equal; compare them in Rust",
    note = "of a struct of columns, select the fields"
)]
pub trait Comparable<M>: Selects<M> {}

impl<M, P: Path<Root = M>, C: Column<Model = P::Leaf>> Comparable<M> for Field<P, C>
where
    P::Many: SinglePath,
    <C::Base as DbValue>::Lookups: HasEquality,
{
}
impl<M, P: Path<Root = M>, R: Relation<Source = P::Leaf>> Comparable<M> for Rel<P, R>
where
    P::Many: SinglePath,
    <R::Arity as Arity>::Many: SinglePath,
{
}
impl<M: 'static, B: DbValue, N: Nullability> Comparable<M> for Expr<M, B, N> where B::Lookups: HasEquality {}
impl<M: 'static> Comparable<M> for Cond<M> {}

macro_rules! comparable {
    ($($name:ident)*) => {
        impl<M, $($name: Comparable<M>),*> Comparable<M> for ($($name,)*) {}
    };
}
for_each_tuple!(comparable: A; B C D E F G H I J K L N O P Q);
