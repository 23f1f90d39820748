//! Dates and times between the text of our codec and PostgreSQL's binary form.
//!
//! In binary a date is days, and everything else microseconds, since the first of January 2000. The text is ISO 8601, with six
//! digits of fraction where there is a time. What this is not: it knows no zones; an instant travels in UTC both ways.
//! <https://www.postgresql.org/docs/current/datatype-datetime.html>

use std::fmt::Write;

const DAY: i64 = 86_400_000_000;
/// Days from the first of March of the year 0 to the first of January 2000.
const EPOCH: i64 = 730_425;

/// `2024-02-29` as days.
pub(super) fn days(text: &str) -> Option<i32> {
    let mut parts = text.split('-');
    let (year, month, day) = (number(parts.next()?, 4)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let is_date = parts.next().is_none() && (1..=12).contains(&month) && (1..=31).contains(&day);
    let days = days_of(year, month, day);
    // A day that the month does not have would become one of the next month.
    (is_date && date_of(days) == (year, month, day)).then(|| i32::try_from(days).ok()).flatten()
}

/// `12:30:00.000001` as microseconds.
pub(super) fn time(text: &str) -> Option<i64> {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut parts = clock.split(':');
    let (hour, minute, second) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let is_time = parts.next().is_none() && hour < 24 && minute < 60 && second < 60;
    let micros = match fraction.len() {
        0 => 0,
        digits @ 1..=6 => number(fraction, digits)? * 10_i64.pow(u32::try_from(6 - digits).ok()?),
        _ => return None,
    };
    is_time.then_some(((hour * 60 + minute) * 60 + second) * 1_000_000 + micros)
}

/// `2024-02-29 12:30:00.000001` as microseconds.
pub(super) fn moment(text: &str) -> Option<i64> {
    let (date, clock) = text.split_once([' ', 'T'])?;
    i64::from(days(date)?).checked_mul(DAY)?.checked_add(time(clock)?)
}

/// Days as `2024-02-29`.
pub(super) fn date_text(days: i32) -> String {
    let mut text = String::with_capacity(10);
    match days {
        i32::MAX => text.push_str("infinity"),
        i32::MIN => text.push_str("-infinity"),
        days => write_date(&mut text, i64::from(days)),
    }
    text
}

/// Microseconds as `12:30:00.000001`.
pub(super) fn time_text(micros: i64) -> String {
    let mut text = String::with_capacity(15);
    write_time(&mut text, micros);
    text
}

/// Microseconds as `2024-02-29 12:30:00.000001`.
pub(super) fn moment_text(micros: i64) -> String {
    let mut text = String::with_capacity(26);
    match micros {
        i64::MAX => text.push_str("infinity"),
        i64::MIN => text.push_str("-infinity"),
        micros => {
            write_date(&mut text, micros.div_euclid(DAY));
            text.push(' ');
            write_time(&mut text, micros.rem_euclid(DAY));
        }
    }
    text
}

// Writing into a `String` cannot fail.
fn write_date(text: &mut String, days: i64) {
    let (year, month, day) = date_of(days);
    let _ = write!(text, "{year:04}-{month:02}-{day:02}");
}

fn write_time(text: &mut String, micros: i64) {
    let (seconds, micros) = (micros / 1_000_000, micros % 1_000_000);
    let _ = write!(text, "{:02}:{:02}:{:02}.{micros:06}", seconds / 3_600, seconds / 60 % 60, seconds % 60);
}

// The civil calendar, by 400-year eras that begin in March, so that a leap day is the last of its year.
// <https://howardhinnant.github.io/date_algorithms.html>
fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH
}

fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + EPOCH;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// So many digits and nothing else.
fn number(text: &str, digits: usize) -> Option<i64> {
    let is_number = text.len() == digits && text.bytes().all(|c| c.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_of_ten_thousand_years_comes_back() {
        assert_eq!((days("2000-01-01"), days("1999-12-31"), days("2000-03-01")), (Some(0), Some(-1), Some(60)));
        let (first, last) = (days("0001-01-01"), days("9999-12-31"));
        assert_eq!((first, last), (Some(-730_119), Some(2_921_939)));
        for day in -730_119..=2_921_939 {
            assert_eq!(days(&date_text(day)), Some(day));
        }
    }

    #[test]
    fn moments_come_back_and_what_is_none_is_refused() {
        for text in ["0001-01-01 00:00:00.000000", "1969-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999"] {
            assert_eq!(moment(text).map(moment_text).as_deref(), Some(text));
        }
        assert_eq!(time("23:59:59.5").map(time_text).as_deref(), Some("23:59:59.500000"));
        for no in ["2023-02-29", "2024-13-01", "2024-00-10", "24-01-01", "2024-01-01x", "", "+024-01-01"] {
            assert_eq!(days(no), None, "{no}");
        }
        for no in ["24:00:00", "12:60:00", "12:00", "12:00:00.1234567", "12:00:0x"] {
            assert_eq!(time(no), None, "{no}");
        }
    }
}
