//! The codec between Rust types and what a database sends and takes.
//!
//! Two directions, two types: a [`Value`] goes to the database as a bind, [`Cells`] are one row as the driver holds it.
//! Reading never passes through a `Value`: a row is decoded cell by cell, by position, straight into the struct.
//! What this is not: it knows no SQL, no driver and no model. Everything stands above it.
//!
//! **Invariant:** one Rust type means the same on every database. What a type cannot hold on all of them is
//! [`Value::Refused`], and a statement that carries one is never sent. Start reading at [`DbValue`].

mod cells;
mod codec;
#[cfg(feature = "chrono")]
mod codec_chrono;
#[cfg(feature = "uuid")]
mod codec_uuid;
mod row;

pub use cells::{CellError, Cells, Problem};
pub use codec::{DbValue, decode_nullable, encode_nullable};
pub use row::ValueRow;

use std::borrow::Cow;

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
}

/// A value on its way to the database. It knows its type, so that a bind's database type is part of the statement's shape.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// SQL NULL of a type.
    Null(ColumnType),
    /// A truth value.
    Bool(bool),
    /// Any of the integer types.
    Int(ColumnType, i64),
    /// `f32` or `f64`.
    Float(ColumnType, f64),
    /// `String` or `char`.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A UUID, as its sixteen bytes.
    Uuid([u8; 16]),
    /// Date and time types, as ISO 8601 text. The type tells which.
    Moment(ColumnType, String),
    /// Values of one type as one bind, where the database has arrays: what a column is looked for among. None of them is NULL.
    List(ColumnType, Vec<Value>),
    /// A value that not every database could give back as it was. Carries the reason; never the value.
    Refused(ColumnType, &'static str),
}

impl Value {
    /// The column type that this value belongs to; of a list, that of its values.
    #[must_use]
    pub const fn column_type(&self) -> ColumnType {
        match self {
            Self::Null(ty) | Self::Int(ty, _) | Self::Float(ty, _) | Self::Moment(ty, _) => *ty,
            Self::List(ty, _) | Self::Refused(ty, _) => *ty,
            Self::Bool(_) => ColumnType::Bool,
            Self::Text(_) => ColumnType::Text,
            Self::Bytes(_) => ColumnType::Bytes,
            Self::Uuid(_) => ColumnType::Uuid,
        }
    }

    /// Whether this is NULL.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null(_))
    }

    /// What tells values of one type apart, where equality does. A refused value is nothing's equal: it has to reach the
    /// statement, and be refused.
    #[must_use]
    pub fn identity(&self) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Int(_, it) => Some(Cow::Owned(it.to_ne_bytes().to_vec())),
            Self::Bool(it) => Some(Cow::Owned(vec![u8::from(*it)])),
            Self::Text(it) | Self::Moment(_, it) => Some(Cow::Borrowed(it.as_bytes())),
            Self::Bytes(it) => Some(Cow::Borrowed(it)),
            Self::Uuid(it) => Some(Cow::Borrowed(it)),
            Self::Null(_) | Self::Float(..) | Self::List(..) | Self::Refused(..) => None,
        }
    }
}
