//! Dates and times as the binary protocol sends them, written as ISO 8601 text.
//!
//! <https://mariadb.com/kb/en/resultset-row/#timestamp-binary-encoding>. sqlx reads them only into chrono's or time's types, which a
//! program need not have. What this is not: a check of what the text means; the codec does that.

use crate::value::Problem;
use std::fmt::Write;

/// Of which form a moment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Date,
    DateTime,
    Time,
}

/// Writes a moment after what is in `out`. `bytes` begin with their own length.
pub(super) fn write(form: Form, bytes: &[u8], out: &mut String) -> Result<(), Problem> {
    match form {
        Form::Time => time(bytes, out),
        Form::Date | Form::DateTime => date(form, bytes, out),
    }
    .unwrap_or(Err(Problem::Unreadable("the bytes of the date or time have a form that is not known")))
}

// Length, year, month, day; hour, minute, second; microseconds. What is zero at the end is not sent.
fn date(form: Form, bytes: &[u8], out: &mut String) -> Option<Result<(), Problem>> {
    let (&length, bytes) = bytes.split_first()?;
    if length == 0 {
        return Some(Err(Problem::Unreadable("the database holds a zero date, which is no date")));
    }
    let (year, month, day) = (u16::from_le_bytes([*bytes.first()?, *bytes.get(1)?]), *bytes.get(2)?, *bytes.get(3)?);
    if month == 0 || day == 0 {
        return Some(Err(Problem::Unreadable("the database holds a date without a month or day, which is no date")));
    }
    let _ = write!(out, "{year:04}-{month:02}-{day:02}");
    if form == Form::Date {
        return Some(Ok(()));
    }
    let [hour, minute, second] = of_day(bytes.get(4..)?)?;
    let micros = micros(bytes.get(7..).unwrap_or_default())?;
    let _ = write!(out, " {hour:02}:{minute:02}:{second:02}.{micros:06}");
    Some(Ok(()))
}

// Length, sign, days; hour, minute, second; microseconds. An interval of more than a day, or a negative one, is no time of day.
fn time(bytes: &[u8], out: &mut String) -> Option<Result<(), Problem>> {
    let (&length, bytes) = bytes.split_first()?;
    if length == 0 {
        out.push_str("00:00:00.000000");
        return Some(Ok(()));
    }
    let (sign, days) = (*bytes.first()?, u32::from_le_bytes(bytes.get(1..5)?.try_into().ok()?));
    if sign != 0 || days != 0 {
        return Some(Err(Problem::Unreadable("the database holds an interval, which is no time of day")));
    }
    let [hour, minute, second] = of_day(bytes.get(5..)?)?;
    let micros = micros(bytes.get(8..).unwrap_or_default())?;
    let _ = write!(out, "{hour:02}:{minute:02}:{second:02}.{micros:06}");
    Some(Ok(()))
}

fn of_day(bytes: &[u8]) -> Option<[u8; 3]> {
    if bytes.is_empty() { Some([0; 3]) } else { bytes.get(..3)?.try_into().ok() }
}

fn micros(bytes: &[u8]) -> Option<u32> {
    if bytes.is_empty() { Some(0) } else { Some(u32::from_le_bytes(bytes.get(..4)?.try_into().ok()?)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(form: Form, bytes: &[u8]) -> Result<String, Problem> {
        let mut out = String::new();
        write(form, bytes, &mut out).map(|()| out)
    }

    #[test]
    fn moments_are_written_as_iso_8601_and_what_is_none_is_told() {
        let day = [4, 0xe8, 0x07, 2, 29];
        assert_eq!(text(Form::Date, &day).as_deref(), Ok("2024-02-29"));
        assert_eq!(text(Form::DateTime, &day).as_deref(), Ok("2024-02-29 00:00:00.000000"));
        let second = [7, 0xe8, 0x07, 2, 29, 23, 59, 58];
        assert_eq!(text(Form::DateTime, &second).as_deref(), Ok("2024-02-29 23:59:58.000000"));
        let micro = [11, 0x01, 0x00, 1, 1, 0, 0, 0, 7, 0, 0, 0];
        assert_eq!(text(Form::DateTime, &micro).as_deref(), Ok("0001-01-01 00:00:00.000007"));
        assert_eq!(text(Form::Time, &[0]).as_deref(), Ok("00:00:00.000000"));
        assert_eq!(text(Form::Time, &[8, 0, 0, 0, 0, 0, 1, 2, 3]).as_deref(), Ok("01:02:03.000000"));
        let exact = [12, 0, 0, 0, 0, 0, 1, 2, 3, 0x3f, 0x42, 0x0f, 0];
        assert_eq!(text(Form::Time, &exact).as_deref(), Ok("01:02:03.999999"));
        for none in [&[0][..], &[4, 0xe8, 0x07, 0, 1], &[4, 0xe8], &[], &[7, 0xe8, 0x07, 2, 29, 23]] {
            assert!(text(Form::DateTime, none).is_err(), "{none:?}");
        }
        for none in [&[8, 1, 0, 0, 0, 0, 1, 2, 3][..], &[8, 0, 1, 0, 0, 0, 1, 2, 3], &[8, 0], &[]] {
            assert!(text(Form::Time, none).is_err(), "{none:?}");
        }
    }
}
