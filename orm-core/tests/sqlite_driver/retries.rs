//! Transactions that are done again.

use crate::support::*;
use orm_core::database::{Database, Isolation, Retry, Transaction};
use orm_core::error::{Error, ErrorKind, Result};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// An error of the program's own, which tells nothing of ours.
#[derive(Debug, PartialEq)]
enum Mine {
    Database,
    Other,
}

impl From<Error> for Mine {
    fn from(_: Error) -> Self {
        Self::Database
    }
}

// A file with a rollback journal, where a reader keeps a writer from its commit, and somebody who reads.
async fn read_by_somebody(directory: &Directory) -> (Database, Option<orm_core::database::Cursor>) {
    let db = Database::options(&directory.url()).max_connections(1).connect().await.unwrap();
    with_cats(&db).await;
    db.execute(bulk("PRAGMA journal_mode = DELETE")).await.unwrap();
    add(&db, "first").await.unwrap();
    db.close().await;
    let db = Database::options(&directory.url()).busy_timeout(Duration::from_millis(20)).connect().await.unwrap();
    let mut reader = db.cursor(read("SELECT id FROM cat, (SELECT 1 UNION ALL SELECT 2)")).await.unwrap();
    reader.next(Each::boxed(first_int), 1).await.unwrap();
    (db, Some(reader))
}

#[tokio::test]
async fn a_busy_commit_is_done_again_over_any_error_type() {
    let directory = Directory::new();
    let (db, reader) = read_by_somebody(&directory).await;
    let (runs, name) = (AtomicUsize::new(0), String::from("a"));
    let reader = Mutex::new(reader);
    let done = db
        .transaction_with(Isolation::Serializable, Retry::times(5), async |tx| {
            let run = runs.fetch_add(1, Relaxed) + 1;
            if run == 3 {
                reader.lock().unwrap().take();
            }
            add(&tx, &name).await?;
            Ok::<_, Mine>(run)
        })
        .await;
    assert_eq!((done, runs.into_inner(), count(&db).await), (Ok(3), 3, 2));
    db.close().await;
}

#[tokio::test]
async fn what_cannot_succeed_is_not_done_again() {
    let directory = Directory::new();
    let (db, _reader) = read_by_somebody(&directory).await;
    // As often as was said.
    let runs = AtomicUsize::new(0);
    let begun = Instant::now();
    let failed: Result<(), Mine> = db
        .transaction_with(Isolation::Default, Retry::times(2), async |tx| {
            runs.fetch_add(1, Relaxed);
            add(&tx, "a").await?;
            Ok(())
        })
        .await;
    assert_eq!((failed, runs.into_inner()), (Err(Mine::Database), 3));
    // Two pauses of 4 and 8 milliseconds, or half of each.
    assert!(begun.elapsed() >= Duration::from_millis(3 * 20 + 2 + 4));
    // An error of the program, one of the database that comes every time, and one that was overcome.
    let runs = AtomicUsize::new(0);
    for attempt in 0..3 {
        let failed: Result<(), Mine> = db
            .transaction_with(Isolation::Default, Retry::times(5), async |tx| {
                runs.fetch_add(1, Relaxed);
                match attempt {
                    0 => Err(Mine::Other),
                    1 => Ok(add(&tx, "first").await.map(|_| ())?),
                    _ => {
                        assert_eq!(tx.clone().commit().await.unwrap_err().kind(), ErrorKind::Busy);
                        add(&tx, "a").await?;
                        Err(Mine::Other)
                    }
                }
            })
            .await;
        assert!(failed.is_err());
    }
    assert_eq!((runs.into_inner(), count(&db).await), (3, 1));
}

#[tokio::test]
async fn a_writer_of_another_database_is_waited_for_again_and_again() {
    let directory = Directory::new();
    let options = || Database::options(&directory.url()).busy_timeout(Duration::from_millis(5));
    let (db, other) = (options().connect().await.unwrap(), options().connect().await.unwrap());
    with_cats(&db).await;
    let tx = other.begin().await.unwrap();
    add(&tx, "a").await.unwrap();
    let writing = tokio::spawn(async move {
        let name = String::from("b");
        let adding = async |tx: Transaction| add(&tx, &name).await;
        // Sent to another task with what it borrows.
        db.transaction_with(Isolation::RepeatableRead, Retry::times(20), adding).await
    });
    tokio::time::sleep(Duration::from_millis(60)).await;
    assert!(!writing.is_finished());
    tx.commit().await.unwrap();
    writing.await.unwrap().unwrap();
    assert_eq!(count(&other).await, 2);
}

#[tokio::test]
async fn within_a_transaction_the_outermost_is_done_again() {
    let directory = Directory::new();
    let (db, reader) = read_by_somebody(&directory).await;
    let (outer, inner, reader) = (AtomicUsize::new(0), AtomicUsize::new(0), Mutex::new(reader));
    let done = db
        .transaction_with(Isolation::Default, Retry::times(3), async |tx| {
            if outer.fetch_add(1, Relaxed) == 1 {
                reader.lock().unwrap().take();
            }
            tx.transaction_with(Isolation::Default, Retry::times(3), async |tx| {
                inner.fetch_add(1, Relaxed);
                add(&tx, "a").await
            })
            .await
        })
        .await;
    assert_eq!((done.unwrap(), outer.into_inner(), inner.into_inner()), (1, 2, 2));
}

#[tokio::test]
async fn a_commit_that_was_given_up_is_unknown_to_all_of_its_handles() {
    let directory = Directory::new();
    let db = Database::connect(&directory.url()).await.unwrap();
    with_cats(&db).await;
    for _ in 0..200 {
        let before = count(&db).await;
        let tx = db.begin().await.unwrap();
        add(&tx, "a").await.unwrap();
        let clone = tx.clone();
        // A commit of a file waits for the disk, in the blocking pool. A file in memory may be done before it is asked.
        let mut committing = Box::pin(tx.commit());
        let polled = std::future::poll_fn(|context| std::task::Poll::Ready(committing.as_mut().poll(context))).await;
        if polled.is_ready() {
            continue;
        }
        drop(committing);
        assert_eq!(add(&clone, "b").await.unwrap_err().kind(), ErrorKind::CommitUnknown);
        assert_eq!(clone.clone().rollback().await.unwrap_err().kind(), ErrorKind::CommitUnknown);
        assert_eq!(clone.commit().await.unwrap_err().kind(), ErrorKind::CommitUnknown);
        assert!(count(&db).await <= before + 1);
        return;
    }
    panic!("no commit had to wait");
}
