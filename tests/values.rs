//! Values: each column type gives back what it was given, at its edges and between; what the table holds and the type
//! does not is an error that names the field.

mod addresses;
#[cfg(any(feature = "jiff", feature = "time"))]
mod clocks;
#[cfg(feature = "decimal")]
mod decimals;
#[cfg(feature = "json")]
mod documents;
mod edges;
#[cfg(feature = "chrono")]
mod moments;
mod round_trip;
#[cfg(feature = "uuid")]
mod uuids;

use crate::support::{on_every_database, raw};
use orm::prelude::*;
use orm::{Error, ErrorKind};

/// Every column type, plain and nullable.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "values_plain")]
struct Plain {
    id: i64,
    bool: bool,
    i8: i8,
    i16: i16,
    i32: i32,
    i64: i64,
    u8: u8,
    u16: u16,
    u32: u32,
    u64: u64,
    f32: f32,
    f64: f64,
    char: char,
    text: String,
    bytes: Vec<u8>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "values_nullable")]
struct Nullable {
    id: i64,
    bool: Option<bool>,
    i8: Option<i8>,
    i16: Option<i16>,
    i32: Option<i32>,
    i64: Option<i64>,
    u8: Option<u8>,
    u16: Option<u16>,
    u32: Option<u32>,
    u64: Option<u64>,
    f32: Option<f32>,
    f64: Option<f64>,
    char: Option<char>,
    text: Option<String>,
    bytes: Option<Vec<u8>>,
}

/// Random bits that are the same in every run.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new() -> Self {
        Self(0x5eed)
    }
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.bits() % end
    }
    /// Bytes of a random integer: narrow types take the first of them.
    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        bytes.copy_from_slice(&self.bits().to_le_bytes()[..N]);
        bytes
    }
    fn char(&mut self) -> char {
        let end = [0x80, 0x800, 0x1_0000, 0x11_0000][usize::try_from(self.below(4)).unwrap()];
        loop {
            match char::from_u32(u32::try_from(self.below(end)).unwrap()) {
                None | Some('\0') => {}
                Some(it) => return it,
            }
        }
    }
    fn finite64(&mut self) -> f64 {
        Some(f64::from_bits(self.bits())).filter(|it| it.is_finite()).unwrap_or(0.1)
    }
    fn finite32(&mut self) -> f32 {
        Some(f32::from_bits(u32::from_le_bytes(self.bytes()))).filter(|it| it.is_finite()).unwrap_or(0.1)
    }
    fn plain(&mut self) -> Plain {
        Plain {
            id: 0,
            bool: self.below(2) == 1,
            i8: i8::from_le_bytes(self.bytes()),
            i16: i16::from_le_bytes(self.bytes()),
            i32: i32::from_le_bytes(self.bytes()),
            i64: i64::from_le_bytes(self.bytes()),
            u8: u8::from_le_bytes(self.bytes()),
            u16: u16::from_le_bytes(self.bytes()),
            u32: u32::from_le_bytes(self.bytes()),
            u64: self.bits() >> 1,
            f32: self.finite32(),
            f64: self.finite64(),
            char: self.char(),
            text: (0..self.below(12)).map(|_| self.char()).collect(),
            bytes: (0..self.below(12)).map(|_| self.bytes::<1>()[0]).collect(),
        }
    }
}

async fn store(db: &Db, it: &Plain) -> orm::Result<Plain> {
    let draft =
        Plain::create().bool(it.bool).i8(it.i8).i16(it.i16).i32(it.i32).i64(it.i64).u8(it.u8).u16(it.u16).u32(it.u32);
    draft.u64(it.u64).f32(it.f32).f64(it.f64).char(it.char).text(&it.text).bytes(&it.bytes).save(db).await
}

