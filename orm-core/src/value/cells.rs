//! One row as the driver holds it, and what can be wrong with a cell.

use super::civil::UNREADABLE;
use super::{Civil, ColumnType, Fixed, Value};
use std::fmt;
use std::net::IpAddr;

/// The cells of one row, read by position. Each driver implements it on its own row; nothing is copied before it is asked for.
///
/// The first methods give the cell in one of the five storage forms that all databases share. They may skip the check of the
/// stored type where the database promises it (a STRICT table of SQLite, a typed column of PostgreSQL). Those after them
/// are of types that some databases have, and are made of the five where the database has not.
pub trait Cells {
    /// Whether the cell is NULL.
    fn is_null(&self, at: usize) -> bool;
    /// An integer.
    ///
    /// # Errors
    /// [`CellError`] if the cell is NULL or no integer.
    fn int(&self, at: usize) -> Result<i64, CellError>;
    /// A floating-point number.
    ///
    /// # Errors
    /// [`CellError`] if the cell is NULL or no number.
    fn float(&self, at: usize) -> Result<f64, CellError>;
    /// Text, checked to be UTF-8.
    ///
    /// # Errors
    /// [`CellError`] if the cell is NULL, no text, or not UTF-8.
    fn text(&self, at: usize) -> Result<&str, CellError>;
    /// Bytes.
    ///
    /// # Errors
    /// [`CellError`] if the cell is NULL or no bytes.
    fn bytes(&self, at: usize) -> Result<&[u8], CellError>;
    /// Text that is the caller's own. A row that has no other use for it gives it away, so a cell is read so once.
    ///
    /// # Errors
    /// Those of [`text`](Self::text).
    fn owned_text(&self, at: usize) -> Result<String, CellError> {
        self.text(at).map(str::to_owned)
    }
    /// Bytes that are the caller's own, as [`owned_text`](Self::owned_text) is.
    ///
    /// # Errors
    /// Those of [`bytes`](Self::bytes).
    fn owned_bytes(&self, at: usize) -> Result<Vec<u8>, CellError> {
        self.bytes(at).map(<[u8]>::to_vec)
    }
    /// A date, a time of day, or both.
    ///
    /// # Errors
    /// [`CellError`] if the cell is NULL or none of these.
    fn moment(&self, at: usize, ty: ColumnType) -> Result<Civil, CellError> {
        Civil::parse(self.text(at)?, ty).ok_or(CellError::new(at, Problem::Unreadable(UNREADABLE)))
    }
    /// A decimal number, where the database or [`Scaled`](super::Scaled) knows its places.
    ///
    /// # Errors
    /// [`CellError`] if the cell is NULL, no decimal number, or nobody knows its places.
    fn decimal(&self, at: usize) -> Result<Fixed, CellError> {
        Err(CellError::new(at, Problem::Unreadable("the places of this decimal number are not known here")))
    }
    /// A decimal number of a column of so many places.
    ///
    /// # Errors
    /// [`CellError`] if the cell is NULL or no decimal number.
    fn scaled(&self, at: usize, places: u8) -> Result<Fixed, CellError> {
        self.int(at).map(|units| Fixed::new(i128::from(units), places))
    }
    /// An address of the internet protocol.
    ///
    /// # Errors
    /// [`CellError`] if the cell is NULL or no address.
    fn address(&self, at: usize) -> Result<IpAddr, CellError> {
        self.text(at)?.parse().map_err(|_| CellError::new(at, Problem::Unreadable("the stored text is no IP address")))
    }
    /// The elements of an array, none of which is NULL.
    ///
    /// # Errors
    /// [`CellError`] if the cell is NULL or no array of such elements.
    fn list(&self, at: usize, _: &'static ColumnType) -> Result<Vec<Value>, CellError> {
        Err(CellError::wrong_type(at, "an array", "what this database has instead of one"))
    }
}

/// A cell that does not hold what its column promises. It says where and why, never the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellError {
    /// The position in the row.
    pub at: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// What can be wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// NULL where the Rust type has no place for it.
    Null,
    /// The cell holds another kind of value.
    Type {
        /// What the Rust type needs.
        expected: &'static str,
        /// What the database gave.
        found: &'static str,
    },
    /// A number outside the Rust type's range.
    Range,
    /// Text that is not UTF-8.
    Utf8,
    /// A value that the Rust type refuses.
    Unreadable(&'static str),
}

impl CellError {
    /// An error at a position.
    #[must_use]
    pub const fn new(at: usize, problem: Problem) -> Self {
        Self { at, problem }
    }

    /// The cell holds another kind of value than the Rust type needs.
    #[must_use]
    pub const fn wrong_type(at: usize, expected: &'static str, found: &'static str) -> Self {
        Self::new(at, Problem::Type { expected, found })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("the database holds NULL, and the Rust type is not an `Option`"),
            Self::Type { expected, found } => write!(f, "expected {expected}, the database holds {found}"),
            Self::Range => f.write_str("the stored number is outside the range of the Rust type"),
            Self::Utf8 => f.write_str("the stored text is not valid UTF-8"),
            Self::Unreadable(why) => f.write_str(why),
        }
    }
}

impl fmt::Display for CellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cell {}: {}", self.at, self.problem)
    }
}

impl std::error::Error for CellError {}
