//! A cursor as text, and back: bytes in the 64 letters that a URL takes as they are (RFC 4648, section 5).
//!
//! The bytes are a version, the order, whether the row itself counts, and each value behind a byte that says what it is. What
//! this is not: whether the values are those of an order is asked where the order is known.

use super::cursor::Upto;
use crate::value::{ColumnType, Fixed, Value};

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VERSION: u8 = 1;

const NO_CURSOR: &str = "this is no cursor: it is cut off, or was never one";
const OTHER_VERSION: &str = "this cursor is of another version of the program's library";

pub(super) fn write(order: u64, upto: Upto, values: &[Value]) -> String {
    let mut bytes = vec![VERSION, u8::from(upto == Upto::Including)];
    bytes.extend(order.to_be_bytes());
    values.iter().for_each(|value| write_value(&mut bytes, value));
    letters(&bytes)
}

pub(super) fn read(text: &str) -> Result<(u64, Upto, Vec<Value>), &'static str> {
    let bytes = bytes(text).ok_or(NO_CURSOR)?;
    let mut rest = bytes.as_slice();
    if take::<1>(&mut rest) != Some([VERSION]) {
        return Err(if bytes.is_empty() { NO_CURSOR } else { OTHER_VERSION });
    }
    read_rest(&mut rest).ok_or(NO_CURSOR)
}

fn read_rest(rest: &mut &[u8]) -> Option<(u64, Upto, Vec<Value>)> {
    let upto = match take::<1>(rest)? {
        [0] => Upto::Excluding,
        [1] => Upto::Including,
        _ => return None,
    };
    let order = u64::from_be_bytes(take(rest)?);
    let mut values = Vec::new();
    while !rest.is_empty() {
        values.push(read_value(rest)?);
    }
    Some((order, upto, values))
}

/// The type of a number or a moment is that of the order's expression, and not written.
fn write_value(bytes: &mut Vec<u8>, value: &Value) {
    let text = |bytes: &mut Vec<u8>, tag: u8, text: &[u8]| {
        bytes.push(tag);
        bytes.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend(text);
    };
    match value {
        Value::Int(_, it) => {
            bytes.push(b'i');
            bytes.extend(it.to_be_bytes());
        }
        Value::Bool(it) => bytes.extend([b'b', u8::from(*it)]),
        Value::Float(_, it) => {
            bytes.push(b'f');
            bytes.extend(it.to_bits().to_be_bytes());
        }
        Value::Text(it) => text(bytes, b't', it.as_bytes()),
        Value::Bytes(it) => text(bytes, b'y', it),
        Value::Uuid(it) => {
            bytes.push(b'u');
            bytes.extend(it);
        }
        Value::Moment(_, it) => text(bytes, b'm', it.as_bytes()),
        Value::Decimal(it) => {
            bytes.extend([b'd', it.places()]);
            bytes.extend(it.units().to_be_bytes());
        }
        Value::Ip(it) => text(bytes, b'a', it.to_string().as_bytes()),
        Value::Null(_) => bytes.push(b'n'),
        // Nothing is ordered by these.
        Value::Json(_) | Value::Array(..) | Value::List(..) | Value::Parts(_) | Value::Refused(..) => bytes.push(b'-'),
    }
}

fn read_value(rest: &mut &[u8]) -> Option<Value> {
    let [tag] = take(rest)?;
    Some(match tag {
        b'i' => Value::Int(ColumnType::I64, i64::from_be_bytes(take(rest)?)),
        b'b' => match take(rest)? {
            [0] => Value::Bool(false),
            [1] => Value::Bool(true),
            _ => return None,
        },
        b'f' => Value::Float(ColumnType::F64, f64::from_bits(u64::from_be_bytes(take(rest)?))),
        b't' => Value::Text(text(rest)?),
        b'y' => Value::Bytes(part(rest)?.to_vec()),
        b'u' => Value::Uuid(take(rest)?),
        b'm' => Value::Moment(ColumnType::Timestamp, text(rest)?),
        b'd' => {
            let [places] = take(rest)?;
            Value::Decimal(Fixed::new(i128::from_be_bytes(take(rest)?), places))
        }
        b'a' => Value::Ip(text(rest)?.parse().ok()?),
        b'n' => Value::Null(ColumnType::I64),
        _ => return None,
    })
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (first, behind) = rest.split_first_chunk::<N>()?;
    *rest = behind;
    Some(*first)
}

fn part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::try_from(u32::from_be_bytes(take(rest)?)).ok()?;
    let (part, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    Some(part)
}

fn text(rest: &mut &[u8]) -> Option<String> {
    String::from_utf8(part(rest)?.to_vec()).ok()
}

/// Three bytes are four letters; what is missing of the last three is left out.
fn letters(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - three.len()));
        for n in 0..=three.len() {
            text.push(char::from(LETTERS[bits >> (18 - 6 * n) & 63]));
        }
    }
    text
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for four in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for letter in four {
            let at = LETTERS.iter().position(|it| it == letter)?;
            bits = bits << 6 | u32::try_from(at).ok()?;
        }
        bits <<= 6 * (4 - four.len());
        let [_, three @ ..] = bits.to_be_bytes();
        let (part, over) = three.split_at_checked(four.len() - 1)?;
        // One text for one cursor; and a letter alone is no byte.
        if four.len() == 1 || over.iter().any(|bits| *bits != 0) {
            return None;
        }
        bytes.extend(part);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Upto, bytes, letters, read, write};
    use crate::value::{ColumnType, Fixed, Value};

    #[test]
    fn bytes_become_letters_and_bytes_again() {
        for (plain, text) in
            [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("\u{3ff}?", "z78_")]
        {
            assert_eq!(letters(plain.as_bytes()), text);
            assert_eq!(bytes(text).as_deref(), Some(plain.as_bytes()));
        }
        for wrong in ["A", "Zh", "Zm9vY", "Zg==", "Z+", "é", " "] {
            assert_eq!(bytes(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_value_comes_back_and_nothing_else_is_read() {
        let values = vec![
            Value::Int(ColumnType::I64, -7),
            Value::Bool(true),
            Value::Float(ColumnType::F64, -0.5),
            Value::Text("é'".into()),
            Value::Bytes(vec![0, 255]),
            Value::Uuid([7; 16]),
            Value::Moment(ColumnType::Timestamp, "2024-05-06".into()),
            Value::Decimal(Fixed::new(-12, 2)),
            Value::Null(ColumnType::I64),
        ];
        let text = write(7, Upto::Including, &values);
        let (order, upto, again) = read(&text).unwrap_or((0, Upto::Excluding, Vec::new()));
        assert_eq!((order, upto, format!("{again:?}")), (7, Upto::Including, format!("{values:?}")));
        for end in (0..text.len()).filter(|end| *end != text.len()) {
            // Cut between two values it is a cursor of fewer.
            assert!(read(&text[..end]).is_err() || read(&text[..end]).is_ok_and(|it| it.2.len() < values.len()));
        }
    }
}
