//! Futures that are dropped, statements that are slow, user code that panics.

use crate::support::*;
use orm_core::database::{Database, RowSink};
use orm_core::error::{ErrorKind, Result};
use orm_core::value::Cells;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_dropped_statement_gives_its_lane_back_clean() {
    on_both(async |_| {}).await;
    let db = Database::options("sqlite::memory:").max_connections(1).connect().await.unwrap();
    with_cats(&db).await;
    for statement in [bulk(ENDLESS), read(ENDLESS)] {
        let slow = tokio::time::timeout(Duration::from_millis(50), ints(&db, statement)).await;
        assert!(slow.is_err());
        let begun = Instant::now();
        assert_eq!(count(&db).await, 0);
        assert!(begun.elapsed() < Duration::from_millis(500), "{:?}", begun.elapsed());
    }
    // A write that is dropped is undone.
    let mut write = bulk("");
    write.text = orm_core::sql::Text::Made(format!("INSERT INTO cat (name) {ENDLESS}").into());
    assert!(tokio::time::timeout(Duration::from_millis(50), db.execute(write.clone())).await.is_err());
    assert_eq!(count(&db).await, 0);
    add(&db, "a").await.unwrap();
    // In a transaction it leaves nothing but rollback.
    let tx = db.begin().await.unwrap();
    add(&tx, "b").await.unwrap();
    assert!(tokio::time::timeout(Duration::from_millis(50), ints(&tx, bulk(ENDLESS))).await.is_err());
    assert_eq!(add(&tx, "c").await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
    tx.rollback().await.unwrap();
    assert_eq!(count(&db).await, 1);
    // In a savepoint, the transaction goes on.
    let tx = db.begin().await.unwrap();
    add(&tx, "b").await.unwrap();
    let inner = tx.begin().await.unwrap();
    add(&inner, "c").await.unwrap();
    assert!(tokio::time::timeout(Duration::from_millis(50), ints(&inner, bulk(ENDLESS))).await.is_err());
    inner.rollback().await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(count(&db).await, 2);
}

#[tokio::test]
async fn a_hundred_dropped_at_once_leave_the_pool_whole() {
    let db = Database::options("sqlite::memory:").max_connections(4).connect().await.unwrap();
    with_cats(&db).await;
    let tasks: Vec<_> = (0..100)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move { ints(&db, bulk(ENDLESS)).await })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(50)).await;
    tasks.iter().for_each(tokio::task::JoinHandle::abort);
    let begun = Instant::now();
    let mut held = Vec::new();
    for _ in 0..4 {
        held.push(db.cursor(read("SELECT 1")).await.unwrap());
    }
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
}

// As the very first statement on a runtime of one thread, where nothing is known of the text yet.
#[test]
fn a_slow_read_lets_other_tasks_live() {
    let mut worst = Duration::MAX;
    for _ in 0..3 {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        worst = runtime.block_on(async {
            let db = Database::connect("sqlite::memory:").await.unwrap();
            let ticks = tokio::spawn(async {
                let mut worst = Duration::ZERO;
                for _ in 0..100 {
                    let begun = Instant::now();
                    tokio::time::sleep(Duration::from_millis(1)).await;
                    worst = worst.max(begun.elapsed());
                }
                worst
            });
            let slow = tokio::time::timeout(Duration::from_millis(300), ints(&db, read(ENDLESS))).await;
            assert!(slow.is_err());
            ticks.await.unwrap()
        });
        if worst < Duration::from_millis(20) {
            return;
        }
    }
    panic!("a tick took {worst:?}");
}

#[tokio::test]
async fn a_read_that_is_moved_gives_every_row_once() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    // The first ten rows are quick, the eleventh takes long, so what was taken is void.
    let text = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000) \
        SELECT i FROM n WHERE i <= 10 OR i > 1999990";
    let sink = db.fetch(read(text), Each::boxed(first_int)).await.unwrap();
    let each = Each::<i64>::of(sink);
    assert_eq!((each.rows.len(), each.restarts), (20, 1));
    assert_eq!(each.rows[19], 2_000_000);
    // The text is known to be slow now.
    assert_eq!(Each::<i64>::of(db.fetch(read(text), Each::boxed(first_int)).await.unwrap()).restarts, 0);
}

#[tokio::test]
async fn a_slow_read_within_a_transaction_keeps_it() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    with_cats(&db).await;
    let tx = db.begin().await.unwrap();
    add(&tx, "a").await.unwrap();
    let text = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT max(i) FROM n";
    assert_eq!(ints(&tx, read(text)).await.unwrap(), [300_000]);
    add(&tx, "b").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(count(&db).await, 2);
}

struct Panics;
impl RowSink for Panics {
    fn row(&mut self, _: &dyn Cells) -> Result<()> {
        panic!("on purpose")
    }
    fn restart(&mut self) {}
    fn into_any(self: Box<Self>) -> Box<dyn std::any::Any + Send> {
        self
    }
}

#[test]
fn a_panic_in_a_row_harms_nobody_else() {
    assert!(child("cancel::child_panics_in_a_row").success());
}

#[test]
#[ignore = "run by another test, in a process of its own"]
fn child_panics_in_a_row() {
    let panics = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&panics);
    std::panic::set_hook(Box::new(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
    }));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let db = Database::options("sqlite::memory:").max_connections(2).connect().await.unwrap();
        with_cats(&db).await;
        add(&db, "a").await.unwrap();
        for (n, statement) in
            [read("SELECT id FROM cat"), bulk("SELECT id FROM cat")].into_iter().cycle().take(40).enumerate()
        {
            let db2 = db.clone();
            let task = tokio::spawn(async move {
                if n % 4 < 2 {
                    db2.fetch(statement, Box::new(Panics)).await.map(|_| ())
                } else {
                    let tx = db2.begin().await?;
                    add(&tx, "b").await?;
                    tx.fetch(statement, Box::new(Panics)).await.map(|_| ())
                }
            });
            assert!(task.await.unwrap_err().is_panic());
        }
        assert_eq!(count(&db).await, 1);
        add(&db, "c").await.unwrap();
        db.close().await;
    });
    assert_eq!(panics.load(Ordering::SeqCst), 40);
}

#[test]
fn a_program_that_ends_does_not_wait_for_its_statements() {
    let begun = Instant::now();
    assert!(child("cancel::child_ends_with_a_statement_running").success());
    assert!(begun.elapsed() < Duration::from_millis(1500), "{:?}", begun.elapsed());
}

#[test]
#[ignore = "run by another test, in a process of its own"]
fn child_ends_with_a_statement_running() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let db = Database::connect("sqlite::memory:").await.unwrap();
        for statement in [bulk(ENDLESS), read(ENDLESS)] {
            let db = db.clone();
            tokio::spawn(async move { ints(&db, statement).await });
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    });
}

fn child(test: &str) -> std::process::ExitStatus {
    std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--include-ignored"])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap()
}
