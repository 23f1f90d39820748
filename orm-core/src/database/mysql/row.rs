//! The cells of one row, read out of the binary form of the protocol.
//!
//! What each column holds, its flags included, is looked at once a statement ([`Forms`]); a cell is then read by its position.
//! sqlx's own readers look neither at UNSIGNED nor at zero dates: a large number would come out negative, and a date that is none
//! as NULL. **Invariant:** a cell is what its column's type and flags say, or an error.

use super::moment;
use crate::value::{CellError, Cells, Problem};
use sqlx::decode::Decode;
use sqlx::mysql::{MySqlColumn, MySqlRow, MySqlTypeInfo, MySqlValueRef};
use sqlx::types::Type;
use sqlx::{Column, MySql, Row as _, TypeInfo, ValueRef};
use std::cell::OnceCell;

/// How the cells of each column of one statement are read.
#[derive(Default)]
pub(super) struct Forms(Vec<Form>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Signed,
    Unsigned,
    Float,
    /// A number in digits, exact: sums and means are of this type.
    Decimal,
    Text,
    Bytes,
    Moment(moment::Form),
    Bit,
    Other,
}

impl Forms {
    pub(super) fn of(columns: &[MySqlColumn]) -> Self {
        Self(columns.iter().map(|column| Form::of(column.type_info())).collect())
    }
}

impl Form {
    fn of(ty: &MySqlTypeInfo) -> Self {
        // By name where sqlx has no Rust type of its own, or asks for a Cargo feature. A text with a binary collation is called
        // VARBINARY there, so text and bytes are told apart by the collation, which `compatible` looks at.
        match ty.name() {
            "JSON" | "SET" | "ENUM" => Self::Text,
            "DECIMAL" => Self::Decimal,
            "DATE" => Self::Moment(moment::Form::Date),
            "DATETIME" | "TIMESTAMP" => Self::Moment(moment::Form::DateTime),
            "TIME" => Self::Moment(moment::Form::Time),
            "YEAR" => Self::Signed,
            "BIT" => Self::Bit,
            "GEOMETRY" => Self::Bytes,
            _ if <i64 as Type<MySql>>::compatible(ty) => Self::Signed,
            _ if <u64 as Type<MySql>>::compatible(ty) => Self::Unsigned,
            _ if <f64 as Type<MySql>>::compatible(ty) => Self::Float,
            _ if <str as Type<MySql>>::compatible(ty) => Self::Text,
            _ if <[u8] as Type<MySql>>::compatible(ty) => Self::Bytes,
            _ => Self::Other,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Signed | Self::Unsigned => "an integer",
            Self::Float => "a float",
            Self::Decimal => "a decimal number",
            Self::Text => "text",
            Self::Bytes => "bytes",
            Self::Moment(moment::Form::Date) => "a date",
            Self::Moment(moment::Form::Time) => "a time of day",
            Self::Moment(moment::Form::DateTime) => "a date and time",
            Self::Bit => "bits",
            Self::Other => "a value of a type that no Rust type reads",
        }
    }
}

/// Where the texts of a row's dates and times stand until the row was read. One for all rows of a statement.
pub(super) struct Texts(Vec<OnceCell<String>>);

impl Texts {
    pub(super) fn of(forms: &Forms) -> Self {
        let cells = forms.0.iter().rposition(|form| matches!(form, Form::Moment(_))).map_or(0, |last| last + 1);
        Self(vec![OnceCell::new(); cells])
    }

    pub(super) fn clear(&mut self) {
        self.0.iter_mut().for_each(|cell| drop(cell.take()));
    }
}

pub(super) struct Cell<'r> {
    row: &'r MySqlRow,
    forms: &'r Forms,
    /// Texts of dates and times, which the row holds in binary. Only as many as were asked for.
    texts: &'r [OnceCell<String>],
}

impl<'r> Cell<'r> {
    pub(super) fn new(row: &'r MySqlRow, forms: &'r Forms, texts: &'r Texts) -> Self {
        Self { row, forms, texts: &texts.0 }
    }

