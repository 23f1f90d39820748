//! Rows that a draft is saved with: `.related(Owner::cat_set, [Cat::create().name("Luna")])`, `.sits_for([&max])`.
//!
//! They become data here; `query::graph` inserts it. **Invariant:** a child's draft leaves out the relation to its parent,
//! and needs everything else: what is missing is a compile error, as with its own `save`.

use super::many_to_many::encoded;
use super::{Accessor, Linked, LinkedBy, LinksAlone, Many, Single};
use crate::model::{Beside, Draft, Give, InColumns, IntoKeys, Parts, Relation, Reverse, ReverseOne, Table};
use crate::query::write;
use crate::value::{ColumnType, Value};

/// What can be saved with a row by an accessor of its model: drafts of rows that lead to it, or rows to be linked with it.
#[diagnostic::on_unimplemented(
    message = "this cannot be saved with the row by this accessor",
    label = "expected a list of drafts (one draft, for a one-to-one), or rows where the accessor is that of a many-to-many"
)]
pub trait RelatedRows<Kind, By> {
    /// As data.
    #[doc(hidden)]
    fn into_beside(self) -> Beside;
}

/// Marks a draft that leaves out its parent; always inferred.
#[derive(Debug)]
pub struct WithoutParent;

impl<R: InColumns, I> RelatedRows<Many<Reverse<R>>, WithoutParent> for I
where
    I: IntoIterator<Item: Give<R::Name, With: Draft<Model = R::Source>>>,
{
    fn into_beside(self) -> Beside {
        Beside::Rows(<Reverse<R> as Relation>::STEP, self.into_iter().map(child::<R, _>).collect())
    }
}

impl<R: InColumns, D> RelatedRows<Single<ReverseOne<R>>, WithoutParent> for D
where
    D: Give<R::Name, With: Draft<Model = R::Source>>,
{
    fn into_beside(self) -> Beside {
        Beside::Rows(<ReverseOne<R> as Relation>::STEP, vec![child::<R, D>(self)])
    }
}

impl<R: LinkedBy<By: LinksAlone<R::Link>>, X, W> RelatedRows<Linked<Reverse<R>>, W> for X
where
    X: IntoKeys<R::Source, W>,
{
    fn into_beside(self) -> Beside {
        Beside::Links(<Reverse<R> as Relation>::STEP, encoded::<R::Source, W>(self), R::By::values())
    }
}

fn child<R: InColumns, D: Give<R::Name, With: Draft<Model = R::Source>>>(draft: D) -> Parts {
    // The key of the parent is put in once there is one.
    write::complete(draft.give(Value::Null(ColumnType::I64)))
}

/// Rows that the row of a draft is linked with, by a many-to-many that its own model declares.
#[diagnostic::on_unimplemented(
    message = "this cannot be linked with the row when it is saved",
    label = "expected rows, keys, or a list of these"
)]
pub trait LinkedRows<R, By> {
    /// As data.
    #[doc(hidden)]
    fn into_beside(self) -> Beside;
}

impl<R: LinkedBy<By: LinksAlone<R::Link>>, X: IntoKeys<R::Target, W>, W> LinkedRows<R, W> for X {
    fn into_beside(self) -> Beside {
        Beside::Links(R::STEP, encoded::<R::Target, W>(self), R::By::values())
    }
}

/// A draft that can be saved with rows that do not lead anywhere yet.
pub trait WithRelated: Sized {
    /// The model.
    type Model;
    /// What it holds.
    #[doc(hidden)]
    fn held(&mut self) -> &mut Parts;

    /// Saves these with the row, in the same transaction: drafts of rows that lead to it, by the accessor of their relation;
    /// or rows to be linked with it, by the accessor of a many-to-many. The drafts leave the relation to this row out.
    ///
    /// One statement more for each relation, at each level, whatever the number of parents: for each 1,000 rows that give the
    /// same fields. An error tells which of a relation's drafts it was ([`row`](crate::error::Error::row)), and nothing is saved.
    ///
    /// ```ignore
    /// Owner::create()
    ///     .name("Eva")
    ///     .sits_for([&max])
    ///     .related(Owner::cat_set, [Cat::create().name("Luna"), Cat::create().name("Milo")])
    ///     .related(Owner::passport, Passport::create().number("X1"))
    ///     .save(&db)
    ///     .await?;
    /// ```
    #[must_use]
    fn related<A: Accessor<Self::Model, K>, K, X: RelatedRows<K, W>, W>(mut self, accessor: A, rows: X) -> Self
    where
        Self::Model: Table,
    {
        // The accessor is its type.
        let _ = accessor;
        self.held().add(rows.into_beside());
        self
    }
}
