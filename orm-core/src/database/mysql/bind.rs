//! A [`Value`] as a bind, in the binary form of the protocol.
//!
//! **Invariant:** the type that a bind is sent with is a function of its [`ColumnType`](crate::value::ColumnType). All integers
//! travel as `BIGINT` and all floats as `DOUBLE`, which compare with the narrower columns through their indexes and are narrowed
//! when they are stored. Dates and times travel as text, which the server reads where a date or time is meant: their binary form
//! can be bound through chrono's or time's types only, which a program need not have.

use crate::value::Value;
use sqlx::MySql;
use sqlx::encode::{Encode, IsNull};
use sqlx::error::BoxDynError;
use sqlx::mysql::MySqlTypeInfo;
use sqlx::types::Type;

pub(super) struct Bind<'v>(pub(super) &'v Value);

impl Type<MySql> for Bind<'_> {
    // Never asked: each bind says what it produces.
    fn type_info() -> MySqlTypeInfo {
        <str as Type<MySql>>::type_info()
    }
}

impl Encode<'_, MySql> for Bind<'_> {
    fn produces(&self) -> Option<MySqlTypeInfo> {
        Some(type_of(self.0))
    }

    fn encode_by_ref(&self, out: &mut Vec<u8>) -> Result<IsNull, BoxDynError> {
        match self.0 {
            Value::Null(_) => Ok(IsNull::Yes),
            Value::Bool(it) => Encode::<MySql>::encode_by_ref(&i64::from(*it), out),
            Value::Int(_, it) => Encode::<MySql>::encode_by_ref(it, out),
            Value::Float(_, it) => Encode::<MySql>::encode_by_ref(it, out),
            Value::Text(it) | Value::Moment(_, it) | Value::Json(it) => {
                Encode::<MySql>::encode_by_ref(&it.as_str(), out)
            }
            Value::Ip(it) => Encode::<MySql>::encode_by_ref(&it.to_string().as_str(), out),
            // In units of the last place.
            Value::Decimal(it) => match it.integer() {
                Some(units) => Encode::<MySql>::encode_by_ref(&units, out),
                None => Err("has more digits than this database keeps of a decimal".into()),
            },
            Value::Bytes(it) => Encode::<MySql>::encode_by_ref(&it.as_slice(), out),
            Value::Uuid(it) => Encode::<MySql>::encode_by_ref(&it.as_slice(), out),
            // The dialect writes a place for each value of a list.
            Value::List(..) | Value::Array(..) | Value::Parts(_) => {
                Err("is a list, for which this database has no bind".into())
            }
            Value::Refused(_, why) => Err((*why).into()),
        }
    }
}

/// At most so many bytes of the packet are the bind's: its value, what tells its length, its type and its bit for NULL.
pub(super) fn size(value: &Value) -> usize {
    const AROUND: usize = 12;
    AROUND
        + match value {
            Value::Text(it) | Value::Moment(_, it) | Value::Json(it) => it.len(),
            Value::Ip(_) => 45,
            Value::Bytes(it) => it.len(),
            Value::Uuid(it) => it.len(),
            _ => 8,
        }
}

fn type_of(value: &Value) -> MySqlTypeInfo {
    use crate::value::ColumnType as C;
    match value.column_type() {
        C::F32 | C::F64 => <f64 as Type<MySql>>::type_info(),
        C::Bytes | C::Uuid => <[u8] as Type<MySql>>::type_info(),
        C::Char | C::Text | C::Json | C::Ip | C::Date | C::Time | C::DateTime | C::Timestamp => {
            <str as Type<MySql>>::type_info()
        }
        _ => <i64 as Type<MySql>>::type_info(),
    }
}
