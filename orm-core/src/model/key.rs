//! Keys, and what names a row: the row itself, its key, or a foreign key to it.

use super::{Null, Table};
use crate::value::DbValue;
use std::borrow::Cow;
use std::fmt::Debug;
use std::hash::Hash;

/// A type that a primary key can have.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a primary key",
    label = "cannot be a key",
    note = "a key is a column type that is `Eq`, `Hash` and `Debug`: integers, `String`, `bool`, `char`, `Uuid`, dates"
)]
pub trait Key: DbValue + Eq + Hash + Debug {}
impl<K: DbValue + Eq + Hash + Debug> Key for K {}

/// Values that stand for a key. Keyed on the key's type and not on the model, so that it also works for keys that are
/// shared with another crate's model.
pub trait IntoKeyOf<K> {
    /// The key.
    fn key_value(self) -> K;
}
impl<K: DbValue> IntoKeyOf<K> for K {
    fn key_value(self) -> K {
        self
    }
}
impl<K: DbValue> IntoKeyOf<K> for &K {
    fn key_value(self) -> K {
        self.clone()
    }
}
impl IntoKeyOf<String> for &str {
    fn key_value(self) -> String {
        self.to_owned()
    }
}
impl IntoKeyOf<String> for Cow<'_, str> {
    fn key_value(self) -> String {
        self.into_owned()
    }
}

/// Marks "by its key"; always inferred.
#[derive(Debug)]
pub struct ByKey;
/// Marks "by the row"; always inferred.
#[derive(Debug)]
pub struct ByRow;
/// Marks "by a foreign key to it"; always inferred.
#[derive(Debug)]
pub struct ByForeignKey;

/// A row of `T`: by reference, by key, or by a foreign key to it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name a row of `{T}`",
    label = "expected `&{T}`, its key, or a `ForeignKey<{T}>`"
)]
pub trait IntoKey<T: Table, By> {
    /// The key of the row.
    fn into_key(self) -> T::Key;
}
impl<T: Table, V: IntoKeyOf<T::Key>> IntoKey<T, ByKey> for V {
    fn into_key(self) -> T::Key {
        self.key_value()
    }
}
impl<T: Table> IntoKey<T, ByRow> for &T {
    fn into_key(self) -> T::Key {
        self.key()
    }
}

/// Marks "several of these"; always inferred.
#[derive(Debug)]
pub struct Several<By>(By);

/// One row of `T`, or several.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name rows of `{T}`",
    label = "expected `&{T}`, a key, or a list of these"
)]
pub trait IntoKeys<T: Table, By> {
    /// The keys of the rows.
    fn into_keys(self) -> Vec<T::Key>;
}
impl<T: Table, W, X: IntoKey<T, W>> IntoKeys<T, (W,)> for X {
    fn into_keys(self) -> Vec<T::Key> {
        vec![self.into_key()]
    }
}
impl<T: Table, W, I: IntoIterator> IntoKeys<T, Several<W>> for I
where
    I::Item: IntoKey<T, W>,
{
    fn into_keys(self) -> Vec<T::Key> {
        self.into_iter().map(IntoKey::into_key).collect()
    }
}

/// Marks "an `Option` of these"; always inferred.
#[derive(Debug)]
pub struct Perhaps<By>(By);

/// A row of `T`, or none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name a row of `{T}`",
    label = "expected `&{T}`, its key, a `ForeignKey<{T}>`, an `Option` of these, or `Null`"
)]
pub trait IntoNullableKey<T: Table, By> {
    /// The key of the row.
    fn into_nullable_key(self) -> Option<T::Key>;
}
impl<T: Table, W, X: IntoKey<T, W>> IntoNullableKey<T, (W,)> for X {
    fn into_nullable_key(self) -> Option<T::Key> {
        Some(self.into_key())
    }
}
impl<T: Table, W, X: IntoKey<T, W>> IntoNullableKey<T, Perhaps<W>> for Option<X> {
    fn into_nullable_key(self) -> Option<T::Key> {
        self.map(IntoKey::into_key)
    }
}
impl<T: Table> IntoNullableKey<T, Null> for Null {
    fn into_nullable_key(self) -> Option<T::Key> {
        None
    }
}
