//! Files that are not ours, disks that are full, runtimes that go.

use crate::support::*;
use orm_core::database::Database;
use orm_core::error::{ErrorKind, Result};
use std::path::Path;
use std::time::{Duration, Instant};

// With a rollback journal a reader keeps a writer from its commit.
#[tokio::test]
async fn a_file_without_a_log_keeps_its_mode_and_a_busy_commit_can_be_tried_again() {
    let directory = Directory::new();
    let db = Database::options(&directory.url()).max_connections(1).connect().await.unwrap();
    with_cats(&db).await;
    db.execute(bulk("PRAGMA journal_mode = DELETE")).await.unwrap();
    db.close().await;

    let options = Database::options(&directory.url()).busy_timeout(Duration::from_millis(100));
    let db = options.connect().await.unwrap();
    add(&db, "a").await.unwrap();
    assert!(!directory.0.join("cats.db-wal").exists());
    let mut reader = db.cursor(read("SELECT id FROM cat, (SELECT 1 UNION ALL SELECT 2)")).await.unwrap();
    reader.next(Each::boxed(first_int), 1).await.unwrap();
    let tx = db.begin().await.unwrap();
    add(&tx, "b").await.unwrap();
    let begun = Instant::now();
    assert_eq!(tx.clone().commit().await.unwrap_err().kind(), ErrorKind::Busy);
    assert!(begun.elapsed() >= Duration::from_millis(100));
    add(&tx, "c").await.unwrap();
    // It commits as soon as the reader is gone.
    let committing = tokio::spawn(tx.commit());
    tokio::time::sleep(Duration::from_millis(20)).await;
    drop(reader);
    committing.await.unwrap().unwrap();
    assert_eq!(count(&db).await, 3);
    // A write of its own waits in the same way.
    let mut reader = db.cursor(read("SELECT id FROM cat")).await.unwrap();
    reader.next(Each::boxed(first_int), 1).await.unwrap();
    assert_eq!(add(&db, "d").await.unwrap_err().kind(), ErrorKind::Busy);
    drop(reader);
    add(&db, "d").await.unwrap();
    assert_eq!(count(&db).await, 4);
    db.close().await;
}

// Full by `max_page_count`, with a log and with a rollback journal; and really full, in the directory that `ORM_TEST_SMALL`
// names, on a file system of a megabyte or so.
#[tokio::test]
async fn a_full_disk_ends_the_transaction_and_nothing_leaks_out_of_it() {
    for journal in ["PRAGMA journal_mode = WAL", "PRAGMA journal_mode = DELETE"] {
        let directory = Directory::new();
        is_full(&directory.url(), journal, Full::Pages).await;
        if let Some(small) = std::env::var_os("ORM_TEST_SMALL") {
            let (directory, ballast) = (Path::new(&small).join("cats"), Path::new(&small).join("ballast"));
            std::fs::create_dir(&directory).unwrap();
            std::fs::write(&ballast, vec![0; 400_000]).unwrap();
            is_full(&format!("sqlite://{}/cats.db", directory.display()), journal, Full::Disk(&ballast)).await;
            // A log for which the file has no room stays.
            std::fs::remove_dir_all(directory).unwrap();
        }
    }
}

/// What is full, and what makes room again.
enum Full<'a> {
    Pages,
    /// But for a file that can go.
    Disk(&'a Path),
}

