//! The token of an embedded struct: `Shop.address`, whose fields are tokens themselves.
//!
//! It is all columns of the struct where a tuple of their tokens would be taken: a selection, an assignment, a list of
//! columns to write. What this is not: it is no value in a condition, since what equality of structs with `Option` in them
//! means no two people agree on; their columns are.

use super::fields::{places, values};
use super::path::Steps;
use super::{Assign, Fields, Flattened, NotNull, OwnColumns, Path, Root, Selects, Shared, SinglePath, Table, Tokens};
use crate::ast::Expr;
use crate::schema::ColumnDef;
use crate::value::{CellError, Cells};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

/// An embedded struct at the end of a path: `Cat.owner.address`. Its fields are those of the struct.
pub struct Flat<P, E>(PhantomData<fn() -> (P, E)>);

impl<P, E> Flat<P, E> {
    #[doc(hidden)]
    pub const NEW: Self = Self(PhantomData);
}
impl<P, E> Clone for Flat<P, E> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<P, E> Copy for Flat<P, E> {}

impl<P: Path, E: Flattened<Of = P::Leaf>> Deref for Flat<P, E> {
    type Target = <E::Fields as Fields>::Tokens<P, E>;
    fn deref(&self) -> &Self::Target {
        <Self::Target as Tokens>::AT
    }
}

impl<P: Path, E: Flattened<Of = P::Leaf>> fmt::Debug for Flat<P, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = columns::<P, E>().next().and_then(|column| column.field.rsplit_once('.'));
        write!(f, "{}.{}{}", P::Root::schema().name, Steps(P::NODE), first.map_or("", |(field, _)| field))
    }
}

fn columns<P: Path, E: Flattened<Of = P::Leaf>>() -> impl Iterator<Item = &'static ColumnDef> {
    places::<E>().map(|at| &<P::Leaf as Table>::COLUMNS[at])
}

impl<M: Table, E: Flattened<Of = M>> Flat<Root<M>, E> {
    /// Says what all of its columns become, in an update.
    pub fn set(self, fields: E::Fields) -> Assign<M> {
        let values = values::<E>(&fields).into_iter().map(Expr::Bind);
        Assign::of(columns::<Root<M>, E>().zip(values).collect())
    }
}

impl<M: Table, E: Flattened<Of = M>> OwnColumns<M> for Flat<Root<M>, E> {
    fn positions() -> Vec<usize> {
        places::<E>().collect()
    }
}

/// Asked of the path to a struct that is read: where there may be no row, nothing tells a struct of NULLs from none.
#[diagnostic::on_unimplemented(
    message = "this path may lead to no row, and an embedded struct is read from one",
    label = "the path to this struct may lead to nothing",
    note = "select its fields, each of which is an `Option` then; or put the row beside by `.with(..)`"
)]
pub trait Leads {}
impl Leads for NotNull {}

impl<M, P: Path<Root = M>, E: Flattened<Of = P::Leaf>> Selects<M> for Flat<P, E>
where
    P::Many: SinglePath,
    P::Null: Leads,
{
    type Row = E::Fields;
    fn add_to(self, all: &mut Vec<Expr>) {
        all.extend(columns::<P, E>().map(|column| Expr::Column(P::NODE, column)));
    }
    fn read(cells: &dyn Cells, at: &mut usize, _: &mut Shared) -> Result<E::Fields, CellError> {
        let fields = E::Fields::decode(cells, *at)?;
        *at += places::<E>().len();
        Ok(fields)
    }
}
