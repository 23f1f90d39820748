//! Paths and tokens: zero-sized values that name columns and relations at the end of any number of hops.

use super::relation::NullAfter;
use super::{Arity, Column, Multiplicity, NotNull, Nullability, One, Relation, Table};
use crate::schema::PathNode;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

/// The struct of tokens of a model, at some path.
pub trait Tokens: Sized + 'static {
    /// The one value of it.
    const AT: &'static Self;
}

/// A path over relations, as a type.
pub trait Path: 'static {
    /// The model that it starts at.
    type Root: Table;
    /// The model that it leads to.
    type Leaf: Table;
    /// Whether it can lead to nothing.
    type Null: Nullability;
    /// Whether it can lead to many rows.
    type Many: Multiplicity;
    /// The path as data.
    const NODE: &'static PathNode;
}

/// The path of no hops.
pub struct Root<M>(PhantomData<fn() -> M>);
impl<M: Table> Path for Root<M> {
    type Root = M;
    type Leaf = M;
    type Null = NotNull;
    type Many = One;
    const NODE: &'static PathNode = &PathNode::ROOT;
}

/// A path and one hop more.
pub struct Hop<P, R>(PhantomData<fn() -> (P, R)>);
impl<P: Path, R: Relation<Source = P::Leaf>> Path for Hop<P, R> {
    type Root = P::Root;
    type Leaf = R::Target;
    type Null = NullAfter<P::Null, R>;
    type Many = <P::Many as Multiplicity>::Then<<R::Arity as Arity>::Many>;
    const NODE: &'static PathNode = &PathNode { parent: Some(P::NODE), step: Some(R::STEP) };
}

/// A column at the end of a path: `Cat.owner.name`.
pub struct Field<P, C>(PhantomData<fn() -> (P, C)>);
/// A relation at the end of a path: `Cat.owner`. Its fields are those of the model that it leads to.
pub struct Rel<P, R>(PhantomData<fn() -> (P, R)>);

macro_rules! token {
    ($($name:ident)*) => { $(
        impl<P, X> $name<P, X> {
            #[doc(hidden)]
            pub const NEW: Self = $name(PhantomData);
        }
        impl<P, X> Clone for $name<P, X> {
            fn clone(&self) -> Self {
                *self
            }
        }
        impl<P, X> Copy for $name<P, X> {}
    )* };
}
token!(Field Rel);

impl<P: Path, C: Column<Model = P::Leaf>> fmt::Debug for Field<P, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}{}", P::Root::schema().name, Steps(P::NODE), C::DEF.field)
    }
}
impl<P: Path, R: Relation<Source = P::Leaf>> fmt::Debug for Rel<P, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}{}", P::Root::schema().name, Steps(P::NODE), R::STEP.name())
    }
}

pub(super) struct Steps(pub(super) &'static PathNode);
impl fmt::Display for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.steps().iter().try_for_each(|step| write!(f, "{}.", step.name()))
    }
}

impl<P: Path, R: Relation<Source = P::Leaf>> Deref for Rel<P, R> {
    type Target = <R::Target as Table>::Fields<Hop<P, R>>;
    fn deref(&self) -> &Self::Target {
        <Self::Target as Tokens>::AT
    }
}
