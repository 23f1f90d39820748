//! The same on `sqlx::Transaction`: what our transactions must not do, seen by the same means; and ours by the same steps.

use crate::proxy::{Proxy, drop_after};
use crate::support::*;
use orm_core::error::ErrorKind;
use sqlx::mysql::{MySqlPool, MySqlPoolOptions};
use sqlx::{AssertSqlSafe, Executor};
use std::time::{Duration, Instant};

struct Sqlx {
    fresh: Fresh,
    pool: MySqlPool,
    /// Not through the proxy.
    other: MySqlPool,
    _proxy: Proxy,
}

impl Sqlx {
    async fn new() -> Option<Self> {
        let fresh = Fresh::new().await?;
        let proxy = Proxy::new(place(&fresh.url()), Duration::from_millis(2)).await;
        let url = with_place(&fresh.url(), &format!("127.0.0.1:{}", proxy.port()));
        let pool = MySqlPoolOptions::new().max_connections(1).connect(&url).await.unwrap();
        let other = MySqlPoolOptions::new().max_connections(2).connect(&fresh.url()).await.unwrap();
        other.execute("CREATE TABLE pet (name varchar(10) PRIMARY KEY, n int NOT NULL DEFAULT 0)").await.unwrap();
        Some(Self { fresh, pool, other, _proxy: proxy })
    }

    async fn names(&self) -> Vec<String> {
        sqlx::query_scalar("SELECT name FROM pet ORDER BY name").fetch_all(&self.other).await.unwrap()
    }
}

// F1: the pool hands a connection on that is in a transaction, and what the next borrower writes is lost.
#[tokio::test]
async fn a_begin_that_is_dropped_loses_what_the_next_borrower_writes() {
    let Some(it) = Sqlx::new().await else { return };
    let mut lost = 0;
    for polls in 1..=3 {
        if drop_after(polls, it.pool.begin()).await.is_some() {
            continue;
        }
        it.pool.execute(AssertSqlSafe(format!("INSERT INTO pet (name) VALUES ('{polls}')"))).await.unwrap();
        lost += usize::from(!it.names().await.contains(&polls.to_string()));
    }
    println!("sqlx: {lost} acknowledged writes of the next borrower were lost");
    assert!(lost > 0);
    it.pool.close().await;
    // Ours.
    let db = it.fresh.options().max_connections(1).connect().await.unwrap();
    for polls in 1..=3 {
        let _ = drop_after(polls, db.begin()).await;
        db.execute(made(format!("INSERT INTO pet (name) VALUES ('our {polls}')"))).await.unwrap();
        assert!(it.names().await.contains(&format!("our {polls}")));
    }
}

// F2: the outer transaction is rolled back, and what follows is a transaction of its own.
#[tokio::test]
async fn a_nested_begin_that_is_dropped_ends_the_outer_one_unnoticed() {
    let Some(it) = Sqlx::new().await else { return };
    let mut tx = it.pool.begin().await.unwrap();
    tx.execute("INSERT INTO pet (name) VALUES ('a')").await.unwrap();
    let nested = drop_after(1, sqlx::Acquire::begin(&mut *tx)).await;
    assert!(nested.is_none());
    drop(nested);
    tx.execute("INSERT INTO pet (name) VALUES ('b')").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(it.names().await, ["b"], "half of what was committed is lost");
}

