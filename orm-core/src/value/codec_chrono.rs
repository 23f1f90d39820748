//! chrono's dates and times, as ISO 8601 text that sorts as the moments do.
//!
//! Fractions are cut to the microsecond, which all three databases can hold, before the value is sent: so what is read
//! back is what is in the struct after `save`. Years outside 0001 to 9999 are refused, since their text would not sort.

use super::{CellError, Cells, ColumnType, DbValue, Problem, Value};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};

const YEAR: &str = "has a year outside 1 to 9999, which not every database can hold";
const LEAP: &str = "is a leap second, which no database can hold";
const UNREADABLE: &str = "the stored text is no date or time of this column's form";

fn year_is_refused(year: i32) -> bool {
    !(1..=9999).contains(&year)
}

/// Six digits at most: none where the fraction is zero, so that equal moments have equal text in one column we write `.ffffff` always.
fn micros(nanos: u32) -> u32 {
    nanos / 1_000
}

impl DbValue for NaiveDate {
    const TYPE: ColumnType = ColumnType::Date;
    fn encode(&self) -> Value {
        if year_is_refused(self.year()) {
            return Value::Refused(Self::TYPE, YEAR);
        }
        Value::Moment(Self::TYPE, self.format("%Y-%m-%d").to_string())
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        cells.text(at)?.parse().map_err(|_| CellError::new(at, Problem::Unreadable(UNREADABLE)))
    }
}

impl DbValue for NaiveTime {
    const TYPE: ColumnType = ColumnType::Time;
    fn encode(&self) -> Value {
        if self.nanosecond() >= 1_000_000_000 {
            return Value::Refused(Self::TYPE, LEAP);
        }
        Value::Moment(Self::TYPE, format!("{}.{:06}", self.format("%H:%M:%S"), micros(self.nanosecond())))
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        cells.text(at)?.parse().map_err(|_| CellError::new(at, Problem::Unreadable(UNREADABLE)))
    }
}

fn datetime_text(moment: &NaiveDateTime, ty: ColumnType) -> Value {
    if year_is_refused(moment.year()) {
        return Value::Refused(ty, YEAR);
    }
    if moment.nanosecond() >= 1_000_000_000 {
        return Value::Refused(ty, LEAP);
    }
    Value::Moment(ty, format!("{}.{:06}", moment.format("%Y-%m-%d %H:%M:%S"), micros(moment.nanosecond())))
}

/// Reads what we write, and what other programs write: a space or `T`, with or without a fraction, with or without a zone.
fn parse_datetime(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim_end_matches('Z');
    let formats = ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"];
    formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok()).or_else(|| {
        let zoned = text.replacen(' ', "T", 1);
        DateTime::parse_from_rfc3339(&zoned).ok().map(|moment| moment.naive_utc())
    })
}

impl DbValue for NaiveDateTime {
    const TYPE: ColumnType = ColumnType::DateTime;
    fn encode(&self) -> Value {
        datetime_text(self, Self::TYPE)
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        parse_datetime(cells.text(at)?).ok_or_else(|| CellError::new(at, Problem::Unreadable(UNREADABLE)))
    }
}

impl DbValue for DateTime<Utc> {
    const TYPE: ColumnType = ColumnType::Timestamp;
    fn encode(&self) -> Value {
        datetime_text(&self.naive_utc(), Self::TYPE)
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        parse_datetime(cells.text(at)?)
            .map(|moment| moment.and_utc())
            .ok_or_else(|| CellError::new(at, Problem::Unreadable(UNREADABLE)))
    }
}
