//! What a field of a view can be, and how it is read: a value, another view, or a list of views.

use super::{Part, View, ViewParts};
use crate::model::{Fields, Key, NotNull, Nullability, Nullable, Shared, Table};
use crate::relation::{Polymorphic, Variants, read_target};
use crate::value::{CellError, Cells, DbValue, Value, decode_nullable};

/// How much of a row something is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// The cells that its fields are read from.
    pub(super) cells: usize,
    /// Its lists of rows, which are read by further statements and found by its key.
    pub(super) lists: usize,
    /// All lists in it, at any depth.
    pub(super) lists_below: usize,
}

impl Size {
    const CELL: Self = Self { cells: 1, lists: 0, lists_below: 0 };

    /// Of a view with fields of these sizes.
    #[must_use]
    pub const fn of(fields: &[Self]) -> Self {
        let mut all = Self { cells: 0, lists: 0, lists_below: 0 };
        let mut at = 0;
        while at < fields.len() {
            all.cells += fields[at].cells;
            all.lists += fields[at].lists;
            all.lists_below += fields[at].lists_below;
            at += 1;
        }
        all
    }

    /// Whether its key is read before its fields.
    pub(super) const fn has_lists(self) -> bool {
        self.lists > 0
    }

    /// In a row of another view.
    const fn within<M: Table>(self) -> Self {
        if self.has_lists() { self.perhaps::<M>() } else { self }
    }

    /// The same where it may be missing: then the key that tells is always read.
    const fn perhaps<M: Table>(self) -> Self {
        Self { cells: self.cells + key_cells::<M>(), lists: 0, ..self }
    }

    const fn target<E: Polymorphic>() -> Self {
        let mut all = Self { cells: 0, lists: 0, lists_below: 0 };
        let (mut at, columns) = (0, <E::Variants as Variants<E>>::COLUMNS);
        while at < columns.len() {
            all.cells += columns[at];
            at += 1;
        }
        all
    }

    const fn list(self) -> Self {
        Self { cells: 0, lists: 1, lists_below: 1 + self.lists_below }
    }
}

/// How many columns a key is.
const fn key_cells<M: Table>() -> usize {
    <M::Key as Key>::TYPES.len()
}

/// A type that a field of a view can have. `W` is always inferred.
#[diagnostic::on_unimplemented(
    message = "a view cannot have a field of type `{Self}`",
    label = "neither a column type nor a view",
    note = "a field is a column type, an enum of foreign keys, or `Option` of one; a view, `Option` of one, or `Vec` of one",
    note = "a struct becomes a view by `#[derive(View)]` and `#[view(Model)]`"
)]
pub trait Held<W>: Sized {
    /// How much of a row it is.
    const SIZE: Size;
    /// [`Holder`] of it. It is said here so that rustc knows nothing more of a type that no view can have, and tells of it
    /// once.
    #[doc(hidden)]
    type Holder;
    #[doc(hidden)]
    const HOLDER: Self::Holder;
    /// Reads it.
    #[doc(hidden)]
    fn read(cells: &mut Reading<'_>) -> Result<Self, CellError>;
}

/// A field of a type that a view can have.
#[must_use]
pub const fn held<T: Held<W>, W>() -> T::Holder {
    T::HOLDER
}

/// What [`held`] gives. It knows no trait, so that a type that no view can have is told of once.
pub struct Holder<T> {
    size: Size,
    read: fn(&mut Reading<'_>) -> Result<T, CellError>,
}

impl<T> Holder<T> {
    /// How much of a row it is.
    #[must_use]
    pub const fn size(&self) -> Size {
        self.size
    }
    /// Reads it.
    ///
    /// # Errors
    /// [`CellError`] if a cell does not fit.
    pub fn read(&self, cells: &mut Reading<'_>) -> Result<T, CellError> {
        (self.read)(cells)
    }
    /// Says what a field of the type is filled from.
    pub fn filled<V: View, W, X: Part<V::Model, T, W>>(
        &self,
        parts: &mut ViewParts<V>,
        field: fn(&mut V) -> &mut T,
        part: X,
    ) {
        part.add_to(parts, field);
    }
}

impl<T> Holder<T> {
    const fn of<W>() -> Self
    where
        T: Held<W>,
    {
        Self { size: T::SIZE, read: T::read }
    }
}

impl<T> std::fmt::Debug for Holder<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Holder")
    }
}

/// The cells of a row of a view's own statement, as they are read.
pub struct Reading<'a> {
    cells: &'a dyn Cells,
    at: usize,
    keys: Vec<Value>,
    shared: &'a mut Shared,
}

impl<'a> Reading<'a> {
    pub(super) fn new(cells: &'a dyn Cells, at: usize, shared: &'a mut Shared) -> Self {
        Self { cells, at, keys: Vec::new(), shared }
    }

    /// Where it ends, and the keys that were read.
    pub(super) fn end(self) -> (usize, Vec<Value>) {
        (self.at, self.keys)
    }

    /// Moves on by so many cells, and gives where they began.
    fn next(&mut self, cells: usize) -> usize {
        let at = self.at;
        self.at += cells;
        at
    }

