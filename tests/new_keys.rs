//! The keys that new rows get, where SQLite's driver tells them without having them given back: they are those of the rows,
//! whatever triggers and tables by hand do to the keys.

use crate::support::{Fresh, raw, statements};
use orm::ErrorKind;
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "parcel")]
struct Parcel {
    id: i64,
    label: String,
}

/// The rows in the database are those that were given back, of one and of many.
async fn check(db: &Db, word: &str) -> orm::Result<()> {
    let (one, sent) = statements(db, Parcel::create().label(word).save(db)).await?;
    assert_eq!(sent, 1, "{word}");
    assert_eq!(Parcel::objects().get(db, one.id).await?, one, "{word}");
    for count in [1, 3, 100] {
        let drafts = (0..count).map(|n| Parcel::create().label(format!("{word} {n}")));
        let (rows, sent) = statements(db, async { Parcel::objects().bulk_create(db, drafts).await }).await?;
        assert_eq!(sent, 1, "{word}");
        assert_eq!(rows.len(), count, "{word}");
        let there = Parcel::objects().in_bulk(db, rows.iter().map(|row| row.id)).await?;
        for (n, row) in rows.iter().enumerate() {
            assert_eq!(row.label, format!("{word} {n}"));
            assert_eq!(there.get(&row.id), Some(row), "{word}");
        }
    }
    Ok(())
}

const TRIGGERS: [&str; 5] = [
    "CREATE TRIGGER again AFTER INSERT ON parcel WHEN NEW.label NOT LIKE 'copy%' BEGIN
        INSERT INTO parcel (label) VALUES ('copy of ' || NEW.label); END",
    "CREATE TRIGGER again BEFORE INSERT ON parcel WHEN NEW.label NOT LIKE 'copy%' BEGIN
        INSERT INTO parcel (label) VALUES ('copy before ' || NEW.label); END",
    "CREATE TRIGGER again AFTER INSERT ON parcel BEGIN INSERT INTO journal (said) VALUES (NEW.label); END",
    "CREATE TRIGGER again AFTER INSERT ON parcel BEGIN DELETE FROM journal WHERE said = NEW.label; END",
    "CREATE TRIGGER again AFTER INSERT ON parcel WHEN NEW.id % 2 = 0 BEGIN
        DELETE FROM parcel WHERE label = 'nobody'; INSERT INTO parcel (id, label) VALUES (NEW.id + 1000, 'copy far'); END",
];

#[tokio::test]
async fn a_trigger_that_is_there_before() -> orm::Result<()> {
    for trigger in TRIGGERS {
        let test = Fresh::memory().await?;
        raw(&test.db, "CREATE TABLE journal (id INTEGER PRIMARY KEY, said TEXT)").await?;
        raw(&test.db, trigger).await?;
        check(&test.db, "first").await?;
        raw(&test.db, "DROP TRIGGER again").await?;
        check(&test.db, "then").await?;
        test.finish().await?;
    }
    Ok(())
}

