//! The cells of one row, read out of PostgreSQL's binary form.
//!
//! What each column holds is looked at once a statement ([`Forms`]); a cell is then read by its position, and what is left to
//! check is its length.

use super::bind::JSONB_VERSION;
use super::{inet, list, moment, numeric};
use crate::value::{CellError, Cells, Civil, ColumnType, Fixed, Problem, Value};
use sqlx::postgres::{PgColumn, PgRow, PgTypeInfo, PgTypeKind};
use sqlx::{Column, Row as _, ValueRef};
use std::cell::OnceCell;
use std::net::IpAddr;

/// How the cells of each column of one statement are read.
#[derive(Default)]
pub(super) struct Forms(Vec<Form>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Bool,
    Int2,
    Int4,
    Int8,
    Float4,
    Float8,
    Text,
    Bytes,
    Uuid,
    Date,
    Time,
    Moment,
    Numeric,
    Json,
    Inet,
    Array,
    Other,
}

impl Forms {
    pub(super) fn of(columns: &[PgColumn]) -> Self {
        Self(columns.iter().map(|column| Form::of(column.type_info())).collect())
    }
}

impl Form {
    fn of(ty: &PgTypeInfo) -> Self {
        match ty.oid().map(|oid| oid.0) {
            Some(16) => Self::Bool,
            Some(17) => Self::Bytes,
            Some(20) => Self::Int8,
            Some(21) => Self::Int2,
            // With `oid`, which no user's table has, but the catalog.
            Some(23) => Self::Int4,
            // char, name, text, json, xml, unknown, bpchar, varchar
            Some(18 | 19 | 25 | 114 | 142 | 705 | 1042 | 1043) => Self::Text,
            Some(700) => Self::Float4,
            Some(701) => Self::Float8,
            Some(1082) => Self::Date,
            Some(1083) => Self::Time,
            Some(1114 | 1184) => Self::Moment,
            Some(2950) => Self::Uuid,
            Some(1700) => Self::Numeric,
            Some(3802) => Self::Json,
            Some(869) => Self::Inet,
            _ => match ty.kind() {
                PgTypeKind::Array(_) => Self::Array,
                PgTypeKind::Enum(_) => Self::Text,
                PgTypeKind::Domain(inner) => Self::of(inner),
                _ => Self::Other,
            },
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Bool => "a truth value",
            Self::Int2 | Self::Int4 | Self::Int8 => "an integer",
            Self::Float4 | Self::Float8 => "a float",
            Self::Text => "text",
            Self::Bytes => "bytes",
            Self::Uuid => "a UUID",
            Self::Date => "a date",
            Self::Time => "a time of day",
            Self::Moment => "a date and time",
            Self::Numeric => "a decimal number",
            Self::Json => "JSON",
            Self::Inet => "an address",
            Self::Array => "an array",
            Self::Other => "a value of a type that no Rust type reads",
        }
    }
}

pub(super) struct Cell<'r> {
    row: &'r PgRow,
    forms: &'r Forms,
    /// Texts of dates and times, which the row holds as numbers. Only as many as were asked for.
    texts: &'r [OnceCell<String>],
}

impl<'r> Cell<'r> {
    pub(super) fn new(row: &'r PgRow, forms: &'r Forms, texts: &'r Texts) -> Self {
        Self { row, forms, texts: &texts.0 }
    }
}

/// Where the texts of a row's dates and times stand until the row was read. One for all rows of a statement.
pub(super) struct Texts(Vec<OnceCell<String>>);

impl Texts {
    pub(super) fn of(forms: &Forms) -> Self {
        let wanted = |form: &Form| matches!(form, Form::Date | Form::Time | Form::Moment);
        let cells = forms.0.iter().rposition(wanted).map_or(0, |last| last + 1);
        Self(vec![OnceCell::new(); cells])
    }

    pub(super) fn clear(&mut self) {
        self.0.iter_mut().for_each(|cell| drop(cell.take()));
    }
}

impl Cell<'_> {
    fn form(&self, at: usize) -> Form {
        self.forms.0.get(at).copied().unwrap_or(Form::Other)
    }

    fn raw(&self, at: usize) -> Option<&[u8]> {
        self.row.try_get_raw(at).ok().and_then(|cell| cell.as_bytes().ok())
    }

    fn cell<const N: usize>(&self, at: usize, expected: &'static str) -> Result<[u8; N], CellError> {
        let raw = self.raw(at).ok_or_else(|| self.missing(at, expected))?;
        raw.try_into().map_err(|_| CellError::wrong_type(at, expected, "a value of another length"))
    }

    fn missing(&self, at: usize, expected: &'static str) -> CellError {
        if at < self.forms.0.len() {
            CellError::new(at, Problem::Null)
        } else {
            CellError::wrong_type(at, expected, "no such column")
        }
    }

    fn wrong(&self, at: usize, expected: &'static str) -> CellError {
        if self.raw(at).is_none() {
            return self.missing(at, expected);
        }
        CellError::wrong_type(at, expected, self.form(at).name())
    }

    fn moment_text(&self, at: usize) -> Result<String, CellError> {
        const EXPECTED: &str = "a date or time";
        Ok(match self.form(at) {
            Form::Date => moment::date_text(i32::from_be_bytes(self.cell(at, EXPECTED)?)),
            Form::Time => moment::time_text(i64::from_be_bytes(self.cell(at, EXPECTED)?)),
            _ => moment::moment_text(i64::from_be_bytes(self.cell(at, EXPECTED)?)),
        })
    }
}

