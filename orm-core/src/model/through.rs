//! What a many-to-many relation needs to know of the model that it goes through, as types.
//!
//! A derive sees one struct, so the two meet in the compiler, by the names of the model's foreign keys. Above it `relation`
//! writes the links.
//!
//! **Invariant:** no trait here has the type of a field, or a model, as an associated type: a public model may have a
//! private foreign key to a private model, which would be seen through it.

use super::{Keyed, Relation, Table};
use crate::schema::{LinkRows, Symmetry, Through};
use crate::value::Value;

/// The name of a field as a type, which a text cannot be: its hash, which the derive makes.
#[derive(Debug)]
pub struct Named<const HASH: u64>;

/// A draft that can be given the relation of this name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be given the relation that it is to be saved with",
    label = "a draft of another model, or one that was given this relation already"
)]
pub trait Give<Name> {
    /// The draft with it given.
    type With;
    /// Gives it, by the key of the row that it leads to.
    #[doc(hidden)]
    fn give(self, key: Value) -> Self::With;
}

/// A model with a foreign key of this name to `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no foreign key of this name to `{T}`",
    label = "not a foreign key to `{T}`",
    note = "`through_fields(..)` names two foreign keys of the model that the relation goes through: first the one to this model, then the one to the target"
)]
pub trait HasForeignKey<Name, T> {
    /// The names of its columns.
    const COLUMNS: &'static [&'static str];
}

/// A model with exactly one foreign key to `T`, which the type of its field calls by the name of this hash.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has not exactly one foreign key to `{T}`",
    label = "the relation cannot go through this model",
    note = "it needs a foreign key to each of the two sides; where there are several to one side, say which: `#[many_to_many(through_fields(to_this_model, to_the_target))]`"
)]
pub trait OneForeignKeyTo<T, const HASH: u64>: HasForeignKey<Self::Name, T> {
    /// The name of the field.
    type Name;
    /// The names of its columns.
    const ONLY: &'static [&'static str] = <Self as HasForeignKey<Self::Name, T>>::COLUMNS;
}

/// A many-to-many relation that goes through a model.
pub trait ThroughRelation: Relation {
    /// The model.
    type Through: Keyed;
    /// The name of its foreign key to the source.
    type Near;
    /// The name of its foreign key to the target.
    type Far;
}

/// The columns of the foreign key of this name that leads to `T`.
#[must_use]
pub const fn foreign_key_to<M: HasForeignKey<Name, T>, Name, T>() -> &'static [&'static str] {
    M::COLUMNS
}

/// The join table of a relation that goes through a model, by the columns of its two foreign keys.
#[must_use]
pub const fn through<M: Table>(
    near: &'static [&'static str],
    far: &'static [&'static str],
    symmetry: Symmetry,
) -> Through {
    Through {
        schema: M::SCHEMA,
        table: M::TABLE,
        source_columns: near,
        target_columns: far,
        rows: LinkRows::Model(M::schema),
        symmetry,
    }
}