async fn is_full(url: &str, journal: &'static str, full: Full<'_>) {
    let db = Database::options(url).max_connections(1).connect().await.unwrap();
    with_cats(&db).await;
    db.execute(bulk("CREATE TABLE blob (b BLOB)")).await.unwrap();
    db.execute(bulk(journal)).await.unwrap();
    add(&db, "before").await.unwrap();
    if let Full::Pages = full {
        db.execute(bulk("PRAGMA max_page_count = 40")).await.unwrap();
    }
    let fill = || point("INSERT INTO blob VALUES (randomblob(20000))", vec![]);
    let tx = db.begin().await.unwrap();
    add(&tx, "a").await.unwrap();
    let error = loop {
        match tx.execute(fill()).await {
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind(), ErrorKind::DiskFull, "{error}");
    let after = add(&tx, "b").await.unwrap_err().kind();
    assert!(matches!(after, ErrorKind::TransactionPoisoned | ErrorKind::TransactionEnded), "{after:?}");
    let committed = tx.commit().await.unwrap_err().kind();
    assert!(matches!(committed, ErrorKind::TransactionPoisoned | ErrorKind::TransactionEnded), "{committed:?}");
    assert_eq!(count(&db).await, 1, "what was there before, and nothing else");
    // Each statement on its own, until it is full again: every one is there or was refused.
    let mut written = 0;
    let error = loop {
        match db.execute(fill()).await {
            Ok(_) => written += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind(), ErrorKind::DiskFull, "{error}");
    assert_eq!(ints(&db, read("SELECT count(*) FROM blob")).await.unwrap(), [written]);
    // Once there is room again, all is as it was.
    if let Full::Disk(ballast) = full {
        std::fs::remove_file(ballast).unwrap();
    }
    db.execute(bulk("DELETE FROM blob")).await.unwrap();
    add(&db, "c").await.unwrap();
    db.execute(fill()).await.unwrap();
    assert_eq!(count(&db).await, 2);
    let sink = db.fetch(bulk("PRAGMA integrity_check"), Each::boxed(|row| Ok(row.text(0) == Ok("ok")))).await.unwrap();
    assert_eq!(Each::<bool>::of(sink).rows, [true]);
    db.close().await;
}

// SQLite itself can end a transaction, with ON CONFLICT ROLLBACK for one. Whatever comes then must not run outside of it.
#[tokio::test]
async fn a_transaction_that_sqlite_ended_is_over() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    with_cats(&db).await;
    add(&db, "Tom").await.unwrap();
    let tx = db.begin().await.unwrap();
    add(&tx, "a").await.unwrap();
    let text = "INSERT OR ROLLBACK INTO cat (name) VALUES ('Tom')";
    assert_eq!(tx.execute(point(text, vec![])).await.unwrap_err().kind(), ErrorKind::UniqueViolation);
    assert_eq!(add(&tx, "b").await.unwrap_err().kind(), ErrorKind::TransactionEnded);
    assert!(tx.clone().commit().await.is_err());
    tx.rollback().await.unwrap();
    assert_eq!(count(&db).await, 1);
    // One that is ended by raw text is noticed as well.
    let tx = db.begin().await.unwrap();
    add(&tx, "a").await.unwrap();
    let _ = tx.execute(point("ROLLBACK", vec![])).await;
    assert_eq!(add(&tx, "b").await.unwrap_err().kind(), ErrorKind::TransactionEnded);
    drop(tx);
    assert_eq!(count(&db).await, 1);
}

#[test]
fn a_runtime_that_goes_takes_no_lane_with_it() {
    let runtime = || tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let (first, second) = (runtime(), runtime());
    let db = first.block_on(async {
        let db = Database::options("sqlite::memory:").max_connections(2).connect().await.unwrap();
        with_cats(&db).await;
        for statement in [bulk(ENDLESS), read(ENDLESS)] {
            let db = db.clone();
            tokio::spawn(async move { ints(&db, statement).await });
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        db
    });
    let begun = Instant::now();
    drop(first);
    assert!(begun.elapsed() < Duration::from_secs(1));
    second.block_on(async {
        let tx = db.begin().await.unwrap();
        add(&tx, "a").await.unwrap();
        assert_eq!(count(&db).await, 0);
        tx.commit().await.unwrap();
        assert_eq!(count(&db).await, 1);
    });
}

// The same statement on lanes that were warm before another connection changed the schema.
#[tokio::test]
async fn another_connections_ddl_is_noticed_by_warm_lanes() {
    let directory = Directory::new();
    let (a, b) =
        (Database::connect(&directory.url()).await.unwrap(), Database::connect(&directory.url()).await.unwrap());
    with_cats(&a).await;
    add(&a, "Tom").await.unwrap();
    let text = "SELECT * FROM cat";
    assert_eq!(ints(&a, read(text)).await.unwrap(), [1]);
    let rebuilt =
        ["ALTER TABLE cat RENAME TO old", "CREATE TABLE cat (id TEXT) STRICT", "INSERT INTO cat VALUES ('x')"];
    b.execute_all(rebuilt.into_iter().map(bulk).collect()).await.unwrap();
    assert_eq!(ints(&a, read(text)).await.unwrap_err().kind(), ErrorKind::SchemaMismatch);
    let tx = a.begin().await.unwrap();
    assert!(ints(&tx, read("SELECT name FROM old")).await.is_err(), "text is no integer");
    // A row that cannot be read is no error of the database, and the transaction goes on.
    let texts: Result<_> = tx.fetch(read("SELECT name FROM old"), Each::boxed(|row| Ok(row.text(0).is_ok()))).await;
    assert_eq!(Each::<bool>::of(texts.unwrap()).rows, [true]);
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_a_borrower_does_to_a_session_stays_with_it() {
    let directory = Directory::new();
    let db = Database::options(&directory.url()).max_connections(1).connect().await.unwrap();
    with_cats(&db).await;
    let orphan = "INSERT INTO cat (name, owner_id) VALUES ('x', 77)";
    db.execute(point("PRAGMA foreign_keys = OFF", vec![])).await.unwrap();
    assert_eq!(db.execute(point(orphan, vec![])).await.unwrap_err().kind(), ErrorKind::ForeignKeyViolation);
    db.execute(point("ATTACH ':memory:' AS other", vec![])).await.unwrap();
    assert_eq!(
        ints(&db, read("SELECT 1 FROM other.sqlite_schema")).await.unwrap_err().kind(),
        ErrorKind::SchemaMismatch
    );
    // A temporary table hides the real one.
    db.execute(point("CREATE TEMP TABLE cat (id INTEGER, name TEXT)", vec![])).await.unwrap();
    assert_eq!(ints(&db, read("SELECT count(*) FROM temp.sqlite_schema")).await.unwrap(), [0]);
    db.execute(point("BEGIN", vec![])).await.unwrap();
    add(&db, "a").await.unwrap();
    assert_eq!(count(&db).await, 1);
}
