//! Many tasks, many databases on one file, waiting, closing.

use crate::support::*;
use orm_core::database::{Database, Durability};
use orm_core::error::{Error, ErrorKind};
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_write_beside_ones_own_transaction_is_an_error_and_no_hang() {
    on_both(async |db| {
        let begun = Instant::now();
        db.transaction(async |tx| {
            add(&tx, "a").await?;
            let error = add(&db, "b").await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Busy);
            assert!(error.message().contains("this task"), "{error}");
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
        let tx = db.begin().await.unwrap();
        let error = add(&db, "b").await.unwrap_err();
        assert!(error.message().contains("this task"), "{error}");
        drop(tx);
        assert!(begun.elapsed() < Duration::from_secs(2));
        // Two transactions in one task that both go on are none of it.
        let one = async |name: &'static str| {
            let tx = db.begin().await.unwrap();
            for n in 0..5 {
                tokio::time::sleep(Duration::from_millis(20)).await;
                add(&tx, &format!("{name} {n}")).await.unwrap();
            }
            tx.commit().await.unwrap();
        };
        tokio::join!(one("x"), one("y"));
        assert_eq!(count(&db).await, 11);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_databases_on_one_file_lose_nothing() {
    let directory = Directory::new();
    let open = || Database::options(&directory.url()).durability(Durability::Relaxed).max_connections(3).connect();
    let (a, b) = (open().await.unwrap(), open().await.unwrap());
    with_cats(&a).await;
    let tasks: Vec<_> = (0..8)
        .map(|task| {
            let db = if task % 2 == 0 { a.clone() } else { b.clone() };
            tokio::spawn(async move {
                for n in 0..50 {
                    if n % 5 == 0 {
                        let adding = async |tx: orm_core::database::Transaction| add(&tx, &format!("{task} {n}")).await;
                        db.transaction(adding).await.unwrap();
                    } else {
                        add(&db, &format!("{task} {n}")).await.unwrap();
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!((count(&a).await, count(&b).await), (400, 400));
    tokio::join!(a.close(), b.close());
    assert!(!directory.0.join("cats.db-wal").exists());
}

#[tokio::test]
async fn a_full_pool_says_who_holds_it() {
    let options = Database::options("sqlite::memory:").max_connections(1).acquire_timeout(Duration::from_millis(50));
    let db = options.connect().await.unwrap();
    with_cats(&db).await;
    let (tx, line) = (db.begin().await.unwrap(), line!());
    let error = ints(&db, read("SELECT 1")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.message().contains("1 of 1 are in use, the oldest for"), "{error}");
    assert!(error.message().contains(&format!("sqlite_driver/concurrency.rs:{line}:")), "{error}");
    tx.commit().await.unwrap();
    assert_eq!(ints(&db, read("SELECT 1")).await.unwrap(), [1]);
}

#[tokio::test]
async fn a_closed_database_is_closed() {
    let directory = Directory::new();
    let db = Database::connect(&directory.url()).await.unwrap();
    with_cats(&db).await;
    let tx = db.begin().await.unwrap();
    add(&tx, "a").await.unwrap();
    let closing = tokio::spawn({
        let db = db.clone();
        async move { db.close().await }
    });
    tokio::time::sleep(Duration::from_millis(30)).await;
    assert!(!closing.is_finished(), "close waits for the transaction");
    tx.commit().await.unwrap();
    closing.await.unwrap();
    assert_eq!(add(&db, "b").await.unwrap_err().kind(), ErrorKind::Closed);
    assert!(!directory.0.join("cats.db-wal").exists());
}

#[tokio::test]
async fn another_processs_lock_is_waited_for() {
    let directory = Directory::new();
    let options = || Database::options(&directory.url()).busy_timeout(Duration::from_millis(150));
    let db = options().connect().await.unwrap();
    with_cats(&db).await;
    // Another process is played by a lane that took the lock in a way that our queue knows nothing of.
    let other = options().connect().await.unwrap();
    let mut stranger = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "concurrency::child_holds_the_lock", "--nocapture", "--include-ignored"])
        .env("ORM_TEST_CHILD", directory.url())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let ready = directory.0.join("ready");
    while !ready.exists() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(add(&db, "a").await.unwrap_err().kind(), ErrorKind::Busy);
    std::fs::write(directory.0.join("leave"), "").unwrap();
    stranger.wait().unwrap();
    add(&other, "b").await.unwrap();
}

#[tokio::test]
#[ignore = "run by another test, in a process of its own"]
async fn child_holds_the_lock() {
    let Ok(url) = std::env::var("ORM_TEST_CHILD") else { return };
    let directory = std::path::PathBuf::from(url.trim_start_matches("sqlite://")).parent().unwrap().to_path_buf();
    let db = Database::connect(&url).await.unwrap();
    let tx = db.begin().await.unwrap();
    std::fs::write(directory.join("ready"), "").unwrap();
    while !directory.join("leave").exists() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tx.rollback().await.unwrap();
}

#[test]
fn one_database_serves_several_runtimes() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let db = runtime().block_on(async {
        let db = Database::connect("sqlite::memory:").await.unwrap();
        with_cats(&db).await;
        db
    });
    runtime().block_on(async { add(&db, "a").await.unwrap() });
    assert_eq!(runtime().block_on(count(&db)), 1);
    // The last handle goes outside of any runtime.
    drop(db);
}

#[tokio::test]
async fn a_growing_log_is_checkpointed_and_closing_still_leaves_nothing() {
    let directory = Directory::new();
    let db = Database::options(&directory.url()).durability(Durability::Relaxed).connect().await.unwrap();
    db.execute(bulk("CREATE TABLE blob (b BLOB)")).await.unwrap();
    let (begun, mut written) = (Instant::now(), 0);
    loop {
        db.execute(point("INSERT INTO blob VALUES (randomblob(1000000))", vec![])).await.unwrap();
        written += 1_000_000;
        tokio::time::sleep(Duration::from_millis(5)).await;
        let wal = std::fs::metadata(directory.0.join("cats.db-wal")).unwrap().len();
        // Without a checkpoint it would have all that was written; how far behind a checkpoint may be is the machine's business.
        if written >= 30_000_000 && wal < written - 1_000_000 {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "the log has {wal} bytes after {written} of writes");
    }
    db.close().await;
    assert!(!directory.0.join("cats.db-wal").exists());
}