impl Cells for Cell<'_> {
    fn is_null(&self, at: usize) -> bool {
        self.row.try_get_raw(at).is_ok_and(|cell| cell.is_null())
    }

    fn int(&self, at: usize) -> Result<i64, CellError> {
        const EXPECTED: &str = "an integer";
        Ok(match self.form(at) {
            Form::Int8 => i64::from_be_bytes(self.cell(at, EXPECTED)?),
            Form::Int4 => i64::from(i32::from_be_bytes(self.cell(at, EXPECTED)?)),
            Form::Int2 => i64::from(i16::from_be_bytes(self.cell(at, EXPECTED)?)),
            Form::Bool => i64::from(u8::from_be_bytes(self.cell(at, EXPECTED)?)),
            _ => return Err(self.wrong(at, EXPECTED)),
        })
    }

    fn float(&self, at: usize) -> Result<f64, CellError> {
        const EXPECTED: &str = "a float";
        Ok(match self.form(at) {
            Form::Float8 => f64::from_be_bytes(self.cell(at, EXPECTED)?),
            Form::Float4 => f64::from(f32::from_be_bytes(self.cell(at, EXPECTED)?)),
            _ => return Err(self.wrong(at, EXPECTED)),
        })
    }

    fn text(&self, at: usize) -> Result<&str, CellError> {
        match self.form(at) {
            Form::Text => {
                let raw = self.raw(at).ok_or_else(|| self.missing(at, "text"))?;
                std::str::from_utf8(raw).map_err(|_| CellError::new(at, Problem::Utf8))
            }
            // After the version of its form.
            Form::Json => match self.raw(at).ok_or_else(|| self.missing(at, "JSON"))? {
                [JSONB_VERSION, text @ ..] => std::str::from_utf8(text).map_err(|_| CellError::new(at, Problem::Utf8)),
                _ => Err(CellError::wrong_type(at, "JSON", "JSON of another form")),
            },
            Form::Date | Form::Time | Form::Moment => {
                let Some(place) = self.texts.get(at) else { return Err(self.wrong(at, "text")) };
                if let Some(text) = place.get() {
                    return Ok(text);
                }
                let text = self.moment_text(at)?;
                Ok(place.get_or_init(|| text))
            }
            _ => Err(self.wrong(at, "text")),
        }
    }

    fn bytes(&self, at: usize) -> Result<&[u8], CellError> {
        match self.form(at) {
            Form::Bytes | Form::Uuid => self.raw(at).ok_or_else(|| self.missing(at, "bytes")),
            _ => Err(self.wrong(at, "bytes")),
        }
    }

    fn moment(&self, at: usize, ty: ColumnType) -> Result<Civil, CellError> {
        let fits = match ty {
            ColumnType::Date => self.form(at) == Form::Date,
            ColumnType::Time => self.form(at) == Form::Time,
            _ => self.form(at) == Form::Moment,
        };
        let raw = if fits { self.raw(at) } else { None };
        let Some(raw) = raw else { return Err(self.wrong(at, "a date or time of its column's form")) };
        civil(raw, ty).ok_or(CellError::new(at, Problem::Range))
    }

    fn decimal(&self, at: usize) -> Result<Fixed, CellError> {
        const EXPECTED: &str = "a decimal number";
        match self.form(at) {
            Form::Numeric => {
                let raw = self.raw(at).ok_or_else(|| self.missing(at, EXPECTED))?;
                numeric::read(raw).ok_or(CellError::new(at, Problem::Range))
            }
            // A column of another program's.
            Form::Int2 | Form::Int4 | Form::Int8 => self.int(at).map(|it| Fixed::new(i128::from(it), 0)),
            _ => Err(self.wrong(at, EXPECTED)),
        }
    }

    fn scaled(&self, at: usize, _: u8) -> Result<Fixed, CellError> {
        self.decimal(at)
    }

    fn address(&self, at: usize) -> Result<IpAddr, CellError> {
        if self.form(at) != Form::Inet {
            return Err(self.wrong(at, "an address"));
        }
        let raw = self.raw(at).ok_or_else(|| self.missing(at, "an address"))?;
        inet::read(raw).ok_or(CellError::new(at, Problem::Unreadable("the stored address is one of a network")))
    }

    fn list(&self, at: usize, element: &'static ColumnType) -> Result<Vec<Value>, CellError> {
        if self.form(at) != Form::Array {
            return Err(self.wrong(at, "an array"));
        }
        let raw = self.raw(at).ok_or_else(|| self.missing(at, "an array"))?;
        list::read(raw, *element).map_err(|problem| CellError::new(at, problem))
    }
}

/// A date or time; `None` where it is infinite, or of another length.
pub(super) fn civil(raw: &[u8], ty: ColumnType) -> Option<Civil> {
    /// Days from 1970 to 2000, from where PostgreSQL counts.
    const EPOCH: i64 = 10_957;
    match ty {
        ColumnType::Date => match i32::from_be_bytes(raw.try_into().ok()?) {
            i32::MIN | i32::MAX => None,
            days => Civil::of_days(i64::from(days) + EPOCH, 0),
        },
        ColumnType::Time => Civil::of_days(0, i64::from_be_bytes(raw.try_into().ok()?)),
        _ => match i64::from_be_bytes(raw.try_into().ok()?) {
            i64::MIN | i64::MAX => None,
            micros => Civil::of_days(EPOCH, micros),
        },
    }
}
