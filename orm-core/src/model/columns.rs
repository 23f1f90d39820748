//! Columns as types, and what it means that one can be NULL.

use super::{Key, Table};
use crate::schema::ColumnDef;
use crate::value::{CellError, Cells, DbValue, decode_nullable};

/// A column of a model as a type. Lookups exist on the base type; nullability only decides what a row holds.
pub trait Column: 'static {
    /// The model.
    type Model: Table;
    /// The type without `Option`.
    type Base: DbValue;
    /// Whether it can be NULL.
    type Null: Nullability;
    /// Its position.
    const AT: usize;
    /// Its definition.
    const DEF: &'static ColumnDef = &<Self::Model as Table>::COLUMNS[Self::AT];
}

/// Can be NULL: a row holds `Option<T>`.
#[derive(Debug)]
pub struct Nullable;
/// Cannot be NULL: a row holds `T`.
#[derive(Debug)]
pub struct NotNull;

/// Whether something can be NULL, as a type.
pub trait Nullability: 'static {
    /// Nullable if one of the two is.
    type Or<N: Nullability>: Nullability;
    /// `Option<T>` or `T`.
    type Wrap<T: Send + Sync + 'static>: Send + Sync + 'static;
    /// What was found, if that can be.
    fn wrap<T: Send + Sync + 'static>(found: Option<T>) -> Option<Self::Wrap<T>>;
    /// Reads a cell.
    ///
    /// # Errors
    /// [`CellError`] if the cell holds something else.
    fn read<T: DbValue>(cells: &dyn Cells, at: usize) -> Result<Self::Wrap<T>, CellError>;
    /// Reads a key from columns that stand side by side.
    ///
    /// # Errors
    /// [`CellError`] if the cells hold something else.
    fn read_key<K: Key>(cells: &dyn Cells, at: usize) -> Result<Self::Wrap<K>, CellError>;
}
impl Nullability for Nullable {
    type Or<N: Nullability> = Self;
    type Wrap<T: Send + Sync + 'static> = Option<T>;
    fn wrap<T: Send + Sync + 'static>(found: Option<T>) -> Option<Option<T>> {
        Some(found)
    }
    fn read<T: DbValue>(cells: &dyn Cells, at: usize) -> Result<Option<T>, CellError> {
        decode_nullable(cells, at)
    }
    fn read_key<K: Key>(cells: &dyn Cells, at: usize) -> Result<Option<K>, CellError> {
        if K::is_none(cells, at) { Ok(None) } else { K::decode(cells, at).map(Some) }
    }
}
impl Nullability for NotNull {
    type Or<N: Nullability> = N;
    type Wrap<T: Send + Sync + 'static> = T;
    fn wrap<T: Send + Sync + 'static>(found: Option<T>) -> Option<T> {
        found
    }
    fn read<T: DbValue>(cells: &dyn Cells, at: usize) -> Result<T, CellError> {
        T::decode(cells, at)
    }
    fn read_key<K: Key>(cells: &dyn Cells, at: usize) -> Result<K, CellError> {
        K::decode(cells, at)
    }
}

/// Nullable if one of the two is.
pub type Or<A, B> = <A as Nullability>::Or<B>;

/// Asked of a relation where rows are to be taken out of it.
#[diagnostic::on_unimplemented(
    message = "rows cannot be taken out of this relation, since its foreign key cannot be NULL",
    label = "the foreign key is not an `Option`",
    note = "give the row to another owner, delete it, or declare the field as `Option<ForeignKey<..>>` (`Option<Enum>`, if it is polymorphic)"
)]
pub trait MayBeNull {}
impl MayBeNull for Nullable {}
