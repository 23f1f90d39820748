//! The codec between Rust types and what a database sends and takes.
//!
//! Two directions, two types: a [`Value`] goes to the database as a bind, [`Cells`] are one row as the driver holds it.
//! Reading never passes through a `Value`: a row is decoded cell by cell, by position, straight into the struct.
//! What this is not: it knows no SQL, no driver and no model. Everything stands above it.
//!
//! **Invariant:** one Rust type means the same on every database. What a type cannot hold on all of them is
//! [`Value::Refused`], and a statement that carries one is never sent. Start reading at [`DbValue`].

mod cells;
mod civil;
mod codec;
mod codec_array;
#[cfg(feature = "chrono")]
mod codec_chrono;
#[cfg(feature = "decimal")]
mod codec_decimal;
mod codec_ip;
#[cfg(feature = "jiff")]
mod codec_jiff;
#[cfg(feature = "json")]
mod codec_json;
#[cfg(feature = "time")]
mod codec_time;
#[cfg(feature = "uuid")]
mod codec_uuid;
mod column_type;
mod fixed;
mod lookups;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod moments;
mod row;
mod scaled;
mod written;

pub use cells::{CellError, Cells, Problem};
pub use civil::Civil;
pub use codec::{DbValue, decode_nullable, encode_nullable};
pub use codec_array::Element;
#[cfg(feature = "json")]
pub use codec_json::Json;
pub use column_type::ColumnType;
pub(crate) use fixed::Rounding;
pub use fixed::{Fixed, Scale};
pub use lookups::{Equated, HasEquality, HasOrder, Lookups, Opaque, Sorted};
pub use row::ValueRow;
pub use scaled::{Scaled, scaled};
pub(crate) use written::WrittenRows;

use std::borrow::Cow;
use std::net::IpAddr;

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
    /// A decimal number. On its way to a column it has the column's places.
    Decimal(Fixed),
    /// JSON, as canonical text.
    Json(String),
    /// An address of the internet protocol.
    Ip(IpAddr),
    /// An array, with the type of its elements.
    Array(&'static ColumnType, Vec<Value>),
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
            Self::Decimal(_) => ColumnType::Decimal(Scale::UNSAID),
            Self::Json(_) => ColumnType::Json,
            Self::Ip(_) => ColumnType::Ip,
            Self::Array(element, _) => ColumnType::Array(element),
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
            Self::Decimal(it) => Some(Cow::Owned(it.shortest().to_string().into_bytes())),
            Self::Ip(it) => Some(Cow::Owned(it.to_string().into_bytes())),
            Self::Null(_) | Self::Float(..) | Self::Json(_) | Self::Array(..) | Self::List(..) | Self::Refused(..) => {
                None
            }
        }
    }
}
