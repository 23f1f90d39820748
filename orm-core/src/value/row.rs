//! A row made of values that we hold ourselves.

use super::{CellError, Cells, ColumnType, Fixed, Value};
use std::net::IpAddr;

/// Reads values that were just written as if the database had sent them, so that a row can be built from its draft
/// without asking for every column again.
#[derive(Debug)]
pub struct ValueRow<'v>(pub &'v [Value]);

impl ValueRow<'_> {
    fn found(&self, at: usize) -> &'static str {
        match self.0.get(at) {
            None => "no such column",
            Some(Value::Null(_)) => "NULL",
            Some(Value::Bool(_) | Value::Int(..)) => "an integer",
            Some(Value::Float(..)) => "a float",
            Some(Value::Text(_) | Value::Moment(..) | Value::Json(_)) => "text",
            Some(Value::Bytes(_) | Value::Uuid(_)) => "bytes",
            Some(Value::Decimal(_)) => "a decimal number",
            Some(Value::Ip(_)) => "an address",
            Some(Value::Array(..)) => "an array",
            Some(Value::List(..)) => "a list",
            Some(Value::Parts(_)) => "a key of several columns",
            Some(Value::Refused(..)) => "a refused value",
        }
    }
}

impl Cells for ValueRow<'_> {
    fn is_null(&self, at: usize) -> bool {
        self.0.get(at).is_none_or(Value::is_null)
    }
    fn int(&self, at: usize) -> Result<i64, CellError> {
        match self.0.get(at) {
            Some(Value::Int(_, n)) => Ok(*n),
            Some(Value::Bool(b)) => Ok(i64::from(*b)),
            _ => Err(CellError::wrong_type(at, "an integer", self.found(at))),
        }
    }
    fn float(&self, at: usize) -> Result<f64, CellError> {
        match self.0.get(at) {
            Some(Value::Float(_, n)) => Ok(*n),
            _ => Err(CellError::wrong_type(at, "a float", self.found(at))),
        }
    }
    fn text(&self, at: usize) -> Result<&str, CellError> {
        match self.0.get(at) {
            Some(Value::Text(s) | Value::Moment(_, s) | Value::Json(s)) => Ok(s),
            _ => Err(CellError::wrong_type(at, "text", self.found(at))),
        }
    }
    fn bytes(&self, at: usize) -> Result<&[u8], CellError> {
        match self.0.get(at) {
            Some(Value::Bytes(b)) => Ok(b),
            Some(Value::Uuid(b)) => Ok(b),
            _ => Err(CellError::wrong_type(at, "bytes", self.found(at))),
        }
    }
    fn decimal(&self, at: usize) -> Result<Fixed, CellError> {
        match self.0.get(at) {
            Some(Value::Decimal(it)) => Ok(it.shortest()),
            _ => Err(CellError::wrong_type(at, "a decimal number", self.found(at))),
        }
    }
    fn scaled(&self, at: usize, _: u8) -> Result<Fixed, CellError> {
        self.decimal(at)
    }
    fn address(&self, at: usize) -> Result<IpAddr, CellError> {
        match self.0.get(at) {
            Some(Value::Ip(it)) => Ok(*it),
            _ => Err(CellError::wrong_type(at, "an address", self.found(at))),
        }
    }
    fn list(&self, at: usize, _: &'static ColumnType) -> Result<Vec<Value>, CellError> {
        match self.0.get(at) {
            Some(Value::Array(_, elements)) => Ok(elements.clone()),
            _ => Err(CellError::wrong_type(at, "an array", self.found(at))),
        }
    }
}

impl Value {
    /// Reads a cell as a value of a type: for the few columns that a write reads back.
    ///
    /// # Errors
    /// [`CellError`] if the cell holds something else.
    pub fn read(ty: ColumnType, cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        if cells.is_null(at) {
            return Ok(Self::Null(ty));
        }
        Ok(match ty {
            ColumnType::Bool => Self::Bool(cells.int(at)? != 0),
            ColumnType::F32 | ColumnType::F64 => Self::Float(ty, cells.float(at)?),
            ColumnType::Char | ColumnType::Text => Self::Text(cells.text(at)?.to_owned()),
            ColumnType::Bytes => Self::Bytes(cells.bytes(at)?.to_vec()),
            ColumnType::Uuid => match cells.bytes(at)?.try_into() {
                Ok(bytes) => Self::Uuid(bytes),
                Err(_) => return Err(CellError::wrong_type(at, "sixteen bytes", "bytes of another length")),
            },
            ColumnType::Date | ColumnType::Time | ColumnType::DateTime | ColumnType::Timestamp => {
                Self::Moment(ty, cells.moment(at, ty)?.text(ty))
            }
            ColumnType::Decimal(scale) => Self::Decimal(cells.scaled(at, scale.places)?),
            ColumnType::Json => Self::Json(cells.text(at)?.to_owned()),
            ColumnType::Ip => Self::Ip(cells.address(at)?),
            ColumnType::Array(element) => Self::Array(element, cells.list(at, element)?),
            integer => Self::Int(integer, cells.int(at)?),
        })
    }
}
