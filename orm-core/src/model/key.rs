//! Keys, and what names a row: the row itself, its key, or a foreign key to it.

use super::{IsKey, Null, PrimaryKey, Reference, Table};
use crate::value::{CellError, Cells, ColumnType, DbValue, Value};
use std::borrow::Cow;
use std::fmt::Debug;
use std::hash::Hash;

/// A type that a primary key can have: that of a column, or a tuple of such where several columns are the key; and
/// [`NoKey`](super::NoKey), where there is none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a primary key",
    label = "cannot be a key",
    note = "a key is a column type that is `Eq`, `Hash` and `Debug`: integers, `String`, `bool`, `char`, `Uuid`, dates"
)]
pub trait Key: Sized + Clone + Eq + Hash + Debug + Send + Sync + 'static {
    /// The types of its columns.
    const TYPES: &'static [ColumnType];
    /// The key as a bind, or as one for each column.
    fn encode(&self) -> Value;
    /// The same, where the key is no longer needed.
    fn into_value(self) -> Value;
    /// Reads it from columns that stand side by side, from a position on.
    ///
    /// # Errors
    /// [`CellError`] if the cells hold something else.
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError>;
    /// What stands in the columns where there is no key.
    #[must_use]
    fn none() -> Value {
        Value::of_parts(Self::TYPES.iter().map(|ty| Value::Null(*ty)).collect())
    }
    /// Whether there is none in columns that stand side by side, from a position on.
    #[must_use]
    fn is_none(cells: &dyn Cells, at: usize) -> bool {
        (at..at + Self::TYPES.len()).any(|at| cells.is_null(at))
    }
}

impl<K: DbValue + Eq + Hash + Debug> Key for K {
    const TYPES: &'static [ColumnType] = &[K::TYPE];
    fn encode(&self) -> Value {
        DbValue::encode(self)
    }
    fn into_value(self) -> Value {
        DbValue::into_value(self)
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        DbValue::decode(cells, at)
    }
    fn none() -> Value {
        Value::Null(K::TYPE)
    }
    fn is_none(cells: &dyn Cells, at: usize) -> bool {
        cells.is_null(at)
    }
}

impl<K: DbValue + Eq + Hash + Debug> IsKey for K {}

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

macro_rules! several {
    ($($part:ident $given:ident $at:tt)*) => {
        impl<$($part: DbValue + Eq + Hash + Debug),*> Key for ($($part,)*) {
            const TYPES: &'static [ColumnType] = &[$($part::TYPE),*];
            fn encode(&self) -> Value {
                Value::Parts(vec![$(DbValue::encode(&self.$at)),*])
            }
            fn into_value(self) -> Value {
                Value::Parts(vec![$(DbValue::into_value(self.$at)),*])
            }
            fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
                Ok(($(<$part as DbValue>::decode(cells, at + $at)?,)*))
            }
        }
        impl<$($part: DbValue + Eq + Hash + Debug),*> IsKey for ($($part,)*) {}
        #[diagnostic::do_not_recommend]
        impl<$($part,)* $($given: IntoKeyOf<$part>),*> IntoKeyOf<($($part,)*)> for ($($given,)*) {
            fn key_value(self) -> ($($part,)*) {
                ($(self.$at.key_value(),)*)
            }
        }
        #[diagnostic::do_not_recommend]
        impl<$($part: Clone),*> IntoKeyOf<($($part,)*)> for &($($part,)*) {
            fn key_value(self) -> ($($part,)*) {
                self.clone()
            }
        }
    };
}
several!(A X 0 B Y 1);
several!(A X 0 B Y 1 C Z 2);
several!(A X 0 B Y 1 C Z 2 D W 3);
several!(A X 0 B Y 1 C Z 2 D W 3 E V 4);
several!(A X 0 B Y 1 C Z 2 D W 3 E V 4 F U 5);

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
pub trait IntoKey<T: Table, By, F: Reference<T> = PrimaryKey> {
    /// What refers to the row: its key, or another unique value of it.
    fn into_key(self) -> F::Value;
}
impl<T: Table, F: Reference<T>, V: IntoKeyOf<F::Value>> IntoKey<T, ByKey, F> for V {
    fn into_key(self) -> F::Value {
        self.key_value()
    }
}
impl<T: Table, F: Reference<T>> IntoKey<T, ByRow, F> for &T {
    fn into_key(self) -> F::Value {
        F::of(self)
    }
}

/// Marks "several of these"; always inferred.
#[derive(Debug)]
pub struct Several<By>(By);

/// One row of `T`, or several.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name rows of `{T}`",
    label = "expected `&{T}`, a key, or a list of these",
    note = "rows are lent: `&row`, `&rows`, `[&row, &other]`"
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
pub trait IntoNullableKey<T: Table, By, F: Reference<T> = PrimaryKey> {
    /// What refers to the row.
    fn into_nullable_key(self) -> Option<F::Value>;
}
impl<T: Table, F: Reference<T>, W, X: IntoKey<T, W, F>> IntoNullableKey<T, (W,), F> for X {
    fn into_nullable_key(self) -> Option<F::Value> {
        Some(self.into_key())
    }
}
impl<T: Table, F: Reference<T>, W, X: IntoKey<T, W, F>> IntoNullableKey<T, Perhaps<W>, F> for Option<X> {
    fn into_nullable_key(self) -> Option<F::Value> {
        self.map(IntoKey::into_key)
    }
}
impl<T: Table, F: Reference<T>> IntoNullableKey<T, Null, F> for Null {
    fn into_nullable_key(self) -> Option<F::Value> {
        None
    }
}