async fn store_nullable(db: &Db, it: &Plain) -> orm::Result<Nullable> {
    let draft =
        Nullable::create().bool(it.bool).i8(it.i8).i16(it.i16).i32(Some(it.i32)).i64(it.i64).u8(it.u8).u16(it.u16);
    draft.u32(it.u32).u64(it.u64).f32(it.f32).f64(it.f64).char(it.char).text(&it.text).bytes(&it.bytes).save(db).await
}

fn edges() -> Vec<Plain> {
    let mut random = Random::new();
    let mut base = random.plain();
    base.text = "plain".into();
    let mut all = Vec::new();
    macro_rules! edges {
        ($($field:ident: $values:expr;)*) => { $( for value in $values { all.push(Plain { $field: value, ..base.clone() }); } )* };
    }
    edges! {
        bool: [false, true];
        i8: [i8::MIN, -1, 0, 1, i8::MAX];
        i16: [i16::MIN, -1, 0, 1, i16::MAX];
        i32: [i32::MIN, -1, 0, 1, i32::MAX];
        i64: [i64::MIN, -1, 0, 1, i64::MAX, 1 << 53, (1 << 53) + 1];
        u8: [0, 1, u8::MAX];
        u16: [0, 1, u16::MAX];
        u32: [0, 1, u32::MAX];
        u64: [0, 1, u64::from(u32::MAX) + 1, i64::MAX.unsigned_abs()];
        f32: [0.0, 0.1, 1.0, -1.5, f32::MIN, f32::MAX, f32::MIN_POSITIVE, f32::EPSILON, f32::from_bits(1)];
        f64: [0.0, 0.1, 1.0, -1.5, 2.675, 1e15, 9_007_199_254_740_993.0, f64::MIN, f64::MAX, f64::MIN_POSITIVE, f64::from_bits(1)];
        char: ['a', '\'', '"', '\\', '%', '\u{1}', '\u{7f}', 'ß', '\u{2028}', '\u{d7ff}', '\u{e000}', '\u{1f600}', char::MAX];
        text: ["".to_owned(), " ".into(), "\u{1f600}".into(), "\u{feff}".into(), "1".into(), "x".repeat(1 << 20)];
        bytes: [vec![], vec![0], (0..=255).collect(), vec![0xff; 1 << 20]];
    }
    all
}

