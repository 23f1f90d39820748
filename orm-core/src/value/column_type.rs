//! What a column holds. What this is not: the database's own name for it, which is the dialect's business.

use super::Scale;

/// What one column holds, in Rust's terms. The database's own name for it is the dialect's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ColumnType {
    /// `bool`
    Bool,
    /// `i8`
    I8,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u8`
    U8,
    /// `u16`
    U16,
    /// `u32`
    U32,
    /// `u64`; no value above `i64::MAX` is taken, since two of the three databases have no place for it.
    U64,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `char`: exactly one Unicode scalar value.
    Char,
    /// `String`
    Text,
    /// `Vec<u8>`
    Bytes,
    /// A UUID.
    Uuid,
    /// A calendar date, without a zone.
    Date,
    /// A time of day, to the microsecond.
    Time,
    /// A date and time without a zone, to the microsecond.
    DateTime,
    /// An instant, to the microsecond; kept in UTC.
    Timestamp,
    /// A decimal number; how many digits it has is said by the column.
    Decimal(Scale),
    /// JSON.
    Json,
    /// An address of the internet protocol.
    Ip,
    /// An array of this type, where the database has arrays.
    Array(&'static ColumnType),
}

impl ColumnType {
    /// The lowest and highest value of an integer type that is narrower than the databases' own.
    #[must_use]
    pub const fn range(self) -> Option<(i64, i64)> {
        Some(match self {
            Self::I8 => (-128, 127),
            Self::I16 => (-32_768, 32_767),
            Self::I32 => (-2_147_483_648, 2_147_483_647),
            Self::U8 => (0, 255),
            Self::U16 => (0, 65_535),
            Self::U32 => (0, 4_294_967_295),
            Self::U64 => (0, i64::MAX),
            _ => return None,
        })
    }

    /// Whether values of this type are text to the database, so that a length can be declared.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Char)
    }

    /// Whether this is one of the integer types.
    #[must_use]
    pub const fn is_integer(self) -> bool {
        matches!(self, Self::I64) || self.range().is_some()
    }

    /// Whether this is a decimal number.
    #[must_use]
    pub const fn is_decimal(self) -> bool {
        matches!(self, Self::Decimal(_))
    }

    /// How many digits stand after the point, of decimals whose column is known.
    #[must_use]
    pub const fn places(self) -> Option<u8> {
        match self {
            Self::Decimal(scale) => Some(scale.places),
            _ => None,
        }
    }

    /// The type of the elements of an array.
    #[must_use]
    pub const fn element(self) -> Option<&'static Self> {
        match self {
            Self::Array(element) => Some(element),
            _ => None,
        }
    }
}
