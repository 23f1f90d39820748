//! Structs of fields, and what they are in the models that they are flattened into.
//!
//! `#[derive(Fields)]` knows the struct and not the models, `#[derive(Model)]` a model and not the struct. They meet here:
//! the first writes [`Fields`] and a [`Member`] for each column, the second a [`Flattened`] for the field that the struct
//! stands in; a column of the model is one [`Within`] the other. The tokens are in [`flat`](super::flat).
//!
//! **Invariant:** a struct's columns stand side by side in the model's table, in the order of the struct's fields.

use super::{Column, Field, Given, Missing, Nullability, Parts, Path, Root, Table, Tokens, UniqueWith, for_each_tuple};
use crate::schema::{ColumnDef, check_names};
use crate::value::{CellError, Cells, DbValue, HasOrder, Value};
use std::marker::PhantomData;
use std::ops::Range;

/// A struct whose fields are columns of the models that it is flattened into. `#[derive(Fields)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be flattened into columns",
    label = "not a struct of fields",
    note = "write `#[derive(Fields)]` on the struct"
)]
pub trait Fields: Sized + Send + Sync + 'static {
    /// The columns, in the order of the fields, as they are called without a prefix.
    const COLUMNS: &'static [ColumnDef];
    /// The struct of tokens, at some path, of some field.
    type Tokens<P: Path, E: Flattened>: Tokens;
    /// Whether a draft can do without it, which it can if each of its fields can.
    const OPTIONAL: bool;

    /// Reads it, from a position on.
    #[doc(hidden)]
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError>;
    /// Adds every column, in order.
    #[doc(hidden)]
    fn encode(&self, values: &mut Vec<Value>);
    /// Fills in the defaults of what was not given.
    #[doc(hidden)]
    fn fill(values: &mut [Option<Value>]) {
        let _ = values;
    }
}

/// A field whose columns are those of a struct, as a type.
pub trait Flattened: 'static {
    /// The model that the field is of; or another struct of fields.
    type Of: 'static;
    /// The struct.
    type Fields: Fields;
    /// The position of its first column.
    const AT: usize;
    /// The position behind its last column.
    const END: usize = Self::AT + Self::COLUMNS.len();
    /// The struct's columns.
    const COLUMNS: &'static [ColumnDef] = Self::Fields::COLUMNS;
}

/// A column of a struct of fields, as a type.
pub trait Member: 'static {
    /// The struct.
    type Of: Fields;
    /// The type without `Option`.
    type Base: DbValue;
    /// Whether it can be NULL.
    type Null: Nullability;
    /// Its position in the struct.
    const AT: usize;
}

/// A struct with a field of this name, as a type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no field of this name that can be unique with others",
    label = "not a field of `{Self}` that is as visible as `{Self}` itself"
)]
pub trait HasMember<Name> {
    /// The field.
    type Member: 'static;
}

/// A model with a set of columns that are unique together, the first of which is that of a struct.
#[diagnostic::on_unimplemented(
    message = "no unique constraint of `{Self}` is declared over exactly these fields",
    label = "these fields do not name one row",
    note = "declare it: `#[model(unique(name, address.zip))]`",
    note = "a set of more than three is written in the order of its declaration"
)]
pub trait UniqueTogether<Columns> {}

/// What a struct has, in what the struct is flattened into.
pub struct Within<E, C>(PhantomData<fn() -> (E, C)>);

impl<E: Flattened<Of: Table>, C: Member<Of = E::Fields>> Column for Within<E, C> {
    type Model = E::Of;
    type Base = C::Base;
    type Null = C::Null;
    const AT: usize = E::AT + C::AT;
}

impl<E: Flattened, I: Flattened<Of = E::Fields>> Flattened for Within<E, I> {
    type Of = E::Of;
    type Fields = I::Fields;
    const AT: usize = E::AT + I::AT;
}

/// What is unique alone in the struct is so in the model.
impl<E: Flattened, C: Member<Of = E::Fields> + UniqueWith<()>> UniqueWith<()> for Within<E, C> {}

macro_rules! unique_together {
    ($($other:ident)+) => {
        impl<E: Flattened<Of: UniqueTogether<(Self, $($other),+)>>, C, $($other),+> UniqueWith<($($other,)+)> for Within<E, C> {}
    };
}
for_each_tuple!(unique_together: ; A B D F G);

/// Whether a draft can do without something, as a type. A constant says so, since a type would tell of the struct, which may
/// be seen less far than the draft.
#[derive(Debug)]
pub struct Optional<const YES: bool>;

/// The state of a draft's field before it is given.
pub trait State {
    /// Given, if it need not be.
    type Before;
}
impl State for Optional<true> {
    type Before = Given;
}
impl State for Optional<false> {
    type Before = Missing;
}

/// Reads a struct of a row that begins at a position.
#[doc(hidden)]
pub fn decode_fields<E: Flattened>(cells: &dyn Cells, at: usize) -> Result<E::Fields, CellError> {
    E::Fields::decode(cells, at + E::AT)
}

/// Adds a struct's columns to those of a row.
#[doc(hidden)]
pub fn encode_fields<E: Flattened>(fields: &E::Fields, values: &mut Vec<Value>) {
    fields.encode(values);
}

/// Gives a draft a struct.
#[doc(hidden)]
pub fn give_fields<E: Flattened>(parts: &mut Parts, fields: &E::Fields) {
    for (at, value) in (E::AT..).zip(values::<E>(fields)) {
        parts.set(at, value);
    }
}

/// Fills in the defaults of a struct's fields.
#[doc(hidden)]
pub fn fill_fields<E: Flattened>(values: &mut [Option<Value>]) {
    if let Some(values) = values.get_mut(places::<E>()) {
        E::Fields::fill(values);
    }
}

/// Looks at the names of a struct's columns among those that they are put among, when compiled.
#[doc(hidden)]
pub const fn check_flattened<E: Flattened>(of: &str, columns: &[ColumnDef]) {
    check_names(of, columns, E::AT, E::END);
}

/// The place of a column that a list of the model names. The function is not called: what it would give tells.
#[doc(hidden)]
#[must_use]
pub const fn place_of<M: Table, C: Column<Model = M>>(_: fn() -> Field<Root<M>, C>) -> usize {
    C::AT
}

/// The same of a column that is ordered by.
#[doc(hidden)]
#[must_use]
pub const fn place_of_ordered<M: Table, C: Column<Model = M>>(_: fn() -> Field<Root<M>, C>) -> usize
where
    <C::Base as DbValue>::Lookups: HasOrder,
{
    C::AT
}

pub(super) fn values<E: Flattened>(fields: &E::Fields) -> Vec<Value> {
    let mut values = Vec::with_capacity(places::<E>().len());
    fields.encode(&mut values);
    values
}

pub(super) const fn places<E: Flattened>() -> Range<usize> {
    E::AT..E::END
}