// F11: the server ended the transaction, and what the victim writes then stays whatever becomes of it.
#[tokio::test]
async fn the_victim_of_a_deadlock_goes_on_in_no_transaction() {
    let Some(it) = Sqlx::new().await else { return };
    it.other.execute("INSERT INTO pet (name) VALUES ('a'), ('b')").await.unwrap();
    let mut victim = it.pool.begin().await.unwrap();
    let mut other = it.other.begin().await.unwrap();
    // Whoever changed less is the victim.
    for n in 0..20 {
        other.execute(AssertSqlSafe(format!("INSERT INTO pet (name) VALUES ('x{n}')"))).await.unwrap();
    }
    victim.execute("UPDATE pet SET n = 1 WHERE name = 'a'").await.unwrap();
    other.execute("UPDATE pet SET n = 1 WHERE name = 'b'").await.unwrap();
    let (first, second) = tokio::join!(
        victim.execute("UPDATE pet SET n = 2 WHERE name = 'b'"),
        other.execute("UPDATE pet SET n = 2 WHERE name = 'a'")
    );
    assert!(first.is_err() && second.is_ok());
    other.rollback().await.unwrap();
    victim.execute("INSERT INTO pet (name) VALUES ('ghost')").await.unwrap();
    victim.rollback().await.unwrap();
    assert!(it.names().await.contains(&"ghost".to_owned()), "what was rolled back is there");
    // Ours.
    let db = it.fresh.options().connect().await.unwrap();
    let (victim, other) = (db.begin().await.unwrap(), db.begin().await.unwrap());
    for n in 0..20 {
        other.execute(made(format!("INSERT INTO pet (name) VALUES ('x{n}')"))).await.unwrap();
    }
    let inner = victim.begin().await.unwrap();
    inner.execute(bulk("UPDATE pet SET n = 1 WHERE name = 'a'")).await.unwrap();
    other.execute(bulk("UPDATE pet SET n = 1 WHERE name = 'b'")).await.unwrap();
    let (first, second) = tokio::join!(
        inner.execute(bulk("UPDATE pet SET n = 2 WHERE name = 'b'")),
        other.execute(bulk("UPDATE pet SET n = 2 WHERE name = 'a'"))
    );
    assert_eq!((first.unwrap_err().kind(), second.unwrap()), (ErrorKind::Deadlock, 1));
    other.rollback().await.unwrap();
    // With its savepoints: not only the level that met it.
    for level in [&inner, &victim] {
        let refused = level.execute(bulk("INSERT INTO pet (name) VALUES ('our ghost')")).await.unwrap_err();
        assert!([ErrorKind::TransactionPoisoned, ErrorKind::Unsupported].contains(&refused.kind()), "{refused}");
    }
    inner.rollback().await.unwrap_err();
    let refused = victim.execute(bulk("INSERT INTO pet (name) VALUES ('our ghost')")).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::TransactionPoisoned);
    assert_eq!(victim.commit().await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
    assert!(!it.names().await.contains(&"our ghost".to_owned()));
}

// F12: tables that are defined commit, and what follows is a transaction of its own. Ours refuses it: see `transactions`.
#[tokio::test]
async fn a_table_that_is_defined_commits_unnoticed() {
    let Some(it) = Sqlx::new().await else { return };
    let mut tx = it.pool.begin().await.unwrap();
    tx.execute("INSERT INTO pet (name) VALUES ('a')").await.unwrap();
    tx.execute("CREATE TABLE toy (n int)").await.unwrap();
    tx.execute("INSERT INTO pet (name) VALUES ('b')").await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(it.names().await, ["a", "b"], "what was rolled back is there");
}

// F7: the next borrower waits for what nobody waits for any more.
#[tokio::test]
async fn a_statement_that_is_dropped_keeps_the_connection() {
    let Some(it) = Sqlx::new().await else { return };
    let slow = tokio::time::timeout(Duration::from_millis(100), it.pool.execute("DO sleep(2)"));
    assert!(slow.await.is_err());
    let begun = Instant::now();
    it.pool.execute("DO 1").await.unwrap();
    assert!(begun.elapsed() > Duration::from_millis(1_500), "{:?}", begun.elapsed());
    println!("sqlx: the next borrower waited {:?}", begun.elapsed());
    // Ours.
    let db = it.fresh.options().max_connections(1).connect().await.unwrap();
    let slow = tokio::time::timeout(Duration::from_millis(100), db.execute(read("DO sleep(20)")));
    assert!(slow.await.is_err());
    let begun = Instant::now();
    db.execute(read("DO 1")).await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    println!("ours: the next borrower waited {:?}", begun.elapsed());
}
