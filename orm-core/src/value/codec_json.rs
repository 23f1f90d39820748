//! [`Json`]: any type that serde can write and read, as a column of JSON.
//!
//! The text is canonical: the keys of objects sorted, no spaces, floats with a point and without an exponent, so that an
//! integer stays one and a float stays one on every database. What this is not: a way to ask about what is inside.
//!
//! **Invariant:** what is written is read back equal, or refused; see [`check`] for what is refused and why.

mod check;

use super::{CellError, Cells, ColumnType, DbValue, Opaque, Problem, Value};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use std::io;
use std::ops::{Deref, DerefMut};

/// A column of JSON that holds a `T`. A JSON `null` inside of it is a value like others; SQL's NULL is `None` of an
/// `Option<Json<T>>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Json<T>(pub T);

impl<T> Deref for Json<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}
impl<T> DerefMut for Json<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}
impl<T> From<T> for Json<T> {
    fn from(it: T) -> Self {
        Self(it)
    }
}
/// As the `T` alone, so that a model that is serialized shows what is in the column.
impl<T: Serialize> Serialize for Json<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Json<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}

const UNREADABLE: &str = "the stored JSON does not have the form of the Rust type";

impl<T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static> DbValue for Json<T> {
    type Lookups = Opaque;
    const TYPE: ColumnType = ColumnType::Json;
    fn encode(&self) -> Value {
        match text(&self.0) {
            Ok(text) => Value::Json(text),
            Err(why) => Value::Refused(ColumnType::Json, why),
        }
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        let read = serde_json::from_str(cells.text(at)?);
        // What serde says of it can hold a piece of the text, so it is not told.
        read.map(Self).map_err(|_| CellError::new(at, Problem::Unreadable(UNREADABLE)))
    }
}

/// The canonical text, or why there is none.
fn text<T: Serialize>(it: &T) -> Result<String, &'static str> {
    let members = check::members(it)?;
    let mut tree = serde_json::to_value(it).map_err(|_| check::NO_JSON)?;
    if members != count_members(&tree) {
        return Err(check::KEY_TWICE);
    }
    // Whether objects keep their keys sorted by themselves is up to a feature of serde_json, which anyone can set.
    tree.sort_all_objects();
    let mut out = Vec::with_capacity(64);
    tree.serialize(&mut Serializer::with_formatter(&mut out, Canonical)).map_err(|_| check::NO_JSON)?;
    String::from_utf8(out).map_err(|_| check::NO_JSON)
}

fn count_members(tree: &serde_json::Value) -> usize {
    match tree {
        serde_json::Value::Array(all) => all.iter().map(count_members).sum(),
        serde_json::Value::Object(all) => all.len() + all.values().map(count_members).sum::<usize>(),
        _ => 0,
    }
}

/// Floats keep a point: PostgreSQL writes `1e15` back as `1000000000000000`, which would be an integer.
struct Canonical;

impl Formatter for Canonical {
    fn write_f64<W: ?Sized + io::Write>(&mut self, out: &mut W, number: f64) -> io::Result<()> {
        let text = number.to_string();
        out.write_all(text.as_bytes())?;
        if text.contains('.') { Ok(()) } else { out.write_all(b".0") }
    }
    fn write_f32<W: ?Sized + io::Write>(&mut self, out: &mut W, number: f32) -> io::Result<()> {
        self.write_f64(out, f64::from(number))
    }
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        CompactFormatter.write_string_fragment(out, fragment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::BTreeMap;

    #[test]
    fn the_text_is_canonical() {
        let it = json!({"b": [1, -2, 1.0, 1e15, 1e-7, u64::MAX, i64::MIN], "a": {"z": null, "ä\"\n": true}, "": "x"});
        let expected = r#"{"":"x","a":{"z":null,"ä\"\n":true},"b":[1,-2,1.0,1000000000000000.0,0.0000001,18446744073709551615,-9223372036854775808]}"#;
        assert_eq!(text(&it), Ok(expected.to_owned()));
        assert_eq!(serde_json::from_str::<serde_json::Value>(expected).ok(), Some(it));
    }

    #[test]
    fn every_float_comes_back() {
        let mut bits = 0x5eed_u64;
        for _ in 0..20_000 {
            bits = bits.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            let number = f64::from_bits(bits);
            if number.is_finite() {
                let written = text(&number).unwrap_or_default();
                assert_eq!(serde_json::from_str::<f64>(&written).ok(), Some(number), "{written}");
                assert!(written.contains('.') && !written.contains(['e', 'E']));
            }
        }
    }

    #[test]
    fn what_would_come_back_as_something_else_is_refused() {
        struct Twice;
        impl Serialize for Twice {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map([("a", 1), ("a", 2)])
            }
        }
        assert_eq!(text(&[1.0, f64::NAN]), Err(check::NO_NUMBER));
        assert_eq!(text(&(1, Some(f32::INFINITY))), Err(check::NO_NUMBER));
        assert_eq!(text(&"a\0"), Err(check::NUL));
        assert_eq!(text(&BTreeMap::from([("\0", 1)])), Err(check::NUL));
        assert_eq!(text(&u128::MAX), Err(check::NO_JSON));
        assert_eq!(text(&BTreeMap::from([((1, 2), 1)])), Err(check::NO_JSON));
        assert_eq!(text(&vec![Twice]), Err(check::KEY_TWICE));
        let deep = |levels| (1..levels).fold(json!([]), |inner, _| json!([inner]));
        assert!(text(&deep(check::DEEPEST)).is_ok());
        assert_eq!(text(&deep(check::DEEPEST + 1)), Err(check::TOO_DEEP));
    }
}
