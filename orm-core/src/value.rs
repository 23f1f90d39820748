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
    /// A key of several columns: a value for each, in the order of the key. It is no bind; its parts are.
    Parts(Vec<Value>),
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
            // The parts have types, each its own.
            Self::Parts(_) => ColumnType::Json,
        }
    }

    /// Whether this is NULL; of a key of several columns, whether a part of it is: such a key names no row.
    #[must_use]
    pub fn is_null(&self) -> bool {
        match self {
            Self::Null(_) => true,
            Self::Parts(parts) => parts.iter().any(Self::is_null),
            _ => false,
        }
    }

    /// The values of the columns that it belongs to: one, or the parts of a key.
    #[must_use]
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::Parts(parts) => parts,
            one => std::slice::from_ref(one),
        }
    }

    /// The same, where it is no longer needed.
    #[must_use]
    pub fn into_parts(self) -> Vec<Self> {
        match self {
            Self::Parts(parts) => parts,
            one => vec![one],
        }
    }

    /// One value of as many columns as there are parts.
    #[must_use]
    pub fn of_parts(mut parts: Vec<Self>) -> Self {
        if parts.len() == 1 { parts.swap_remove(0) } else { Self::Parts(parts) }
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
            Self::Parts(parts) => {
                let mut all = Vec::new();
                for part in parts {
                    let part = part.identity()?;
                    // With its length, so that two keys never look alike where their parts end at other places.
                    all.extend_from_slice(&part.len().to_ne_bytes());
                    all.extend_from_slice(&part);
                }
                Some(Cow::Owned(all))
            }
            Self::Null(_) | Self::Float(..) | Self::Json(_) | Self::Array(..) | Self::List(..) | Self::Refused(..) => {
                None
            }
        }
    }
}
