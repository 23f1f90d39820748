//! Columns of a model's own table, and the sets of them that a constraint keeps unique.

use super::{Column, Field, Key, Reference, Rel, Relation, Root, Settable, Table, for_each_tuple};
use crate::ast;

/// A column of a model, as a type, that is unique together with others; alone, where there are none: `UniqueWith<()>`.
/// `#[derive(Model)]` implements it for what is declared unique.
#[diagnostic::on_unimplemented(
    message = "no unique constraint is declared over exactly these fields",
    label = "these fields do not name one row",
    note = "declare it: `#[field(unique)]` for one field, `#[model(unique(one, another))]` for several",
    note = "a set of more than three is written in the order of its declaration",
    note = "one that is `deferrable` does not count: it is looked at when the transaction ends"
)]
pub trait UniqueWith<Others> {}

/// A token, or a tuple of tokens, over which a unique constraint of `M` is declared: it names one row at most.
#[diagnostic::on_unimplemented(
    message = "this is no unique key of `{M}`",
    label = "expected a field of `{M}` that is declared unique, or a tuple of such",
    note = "declare it: `#[field(unique)]` for one field, `#[model(unique(one, another))]` for several"
)]
pub trait UniqueKey<M> {
    /// The positions of the columns.
    #[doc(hidden)]
    fn positions() -> Vec<usize>;
}

/// The token of a column or relation that is unique alone, and so names one row at most.
#[diagnostic::on_unimplemented(
    message = "this names no single row of `{M}`",
    label = "expected a field of `{M}` that is declared unique",
    note = "declare it: `#[field(unique)]`; by the key it is `in_bulk`"
)]
pub trait UniqueColumn<M>: 'static {
    /// What it holds.
    type Value: Key;
    /// As data.
    #[doc(hidden)]
    fn expr() -> ast::Expr;
}

/// Tokens of columns of a model's own table: `Cat.name`, `Cat.owner`, or a tuple of these.
#[diagnostic::on_unimplemented(
    message = "these are no columns of `{M}`",
    label = "expected a field of `{M}` itself, or a tuple of at most 12 of these"
)]
pub trait OwnColumns<M> {
    /// The positions of the columns.
    #[doc(hidden)]
    fn positions() -> Vec<usize>;
}

/// The token of one column of a model's own table.
pub trait OwnColumn<M>: OwnColumns<M> {
    /// The column as a type.
    type Marker;
}

impl<M: Table, C: Column<Model = M>> OwnColumns<M> for Field<Root<M>, C> {
    fn positions() -> Vec<usize> {
        vec![C::AT]
    }
}
impl<M: Table, C: Column<Model = M>> OwnColumn<M> for Field<Root<M>, C> {
    type Marker = C;
}
impl<M: Table, R: Relation<Source = M> + Settable> OwnColumns<M> for Rel<Root<M>, R> {
    fn positions() -> Vec<usize> {
        R::STEP.relation.columns.to_vec()
    }
}
impl<M: Table, R: Relation<Source = M> + Settable> OwnColumn<M> for Rel<Root<M>, R> {
    type Marker = R;
}

impl<M: Table, C: Column<Model = M> + UniqueWith<()>> UniqueKey<M> for Field<Root<M>, C> {
    fn positions() -> Vec<usize> {
        vec![C::AT]
    }
}
impl<M: Table, R: Relation<Source = M> + Settable + UniqueWith<()>> UniqueKey<M> for Rel<Root<M>, R> {
    fn positions() -> Vec<usize> {
        R::STEP.relation.columns.to_vec()
    }
}

impl<M: Table, C: Column<Model = M, Base: Key> + UniqueWith<()>> UniqueColumn<M> for Field<Root<M>, C> {
    type Value = C::Base;
    fn expr() -> ast::Expr {
        ast::Expr::own(M::schema(), &[C::AT])
    }
}
impl<M: Table, R: Relation<Source = M> + Settable + UniqueWith<()>> UniqueColumn<M> for Rel<Root<M>, R> {
    type Value = <R::RefersBy as Reference<R::Target>>::Value;
    fn expr() -> ast::Expr {
        ast::Expr::own(M::schema(), R::STEP.relation.columns)
    }
}

macro_rules! unique {
    ($first:ident $($other:ident)*) => {
        impl<M, $first: OwnColumn<M>, $($other: OwnColumn<M>),*> UniqueKey<M> for ($first, $($other,)*)
        where
            $first::Marker: UniqueWith<($($other::Marker,)*)>,
        {
            fn positions() -> Vec<usize> {
                let mut all = $first::positions();
                $(all.extend($other::positions());)*
                all
            }
        }
    };
}
for_each_tuple!(unique: A; B C D E F);

macro_rules! columns {
    ($($name:ident)*) => {
        impl<M, $($name: OwnColumns<M>),*> OwnColumns<M> for ($($name,)*) {
            fn positions() -> Vec<usize> {
                let mut all = Vec::new();
                $(all.extend($name::positions());)*
                all
            }
        }
    };
}
for_each_tuple!(columns: A; B C D E F G H I J K L);
