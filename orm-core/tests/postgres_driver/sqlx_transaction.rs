//! The same on `sqlx::Transaction`: what our transactions must not do, seen by the same means; and ours by the same steps.

use crate::proxy::{Proxy, drop_after};
use crate::support::*;
use orm_core::database::Database;
use orm_core::error::ErrorKind;
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::{Acquire, AssertSqlSafe, Connection, Executor};
use std::time::{Duration, Instant};

struct Sqlx {
    /// Ours, through the same proxy, with one connection like theirs.
    ours: Database,
    pool: PgPool,
    /// Not through the proxy.
    other: PgPool,
    _proxy: Proxy,
    _fresh: Fresh,
}

impl Sqlx {
    async fn new() -> Option<Self> {
        let fresh = Fresh::new().await?;
        let proxy = Proxy::new(place(&fresh.url()), Duration::from_millis(2)).await;
        let url = with_place(&fresh.url(), &format!("127.0.0.1:{}", proxy.port()));
        let pool = PgPoolOptions::new().max_connections(1).connect(&url).await.unwrap();
        let other = PgPoolOptions::new().max_connections(2).connect(&fresh.url()).await.unwrap();
        other.execute("CREATE TABLE pet (name varchar(20) PRIMARY KEY)").await.unwrap();
        let ours = Database::options(&url).max_connections(1).connect().await.unwrap();
        Some(Self { ours, pool, other, _proxy: proxy, _fresh: fresh })
    }

    async fn names(&self) -> Vec<String> {
        sqlx::query_scalar("SELECT name FROM pet ORDER BY name").fetch_all(&self.other).await.unwrap()
    }
}

const A: &str = "INSERT INTO pet (name) VALUES ('a')";
const B: &str = "INSERT INTO pet (name) VALUES ('b')";
const OUR_A: &str = "INSERT INTO pet (name) VALUES ('our a')";
const OUR_B: &str = "INSERT INTO pet (name) VALUES ('our b')";

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
    for polls in 1..=3 {
        drop(drop_after(polls, it.ours.begin()).await);
        it.ours.execute(made(format!("INSERT INTO pet (name) VALUES ('our {polls}')"))).await.unwrap();
        assert!(it.names().await.contains(&format!("our {polls}")));
    }
}

