//! Cells of a column of decimals, whose places the column declares.
//!
//! A database without decimals holds an integer, and the Rust type does not know how many of its digits stand after the
//! point. So the derive hands a decimal its cell through [`Scaled`]. Start reading there.

use super::{CellError, Cells, Civil, ColumnType, Fixed, Scale, Value};
use std::net::IpAddr;

/// The cells of a row, read with these places.
#[derive(Clone, Copy)]
pub struct Scaled<'c> {
    cells: &'c dyn Cells,
    places: Places<'c>,
}

/// How many digits of a cell stand after the point.
#[derive(Clone, Copy, Debug)]
enum Places<'c> {
    /// As many in each.
    All(u8),
    /// As many as stand here, from a position on; `None` where nothing is known.
    Each(usize, &'c [Option<u8>]),
}

impl<'c> Scaled<'c> {
    /// The cells, where the column has so many places.
    #[must_use]
    pub const fn new(cells: &'c dyn Cells, places: u8) -> Self {
        Self { cells, places: Places::All(places) }
    }

    /// The cells from a position on, of columns that have these places.
    pub(crate) const fn each(cells: &'c dyn Cells, from: usize, places: &'c [Option<u8>]) -> Self {
        Self { cells, places: Places::Each(from, places) }
    }
}

impl std::fmt::Debug for Scaled<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Scaled({:?})", self.places)
    }
}

impl Cells for Scaled<'_> {
    fn is_null(&self, at: usize) -> bool {
        self.cells.is_null(at)
    }
    fn int(&self, at: usize) -> Result<i64, CellError> {
        self.cells.int(at)
    }
    fn float(&self, at: usize) -> Result<f64, CellError> {
        self.cells.float(at)
    }
    fn text(&self, at: usize) -> Result<&str, CellError> {
        self.cells.text(at)
    }
    fn bytes(&self, at: usize) -> Result<&[u8], CellError> {
        self.cells.bytes(at)
    }
    fn owned_text(&self, at: usize) -> Result<String, CellError> {
        self.cells.owned_text(at)
    }
    fn owned_bytes(&self, at: usize) -> Result<Vec<u8>, CellError> {
        self.cells.owned_bytes(at)
    }
    fn moment(&self, at: usize, ty: ColumnType) -> Result<Civil, CellError> {
        self.cells.moment(at, ty)
    }
    fn decimal(&self, at: usize) -> Result<Fixed, CellError> {
        let places = match self.places {
            Places::All(places) => Some(places),
            Places::Each(from, places) => at.checked_sub(from).and_then(|at| places.get(at).copied().flatten()),
        };
        match places {
            Some(places) => self.cells.scaled(at, places),
            None => self.cells.decimal(at),
        }
    }
    fn scaled(&self, at: usize, places: u8) -> Result<Fixed, CellError> {
        self.cells.scaled(at, places)
    }
    fn address(&self, at: usize) -> Result<IpAddr, CellError> {
        self.cells.address(at)
    }
    fn list(&self, at: usize, element: &'static ColumnType) -> Result<Vec<Value>, CellError> {
        self.cells.list(at, element)
    }
}

/// The type of a column that says its digits, or does not. What does not fit together does not compile.
#[must_use]
pub const fn scaled(ty: ColumnType, scale: Option<Scale>) -> ColumnType {
    match (ty, scale) {
        (ColumnType::Decimal(_), Some(scale)) => ColumnType::Decimal(scale),
        (ColumnType::Decimal(_), None) => {
            assert!(
                !ty.is_decimal(),
                "a column of decimals says how many digits it has: `#[field(max_digits = 12, decimal_places = 2)]`"
            );
            ty
        }
        (other, scale) => {
            assert!(scale.is_none(), "only a column of decimals has `max_digits` and `decimal_places`: leave them out");
            other
        }
    }
}
