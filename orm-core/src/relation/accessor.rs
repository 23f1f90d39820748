//! An accessor that the derive made on the other side, as a token: `via(Owner::cat_set)`.

use super::{LinkedManager, LoadOne, RelatedManager};
use crate::database::Db;
use crate::model::{Hop, Path, Rel, Relation, Root, Table};
use std::marker::PhantomData;

/// The name of an accessor: `Owner::cat_set`, `Owner::passport`, `Cat::sitters`.
#[diagnostic::on_unimplemented(
    message = "this is not an accessor of a relation of `{M}`",
    label = "expected the name of one, like `{M}::cat_set`",
    note = "a relation that `{M}` declares itself is a token already: `{M}.owner`"
)]
pub trait Accessor<M: Table, Kind> {
    /// The relation that it follows.
    type R: Relation<Source = M>;
}

/// Marks the other side of a foreign key; always inferred.
#[derive(Debug)]
pub struct Many<R>(PhantomData<R>);
/// Marks the other side of a many-to-many; always inferred.
#[derive(Debug)]
pub struct Linked<R>(PhantomData<R>);
/// Marks the other side of a one-to-one; always inferred.
#[derive(Debug)]
pub struct Single<R>(PhantomData<R>);

impl<M: Table, R: Relation<Source = M>, F: for<'a> Fn(&'a M) -> RelatedManager<'a, R>> Accessor<M, Many<R>> for F {
    type R = R;
}
impl<M: Table, R: Relation<Source = M>, F: for<'a> Fn(&'a M) -> LinkedManager<'a, R>> Accessor<M, Linked<R>> for F {
    type R = R;
}
impl<M: Table, R: Relation<Source = M>, F: for<'a> Fn(&'a M, &'a Db) -> LoadOne<'a, R>> Accessor<M, Single<R>> for F {
    type R = R;
}

/// The other side of a relation as a token like any other: `via(Owner::cat_set).name.eq("Max")`.
pub fn via<M: Table, K, A: Accessor<M, K>>(_: A) -> Rel<Root<M>, A::R> {
    Rel::NEW
}

impl<P: Path, R: Relation<Source = P::Leaf>> Rel<P, R> {
    /// The same in the middle of a path: `Cat.owner.via(Owner::cat_set)`.
    pub fn via<K, A: Accessor<R::Target, K>>(self, _: A) -> Rel<Hop<P, R>, A::R> {
        Rel::NEW
    }
}
