//! How the date and time types of the three crates become columns: each says which parts a value has, and how it is made
//! from them.

use super::civil::UNREADABLE;
use super::{CellError, Cells, Civil, ColumnType, Problem};

/// `NaiveDate = Date, |it| its_parts, from_parts;`
macro_rules! moments {
    ($($ty:ty = $column:ident, |$it:ident| $parts:expr, $back:expr;)*) => { $(
        impl $crate::value::Element for $ty {}
        impl $crate::value::DbValue for $ty {
            type Lookups = $crate::value::Sorted;
            const TYPE: $crate::value::ColumnType = $crate::value::ColumnType::$column;
            fn encode(&self) -> $crate::value::Value {
                let $it = self;
                $crate::value::Civil::value($parts, Self::TYPE)
            }
            fn decode(cells: &dyn $crate::value::Cells, at: usize) -> Result<Self, $crate::value::CellError> {
                $crate::value::moments::read(cells, at, Self::TYPE, $back)
            }
        }
    )* };
}
pub(super) use moments;

/// What a type makes of the parts in a cell, if it can.
pub(super) fn read<T>(
    cells: &dyn Cells,
    at: usize,
    ty: ColumnType,
    back: impl FnOnce(Civil) -> Option<T>,
) -> Result<T, CellError> {
    back(cells.moment(at, ty)?).ok_or(CellError::new(at, Problem::Unreadable(UNREADABLE)))
}
