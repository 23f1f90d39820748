//! What a many-to-many relation needs to know of the model that it goes through, as types.
//!
//! A derive sees one struct, so the model's two foreign keys are found by trait: by their name, or as the only one that
//! leads to a side. Names are told as numbers, which the
//! derive makes of them, since a text cannot be a type's parameter. Above it
//! `relation` writes the links.

use super::{Relation, Table};
use crate::schema::{LinkRows, Symmetry, Through};
use crate::value::Value;

/// A draft that can be given a relation.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a draft of the model that this relation needs",
    label = "expected a draft of that model, from its `create()`"
)]
pub trait Give<R: Relation> {
    /// The draft with it given.
    type With;
    /// Gives it, by the key of the row that it leads to.
    #[doc(hidden)]
    fn give(self, key: Value) -> Self::With;
}

/// The foreign key of a model that a name says.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no foreign key of this name",
    label = "not a foreign key of `{Self}`",
    note = "`through_fields(..)` names two foreign keys of the model that the relation goes through: first the one to this model, then the one to the target"
)]
pub trait ForeignKeyNamed<const NAME: u64> {
    /// The foreign key.
    type Field: Relation<Source = Self>;
}

/// The only foreign key of a model that leads to another. `T` is that other, `NAME` what the field's type calls it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has not exactly one foreign key to `{T}`",
    label = "the relation cannot go through this model",
    note = "it needs a foreign key to each of the two sides; where there are several to one side, say which: `#[many_to_many(through_fields(to_this_model, to_the_target))]`"
)]
pub trait ForeignKeyTo<T, const NAME: u64> {
    /// The foreign key.
    type Field: Relation<Source = Self>;
}

/// Asked of a foreign key that is to be one end of a link.
#[diagnostic::on_unimplemented(
    message = "this foreign key of the through model does not lead to `{T}`",
    label = "leads to another model than `{T}`",
    note = "`through_fields(..)` names first the foreign key to this model, then the one to the target"
)]
pub trait LeadsTo<T> {}
impl<R: Relation> LeadsTo<R::Target> for R {}

/// A many-to-many relation that goes through a model.
pub trait ThroughRelation: Relation {
    /// The model.
    type Through: Table;
    /// Its foreign key to the source.
    type Near: Relation<Source = Self::Through> + LeadsTo<Self::Source>;
    /// Its foreign key to the target.
    type Far: Relation<Source = Self::Through> + LeadsTo<Self::Target>;
}

/// The join table of such a relation: that of the model.
#[must_use]
pub const fn through<R: ThroughRelation>(symmetry: Symmetry) -> Through {
    let columns = <R::Through as Table>::COLUMNS;
    Through {
        table: <R::Through as Table>::TABLE,
        source_column: columns[<R::Near as Relation>::STEP.relation.columns[0]].name,
        target_column: columns[<R::Far as Relation>::STEP.relation.columns[0]].name,
        rows: LinkRows::Model(<R::Through as Table>::schema),
        symmetry,
    }
}
