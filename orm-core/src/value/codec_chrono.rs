//! chrono's dates and times.
//!
//! Fractions are cut to the microsecond, which all three databases can hold, before the value is sent: so what is read
//! back is what is in the struct after `save`. Years outside 0001 to 9999 are refused, since their text would not sort.

use super::Civil;
use super::moments::moments;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};

/// The parts of a date; numbers of the calendar are small.
fn of_date(date: NaiveDate) -> Civil {
    Civil { year: date.year(), month: narrow(date.month()), day: narrow(date.day()), ..Civil::EPOCH }
}

/// The parts of both. A leap second has more than a million microseconds, by which it is known and refused.
fn of_both(date: NaiveDate, time: NaiveTime) -> Civil {
    let (hour, minute, second) = (narrow(time.hour()), narrow(time.minute()), narrow(time.second()));
    Civil { hour, minute, second, micros: time.nanosecond() / 1_000, ..of_date(date) }
}

fn narrow(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

fn date(it: Civil) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(it.year, u32::from(it.month), u32::from(it.day))
}

fn time(it: Civil) -> Option<NaiveTime> {
    NaiveTime::from_hms_micro_opt(u32::from(it.hour), u32::from(it.minute), u32::from(it.second), it.micros)
}

moments! {
    NaiveDate = Date, |it| of_date(*it), date;
    NaiveTime = Time, |it| of_both(NaiveDate::default(), *it), time;
    NaiveDateTime = DateTime, |it| of_both(it.date(), it.time()), |it| Some(date(it)?.and_time(time(it)?));
    DateTime<Utc> = Timestamp, |it| of_both(it.date_naive(), it.time()), |it| Some(date(it)?.and_time(time(it)?).and_utc());
}
