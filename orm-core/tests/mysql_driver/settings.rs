//! Servers that are set up in other ways, and users who may do little.

use crate::private::Private;
use crate::support::*;
use orm_core::database::{Database, Db};
use orm_core::error::ErrorKind;
use std::time::{Duration, Instant};

/// One transaction holds a row, and another waits for it too long.
async fn wait_too_long(db: &Database, after: impl AsyncFnOnce(&Db, ErrorKind)) {
    add(db, "held").await.unwrap();
    let holder = db.begin().await.unwrap();
    holder.execute(bulk("UPDATE cat SET age = 1 WHERE name = 'held'")).await.unwrap();
    let waiter = db.begin().await.unwrap();
    add(&waiter, "before").await.unwrap();
    let inner = waiter.begin().await.unwrap();
    let begun = Instant::now();
    let failed = inner.execute(bulk("UPDATE cat SET age = 2 WHERE name = 'held'")).await.unwrap_err();
    assert!(failed.is_retryable(), "{failed}");
    assert!((800..5_000).contains(&begun.elapsed().as_millis()), "{:?}", begun.elapsed());
    assert_eq!(add(&inner, "after").await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
    drop(inner);
    after(&waiter, failed.kind()).await;
    drop(waiter);
    holder.commit().await.unwrap();
    // A write that is a transaction of its own waits as long, and says so as well.
    let holder = db.begin().await.unwrap();
    holder.execute(bulk("UPDATE cat SET age = 1 WHERE name = 'held'")).await.unwrap();
    let failed = db.execute(bulk("DELETE FROM cat WHERE name = 'held'")).await.unwrap_err();
    assert!(failed.is_retryable(), "{failed}");
}

#[tokio::test]
async fn a_wait_that_is_too_long_undoes_the_statement_and_its_savepoint() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = fresh.options().busy_timeout(Duration::from_secs(1)).connect().await.unwrap();
    make_cats(&db).await;
    wait_too_long(&db, async |waiter, kind| {
        assert_eq!(kind, ErrorKind::Busy);
        // The transaction around the savepoint is whole.
        add(waiter, "later").await.unwrap();
        assert_eq!(count(waiter).await, 3);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_undoes_the_whole_transaction_is_understood() {
    let Some(server) = Private::start(&["--innodb-rollback-on-timeout=1"]).await else { return };
    let db = Database::options(&server.url("cats")).busy_timeout(Duration::from_millis(700)).connect().await.unwrap();
    make_cats(&db).await;
    wait_too_long(&db, async |waiter, kind| {
        assert_eq!(kind, ErrorKind::Serialization);
        // Nothing of it is left to go on with, and what would be written now would stay.
        assert_eq!(add(waiter, "ghost").await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
    })
    .await;
    assert_eq!(count(&db).await, 1);
}

#[tokio::test]
async fn a_full_server_is_told_at_once_and_a_socket_leads_to_it_too() {
    let Some(server) = Private::start(&["--max-connections=10"]).await else { return };
    let socket = format!("mysql://root@/cats?socket={}", server.directory().join("socket").display());
    let mut open = Vec::new();
    let begun = Instant::now();
    let full = loop {
        match Database::options(&socket).max_connections(1).connect().await {
            Ok(db) => open.push(db),
            Err(error) => break error,
        }
        assert!(open.len() < 20, "the server takes more than it says");
    };
    assert!(open.len() >= 9, "{} connections only: {full}", open.len());
    assert_eq!(full.kind(), ErrorKind::Unavailable, "{full}");
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    // A pool that meets it says the same, and goes on when there is room.
    let first = open[0].begin().await.unwrap();
    drop(open.pop());
    tokio::time::sleep(Duration::from_millis(50)).await;
    let later = Database::options(&server.url("cats")).max_connections(1).connect().await.unwrap();
    assert_eq!(ints(&later, read("SELECT 1")).await.unwrap(), [1]);
    first.rollback().await.unwrap();
}

#[tokio::test]
async fn a_user_who_may_do_little_can_do_all_of_it() {
    let Some(fresh) = Fresh::new().await else { return };
    let root = fresh.options().max_connections(1).connect().await.unwrap();
    make_cats(&root).await;
    let user = format!("orm_little_{}", std::process::id());
    root.execute(made(format!("CREATE USER {user} IDENTIFIED BY 'pass@word'"))).await.unwrap();
    root.execute(made(format!("GRANT SELECT, INSERT ON {}.* TO {user}", fresh.name()))).await.unwrap();
    let url = with_user(&fresh.url(), &format!("{user}:pass%40word"));
    let db = Database::options(&url).max_connections(2).connect().await.unwrap();
    add(&db, "a").await.unwrap();
    // What it gave up, it may end.
    let sleeping = db.execute(read("SELECT sleep(60)"));
    assert!(tokio::time::timeout(Duration::from_millis(100), sleeping).await.is_err());
    let begun = Instant::now();
    let running =
        "SELECT count(*) FROM information_schema.processlist WHERE db = database() AND info LIKE 'SELECT sleep%'";
    while ints(&root, read(running)).await.unwrap() != [0] {
        assert!(begun.elapsed() < Duration::from_secs(5), "it still runs");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    // What it may not do is told, without the names of users.
    let refused = db.execute(bulk("DELETE FROM cat")).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Database);
    assert!(!refused.message().contains(&user), "{refused}");
    db.close().await;
    root.execute(made(format!("DROP USER {user}"))).await.unwrap();
}

fn with_user(url: &str, login: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap();
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    format!("{scheme}://{login}@{rest}")
}