on_every_database! {
    async fn edges_come_back(db: &Database) {
        for edge in edges() {
            let kept = store(db, &edge).await?;
            let read = Plain::objects().get(db, kept.id).await?;
            assert_eq!((&read, &kept), (&Plain { id: kept.id, ..edge.clone() }, &read));
            let kept = store_nullable(db, &edge).await?;
            let read = Nullable::objects().get(db, &kept).await?;
            assert_eq!(kept, read);
            assert_eq!((read.i64, read.f64, read.char), (Some(edge.i64), Some(edge.f64), Some(edge.char)));
            assert_eq!((read.text, read.bytes), (Some(edge.text), Some(edge.bytes)));
        }
        let null = Nullable::create().save(db).await?;
        let read = Nullable::objects().get(db, null.id).await?;
        assert_eq!(null, read);
        assert!(read.bool.is_none() && read.i8.is_none() && read.f32.is_none() && read.text.is_none() && read.bytes.is_none());
        Ok(())
    }

    async fn random_values_come_back(db: &Database) {
        let mut random = Random::new();
        for _ in 0..4 {
            let batch: Vec<Plain> = std::iter::repeat_with(|| random.plain()).take(500).collect();
            let kept = db.transaction(async |tx| {
                let mut kept = Vec::new();
                for it in &batch {
                    kept.push(store(&tx, it).await?);
                }
                Ok::<_, Error>(kept)
            }).await?;
            let read = Plain::objects().filter(Plain.id.between(kept[0].id, kept[499].id)).order_by(Plain.id).all(db).await?;
            assert!(batch.into_iter().zip(&kept).all(|(it, kept)| Plain { id: kept.id, ..it } == *kept));
            assert_eq!(read, kept);
        }
        Ok(())
    }

    async fn conditions_find_the_edges(db: &Database) {
        let edge = Plain { id: 0, bool: true, i8: i8::MIN, i16: i16::MIN, i32: i32::MIN, i64: i64::MIN, u8: 255, u16: u16::MAX,
            u32: u32::MAX, u64: i64::MAX.unsigned_abs(), f32: f32::MAX, f64: 5e-324, char: char::MAX, text: "\u{1}".into(), bytes: vec![0, 39] };
        store(db, &edge).await?;
        let conditions = [
            Plain.bool.eq(true), Plain.i8.eq(i8::MIN), Plain.i16.eq(i16::MIN), Plain.i32.eq(i32::MIN), Plain.i64.eq(i64::MIN),
            Plain.u8.eq(255), Plain.u16.eq(u16::MAX), Plain.u32.eq(u32::MAX), Plain.u64.ge(i64::MAX.unsigned_abs()), Plain.f32.eq(f32::MAX),
            Plain.f64.gt(0.0), Plain.char.eq(char::MAX), Plain.text.eq("\u{1}"), Plain.bytes.eq(vec![0, 39]), Plain.bytes.lt(&[0, 40]),
        ];
        for (n, condition) in conditions.into_iter().enumerate() {
            assert_eq!(Plain::objects().filter(condition.clone()).count(db).await?, 1, "{n}");
            assert_eq!(Plain::objects().exclude(condition).count(db).await?, 0, "{n}");
        }
        Ok(())
    }

    async fn a_cell_of_another_type_names_its_field(db: &Database) {
        if crate::support::can::hold_types(db) {
            return Ok(());
        }
        // Another program's table: no types are kept, and NULL stands everywhere.
        raw(db, "DROP TABLE values_plain").await?;
        raw(db, "CREATE TABLE values_plain (id INTEGER PRIMARY KEY, bool, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, char, text, bytes)").await?;
        let good = "1, -8, -16, -32, -64, 8, 16, 32, 64, 0.5, 0.25, 'c', 'text', x'00'";
        raw(db, &format!("INSERT INTO values_plain VALUES (1, {good})")).await?;
        let wrong = [
            ("bool", "2"), ("bool", "'true'"), ("i8", "128"), ("i8", "'8'"), ("i16", "-32769"), ("i32", "3000000000"), ("i32", "1.5"),
            ("i64", "'abc'"), ("i64", "9e18"), ("u8", "256"), ("u8", "-1"), ("u16", "x'00'"), ("u32", "4294967296"), ("u64", "-1"),
            ("f32", "0.1"), ("f32", "'0.5'"), ("f64", "'x'"), ("f64", "x'00'"), ("char", "''"), ("char", "'ab'"), ("char", "1"),
            ("text", "1"), ("text", "x'41'"), ("text", "CAST(x'ff41' AS TEXT)"), ("bytes", "'text'"), ("bytes", "1"),
        ];
        let nulls = ["bool", "i8", "i64", "u64", "f32", "f64", "char", "text", "bytes"].map(|column| (column, "NULL"));
        for (column, value) in wrong.into_iter().chain(nulls) {
            raw(db, &format!("INSERT INTO values_plain VALUES (2, {good})")).await?;
            raw(db, &format!("UPDATE values_plain SET {column} = {value} WHERE id = 2")).await?;
            for error in [Plain::objects().get(db, 2).await.unwrap_err(), Plain::objects().all(db).await.unwrap_err()] {
                assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::SchemaMismatch, Some("Plain"), Some(column)), "{value}: {error}");
            }
            assert_eq!(Plain::objects().get(db, 1).await?.text, "text", "the other row can be read");
            assert_eq!(Plain::objects().count(db).await?, 2);
            assert_eq!(Plain::objects().filter(Plain.id.eq(2)).delete(db).await?.total(), 1);
        }
        // A whole number is a float too.
        raw(db, "UPDATE values_plain SET f64 = 3").await?;
        assert_eq!(Plain::objects().one(db).await?.f64, 3.0);
        Ok(())
    }
}