/// The statements are prepared by then, and what is known of them holds no more.
#[tokio::test]
async fn a_trigger_that_comes_later() -> orm::Result<()> {
    for trigger in TRIGGERS {
        let test = Fresh::file("comes_later").await?;
        raw(&test.db, "CREATE TABLE journal (id INTEGER PRIMARY KEY, said TEXT)").await?;
        check(&test.db, "before").await?;
        raw(&test.db, trigger).await?;
        check(&test.db, "with it").await?;
        raw(&test.db, "DROP TRIGGER again").await?;
        check(&test.db, "without it").await?;
        test.finish().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_trigger_that_comes_within_a_transaction_and_goes_with_it() -> orm::Result<()> {
    let test = Fresh::file("within").await?;
    let db = &test.db;
    check(db, "before").await?;
    for trigger in &TRIGGERS[..2] {
        let tx = db.begin().await?;
        check(&tx, "without it").await?;
        raw(&tx, trigger).await?;
        check(&tx, "with it").await?;
        let part = tx.begin().await?;
        check(&part, "in a part").await?;
        part.rollback().await?;
        check(&tx, "with it still").await?;
        tx.rollback().await?;
        check(db, "after").await?;
    }
    test.finish().await
}

/// Another program's connections: the schema that is known here is out of date, and nobody says so before the insert.
#[tokio::test]
async fn a_trigger_that_another_program_makes() -> orm::Result<()> {
    let dir = std::env::temp_dir().join(format!("orm-new-keys-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("the temporary directory can be written to");
    let url = format!("sqlite://{}/test.db", dir.display());
    let (here, there) = (Database::connect(&url).await?, Database::connect(&url).await?);
    here.create_tables().await?;
    for trigger in &TRIGGERS[..2] {
        check(&here, "before").await?;
        raw(&there, trigger).await?;
        // A bulk first, and a single row first: each has its own statement.
        let rows = Parcel::objects().bulk_create(&here, ["a", "b", "c"].map(|it| Parcel::create().label(it))).await?;
        for row in rows {
            assert_eq!(Parcel::objects().get(&here, row.id).await?, row);
        }
        check(&here, "with it").await?;
        raw(&there, "DROP TRIGGER again").await?;
        check(&here, "without it").await?;
    }
    here.close().await;
    there.close().await;
    std::fs::remove_dir_all(&dir).expect("nobody else uses it");
    Ok(())
}

/// What is passed over without an error has no key, and no other row's is given for it.
#[tokio::test]
async fn a_row_that_is_passed_over_is_an_error() -> orm::Result<()> {
    let test = Fresh::memory().await?;
    let db = &test.db;
    Parcel::create().label("one").save(db).await?;
    raw(db, "CREATE TRIGGER no BEFORE INSERT ON parcel WHEN NEW.label = 'no' BEGIN SELECT RAISE(IGNORE); END").await?;
    let refused = Parcel::create().label("no").save(db).await.expect_err("there is no row");
    assert_eq!(refused.kind(), ErrorKind::Database);
    raw(db, "DROP TRIGGER no").await?;
    raw(db, "DROP TABLE parcel").await?;
    raw(
        db,
        "CREATE TABLE parcel (id INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL UNIQUE ON CONFLICT IGNORE)",
    )
    .await?;
    Parcel::create().label("one").save(db).await?;
    let refused = Parcel::create().label("one").save(db).await.expect_err("there is no row");
    assert_eq!(refused.kind(), ErrorKind::Database);
    let drafts = ["two", "one", "three"].map(|it| Parcel::create().label(it));
    let refused = Parcel::objects().bulk_create(db, drafts).await.expect_err("one of them is no row");
    assert_eq!(refused.kind(), ErrorKind::Database);
    test.finish().await
}

/// A key that is not the row's number, and one beyond which there is no next: these are no row's before and one.
#[tokio::test]
async fn tables_that_do_not_count_up() -> orm::Result<()> {
    let tables = [
        "CREATE TABLE parcel (id INTEGER PRIMARY KEY, label TEXT NOT NULL)",
        "CREATE TABLE parcel (id INT PRIMARY KEY DEFAULT (abs(random())), label TEXT NOT NULL)",
        "CREATE TABLE parcel (id INTEGER PRIMARY KEY DESC DEFAULT (abs(random())), label TEXT NOT NULL)",
        "CREATE TABLE parcel (label TEXT NOT NULL, id INT PRIMARY KEY DEFAULT (abs(random()))) WITHOUT ROWID",
    ];
    for table in tables {
        let test = Fresh::file("not_up").await?;
        let db = &test.db;
        check(db, "counted").await?;
        raw(db, "DROP TABLE parcel").await?;
        raw(db, table).await?;
        for label in ["a", "b", "c"] {
            let row = Parcel::create().label(label).save(db).await?;
            assert_eq!(Parcel::objects().get(db, row.id).await?, row, "{table}");
        }
        raw(db, "INSERT INTO parcel (id, label) VALUES (9223372036854775807, 'last')").await?;
        let drafts = ["d", "e", "f", "g"].map(|it| Parcel::create().label(it));
        // From here on the keys come in no order, and then nobody knows whose they are: an error, or the right ones.
        if let Ok(rows) = Parcel::objects().bulk_create(db, drafts).await {
            for row in rows {
                assert_eq!(Parcel::objects().get(db, row.id).await?, row, "{table}");
            }
        }
        test.finish().await?;
    }
    Ok(())
}

/// A view has no keys of its own; whoever writes through it does not get another table's.
#[tokio::test]
async fn a_view_in_the_place_of_the_table() -> orm::Result<()> {
    let test = Fresh::memory().await?;
    let db = &test.db;
    Parcel::create().label("one").save(db).await?;
    raw(db, "ALTER TABLE parcel RENAME TO kept").await?;
    raw(db, "CREATE VIEW parcel AS SELECT id, label FROM kept").await?;
    raw(
        db,
        "CREATE TRIGGER through INSTEAD OF INSERT ON parcel BEGIN INSERT INTO kept (label) VALUES (NEW.label); END",
    )
    .await?;
    assert!(Parcel::create().label("two").save(db).await.is_err());
    test.finish().await
}
