//! A date and a time of day in the calendar's own terms: what the date and time types of all crates have in common.
//!
//! It is text in the form that sorts as the moments do (`2024-02-29 12:00:00.000001`), and read from that and from what
//! other programs write. A driver whose database counts days and microseconds instead makes it from these. What this is
//! not: it knows no time zones; an instant is the one of UTC.
//!
//! **Invariant:** one moment has one text. Start reading at [`Civil`].

use super::{ColumnType, Value};
use std::fmt::Write;

const YEAR: &str = "has a year outside 1 to 9999, which not every database can hold";
const LEAP: &str = "is a leap second, which no database can hold";
/// Why a stored text is no date or time.
pub(super) const UNREADABLE: &str = "the stored text is no date or time of this column's form";

/// A date and a time of day, to the microsecond. A column of dates looks at the date alone, one of times at the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
    /// The hour, from 0 to 23.
    pub hour: u8,
    /// The minute.
    pub minute: u8,
    /// The second.
    pub second: u8,
    /// The millionths of a second.
    pub micros: u32,
}

impl Civil {
    /// Midnight of the first day of 1970.
    pub const EPOCH: Self = Self { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, micros: 0 };
    /// Microseconds of a day.
    pub const DAY: i64 = 86_400_000_000;

    /// The moment that is so many days after the first of 1970, and so many microseconds after midnight.
    #[must_use]
    pub fn of_days(days: i64, micros: i64) -> Option<Self> {
        let days = days.checked_add(micros.div_euclid(Self::DAY))?;
        // The civil calendar from a count of days: <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>.
        let shifted = days.checked_add(719_468)?;
        let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let micros = micros.rem_euclid(Self::DAY);
        let seconds = micros / 1_000_000;
        Some(Self {
            year: i32::try_from(year).ok()?,
            month: u8::try_from(month).ok()?,
            day: u8::try_from(day).ok()?,
            hour: u8::try_from(seconds / 3_600).ok()?,
            minute: u8::try_from(seconds / 60 % 60).ok()?,
            second: u8::try_from(seconds % 60).ok()?,
            micros: u32::try_from(micros % 1_000_000).ok()?,
        })
    }

    /// How many days the date is after the first of 1970.
    #[must_use]
    pub fn days(self) -> i64 {
        // <https://howardhinnant.github.io/date_algorithms.html#days_from_civil>
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(month <= 2);
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// How many microseconds the time is after midnight.
    #[must_use]
    pub fn micros_of_day(self) -> i64 {
        let seconds = (i64::from(self.hour) * 60 + i64::from(self.minute)) * 60 + i64::from(self.second);
        seconds * 1_000_000 + i64::from(self.micros)
    }

    /// The text of it in a column of a type.
    #[must_use]
    pub fn text(self, ty: ColumnType) -> String {
        let Self { year, month, day, hour, minute, second, micros } = self;
        let mut out = String::with_capacity(26);
        // Writing to a String cannot fail.
        if ty != ColumnType::Time {
            let _ = write!(out, "{year:04}-{month:02}-{day:02}");
        }
        if ty != ColumnType::Date {
            let gap = if ty == ColumnType::Time { "" } else { " " };
            let _ = write!(out, "{gap}{hour:02}:{minute:02}:{second:02}.{micros:06}");
        }
        out
    }

    /// It as a bind. Nanoseconds are cut before, by us and not by a database, which would round.
    #[must_use]
    pub fn value(self, ty: ColumnType) -> Value {
        if ty != ColumnType::Time && !(1..=9999).contains(&self.year) {
            return Value::Refused(ty, YEAR);
        }
        if self.micros >= 1_000_000 || self.second >= 60 {
            return Value::Refused(ty, LEAP);
        }
        Value::Moment(ty, self.text(ty))
    }

    /// Reads what we write, and what other programs write: a space or `T`, with or without seconds, a fraction, a zone.
    #[must_use]
    pub fn parse(text: &str, ty: ColumnType) -> Option<Self> {
        let mut read = Reader(text.as_bytes());
        let mut it = Self::EPOCH;
        if ty != ColumnType::Time {
            it.read_date(&mut read)?;
        }
        if ty == ColumnType::Date {
            return read.0.is_empty().then_some(it);
        }
        if ty != ColumnType::Time && !read.skip(b" Tt") {
            return None;
        }
        it.read_time(&mut read)?;
        if ty == ColumnType::Time {
            return read.0.is_empty().then_some(it);
        }
        let offset = read.offset()?;
        if !read.0.is_empty() {
            return None;
        }
        if offset == 0 { Some(it) } else { Self::of_days(it.days(), it.micros_of_day() - offset * 60_000_000) }
    }

    fn read_date(&mut self, read: &mut Reader<'_>) -> Option<()> {
        self.year = i32::try_from(read.digits(4)?).ok()?;
        self.month = u8::try_from(read.after(b"-", 2)?).ok()?;
        self.day = u8::try_from(read.after(b"-", 2)?).ok()?;
        ((1..=12).contains(&self.month) && (1..=days_of_month(self.year, self.month)).contains(&self.day)).then_some(())
    }

    fn read_time(&mut self, read: &mut Reader<'_>) -> Option<()> {
        self.hour = u8::try_from(read.digits(2)?).ok()?;
        self.minute = u8::try_from(read.after(b":", 2)?).ok()?;
        if read.0.first() == Some(&b':') {
            self.second = u8::try_from(read.after(b":", 2)?).ok()?;
            self.micros = read.fraction()?;
        }
        (self.hour < 24 && self.minute < 60 && self.second < 60).then_some(())
    }
}

fn days_of_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// What is left of a text.
struct Reader<'t>(&'t [u8]);

