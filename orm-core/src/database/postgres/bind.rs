//! A [`Value`] as a bind, in PostgreSQL's binary form.
//!
//! **Invariant:** the type that a bind is sent with is a function of its [`ColumnType`]: a text has one set of parameter types,
//! and a prepared statement is never sent a bind of another width. All integers travel as `bigint` and all floats as `double
//! precision`, which compare with the narrower columns through their indexes and are narrowed when they are stored.

use super::{inet, moment, numeric};
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
        PgTypeInfo::with_oid(Oid(TEXT.one))
    }
}

impl Encode<'_, Postgres> for Bind<'_> {
    fn produces(&self) -> Option<PgTypeInfo> {
        Some(PgTypeInfo::with_oid(oid(self.0)))
    }

    fn encode_by_ref(&self, out: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        write(self.0, out)
    }

    fn size_hint(&self) -> usize {
        match self.0 {
            Value::Text(text) | Value::Json(text) => text.len(),
            Value::Bytes(bytes) => bytes.len(),
            Value::List(_, values) | Value::Array(_, values) => 20 + values.len() * 12,
            _ => 16,
        }
    }
}

/// Every `width`th of these values, as one array.
pub(super) struct ColumnBind<'v> {
    pub(super) values: &'v [Value],
    pub(super) at: usize,
    pub(super) width: usize,
}

impl ColumnBind<'_> {
    /// NULLs have a type too, so any of them tells it.
    fn element(&self) -> ColumnType {
        self.values.get(self.at).map_or(ColumnType::Text, Value::column_type)
    }
}

impl Type<Postgres> for ColumnBind<'_> {
    // Never asked, as above.
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(Oid(TEXT.many))
    }
}

impl Encode<'_, Postgres> for ColumnBind<'_> {
    fn produces(&self) -> Option<PgTypeInfo> {
        Some(PgTypeInfo::with_oid(Oid(oids(self.element()).many)))
    }

    fn encode_by_ref(&self, out: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        let values = self.values.get(self.at..).unwrap_or_default().iter().step_by(self.width);
        write_list(self.element(), values, out)?;
        Ok(IsNull::No)
    }

    fn size_hint(&self) -> usize {
        20 + self.values.len() / self.width * 16
    }
}

/// A type of PostgreSQL's, and the type of arrays of it, by their numbers.
#[derive(Clone, Copy)]
struct Oids {
    one: u32,
    many: u32,
}

// <https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat>
const TEXT: Oids = Oids { one: 25, many: 1009 };

/// The type that a column's binds are sent with.
const fn oids(ty: ColumnType) -> Oids {
    let (one, many) = match ty {
        ColumnType::Bool => (16, 1000),
        ColumnType::I8
        | ColumnType::I16
        | ColumnType::I32
        | ColumnType::I64
        | ColumnType::U8
        | ColumnType::U16
        | ColumnType::U32
        | ColumnType::U64 => (20, 1016),
        ColumnType::F32 | ColumnType::F64 => (701, 1022),
        ColumnType::Char | ColumnType::Text => return TEXT,
        ColumnType::Bytes => (17, 1001),
        ColumnType::Uuid => (2950, 2951),
        ColumnType::Date => (1082, 1182),
        ColumnType::Time => (1083, 1183),
        ColumnType::DateTime => (1114, 1115),
        ColumnType::Timestamp => (1184, 1185),
        ColumnType::Decimal(_) => (1700, 1231),
        ColumnType::Json => (3802, 3807),
        ColumnType::Ip => (869, 1041),
        // There are no arrays of arrays.
        ColumnType::Array(element) => {
            let many = oids(*element).many;
            (many, many)
        }
    };
    Oids { one, many }
}

fn oid(value: &Value) -> Oid {
    let oids = oids(value.column_type());
    Oid(if matches!(value, Value::List(..)) { oids.many } else { oids.one })
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
        Value::Decimal(it) => numeric::write(*it, out),
        Value::Json(it) => {
            out.push(JSONB_VERSION);
            out.extend_from_slice(it.as_bytes());
        }
        Value::Ip(it) => inet::write(*it, out),
        Value::Array(element, values) => write_list(**element, values.iter(), out)?,
        Value::List(ty, values) => write_list(*ty, values.iter(), out)?,
        // The renderer writes a place for each part.
        Value::Parts(_) => return Err("is a key of several columns, for which there is no bind".into()),
        Value::Refused(_, why) => return Err((*why).into()),
    }
    Ok(IsNull::No)
}

/// The first byte of `jsonb`: <https://github.com/postgres/postgres/blob/master/src/backend/utils/adt/jsonb.c>, `jsonb_recv`.
pub(super) const JSONB_VERSION: u8 = 1;

const NO_MOMENT: &str = "is no date or time of its column's form";

// Its dimensions, whether there may be NULLs, the type of its values; of its one dimension the length and where it begins; then
// each value after its length. `array_recv` of the server reads it.
fn write_list<'v>(
    ty: ColumnType,
    values: impl ExactSizeIterator<Item = &'v Value>,
    out: &mut Vec<u8>,
) -> Result<(), BoxDynError> {
    let length = values.len();
    let dimensions = i32::from(length > 0);
    out.extend_from_slice(&dimensions.to_be_bytes());
    out.extend_from_slice(&1_i32.to_be_bytes());
    out.extend_from_slice(&oids(ty).one.to_be_bytes());
    if length == 0 {
        return Ok(());
    }
    out.extend_from_slice(&i32::try_from(length)?.to_be_bytes());
    out.extend_from_slice(&1_i32.to_be_bytes());
    for value in values {
        let at = out.len();
        out.extend_from_slice(&(-1_i32).to_be_bytes());
        if matches!(write(value, out)?, IsNull::No) {
            let length = i32::try_from(out.len() - at - 4)?;
            out[at..at + 4].copy_from_slice(&length.to_be_bytes());
        }
    }
    Ok(())
}
