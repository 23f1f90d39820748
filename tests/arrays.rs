//! Arrays: on a database that has them they come back; one that has not says so before anything is sent.
//!
//! A program of its own, since its models have no tables on every database.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use orm::prelude::*;
use orm::testing::{Flavor, Scratch, run_on};
use orm::value::{ColumnType, DbValue};
use orm::{Backend, ErrorKind};
use std::net::IpAddr;

#[derive(DbEnum, Debug, Clone, Copy, PartialEq)]
enum Mood {
    Happy,
    #[db_enum(label = "so \"so\", {so}")]
    Soso,
}

#[derive(Model, Debug, Clone, PartialEq)]
struct Shelf {
    id: i64,
    numbers: Vec<i64>,
    small: Vec<i16>,
    floats: Vec<f32>,
    texts: Vec<String>,
    truths: Vec<bool>,
    letters: Option<Vec<char>>,
    addresses: Option<Vec<IpAddr>>,
    moods: Option<Vec<Mood>>,
    bytes: Vec<u8>,
    #[foreign_key(on_delete = cascade)]
    room: Option<ForeignKey<Room>>,
}

#[derive(Model, Debug, Clone, PartialEq)]
struct Room {
    id: i64,
}

fn a_row(db: &Db) -> impl Future<Output = orm::Result<Shelf>> + Send {
    let draft =
        Shelf::create().numbers(vec![i64::MIN, 0, i64::MAX]).small([i16::MIN, 7].to_vec()).floats(vec![0.1, -2.5]);
    let texts = ["", "NULL", "a,b", "{}", "\"\\'", "\u{1f600}"].map(str::to_owned).to_vec();
    let draft = draft.texts(texts).truths(vec![true, false]).letters(vec!['ß', '\u{10ffff}']).bytes(vec![1, 2]);
    draft
        .addresses(vec!["::1".parse().unwrap(), "10.0.0.1".parse().unwrap()])
        .moods(vec![Mood::Soso, Mood::Happy])
        .save(db)
}

#[test]
fn bytes_are_no_array() {
    assert_eq!(<Vec<u8> as DbValue>::TYPE, ColumnType::Bytes);
    assert_eq!(<Vec<i16> as DbValue>::TYPE, ColumnType::Array(&ColumnType::I16));
}

#[test]
fn they_come_back_where_there_are_arrays() {
    run_on(Backend::Postgres, Flavor::CurrentThread, |db| Box::pin(async move { come_back(&db).await }));
}

async fn come_back(db: &Database) -> orm::Result<()> {
    let mut row = a_row(db).await?;
    assert_eq!(Shelf::objects().get(db, row.id).await?, row);
    assert_eq!((row.small.as_slice(), row.texts[3].as_str()), (&[i16::MIN, 7][..], "{}"));
    let empty = Shelf::create()
        .numbers(vec![])
        .small(vec![])
        .floats(vec![])
        .texts(vec![])
        .truths(vec![])
        .bytes(vec![])
        .save(db)
        .await?;
    assert_eq!(Shelf::objects().get(db, empty.id).await?, empty);
    assert_eq!((empty.letters.as_ref(), empty.numbers.len()), (None, 0));

    let found =
        Shelf::objects().filter(Shelf.numbers.eq(vec![i64::MIN, 0, i64::MAX]) & Shelf.texts.ne(vec!["".to_owned()]));
    assert_eq!(found.one(db).await?, row);
    assert_eq!(Shelf::objects().filter(Shelf.small.eq(&row.small) & Shelf.floats.eq(&row.floats)).one(db).await?, row);
    assert_eq!(Shelf::objects().filter(Shelf.truths.in_([vec![true, false], vec![]])).count(db).await?, 2);
    assert_eq!(Shelf::objects().filter(Shelf.letters.is_null() & Shelf.addresses.eq(Null)).one(db).await?, empty);
    row.update(db, (Shelf.texts.set(vec!["x".to_owned()]), Shelf.moods.set(Null))).await?;
    row.refresh(db).await?;
    assert_eq!((row.texts.as_slice(), row.moods.as_ref()), (&["x".to_owned()][..], None));

    let sent = db.statements_sent();
    let error = Shelf::objects().update(db, Shelf.texts.set(vec!["fine".into(), "a\0".into()])).await.unwrap_err();
    assert_eq!((error.kind(), error.field()), (ErrorKind::ValueRefused, Some("texts")));
    assert_eq!(db.statements_sent(), sent);
    Ok(())
}

/// What SQLite says of each verb.
#[tokio::test]
async fn a_database_without_arrays_says_so_before_anything_is_sent() -> orm::Result<()> {
    let db = Database::connect("sqlite::memory:").await?;
    let sent = db.statements_sent();
    let told = |error: orm::Error| {
        assert_eq!(
            (error.kind(), error.model(), error.field()),
            (ErrorKind::Unsupported, Some("Shelf"), Some("numbers")),
            "{error}"
        )
    };
    told(db.create_tables().await.unwrap_err());
    told(Scratch::on(Backend::Sqlite).await.unwrap_err());
    told(a_row(&db).await.unwrap_err());
    told(Shelf::objects().all(&db).await.unwrap_err());
    told(Shelf::objects().get(&db, 1).await.unwrap_err());
    told(Shelf::objects().count(&db).await.unwrap_err());
    told(Shelf::objects().update(&db, Shelf.id.set(1)).await.unwrap_err());
    assert_eq!(db.statements_sent(), sent);
    Ok(())
}
