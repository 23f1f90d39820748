//! A [`Value`] as a bind, in PostgreSQL's binary form.
//!
//! **Invariant:** the type that a bind is sent with is a function of its [`ColumnType`]: a text has one set of parameter types,
//! and a prepared statement is never sent a bind of another width. All integers travel as `bigint` and all floats as `double
//! precision`, which compare with the narrower columns through their indexes and are narrowed when they are stored.

use super::moment;
use crate::value::{ColumnType, Value};
use sqlx::Postgres;
use sqlx::encode::{Encode, IsNull};
use sqlx::error::BoxDynError;
use sqlx::postgres::types::Oid;
use sqlx::postgres::{PgArgumentBuffer, PgTypeInfo};
use sqlx::types::Type;

pub(super) struct Bind<'v>(pub(super) &'v Value);

impl Type<Postgres> for Bind<'_> {
    // Never asked: each bind says what it produces.
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(Oid(TEXT))
    }
}

impl Encode<'_, Postgres> for Bind<'_> {
    fn produces(&self) -> Option<PgTypeInfo> {
        Some(PgTypeInfo::with_oid(Oid(oid(self.0.column_type()))))
    }

    fn encode_by_ref(&self, out: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        write(self.0, out)
    }

    fn size_hint(&self) -> usize {
        match self.0 {
            Value::Text(text) => text.len(),
            Value::Bytes(bytes) => bytes.len(),
            _ => 16,
        }
    }
}

// <https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat>
const BOOL: u32 = 16;
const BYTEA: u32 = 17;
const INT8: u32 = 20;
const TEXT: u32 = 25;
const FLOAT8: u32 = 701;
const DATE: u32 = 1082;
const TIME: u32 = 1083;
const TIMESTAMP: u32 = 1114;
const TIMESTAMPTZ: u32 = 1184;
const UUID: u32 = 2950;

/// The type that a column's binds are sent with.
fn oid(ty: ColumnType) -> u32 {
    match ty {
        ColumnType::Bool => BOOL,
        ColumnType::I8
        | ColumnType::I16
        | ColumnType::I32
        | ColumnType::I64
        | ColumnType::U8
        | ColumnType::U16
        | ColumnType::U32
        | ColumnType::U64 => INT8,
        ColumnType::F32 | ColumnType::F64 => FLOAT8,
        ColumnType::Char | ColumnType::Text => TEXT,
        ColumnType::Bytes => BYTEA,
        ColumnType::Uuid => UUID,
        ColumnType::Date => DATE,
        ColumnType::Time => TIME,
        ColumnType::DateTime => TIMESTAMP,
        ColumnType::Timestamp => TIMESTAMPTZ,
    }
}

fn write(value: &Value, out: &mut Vec<u8>) -> Result<IsNull, BoxDynError> {
    match value {
        Value::Null(_) => return Ok(IsNull::Yes),
        Value::Bool(it) => out.push(u8::from(*it)),
        Value::Int(_, it) => out.extend_from_slice(&it.to_be_bytes()),
        Value::Float(_, it) => out.extend_from_slice(&it.to_be_bytes()),
        Value::Text(it) => out.extend_from_slice(it.as_bytes()),
        Value::Bytes(it) => out.extend_from_slice(it),
        Value::Uuid(it) => out.extend_from_slice(it),
        Value::Moment(ColumnType::Date, it) => out.extend_from_slice(&moment::days(it).ok_or(NO_MOMENT)?.to_be_bytes()),
        Value::Moment(ColumnType::Time, it) => out.extend_from_slice(&moment::time(it).ok_or(NO_MOMENT)?.to_be_bytes()),
        Value::Moment(_, it) => out.extend_from_slice(&moment::moment(it).ok_or(NO_MOMENT)?.to_be_bytes()),
        Value::Refused(_, why) => return Err((*why).into()),
    }
    Ok(IsNull::No)
}

const NO_MOMENT: &str = "is no date or time of its column's form";
