//! time's dates and times. An `OffsetDateTime` is the instant that it names: it comes back as the same one in UTC.
//!
//! Fractions are cut to the microsecond, and years outside 0001 to 9999 refused, as of every crate's types.

use super::Civil;
use super::moments::moments;
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

fn of_date(date: Date) -> Civil {
    Civil { year: date.year(), month: u8::from(date.month()), day: date.day(), ..Civil::EPOCH }
}

fn of_both(date: Date, time: Time) -> Civil {
    let (hour, minute, second, micros) = time.as_hms_micro();
    Civil { hour, minute, second, micros, ..of_date(date) }
}

/// In UTC it can be in a year that this crate has no date for, and then is out of every range.
fn of_instant(it: OffsetDateTime) -> Civil {
    let out_of_range = Civil { year: 0, ..Civil::EPOCH };
    it.checked_to_offset(UtcOffset::UTC).map_or(out_of_range, |utc| of_both(utc.date(), utc.time()))
}

fn date(it: Civil) -> Option<Date> {
    Date::from_calendar_date(it.year, Month::try_from(it.month).ok()?, it.day).ok()
}

fn time(it: Civil) -> Option<Time> {
    Time::from_hms_micro(it.hour, it.minute, it.second, it.micros).ok()
}

fn both(it: Civil) -> Option<PrimitiveDateTime> {
    Some(date(it)?.with_time(time(it)?))
}

moments! {
    Date = Date, |it| of_date(*it), date;
    Time = Time, |it| of_both(Date::MIN, *it), time;
    PrimitiveDateTime = DateTime, |it| of_both(it.date(), it.time()), both;
    OffsetDateTime = Timestamp, |it| of_instant(*it), |it| both(it).map(PrimitiveDateTime::assume_utc);
}
