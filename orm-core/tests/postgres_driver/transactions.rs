//! Transactions, savepoints, poison.

use crate::support::*;
use orm_core::database::{Isolation, Retry};
use orm_core::error::{Error, ErrorKind, Result};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

#[tokio::test]
async fn commit_keeps_and_rollback_undoes() {
    with_cats(async |db| {
        let tx = db.begin().await.unwrap();
        add(&tx, "a").await.unwrap();
        assert_eq!((count(&tx).await, count(&db).await), (1, 0));
        tx.commit().await.unwrap();
        let tx = db.begin().await.unwrap();
        add(&tx, "b").await.unwrap();
        let clone = tx.clone();
        tx.rollback().await.unwrap();
        assert_eq!(add(&clone, "c").await.unwrap_err().kind(), ErrorKind::TransactionEnded);
        let tx = db.begin().await.unwrap();
        add(&tx, "d").await.unwrap();
        drop(tx);
        assert_eq!(count(&db).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_closure_borrows_commits_and_rolls_back() {
    with_cats(async |db| {
        let names = vec!["a".to_owned(), "b".to_owned()];
        let mut added = 0;
        let answer = db
            .transaction(async |tx| {
                for name in &names {
                    add(&tx, name).await?;
                    added += 1;
                }
                Ok::<_, Error>(42)
            })
            .await
            .unwrap();
        assert_eq!((answer, added, count(&db).await), (42, 2, 2));
        let failed: Result<()> = db
            .transaction(async |tx| {
                add(&tx, "c").await?;
                Err(Error::new(ErrorKind::Protected, "no"))
            })
            .await;
        assert_eq!((failed.unwrap_err().kind(), count(&db).await), (ErrorKind::Protected, 2));
    })
    .await;
}

#[tokio::test]
async fn an_error_poisons_up_to_the_savepoint() {
    with_cats(async |db| {
        add(&db, "Tom").await.unwrap();
        let tx = db.begin().await.unwrap();
        add(&tx, "a").await.unwrap();
        let inner: Result<u64> = tx
            .transaction(async |inner| {
                add(&inner, "b").await?;
                // The outer handle would write into the inner transaction.
                assert_eq!(add(&tx, "x").await.unwrap_err().kind(), ErrorKind::Unsupported);
                add(&inner, "Tom").await
            })
            .await;
        assert_eq!(inner.unwrap_err().kind(), ErrorKind::UniqueViolation);
        add(&tx, "c").await.unwrap();
        assert_eq!(add(&tx, "Tom").await.unwrap_err().kind(), ErrorKind::UniqueViolation);
        assert_eq!(add(&tx, "d").await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
        assert_eq!(tx.begin().await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
        assert_eq!(tx.commit().await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
        assert_eq!(count(&db).await, 1);
        // What was passed over in a closure is told at its end: the server would answer COMMIT with ROLLBACK, and no error.
        let passed_over: Result<()> = db
            .transaction(async |tx| {
                let _ = add(&tx, "Tom").await;
                Ok(())
            })
            .await;
        assert_eq!(passed_over.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
    })
    .await;
}

#[tokio::test]
async fn a_dropped_savepoint_is_undone_before_the_next_statement() {
    with_cats(async |db| {
        let tx = db.begin().await.unwrap();
        add(&tx, "a").await.unwrap();
        let outer = tx.begin().await.unwrap();
        add(&outer, "b").await.unwrap();
        let inner = outer.begin().await.unwrap();
        add(&inner, "c").await.unwrap();
        drop(inner);
        drop(outer);
        add(&tx, "d").await.unwrap();
        tx.commit().await.unwrap();
        let text = "SELECT count(*) FROM cat WHERE name IN ('a', 'd')";
        assert_eq!((ints(&db, read(text)).await.unwrap(), count(&db).await), (vec![2], 2));
    })
    .await;
}

#[tokio::test]
async fn callbacks_run_after_the_outermost_commit() {
    with_cats(async |db| {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let note = |what: &'static str| {
            let seen = Arc::clone(&seen);
            move || seen.lock().unwrap().push(what)
        };
        let tx = db.begin().await.unwrap();
        tx.on_commit(note("first")).unwrap();
        let inner = tx.begin().await.unwrap();
        inner.on_commit(note("undone")).unwrap();
        inner.rollback().await.unwrap();
        let inner = tx.begin().await.unwrap();
        inner.on_commit(note("second")).unwrap();
        inner.commit().await.unwrap();
        assert!(seen.lock().unwrap().is_empty());
        tx.commit().await.unwrap();
        assert_eq!(*seen.lock().unwrap(), ["first", "second"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_looked_at_last_fails_the_commit_and_is_no_end_of_the_connection() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = fresh.options().max_connections(1).connect().await.unwrap();
    make_cats(&db).await;
    let tx = db.begin().await.unwrap();
    tx.execute(bulk("SET CONSTRAINTS ALL DEFERRED")).await.unwrap();
    tx.execute(bulk("INSERT INTO cat (name, owner_id) VALUES ('a', 99)")).await.unwrap();
    let called = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&called);
    tx.on_commit(move || {
        counted.fetch_add(1, Ordering::Relaxed);
    })
    .unwrap();
    let failed = tx.commit().await.unwrap_err();
    assert_eq!((failed.kind(), failed.sqlstate()), (ErrorKind::ForeignKeyViolation, Some("23503")));
    assert_eq!((failed.table(), failed.constraint()), (Some("cat"), Some("cat_owner_fk")));
    // The one connection goes on as if nothing had been.
    let tx = db.begin().await.unwrap();
    add(&tx, "b").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((count(&db).await, called.load(Ordering::Relaxed)), (1, 0));
}

#[tokio::test]
async fn the_isolation_that_is_asked_for_is_the_one_that_is_had() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = fresh.options().max_connections(1).connect().await.unwrap();
    let levels = [
        (Isolation::Default, "read committed"),
        (Isolation::ReadCommitted, "read committed"),
        (Isolation::RepeatableRead, "repeatable read"),
        (Isolation::Serializable, "serializable"),
    ];
    let shown = async |db: &orm_core::database::Db| texts(db, read("SHOW transaction_isolation")).await.unwrap();
    for (asked, had) in levels {
        let found =
            db.transaction_with(asked, Retry::never(), async |tx| Ok::<_, Error>(shown(&tx).await)).await.unwrap();
        assert_eq!(found, [had]);
        // The next borrower of the connection has its own.
        assert_eq!(shown(&db).await, ["read committed"]);
    }
    let stronger: Result<()> = db
        .transaction(async |tx| tx.transaction_with(Isolation::Serializable, Retry::never(), async |_| Ok(())).await)
        .await;
    assert_eq!(stronger.unwrap_err().kind(), ErrorKind::Unsupported);
    db.close().await;
}

#[tokio::test]
async fn all_or_none() {
    with_cats(async |db| {
        let statements = vec![bulk("INSERT INTO cat (name) VALUES ('a')"), bulk("CREATE TABLE cat (id integer)")];
        assert!(db.execute_all(statements.clone()).await.is_err());
        assert_eq!(count(&db).await, 0);
        let tx = db.begin().await.unwrap();
        assert!(tx.execute_all(statements).await.is_err());
        add(&tx, "b").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(count(&db).await, 1);
    })
    .await;
}
