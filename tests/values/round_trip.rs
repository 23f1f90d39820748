//! Every column type gives back what it was given: many values of each, in batches of 500, each batch in a transaction.
//!
//! `ORM_TEST_CASES` says how many of each; 50,000 take a minute on SQLite, and two to three on PostgreSQL. The first batch has the
//! edges of the type, by name. Beside that they come back, what is asked of them is answered as Rust would.

use super::{Random, edges};
use crate::support::on_every_database;
use orm::prelude::*;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

const BATCH: usize = 500;

fn cases() -> usize {
    let asked = std::env::var("ORM_TEST_CASES").ok().and_then(|it| it.parse().ok());
    asked.unwrap_or(2_000_usize).max(BATCH)
}

fn count(it: usize) -> i64 {
    i64::try_from(it).unwrap()
}

macro_rules! round_trips {
    ($( $(#[$cfg:meta])* $asked:ident $module:ident $model:ident: $ty:ty $([$($word:tt)+])? = |$random:ident| $make:expr, edges $edges:expr; )*) => { $(
        $(#[$cfg])*
        mod $module {
            use super::*;

            #[derive(Model, Debug, Clone, PartialEq)]
            struct $model {
                id: i64,
                $( #[field($($word)+)] )?
                it: $ty,
                $( #[field($($word)+)] )?
                maybe: Option<$ty>,
            }

            on_every_database! {
                async fn come_back(db: &Database) {
                    let mut random = Random::new();
                    let mut edges: Vec<$ty> = $edges.into();
                    let batches = cases() / BATCH;
                    for _ in 0..batches {
                        let $random = &mut random;
                        let mut given: Vec<$ty> = std::mem::take(&mut edges);
                        given.extend((given.len()..BATCH).map(|_| $make));
                        let draft = |(n, it): (usize, &$ty)| $model::create().it(it.clone()).maybe((n % 7 > 0).then(|| it.clone()));
                        let (kept, read) = db.transaction(async |tx| {
                            let kept = $model::objects().bulk_create(&tx, given.iter().enumerate().map(draft)).await?;
                            let batch = $model.id.between(kept[0].id, kept[BATCH - 1].id);
                            let read = $model::objects().filter(batch.clone()).order_by($model.id).all(&tx).await?;
                            round_trips!($asked $model, tx, batch, given);
                            Ok::<_, orm::Error>((kept, read))
                        }).await?;
                        assert!(kept == read, "the rows are what was stored");
                        for (n, (row, it)) in read.iter().zip(&given).enumerate() {
                            assert_eq!((&row.it, row.maybe.as_ref()), (it, (n % 7 > 0).then_some(it)), "{n}");
                        }
                    }
                    assert_eq!($model::objects().count(db).await?, count(batches * BATCH));
                    Ok(())
                }
            }
        }
    )* };
    // What is asked of each.
    (sorted $model:ident, $tx:ident, $batch:ident, $given:ident) => {
        round_trips!(equated $model, $tx, $batch, $given);
        let mut sorted = $given.clone();
        sorted.sort_by(|a, b| a.partial_cmp(b).unwrap());
        let asked = $model::objects().filter($batch.clone()).order_by(($model.it, $model.id)).all(&$tx).await?;
        assert!(asked.iter().map(|row| &row.it).eq(&sorted), "the order is Rust's");
        let (low, high) = (&sorted[BATCH / 3], &sorted[BATCH / 2]);
        let between = sorted.iter().filter(|it| *it >= low && *it <= high).count();
        assert_eq!($model::objects().filter($batch.clone() & $model.it.between(low, high)).count(&$tx).await?, count(between));
        let below = $given.iter().enumerate().filter(|(n, it)| n % 7 > 0 && *it < high).count();
        assert_eq!($model::objects().filter($batch.clone() & $model.maybe.lt(high)).count(&$tx).await?, count(below));
        assert_eq!($model::objects().filter($batch & !$model.maybe.lt(high)).count(&$tx).await?, count(BATCH - below));
    };
    (equated $model:ident, $tx:ident, $batch:ident, $given:ident) => {
        let some = [&$given[1], &$given[BATCH / 2], &$given[BATCH - 1]];
        let equal = $given.iter().filter(|it| some.contains(it)).count();
        assert_eq!($model::objects().filter($batch.clone() & $model.it.in_(some)).count(&$tx).await?, count(equal));
        let equal = $given.iter().filter(|it| *it == some[0]).count();
        assert_eq!($model::objects().filter($batch.clone() & $model.it.eq(some[0])).count(&$tx).await?, count(equal));
        assert_eq!($model::objects().filter($batch.clone() & $model.it.ne(some[0])).count(&$tx).await?, count(BATCH - equal));
    };
    (opaque $model:ident, $tx:ident, $batch:ident, $given:ident) => {
        let nulls = $model::objects().filter($batch & $model.maybe.is_null()).count(&$tx).await?;
        assert_eq!(nulls, count(BATCH.div_ceil(7)));
    };
}

round_trips! {
    sorted bools TripBool: bool = |random| random.below(2) == 1,
        edges [true, false];
    sorted i8s TripI8: i8 = |random| i8::from_le_bytes(random.bytes()),
        edges [i8::MIN, i8::MAX, -1, 0, 1];
    sorted i16s TripI16: i16 = |random| i16::from_le_bytes(random.bytes()),
        edges [i16::MIN, i16::MAX, -1, 0, 1];
    sorted i32s TripI32: i32 = |random| i32::from_le_bytes(random.bytes()),
        edges [i32::MIN, i32::MAX, -1, 0, 1];
    sorted i64s TripI64: i64 = |random| i64::from_le_bytes(random.bytes()),
        edges [i64::MIN, i64::MIN + 1, i64::MAX, i64::MAX - 1, -1, 0, 1, 1 << 53, (1 << 53) + 1];
    sorted u8s TripU8: u8 = |random| u8::from_le_bytes(random.bytes()),
        edges [u8::MIN, u8::MAX, 128];
    sorted u16s TripU16: u16 = |random| u16::from_le_bytes(random.bytes()),
        edges [u16::MIN, u16::MAX, 1 << 15];
    sorted u32s TripU32: u32 = |random| u32::from_le_bytes(random.bytes()),
        edges [u32::MIN, u32::MAX, 1 << 31];
    sorted u64s TripU64: u64 = |random| random.bits() >> 1,
        edges [u64::MIN, i64::MAX.unsigned_abs(), i64::MAX.unsigned_abs() - 1, (1 << 53) + 1];
    sorted f32s TripF32: f32 = |random| random.finite32(),
        edges [0.0, -0.0, f32::MIN, f32::MAX, f32::MIN_POSITIVE, f32::EPSILON, 0.1, f32::from_bits(1), -f32::from_bits(1)];
    sorted f64s TripF64: f64 = |random| random.finite64(),
        edges [0.0, -0.0, f64::MIN, f64::MAX, f64::MIN_POSITIVE, f64::EPSILON, 0.1, 2.675, f64::from_bits(1), -f64::from_bits(1)];
    sorted chars TripChar: char = |random| random.char(),
        edges ['\u{1}', ' ', 'A', 'a', '\'', '\\', '%', '\u{7f}', '\u{80}', 'ß', 'ẞ', '\u{300}', '\u{2028}', '\u{d7ff}', '\u{e000}', '\u{feff}', '\u{ffff}', '\u{10000}', '\u{1f600}', char::MAX];
    sorted texts TripText: String = |random| (0..random.below(20)).map(|_| random.char()).collect(),
        edges edges::texts();
    sorted bytes TripBytes: Vec<u8> = |random| (0..random.below(20)).map(|_| random.bytes::<1>()[0]).collect(),
        edges edges::bytes();
    equated addresses TripIp: IpAddr = |random| random.address(),
        edges ["0.0.0.0", "255.255.255.255", "::", "::1", "::ffff:1.2.3.4", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"].map(|it| it.parse::<IpAddr>().unwrap());
    equated addresses_of_version_4 TripIpv4: Ipv4Addr = |random| Ipv4Addr::from_bits(u32::from_le_bytes(random.bytes())),
        edges [Ipv4Addr::UNSPECIFIED, Ipv4Addr::LOCALHOST, Ipv4Addr::BROADCAST];
    equated addresses_of_version_6 TripIpv6: Ipv6Addr = |random| Ipv6Addr::from_bits(random.wide()),
        edges [Ipv6Addr::UNSPECIFIED, Ipv6Addr::LOCALHOST, Ipv6Addr::from_bits(u128::MAX), Ipv4Addr::LOCALHOST.to_ipv6_mapped()];
    #[cfg(feature = "uuid")]
    sorted uuids TripUuid: uuid::Uuid = |random| uuid::Uuid::from_u128(random.wide()),
        edges [uuid::Uuid::nil(), uuid::Uuid::max(), uuid::Uuid::from_u128(1)];
    #[cfg(feature = "decimal")]
    sorted decimals TripDecimal: rust_decimal::Decimal [max_digits = 18, decimal_places = 7] = |random| random.decimal(7),
        edges ["0", "-0.0000001", "0.0000001", "99999999999.9999999", "-99999999999.9999999", "1.50", "1e10"].map(edges::decimal);
    #[cfg(feature = "decimal")]
    sorted fractions TripFraction: rust_decimal::Decimal [max_digits = 18, decimal_places = 18] = |random| random.decimal(18),
        edges ["0", "0.000000000000000001", "-0.000000000000000001", "0.999999999999999999", "-0.999999999999999999"].map(edges::decimal);
    #[cfg(feature = "json")]
    opaque documents TripJson: orm::value::Json<serde_json::Value> = |random| orm::value::Json(random.json(4)),
        edges edges::documents();
    #[cfg(feature = "chrono")]
    sorted chrono_dates TripChronoDate: chrono::NaiveDate = |random| random.chrono().date(),
        edges edges::chrono().map(|it| it.date());
    #[cfg(feature = "chrono")]
    sorted chrono_times TripChronoTime: chrono::NaiveTime = |random| random.chrono().time(),
        edges edges::chrono().map(|it| it.time());
    #[cfg(feature = "chrono")]
    sorted chrono_moments TripChronoMoment: chrono::NaiveDateTime = |random| random.chrono(),
        edges edges::chrono();
    #[cfg(feature = "chrono")]
    sorted chrono_instants TripChronoInstant: chrono::DateTime<chrono::Utc> = |random| random.chrono().and_utc(),
        edges edges::chrono().map(|it| it.and_utc());
    #[cfg(feature = "time")]
    sorted time_dates TripTimeDate: time::Date = |random| random.time().date(),
        edges edges::time().map(|it| it.date());
    #[cfg(feature = "time")]
    sorted time_times TripTimeTime: time::Time = |random| random.time().time(),
        edges edges::time().map(|it| it.time());
    #[cfg(feature = "time")]
    sorted time_moments TripTimeMoment: time::PrimitiveDateTime = |random| { let it = random.time(); time::PrimitiveDateTime::new(it.date(), it.time()) },
        edges edges::time().map(|it| time::PrimitiveDateTime::new(it.date(), it.time()));
    #[cfg(feature = "time")]
    sorted time_instants TripTimeInstant: time::OffsetDateTime = |random| random.time(),
        edges edges::time();
    #[cfg(feature = "jiff")]
    sorted jiff_dates TripJiffDate: jiff::civil::Date = |random| random.jiff().date(),
        edges edges::jiff().map(|it| it.date());
    #[cfg(feature = "jiff")]
    sorted jiff_times TripJiffTime: jiff::civil::Time = |random| random.jiff().time(),
        edges edges::jiff().map(|it| it.time());
    #[cfg(feature = "jiff")]
    sorted jiff_moments TripJiffMoment: jiff::civil::DateTime = |random| random.jiff(),
        edges edges::jiff();
    #[cfg(feature = "jiff")]
    sorted jiff_instants TripJiffInstant: jiff::Timestamp = |random| jiff::tz::Offset::UTC.to_timestamp(random.jiff()).unwrap(),
        edges edges::MICROS.map(|it| jiff::Timestamp::from_microsecond(it).unwrap());
}

/// Microseconds since 1970, from the first year to the last but a day, since jiff's instants end a day before the year does.
#[cfg(any(feature = "chrono", feature = "time", feature = "jiff"))]
fn micros(random: &mut Random) -> i64 {
    let (first, last) = (-62_135_596_800_000_000_i64, 253_402_207_200_000_000_i64);
    let span = last.abs_diff(first);
    first.checked_add_unsigned(random.below(span)).unwrap()
}

impl Random {
    fn wide(&mut self) -> u128 {
        u128::from(self.bits()) << 64 | u128::from(self.bits())
    }

    fn address(&mut self) -> IpAddr {
        match self.below(3) {
            0 => Ipv4Addr::from_bits(u32::from_le_bytes(self.bytes())).into(),
            // Runs of zeros, which the text leaves out.
            1 => Ipv6Addr::from_bits(self.wide() & (u128::MAX << self.below(128))).into(),
            _ => Ipv6Addr::from_bits(self.wide()).into(),
        }
    }

    /// Of any number of digits up to 18.
    #[cfg(feature = "decimal")]
    fn decimal(&mut self, places: u32) -> rust_decimal::Decimal {
        let end = 10_u64.pow(u32::try_from(1 + self.below(18)).unwrap());
        let units = i64::try_from(self.below(end)).unwrap();
        rust_decimal::Decimal::new(if self.below(2) == 0 { units } else { -units }, places)
    }

    #[cfg(feature = "json")]
    fn json(&mut self, deep: u64) -> serde_json::Value {
        use serde_json::{Value, json};
        let text = |random: &mut Self| (0..random.below(6)).map(|_| random.char()).collect::<String>();
        match self.below(if deep == 0 { 7 } else { 9 }) {
            0 => Value::Null,
            1 => json!(self.below(2) == 1),
            2 => json!(i64::from_le_bytes(self.bytes())),
            3 => json!(self.bits()),
            4 => json!(self.finite64()),
            5 => json!(f64::from(i32::from_le_bytes(self.bytes()))),
            6 => json!(text(self)),
            7 => (0..self.below(4)).map(|_| self.json(deep - 1)).collect(),
            _ => Value::Object((0..self.below(4)).map(|_| (text(self), self.json(deep - 1))).collect()),
        }
    }

    #[cfg(feature = "chrono")]
    fn chrono(&mut self) -> chrono::NaiveDateTime {
        chrono::DateTime::from_timestamp_micros(micros(self)).unwrap().naive_utc()
    }

    #[cfg(feature = "time")]
    fn time(&mut self) -> time::OffsetDateTime {
        time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros(self)) * 1_000).unwrap()
    }

    #[cfg(feature = "jiff")]
    fn jiff(&mut self) -> jiff::civil::DateTime {
        jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::from_microsecond(micros(self)).unwrap())
    }
}
