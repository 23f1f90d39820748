//! The same on `sqlx::Transaction`: what our transactions must not do, seen by the same means.
//!
//! A nested `begin` that is dropped, or that fails, rolls the *outer* transaction back without a word. What is written
//! afterwards is a transaction of its own, and stays whatever becomes of the outer one.

use crate::every_poll::drop_after;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};
use sqlx::{Acquire, Executor};

const CAT: &str = "CREATE TABLE cat (name TEXT)";

async fn pool() -> SqlitePool {
    let options = SqliteConnectOptions::new().in_memory(true);
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
    pool.execute(CAT).await.unwrap();
    pool
}

async fn names(pool: &SqlitePool) -> Vec<String> {
    sqlx::query_scalar("SELECT name FROM cat ORDER BY name").fetch_all(pool).await.unwrap()
}

/// How the outer transaction ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Commit,
    Rollback,
}

/// Writes `a`, begins a transaction within and drops that at a poll, writes `b`, ends. `None` if the inner one began.
async fn with_sqlx(polls: usize, end: End) -> Option<Vec<String>> {
    let pool = pool().await;
    let mut tx = pool.begin().await.unwrap();
    tx.execute("INSERT INTO cat VALUES ('a')").await.unwrap();
    if drop_after(polls, tx.begin()).await.is_some() {
        return None;
    }
    // Every one of these is acknowledged.
    tx.execute("INSERT INTO cat VALUES ('b')").await.unwrap();
    match end {
        End::Commit => tx.commit().await.unwrap(),
        End::Rollback => tx.rollback().await.unwrap(),
    }
    Some(names(&pool).await)
}

#[tokio::test]
async fn a_nested_begin_that_is_dropped_ends_the_outer_one_unnoticed() {
    let (mut committed, mut rolled_back) = (0, 0);
    // Its thread sometimes answers before the first poll is over; then there was nothing to drop.
    for _ in 0..200 {
        if let Some(left) = with_sqlx(1, End::Commit).await {
            committed += 1;
            assert_eq!(left, ["b"], "half of what was committed is lost");
        }
        if let Some(left) = with_sqlx(1, End::Rollback).await {
            rolled_back += 1;
            assert_eq!(left, ["b"], "what was rolled back is there");
        }
        if committed >= 5 && rolled_back >= 5 {
            break;
        }
    }
    println!("sqlx: a nested begin, dropped at its first poll, lost half of {committed} commits");
    println!("sqlx: a nested begin, dropped at its first poll, kept half of {rolled_back} rollbacks");
    assert!(committed > 0 && rolled_back > 0);
}

#[tokio::test]
async fn a_nested_begin_that_fails_ends_the_outer_one_unnoticed() {
    let pool = pool().await;
    let mut tx = pool.begin().await.unwrap();
    tx.execute("INSERT INTO cat VALUES ('a')").await.unwrap();
    assert!(sqlx::Connection::begin_with(&mut *tx, "BEGIN IMMEDIATE").await.is_err());
    tx.execute("INSERT INTO cat VALUES ('b')").await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(names(&pool).await, ["b"], "what was rolled back is there");
}

/// Ours, by the same steps: whatever is acknowledged is what happens.
#[tokio::test]
async fn ours_does_neither() {
    use crate::Owner;
    use orm::database::Rehearsal;
    use orm::{ErrorKind, Model};
    for rehearsal in [Rehearsal::Blocking, Rehearsal::Busy] {
        let mut dropped = 0;
        for polls in 1.. {
            let db = orm::Database::options("sqlite::memory:").rehearse(rehearsal).connect().await.unwrap();
            db.create_tables().await.unwrap();
            let tx = db.begin().await.unwrap();
            Owner::create().name("a").save(&tx).await.unwrap();
            if drop_after(polls, tx.begin()).await.is_some() {
                break;
            }
            dropped += 1;
            let second = Owner::create().name("b").save(&tx).await;
            let committed = tx.commit().await;
            let expected = match (&second, &committed) {
                (Ok(_), Ok(())) => 2,
                (Err(error), Err(_)) if error.kind() == ErrorKind::TransactionPoisoned => 0,
                other => panic!("{other:?}"),
            };
            assert_eq!(Owner::objects().count(&db).await.unwrap(), expected);
            db.close().await;
        }
        assert!(dropped >= 2);
    }
}
