//! The dates and times of time and jiff: each with the same edges, which chrono's have in `moments.rs`.

use crate::support::on_every_database;
use orm::ErrorKind;
use orm::prelude::*;

/// Year, month, day, hour, minute, second, nanosecond.
type Parts = (i16, u8, u8, u8, u8, u8, u32);

const EDGES: [Parts; 8] = [
    (1, 1, 1, 0, 0, 0, 0),
    (9999, 12, 30, 21, 59, 59, 999_999_999),
    (1969, 12, 31, 23, 59, 59, 500_000_000),
    (2038, 1, 19, 3, 14, 8, 0),
    (2000, 2, 29, 12, 0, 0, 1_000),
    (2024, 3, 31, 2, 30, 0, 123_456_789),
    (1582, 10, 10, 0, 0, 0, 900),
    (1970, 1, 1, 0, 0, 0, 0),
];

/// To the microsecond.
fn cut(it: Parts) -> Parts {
    (it.0, it.1, it.2, it.3, it.4, it.5, it.6 / 1_000 * 1_000)
}

macro_rules! clocks {
    ($table:literal, $date:ty, $time:ty, $both:ty, $instant:ty) => {
        #[derive(Model, Debug, Clone, PartialEq)]
        #[model(table = $table, unique(date, time))]
        struct Clock {
            #[primary_key]
            instant: $instant,
            date: $date,
            #[field(index)]
            time: $time,
            both: Option<$both>,
            #[foreign_key(on_delete = cascade, related_name = "later")]
            before: Option<ForeignKey<Clock>>,
        }

        async fn store(db: &Db, it: Parts) -> orm::Result<Clock> {
            let both = both(it);
            Clock::create().instant(instant(both)).date(both.date()).time(both.time()).both(both).save(db).await
        }

        on_every_database! {
            async fn they_come_back_to_the_microsecond(db: &Database) {
                for edge in EDGES {
                    let kept = store(db, edge).await?;
                    let cut = both(cut(edge));
                    assert_eq!((kept.date, kept.time, kept.both, kept.instant), (cut.date(), cut.time(), Some(cut), instant(cut)));
                    assert_eq!(Clock::objects().get(db, instant(both(edge))).await?, kept);
                    let found = Clock.both.in_([both(edge), both(EDGES[7])]) & Clock.date.eq(cut.date()) & Clock.time.le(both(edge).time());
                    assert_eq!(Clock::objects().filter(found & Clock.instant.between(kept.instant, instant(both(edge)))).one(db).await?, kept);
                }
                let sorted = Clock::objects().order_by(Clock.both).all(db).await?;
                assert!(sorted.windows(2).all(|pair| pair[0].both < pair[1].both && pair[0].instant < pair[1].instant));
                let sorted = Clock::objects().order_by((Clock.time.desc(), Clock.instant)).all(db).await?;
                assert!(sorted.windows(2).all(|pair| pair[0].time >= pair[1].time));
                let mut first = sorted[0].clone();
                first.update(db, Clock.both.set(Null)).await?;
                assert_eq!(first.both, None);
                Ok(())
            }

            async fn an_instant_can_be_a_key(db: &Database) {
                let first = store(db, EDGES[5]).await?;
                let other = both(EDGES[3]);
                let later = first.later().create().instant(instant(other)).date(other.date()).time(other.time()).save(db).await?;
                assert_eq!(first.later().one(db).await?, later);
                assert_eq!(*later.before.as_ref().unwrap().load(db).await?, first);
                assert_eq!(Clock::objects().in_bulk(db, [first.instant, later.instant]).await?.len(), 2);
                let error = store(db, (EDGES[5].0, 3, 31, 2, 30, 0, 123_456_000)).await.unwrap_err();
                assert_eq!(error.kind(), ErrorKind::UniqueViolation);
                Ok(())
            }

            async fn years_that_not_every_database_holds_are_refused(db: &Database) {
                let sent = db.statements_sent();
                for year in [0, -1, -400] {
                    let error = store(db, (year, 12, 30, 0, 0, 0, 0)).await.unwrap_err();
                    assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::ValueRefused, Some("Clock"), Some("instant")));
                }
                assert_eq!(db.statements_sent(), sent);
                Ok(())
            }
        }
    };
}

#[cfg(feature = "time")]
mod of_time {
    use super::*;
    use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

    fn both((year, month, day, hour, minute, second, nano): Parts) -> PrimitiveDateTime {
        let date = Date::from_calendar_date(year.into(), Month::try_from(month).unwrap(), day).unwrap();
        date.with_hms_nano(hour, minute, second, nano).unwrap()
    }
    /// In another offset than UTC, which names the same instant.
    fn instant(it: PrimitiveDateTime) -> OffsetDateTime {
        let west = UtcOffset::from_hms(-2, -30, 0).unwrap();
        let east = UtcOffset::from_hms(2, 0, 0).unwrap();
        it.assume_utc().to_offset(if it.year() < 2000 && it.year() > 1 { west } else { east })
    }
    clocks!("values_clock_time", Date, Time, PrimitiveDateTime, OffsetDateTime);
}

#[cfg(feature = "jiff")]
mod of_jiff {
    use super::*;
    use jiff::Timestamp;
    use jiff::civil::{Date, DateTime, Time, datetime};
    use jiff::tz::Offset;

    fn both((year, month, day, hour, minute, second, nano): Parts) -> DateTime {
        let small = |it: u8| i8::try_from(it).unwrap();
        datetime(
            year,
            small(month),
            small(day),
            small(hour),
            small(minute),
            small(second),
            i32::try_from(nano).unwrap(),
        )
    }
    fn instant(it: DateTime) -> Timestamp {
        Offset::UTC.to_timestamp(it).unwrap()
    }
    clocks!("values_clock_jiff", Date, Time, DateTime, Timestamp);
}
