//! jiff's civil dates and times, and its `Timestamp`. A `Zoned` is no column: no database keeps the name of a zone.
//!
//! Fractions are cut to the microsecond, and years outside 0001 to 9999 refused, as of every crate's types.

use super::Civil;
use super::moments::moments;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

fn of_date(date: Date) -> Civil {
    Civil { year: i32::from(date.year()), month: unsigned(date.month()), day: unsigned(date.day()), ..Civil::EPOCH }
}

fn of_both(date: Date, time: Time) -> Civil {
    let (hour, minute, second) = (unsigned(time.hour()), unsigned(time.minute()), unsigned(time.second()));
    let micros = u32::try_from(time.subsec_nanosecond() / 1_000).unwrap_or(u32::MAX);
    Civil { hour, minute, second, micros, ..of_date(date) }
}

/// The parts are never negative, but for the year.
fn unsigned(number: i8) -> u8 {
    number.unsigned_abs()
}

fn of_instant(it: Timestamp) -> Civil {
    let utc = Offset::UTC.to_datetime(it);
    of_both(utc.date(), utc.time())
}

fn date(it: Civil) -> Option<Date> {
    Date::new(i16::try_from(it.year).ok()?, i8::try_from(it.month).ok()?, i8::try_from(it.day).ok()?).ok()
}

fn time(it: Civil) -> Option<Time> {
    let nanos = i32::try_from(it.micros).ok()?.checked_mul(1_000)?;
    Time::new(i8::try_from(it.hour).ok()?, i8::try_from(it.minute).ok()?, i8::try_from(it.second).ok()?, nanos).ok()
}

fn both(it: Civil) -> Option<DateTime> {
    Some(DateTime::from_parts(date(it)?, time(it)?))
}

moments! {
    Date = Date, |it| of_date(*it), date;
    Time = Time, |it| of_both(Date::ZERO, *it), time;
    DateTime = DateTime, |it| of_both(it.date(), it.time()), both;
    Timestamp = Timestamp, |it| of_instant(*it), |it| Offset::UTC.to_timestamp(both(it)?).ok();
}
