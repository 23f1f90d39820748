//! Transactions in each other's way, done again until each is done once.

use crate::support::*;
use orm_core::database::{Database, Isolation, Retry, Transaction};
use orm_core::error::{Error, ErrorKind, Result};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

const WRITERS: usize = 8;
const EACH: usize = 20;

/// Eight writers, each of which does its work so often. Gives how often it was begun in all.
async fn writers(db: &Database, isolation: Isolation, work: fn(Transaction, usize, usize) -> Work) -> usize {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let before = RUNS.load(Relaxed);
    let tasks: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let db = db.clone();
            tokio::spawn(async move {
                for n in 0..EACH {
                    let again = async |tx| {
                        RUNS.fetch_add(1, Relaxed);
                        work(tx, writer, n).await
                    };
                    db.transaction_with(isolation, Retry::times(100), again).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    RUNS.load(Relaxed) - before
}

type Work = std::pin::Pin<Box<dyn Future<Output = Result<()>> + Send>>;

async fn counters(db: &Database) {
    db.execute(bulk("CREATE TABLE counter (id integer PRIMARY KEY, n integer NOT NULL)")).await.unwrap();
    db.execute(bulk("INSERT INTO counter VALUES (1, 0), (2, 0), (3, 0), (4, 0)")).await.unwrap();
}

async fn sum(db: &Database) -> i64 {
    ints(db, read("SELECT sum(n) FROM counter")).await.unwrap()[0]
}

async fn count_up(tx: &Transaction, id: usize) -> Result<u64> {
    let id = int(i64::try_from(id).unwrap());
    tx.execute(point("UPDATE counter SET n = n + 1 WHERE id = ?", vec![id])).await
}

/// Writers that count two counters up each, and meet: each is done once in the end.
async fn deadlocks(work: fn(Transaction, usize, usize) -> Work) {
    with_cats(async |db| {
        counters(&db).await;
        let runs = writers(&db, Isolation::Default, work).await;
        assert_eq!(sum(&db).await, i64::try_from(2 * WRITERS * EACH).unwrap());
        println!("{} transactions took {runs} runs", WRITERS * EACH);
        assert!(runs > WRITERS * EACH, "nobody met, so nothing was shown");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deadlocks_end_and_each_is_done_once() {
    deadlocks(|tx, writer, n| {
        Box::pin(async move {
            // Each in an order of its own, so that they meet.
            count_up(&tx, (writer + n) % 4 + 1).await?;
            tokio::time::sleep(Duration::from_millis(2)).await;
            count_up(&tx, (writer * 3 + n + 1) % 4 + 1).await?;
            Ok(())
        })
    })
    .await;
}

// The server ends all of the transaction then, with the part that was in the other's way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deadlocks_within_a_part_end_and_the_whole_is_done_once() {
    deadlocks(|tx, writer, n| {
        Box::pin(async move {
            count_up(&tx, (writer + n) % 4 + 1).await?;
            tokio::time::sleep(Duration::from_millis(2)).await;
            tx.transaction(async |part| count_up(&part, (writer + 3 * n + 1) % 4 + 1).await).await?;
            Ok(())
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn serialization_failures_end_and_each_is_done_once() {
    for isolation in [Isolation::RepeatableRead, Isolation::Serializable] {
        with_cats(async |db| {
            counters(&db).await;
            let runs = writers(&db, isolation, |tx, _, _| {
                Box::pin(async move {
                    // What it writes depends on what it read, so a lost update would be seen in the sum.
                    let seen = ints(&tx, read("SELECT n FROM counter WHERE id = 1")).await?[0];
                    tokio::time::sleep(Duration::from_millis(1)).await;
                    tx.execute(point("UPDATE counter SET n = ? WHERE id = 1", vec![int(seen + 1)])).await?;
                    Ok(())
                })
            })
            .await;
            assert_eq!(sum(&db).await, i64::try_from(WRITERS * EACH).unwrap());
            println!("{isolation:?}: {} transactions took {runs} runs", WRITERS * EACH);
            assert!(runs > WRITERS * EACH, "nobody met, so nothing was shown");
        })
        .await;
    }
}

#[tokio::test]
async fn what_cannot_succeed_is_not_done_again() {
    with_cats(async |db| {
        add(&db, "Tom").await.unwrap();
        let runs = AtomicUsize::new(0);
        let failed: Result<()> = db
            .transaction_with(Isolation::Default, Retry::times(5), async |tx| {
                runs.fetch_add(1, Relaxed);
                add(&tx, "Tom").await?;
                Ok::<_, Error>(())
            })
            .await;
        assert_eq!((failed.unwrap_err().kind(), runs.into_inner()), (ErrorKind::UniqueViolation, 1));
    })
    .await;
}
