//! What a foreign key refers to: the key of the row that it leads to, or a unique field of it.
//!
//! The second is Django's `to_field`. It is part of the field's type, `ForeignKey<Owner, to_field!(code)>`, since a foreign
//! key that is made by hand, or loads its row, has to know which value it holds.

use super::{Key, Keyed, Named, Table};
use crate::schema::{ModelSchema, RefersTo};
use crate::value::ColumnType;

/// What refers to rows of `T`.
#[diagnostic::on_unimplemented(
    message = "a foreign key cannot refer to `{T}` by this",
    label = "not a unique field of `{T}` that can be referred to",
    note = "`to_field!(code)` names a field of `{T}` that is `#[field(unique)]`, not an `Option`, and as visible as `{T}` itself; without it a foreign key refers to the key"
)]
pub trait Reference<T: Table>: 'static {
    /// The type of a value that refers.
    type Value: Key;
    /// The columns.
    const TO: RefersTo;
    /// What refers to this row.
    fn of(row: &T) -> Self::Value;
}

/// By its key: what a foreign key does where nothing else is said.
#[derive(Debug)]
pub struct PrimaryKey;

impl<T: Table> Reference<T> for PrimaryKey {
    type Value = T::Key;
    const TO: RefersTo = RefersTo::Key;
    fn of(row: &T) -> T::Key {
        row.key()
    }
}

/// A model with a unique field of this name, which every row has.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no unique field of this name",
    label = "not a field of `{Self}` that a foreign key can refer to",
    note = "it has to be `#[field(unique)]`, not an `Option`, and as visible as `{Self}` itself"
)]
pub trait UniqueField<Name> {
    /// Its type.
    type Value;
    /// The position of its column.
    const AT: &'static [usize];
    /// What a row has there.
    #[doc(hidden)]
    fn value(&self) -> Self::Value;
}

impl<T: Table + UniqueField<Self, Value: Key>, const HASH: u64> Reference<T> for Named<HASH> {
    type Value = <T as UniqueField<Self>>::Value;
    const TO: RefersTo = RefersTo::Unique(<T as UniqueField<Self>>::AT);
    fn of(row: &T) -> Self::Value {
        row.value()
    }
}

/// The model that a relation leads to, as data. Its rows are found by their key.
#[doc(hidden)]
#[must_use]
pub fn target<T: Keyed>() -> &'static ModelSchema {
    T::schema()
}

/// The type of one of the columns of a foreign key, which are as many as what it refers to has.
#[doc(hidden)]
#[must_use]
pub const fn key_part<T: Table, F: Reference<T>>(part: usize, parts: usize) -> ColumnType {
    let types = <F::Value as Key>::TYPES;
    // That the target has no key is told of by [`target`].
    if types.is_empty() {
        return ColumnType::I64;
    }
    assert!(
        types.len() == parts,
        "the key that this refers to has another number of columns: name one for each, in the order of the key: `columns(\"seat_row\", \"seat_number\")`"
    );
    types[part]
}

/// The columns of a join table that refer to one side, which are as many as the key of that side has.
#[doc(hidden)]
#[must_use]
pub const fn side<T: Table>(columns: &'static [&'static str]) -> &'static [&'static str] {
    assert!(
        <T::Key as Key>::TYPES.len() == columns.len(),
        "the key of this model has several columns, which the join table has no names for: let the relation go through a model of your own, `ManyToMany<Target, ThroughModel>`"
    );
    columns
}

/// The hash of a field's name, as the derive makes it: FNV-1a.
#[doc(hidden)]
#[must_use]
pub const fn hash(name: &str) -> u64 {
    // A raw identifier is named without its mark.
    let bytes = name.as_bytes();
    let mut at = if let [b'r', b'#', ..] = bytes { 2 } else { 0 };
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}
