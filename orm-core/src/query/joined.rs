//! `Cat.owner.joined()`: what `load` takes to read the rows of relations to one along with the rows that lead to them.
//!
//! What this is not: how they are read is the business of [`joins`](super::joins).

use super::joins::Joins;
use super::loads::{LoadPaths, Loads, Reach};
use crate::model::{Arity, One, Path, Rel, Relation, Table};
use crate::relation::InField;
use std::fmt;
use std::marker::PhantomData;

/// A path of relations to one row, whose rows are joined. Made by [`Rel::joined`], for `load`.
#[must_use = "it says what to load; give it to `load`"]
pub struct Joined<P, R>(PhantomData<fn() -> (P, R)>);

/// Asked of a path whose rows are to be joined.
#[diagnostic::on_unimplemented(
    message = "a path that can lead to many rows cannot be joined",
    label = "a relation to many rows on the path: each row would come once for each of them",
    note = "leave `joined` out: `.load(..)` of the path asks for them by a statement of their own; `.with(..)` puts them beside the row"
)]
pub trait Joinable {}
impl Joinable for One {}

impl<P: Path, R: Relation<Source = P::Leaf>> Rel<P, R> {
    /// The rows that the path leads to, read by the same statement as the rows that lead to them, and loaded into the
    /// fields: `Cat::objects().load(Cat.mother.owner.joined())` loads mothers and their owners and sends one statement. Each
    /// relation on the path leads to one row at most.
    ///
    /// A path without this is asked for by a statement for each relation, which reads each related row once. A join reads it
    /// once for each row that leads to it, and saves the round trip. What is loaded is the same: a row to which many lead is
    /// there once, and where there is none, that is known.
    ///
    /// Django: <https://docs.djangoproject.com/en/stable/ref/models/querysets/#select-related>.
    pub fn joined(self) -> Joined<P, R>
    where
        P::Many: Joinable,
        <R::Arity as Arity>::Many: Joinable,
    {
        Joined(PhantomData)
    }
}

impl<M: Table, P: Reach<M>, R: InField<Source = P::Leaf>> LoadPaths<M> for Joined<P, R> {
    fn add_to(self, loads: &mut Loads<M>) {
        loads.join(P::joined(Joins::along::<R>(Joins::default())));
    }
}

impl<P, R> Clone for Joined<P, R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<P, R> Copy for Joined<P, R> {}

impl<P: Path, R: Relation<Source = P::Leaf>> fmt::Debug for Joined<P, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}.joined()", Rel::<P, R>::NEW)
    }
}
