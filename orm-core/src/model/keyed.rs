//! Models whose rows have a key, and those that only read.
//!
//! `Key` of a [`Table`] is a type or [`NoKey`], and [`Keyed`] follows from it: nobody implements it. What finds a row again,
//! writes one or refers to one asks for it; what reads does not.

use super::{Give, IntoKeyOf, Key, Table};
use crate::value::{CellError, Cells, ColumnType, Value};

/// A model whose rows have a key: all of them, but those of tables and views that are there already
/// (`#[model(managed = false)]`) and name none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no key, so it only reads",
    label = "this needs a key, and `{Self}` has none",
    note = "mark the field that no two rows share, or those that no two rows share together: `#[primary_key]`"
)]
pub trait Keyed: Table {}
impl<T: Table<Key: KeyOf<T>>> Keyed for T {}

/// A key by which a row of `T` can be found.
#[diagnostic::on_unimplemented(
    message = "`{T}` has no key, so it only reads",
    label = "this needs a key, and `{T}` has none",
    note = "mark the field that no two rows share, or those that no two rows share together: `#[primary_key]`"
)]
pub trait KeyOf<T>: Key {}
#[diagnostic::do_not_recommend]
impl<T, K: IsKey> KeyOf<T> for K {}

/// Every key but [`NoKey`].
pub trait IsKey: Key {}

/// What the key is of a model that has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NoKey;

impl Key for NoKey {
    const TYPES: &'static [ColumnType] = &[];
    fn encode(&self) -> Value {
        Value::Parts(Vec::new())
    }
    fn into_value(self) -> Value {
        Value::Parts(Vec::new())
    }
    fn decode(_: &dyn Cells, _: usize) -> Result<Self, CellError> {
        Ok(Self)
    }
}

/// Whatever is given for a key that there is not: that there is none is told of by [`Keyed`], once.
#[diagnostic::do_not_recommend]
impl<V> IntoKeyOf<NoKey> for V {
    fn key_value(self) -> NoKey {
        NoKey
    }
}

/// The same of the draft that there is not.
#[diagnostic::do_not_recommend]
impl<Name> Give<Name> for () {
    type With = ();
    fn give(self, _: Value) {}
}