impl Reader<'_> {
    fn skip(&mut self, any_of: &[u8]) -> bool {
        let found = self.0.first().is_some_and(|first| any_of.contains(first));
        if found {
            self.0 = &self.0[1..];
        }
        found
    }

    /// A number of exactly so many digits.
    fn digits(&mut self, count: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        digits.iter().try_fold(0, |n, digit| digit.is_ascii_digit().then(|| n * 10 + u32::from(digit - b'0')))
    }

    fn after(&mut self, sign: &[u8], count: usize) -> Option<u32> {
        if self.skip(sign) { self.digits(count) } else { None }
    }

    /// A fraction, if there is one; what is below a microsecond is cut.
    fn fraction(&mut self) -> Option<u32> {
        if !self.skip(b".") {
            return Some(0);
        }
        let length = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at(length);
        self.0 = rest;
        let known = digits.iter().chain(std::iter::repeat(&b'0')).take(6);
        (length > 0).then(|| known.fold(0, |n, digit| n * 10 + u32::from(digit - b'0')))
    }

    /// How many minutes the zone is before UTC; none where nothing is said.
    fn offset(&mut self) -> Option<i64> {
        if self.skip(b"Zz") || self.0.is_empty() {
            return Some(0);
        }
        let sign = if self.skip(b"+") { 1 } else { self.skip(b"-").then_some(-1)? };
        let hours = self.digits(2)?;
        self.skip(b":");
        let minutes = if self.0.is_empty() { 0 } else { self.digits(2)? };
        (hours < 24 && minutes < 60).then(|| sign * i64::from(hours * 60 + minutes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Option<String> {
        Civil::parse(text, ColumnType::DateTime).map(|it| it.text(ColumnType::DateTime))
    }

    #[test]
    fn a_moment_has_one_text_and_is_read_from_many() {
        let said = |text: &str| moment(text).unwrap_or_default();
        assert_eq!(said("2024-02-29 12:00:00.000001"), "2024-02-29 12:00:00.000001");
        assert_eq!(said("2024-02-29T12:00:00Z"), "2024-02-29 12:00:00.000000");
        assert_eq!(said("2024-02-29 23:30+00:30"), "2024-02-29 23:00:00.000000");
        assert_eq!(said("2024-03-01 00:00:00.9999999+0130"), "2024-02-29 22:30:00.999999");
        assert_eq!(said("1969-12-31 23:59:59.5-05"), "1970-01-01 04:59:59.500000");
        let wrong = [
            "",
            "2024",
            "2024-2-29 12:00",
            "2023-02-29 12:00:00",
            "1900-02-29 12:00",
            "2024-02-29",
            "2024-02-29 24:00:00",
            "2024-02-29 12:60:00",
            "2024-02-29 12:00:60",
            "2024-02-29 12:00:00.",
            "2024-02-29 12:00:00 ",
            "x2024-02-29 12:00",
            "2024-02-29 12:00:00+24",
            "2024-13-01 00:00",
            "2024-00-01 00:00",
            "2024-01-00 00:00",
            "２024-01-01 00:00",
        ];
        assert!(wrong.iter().all(|text| moment(text).is_none()));
    }

    #[test]
    fn days_and_dates_are_each_others_inverse() {
        let mut last = Civil::of_days(-719_529, 0).map(|it| it.text(ColumnType::Date));
        for days in -719_528..2_932_897 {
            let it = Civil::of_days(days, Civil::DAY - 1);
            let text = it.map(|it| it.text(ColumnType::Date));
            assert!(it.is_some_and(|it| it.days() == days && it.micros_of_day() == Civil::DAY - 1), "{days}");
            assert!(days < -719_162 || last < text, "{days}");
            last = text;
        }
        assert_eq!(last.as_deref(), Some("9999-12-31"));
    }
}
