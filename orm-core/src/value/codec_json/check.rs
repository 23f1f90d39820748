//! What JSON cannot hold on every database, found before it is written.
//!
//! serde_json writes NaN as `null` and says nothing; PostgreSQL has no place for NUL in text; MariaDB takes 31 levels.
//! So a value is walked once by a serializer that writes nothing. Start reading at [`members`].

use serde::ser::{self, Serialize};
use std::fmt;

pub(super) const NO_NUMBER: &str = "holds a float that is not a number or is infinite, which JSON cannot hold";
pub(super) const NUL: &str = "holds text with the NUL character, which not every database can hold";
pub(super) const TOO_DEEP: &str = "is JSON that is nested deeper than 31 levels, which not every database can hold";
pub(super) const KEY_TWICE: &str = "is a JSON object that has a key twice, of which one would be lost";
pub(super) const NO_JSON: &str = "cannot be written as JSON";

/// The lowest limit of the three databases, which is MariaDB's.
pub(super) const DEEPEST: usize = 31;

/// How many members the objects of the value have in all, or why it cannot be written.
pub(super) fn members<T: Serialize + ?Sized>(it: &T) -> Result<usize, &'static str> {
    it.serialize(Walk { depth: 0 }).map_err(|Refused(why)| why)
}

/// Why a value is refused.
#[derive(Debug)]
pub(super) struct Refused(&'static str);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
impl std::error::Error for Refused {}
/// An error of the value's own; what it says can hold the value.
impl ser::Error for Refused {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(NO_JSON)
    }
}

/// At some depth of the value.
#[derive(Clone, Copy)]
struct Walk {
    depth: usize,
}

impl Walk {
    fn text(self, it: &str) -> Result<usize, Refused> {
        if it.contains('\0') { Err(Refused(NUL)) } else { Ok(0) }
    }
    fn number(self, it: f64) -> Result<usize, Refused> {
        if it.is_finite() { Ok(0) } else { Err(Refused(NO_NUMBER)) }
    }
    /// One level deeper.
    fn inner(self, members: usize) -> Result<Inner, Refused> {
        let depth = self.depth + 1;
        if depth > DEEPEST { Err(Refused(TOO_DEEP)) } else { Ok(Inner { at: Self { depth }, members }) }
    }
}

/// An array or object, and how many members were seen in it.
struct Inner {
    at: Walk,
    members: usize,
}

impl Inner {
    fn element<T: Serialize + ?Sized>(&mut self, it: &T) -> Result<(), Refused> {
        self.members += it.serialize(self.at)?;
        Ok(())
    }
    fn member<T: Serialize + ?Sized>(&mut self, it: &T) -> Result<(), Refused> {
        self.members += 1;
        self.element(it)
    }
}

macro_rules! plain {
    ($($name:ident $ty:ty),*) => { $(
        fn $name(self, _: $ty) -> Result<usize, Refused> {
            Ok(0)
        }
    )* };
}

impl ser::Serializer for Walk {
    type Ok = usize;
    type Error = Refused;
    type SerializeSeq = Inner;
    type SerializeTuple = Inner;
    type SerializeTupleStruct = Inner;
    type SerializeTupleVariant = Inner;
    type SerializeMap = Inner;
    type SerializeStruct = Inner;
    type SerializeStructVariant = Inner;

    plain!(serialize_bool bool, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_u8 u8,
        serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_i128 i128, serialize_u128 u128);

    fn serialize_f32(self, it: f32) -> Result<usize, Refused> {
        self.number(f64::from(it))
    }
    fn serialize_f64(self, it: f64) -> Result<usize, Refused> {
        self.number(it)
    }
    fn serialize_char(self, it: char) -> Result<usize, Refused> {
        self.text(it.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, it: &str) -> Result<usize, Refused> {
        self.text(it)
    }
    /// An array of numbers, one level deeper.
    fn serialize_bytes(self, _: &[u8]) -> Result<usize, Refused> {
        self.inner(0).map(|it| it.members)
    }
    fn serialize_none(self) -> Result<usize, Refused> {
        Ok(0)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, it: &T) -> Result<usize, Refused> {
        it.serialize(self)
    }
    fn serialize_unit(self) -> Result<usize, Refused> {
        Ok(0)
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<usize, Refused> {
        Ok(0)
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<usize, Refused> {
        self.text(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, it: &T) -> Result<usize, Refused> {
        it.serialize(self)
    }
    /// An object of one member.
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        it: &T,
    ) -> Result<usize, Refused> {
        self.text(variant)?;
        let mut inner = self.inner(0)?;
        inner.member(it)?;
        Ok(inner.members)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Inner, Refused> {
        self.inner(0)
    }
    fn serialize_tuple(self, _: usize) -> Result<Inner, Refused> {
        self.inner(0)
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Inner, Refused> {
        self.inner(0)
    }
    /// An array in an object of one member.
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Inner, Refused> {
        self.text(variant)?;
        self.inner(0)?.at.inner(1)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Inner, Refused> {
        self.inner(0)
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Inner, Refused> {
        self.inner(0)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Inner, Refused> {
        self.text(variant)?;
        self.inner(0)?.at.inner(1)
    }
}

macro_rules! arrays {
    ($($kind:ident $add:ident),*) => { $(
        impl ser::$kind for Inner {
            type Ok = usize;
            type Error = Refused;
            fn $add<T: Serialize + ?Sized>(&mut self, it: &T) -> Result<(), Refused> {
                self.element(it)
            }
            fn end(self) -> Result<usize, Refused> {
                Ok(self.members)
            }
        }
    )* };
}
arrays!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field);

macro_rules! objects {
    ($($kind:ident),*) => { $(
        impl ser::$kind for Inner {
            type Ok = usize;
            type Error = Refused;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, it: &T) -> Result<(), Refused> {
                self.at.text(key)?;
                self.member(it)
            }
            fn end(self) -> Result<usize, Refused> {
                Ok(self.members)
            }
        }
    )* };
}
objects!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Inner {
    type Ok = usize;
    type Error = Refused;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refused> {
        key.serialize(self.at).map(drop)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, it: &T) -> Result<(), Refused> {
        self.member(it)
    }
    fn end(self) -> Result<usize, Refused> {
        Ok(self.members)
    }
}