    fn form(&self, at: usize) -> Form {
        self.forms.0.get(at).copied().unwrap_or(Form::Other)
    }

    fn value(&self, at: usize) -> Option<MySqlValueRef<'r>> {
        let value = self.row.try_get_raw(at).ok()?;
        // To sqlx a zero date is NULL. Of those only the bytes tell.
        if value.is_null() && !matches!(self.form(at), Form::Moment(_)) {
            return None;
        }
        Some(value)
    }

    fn raw(&self, at: usize) -> Option<&'r [u8]> {
        <&[u8] as Decode<MySql>>::decode(self.value(at)?).ok()
    }

    fn read<T: Decode<'r, MySql>>(&self, at: usize, expected: &'static str) -> Result<T, CellError> {
        let value = self.value(at).ok_or_else(|| self.missing(at, expected))?;
        T::decode(value).map_err(|_| CellError::wrong_type(at, expected, "a value of another length"))
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

    fn digits(&self, at: usize, expected: &'static str) -> Result<&'r str, CellError> {
        let raw = self.raw(at).ok_or_else(|| self.missing(at, expected))?;
        std::str::from_utf8(raw).map_err(|_| CellError::new(at, Problem::Utf8))
    }
}

impl Cells for Cell<'_> {
    fn is_null(&self, at: usize) -> bool {
        at < self.forms.0.len() && self.raw(at).is_none()
    }

    fn int(&self, at: usize) -> Result<i64, CellError> {
        const EXPECTED: &str = "an integer";
        match self.form(at) {
            Form::Signed => self.read::<i64>(at, EXPECTED),
            Form::Unsigned => {
                i64::try_from(self.read::<u64>(at, EXPECTED)?).map_err(|_| CellError::new(at, Problem::Range))
            }
            // A sum of integers. One with a fraction is none.
            Form::Decimal => {
                let digits = self.digits(at, EXPECTED)?;
                let whole = digits.split_once('.').map_or(Some(digits), |(whole, fraction)| {
                    fraction.bytes().all(|digit| digit == b'0').then_some(whole)
                });
                let whole = whole.ok_or_else(|| self.wrong(at, EXPECTED))?;
                whole.parse().map_err(|_| CellError::new(at, Problem::Range))
            }
            Form::Bit => {
                let raw = self.raw(at).ok_or_else(|| self.missing(at, EXPECTED))?;
                let number =
                    raw.iter().try_fold(0_i64, |sum, byte| sum.checked_mul(256)?.checked_add(i64::from(*byte)));
                number.ok_or_else(|| CellError::new(at, Problem::Range))
            }
            _ => Err(self.wrong(at, EXPECTED)),
        }
    }

    fn float(&self, at: usize) -> Result<f64, CellError> {
        const EXPECTED: &str = "a float";
        match self.form(at) {
            Form::Float => self.read::<f64>(at, EXPECTED),
            Form::Decimal => self.digits(at, EXPECTED)?.parse().map_err(|_| CellError::new(at, Problem::Range)),
            _ => Err(self.wrong(at, EXPECTED)),
        }
    }

    fn text(&self, at: usize) -> Result<&str, CellError> {
        match self.form(at) {
            Form::Text => self.digits(at, "text"),
            Form::Moment(form) => {
                let Some(place) = self.texts.get(at) else { return Err(self.wrong(at, "text")) };
                if let Some(text) = place.get() {
                    return Ok(text);
                }
                let raw = self.raw(at).ok_or_else(|| self.missing(at, "text"))?;
                let mut text = String::with_capacity(26);
                moment::write(form, raw, &mut text).map_err(|problem| CellError::new(at, problem))?;
                Ok(place.get_or_init(|| text))
            }
            _ => Err(self.wrong(at, "text")),
        }
    }

    fn bytes(&self, at: usize) -> Result<&[u8], CellError> {
        match self.form(at) {
            Form::Bytes => self.raw(at).ok_or_else(|| self.missing(at, "bytes")),
            _ => Err(self.wrong(at, "bytes")),
        }
    }
}