// F2: the outer transaction is rolled back, and what follows is a transaction of its own.
#[tokio::test]
async fn a_nested_begin_that_is_dropped_ends_the_outer_one_unnoticed() {
    let Some(it) = Sqlx::new().await else { return };
    let mut tx = it.pool.begin().await.unwrap();
    tx.execute(A).await.unwrap();
    assert!(drop_after(1, tx.begin()).await.is_none());
    tx.execute(B).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(it.names().await, ["b"], "half of what was committed is lost");
    // Ours.
    let tx = it.ours.begin().await.unwrap();
    tx.execute(read(OUR_A)).await.unwrap();
    assert!(drop_after(1, tx.begin()).await.is_none());
    assert_eq!(tx.execute(read(OUR_B)).await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
    assert_eq!(tx.commit().await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
    assert_eq!(it.names().await, ["b"]);
}

// F3: the same by a nested transaction that cannot begin, after an error that was passed over.
#[tokio::test]
async fn a_nested_begin_that_fails_ends_the_outer_one_unnoticed() {
    let Some(it) = Sqlx::new().await else { return };
    it.other.execute(A).await.unwrap();
    let mut tx = it.pool.begin().await.unwrap();
    assert!(tx.execute(A).await.is_err());
    assert!(tx.begin().await.is_err());
    tx.execute(B).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(it.names().await, ["a", "b"], "what was rolled back is there");
    // Ours.
    let tx = it.ours.begin().await.unwrap();
    assert_eq!(tx.execute(read(A)).await.unwrap_err().kind(), ErrorKind::UniqueViolation);
    assert_eq!(tx.begin().await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
    assert_eq!(tx.execute(read(OUR_B)).await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
    tx.rollback().await.unwrap();
    assert_eq!(it.names().await, ["a", "b"]);
}

// F4: and by one that asks for a level of its own.
#[tokio::test]
async fn a_nested_begin_that_is_refused_ends_the_outer_one_unnoticed() {
    let Some(it) = Sqlx::new().await else { return };
    let mut tx = it.pool.begin().await.unwrap();
    tx.execute(A).await.unwrap();
    let nested = Connection::begin_with(&mut *tx, "BEGIN ISOLATION LEVEL SERIALIZABLE");
    let refused = nested.await.err().unwrap();
    assert!(matches!(refused, sqlx::Error::InvalidSavePointStatement));
    tx.execute(B).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(it.names().await, ["b"], "what was rolled back is there");
    // Ours.
    let tx = it.ours.begin().await.unwrap();
    tx.execute(read(OUR_A)).await.unwrap();
    let (level, once) = (orm_core::database::Isolation::Serializable, orm_core::database::Retry::never());
    let refused = tx.transaction_with(level, once, async |_| Ok::<_, orm_core::error::Error>(())).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Unsupported);
    tx.execute(read(OUR_B)).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(it.names().await, ["b"]);
}

// F5: a commit that is acknowledged, of a transaction half of which may be there.
#[tokio::test]
async fn a_statement_that_is_dropped_is_committed_or_not() {
    let Some(it) = Sqlx::new().await else { return };
    let mut found = Vec::new();
    for polls in 1..=2 {
        it.other.execute("DELETE FROM pet").await.unwrap();
        let mut tx = it.pool.begin().await.unwrap();
        tx.execute(A).await.unwrap();
        assert!(drop_after(polls, tx.execute(sqlx::query(B))).await.is_none());
        tx.commit().await.unwrap();
        found.push(it.names().await);
    }
    println!("sqlx: after a drop at the first and at the second poll, the commit kept {found:?}");
    assert!(found[0] != found[1] && found.contains(&vec!["a".to_owned()]), "{found:?}");
    // Ours.
    for polls in 1..=2 {
        it.other.execute("DELETE FROM pet").await.unwrap();
        let tx = it.ours.begin().await.unwrap();
        tx.execute(read(OUR_A)).await.unwrap();
        assert!(drop_after(polls, tx.execute(read(OUR_B))).await.is_none());
        assert_eq!(tx.commit().await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
        assert!(it.names().await.is_empty());
    }
}

// F6: nobody can know, and whoever still has a handle must hear it.
#[tokio::test]
async fn a_commit_that_is_dropped_may_have_happened() {
    let Some(it) = Sqlx::new().await else { return };
    let mut tx = it.pool.begin().await.unwrap();
    tx.execute(A).await.unwrap();
    assert!(drop_after(1, tx.commit()).await.is_none());
    // The handle is gone with it, so it can tell nobody; here it has happened.
    tokio::time::sleep(Duration::from_millis(50)).await;
    it.pool.execute("SELECT 1").await.unwrap();
    println!("sqlx: after a commit that was dropped there is {:?}", it.names().await);
    // Ours.
    let tx = it.ours.begin().await.unwrap();
    tx.execute(read(OUR_A)).await.unwrap();
    let clone = tx.clone();
    assert!(drop_after(1, tx.commit()).await.is_none());
    assert_eq!(clone.execute(read(OUR_B)).await.unwrap_err().kind(), ErrorKind::CommitUnknown);
    assert_eq!(clone.commit().await.unwrap_err().kind(), ErrorKind::CommitUnknown);
    it.ours.execute(read(OUR_B)).await.unwrap();
    assert!(it.names().await.contains(&"our b".to_owned()));
}

// F7: the next borrower waits for what nobody waits for any more.
#[tokio::test]
async fn a_statement_that_is_dropped_keeps_the_connection() {
    let Some(it) = Sqlx::new().await else { return };
    let slow = tokio::time::timeout(Duration::from_millis(100), it.pool.execute("SELECT pg_sleep(2)"));
    assert!(slow.await.is_err());
    let begun = Instant::now();
    it.pool.execute("SELECT 1").await.unwrap();
    assert!(begun.elapsed() > Duration::from_millis(1_500), "{:?}", begun.elapsed());
    println!("sqlx: the next borrower waited {:?}", begun.elapsed());
    // Ours.
    let slow = tokio::time::timeout(Duration::from_millis(100), it.ours.execute(read("SELECT pg_sleep(20)")));
    assert!(slow.await.is_err());
    let begun = Instant::now();
    it.ours.execute(read("SELECT 1")).await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    println!("ours: the next borrower waited {:?}", begun.elapsed());
}