    /// Reads an enum of foreign keys.
    fn target<E: Polymorphic, N: Nullability>(&mut self) -> Result<N::Wrap<E>, CellError> {
        read_target::<E, E::Variants, N>(self.cells, &mut self.at, self.shared)
    }

    /// Reads a view, and before it its key, where that is needed.
    pub(super) fn view<V: View>(&mut self) -> Result<V, CellError> {
        if V::SIZE_WITH_ALL_VIEWS_WITHIN.has_lists() {
            let at = self.next(key_cells::<V::Model>());
            self.keys.push(<V::Model as Table>::Key::decode(self.cells, at)?.into_value());
        }
        V::read(self)
    }
}

impl std::fmt::Debug for Reading<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reading")
    }
}

/// Marks a value; always inferred.
#[derive(Debug)]
pub struct Cell;
/// Marks a value that can be NULL; always inferred.
#[derive(Debug)]
pub struct CellOrNull;
/// Marks an embedded struct; always inferred.
#[derive(Debug)]
pub struct Embedded;
/// Marks an enum of foreign keys; always inferred.
#[derive(Debug)]
pub struct Target;
/// Marks an enum of foreign keys that may be missing; always inferred.
#[derive(Debug)]
pub struct TargetOrNone;
/// Marks a view; always inferred.
#[derive(Debug)]
pub struct One;
/// Marks a view that may be missing; always inferred.
#[derive(Debug)]
pub struct Perhaps;
/// Marks a list of views; always inferred.
#[derive(Debug)]
pub struct Many;

impl<T: DbValue> Held<Cell> for T {
    const SIZE: Size = Size::CELL;
    type Holder = Holder<Self>;
    const HOLDER: Holder<Self> = Holder::of::<Cell>();
    fn read(cells: &mut Reading<'_>) -> Result<Self, CellError> {
        let at = cells.next(1);
        T::decode(cells.cells, at)
    }
}
impl<T: DbValue> Held<CellOrNull> for Option<T> {
    const SIZE: Size = Size::CELL;
    type Holder = Holder<Self>;
    const HOLDER: Holder<Self> = Holder::of::<CellOrNull>();
    fn read(cells: &mut Reading<'_>) -> Result<Self, CellError> {
        let at = cells.next(1);
        decode_nullable(cells.cells, at)
    }
}
impl<T: Fields> Held<Embedded> for T {
    const SIZE: Size = Size { cells: T::COLUMNS.len(), lists: 0, lists_below: 0 };
    type Holder = Holder<Self>;
    const HOLDER: Holder<Self> = Holder::of::<Embedded>();
    fn read(cells: &mut Reading<'_>) -> Result<Self, CellError> {
        let at = cells.next(T::COLUMNS.len());
        T::decode(cells.cells, at)
    }
}
impl<E: Polymorphic> Held<Target> for E {
    const SIZE: Size = Size::target::<E>();
    type Holder = Holder<Self>;
    const HOLDER: Holder<Self> = Holder::of::<Target>();
    fn read(cells: &mut Reading<'_>) -> Result<Self, CellError> {
        cells.target::<E, NotNull>()
    }
}
impl<E: Polymorphic> Held<TargetOrNone> for Option<E> {
    const SIZE: Size = Size::target::<E>();
    type Holder = Holder<Self>;
    const HOLDER: Holder<Self> = Holder::of::<TargetOrNone>();
    fn read(cells: &mut Reading<'_>) -> Result<Self, CellError> {
        cells.target::<E, Nullable>()
    }
}
impl<V: View> Held<One> for V {
    const SIZE: Size = V::SIZE_WITH_ALL_VIEWS_WITHIN.within::<V::Model>();
    type Holder = Holder<Self>;
    const HOLDER: Holder<Self> = Holder::of::<One>();
    fn read(cells: &mut Reading<'_>) -> Result<Self, CellError> {
        cells.view()
    }
}
impl<V: View> Held<Perhaps> for Option<V> {
    const SIZE: Size = V::SIZE_WITH_ALL_VIEWS_WITHIN.perhaps::<V::Model>();
    type Holder = Holder<Self>;
    const HOLDER: Holder<Self> = Holder::of::<Perhaps>();
    fn read(cells: &mut Reading<'_>) -> Result<Self, CellError> {
        // Its key tells: the first cell of those that it has in any case.
        if cells.cells.is_null(cells.at) {
            cells.next(<Self as Held<Perhaps>>::SIZE.cells);
            return Ok(None);
        }
        if !V::SIZE_WITH_ALL_VIEWS_WITHIN.has_lists() {
            cells.next(key_cells::<V::Model>());
        }
        cells.view().map(Some)
    }
}
impl<V: View> Held<Many> for Vec<V> {
    const SIZE: Size = V::SIZE_WITH_ALL_VIEWS_WITHIN.list();
    type Holder = Holder<Self>;
    const HOLDER: Holder<Self> = Holder::of::<Many>();
    fn read(_: &mut Reading<'_>) -> Result<Self, CellError> {
        // It is filled by another statement.
        Ok(Self::new())
    }
}
