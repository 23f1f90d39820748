//! Arrays in PostgreSQL's binary form. `array_send` of the server:
//! <https://github.com/postgres/postgres/blob/master/src/backend/utils/adt/arrayfuncs.c>.

use super::inet;
use super::row::civil;
use crate::value::{ColumnType, Problem, Value};

const BROKEN: Problem = Problem::Unreadable("the stored array has not the form of one");
const NESTED: Problem = Problem::Unreadable("the stored array has more than one dimension");
const NULL_ELEMENT: Problem = Problem::Unreadable("the stored array has an element that is NULL");
const OTHER_ELEMENT: Problem = Problem::Unreadable("the stored array is of another type");

/// The elements of an array of one dimension, none of which is NULL.
pub(super) fn read(raw: &[u8], element: ColumnType) -> Result<Vec<Value>, Problem> {
    let mut rest = raw;
    let (dimensions, _, oid) = (number(&mut rest)?, number(&mut rest)?, number(&mut rest)?);
    if !is_of(element, oid) {
        return Err(OTHER_ELEMENT);
    }
    let count = match dimensions {
        0 => return Ok(Vec::new()),
        1 => number(&mut rest)?,
        _ => return Err(NESTED),
    };
    let _first = number(&mut rest)?;
    let one = |_| {
        let length = usize::try_from(number(&mut rest)?).map_err(|_| NULL_ELEMENT)?;
        let (it, after) = rest.split_at_checked(length).ok_or(BROKEN)?;
        rest = after;
        value(it, element).ok_or(BROKEN)
    };
    (0..count).map(one).collect()
}

fn number(rest: &mut &[u8]) -> Result<i32, Problem> {
    let (first, after) = rest.split_first_chunk().ok_or(BROKEN)?;
    *rest = after;
    Ok(i32::from_be_bytes(*first))
}

/// Whether the elements have a type of PostgreSQL's that this one is read from.
fn is_of(element: ColumnType, oid: i32) -> bool {
    match element {
        ColumnType::Bool => oid == 16,
        ColumnType::F32 | ColumnType::F64 => matches!(oid, 700 | 701),
        ColumnType::Char | ColumnType::Text => matches!(oid, 25 | 1042 | 1043),
        ColumnType::Uuid => oid == 2950,
        ColumnType::Date => oid == 1082,
        ColumnType::Time => oid == 1083,
        ColumnType::DateTime => oid == 1114,
        ColumnType::Timestamp => oid == 1184,
        ColumnType::Ip => oid == 869,
        integer => integer.is_integer() && matches!(oid, 20 | 21 | 23),
    }
}

fn value(raw: &[u8], element: ColumnType) -> Option<Value> {
    Some(match element {
        ColumnType::Bool => Value::Bool(*raw.first()? != 0),
        ColumnType::F32 | ColumnType::F64 => Value::Float(
            element,
            match raw.len() {
                4 => f64::from(f32::from_be_bytes(raw.try_into().ok()?)),
                _ => f64::from_be_bytes(raw.try_into().ok()?),
            },
        ),
        ColumnType::Char | ColumnType::Text => Value::Text(std::str::from_utf8(raw).ok()?.to_owned()),
        ColumnType::Uuid => Value::Uuid(raw.try_into().ok()?),
        ColumnType::Ip => Value::Ip(inet::read(raw)?),
        ColumnType::Date | ColumnType::Time | ColumnType::DateTime | ColumnType::Timestamp => {
            Value::Moment(element, civil(raw, element)?.text(element))
        }
        integer => Value::Int(
            integer,
            match raw.len() {
                2 => i64::from(i16::from_be_bytes(raw.try_into().ok()?)),
                4 => i64::from(i32::from_be_bytes(raw.try_into().ok()?)),
                _ => i64::from_be_bytes(raw.try_into().ok()?),
            },
        ),
    })
}
