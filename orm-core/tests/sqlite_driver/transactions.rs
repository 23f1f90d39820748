//! Transactions, savepoints, poison.

use crate::support::*;
use orm_core::database::{Database, Rest};
use orm_core::error::{Error, ErrorKind, Result};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

#[tokio::test]
async fn commit_keeps_and_rollback_undoes() {
    on_both(async |db| {
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
    on_both(async |db| {
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

#[test]
fn the_futures_are_send() {
    fn is_send<T: Send>(it: T) -> T {
        it
    }
    async fn all(db: Database) -> Result<()> {
        let name = String::from("x");
        db.transaction(async |tx| {
            add(&tx, &name).await?;
            tx.transaction(async |inner| add(&inner, "y").await).await
        })
        .await?;
        let mut cursor = db.cursor(read("SELECT 1")).await?;
        cursor.next(Each::boxed(first_int), 1).await?;
        drop(cursor);
        db.close().await;
        Ok(())
    }
    let _ = is_send(all as fn(Database) -> _);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let body = runtime.block_on(async {
        let db = Database::connect("sqlite::memory:").await.unwrap();
        with_cats(&db).await;
        tokio::spawn(is_send(all(db))).await.unwrap()
    });
    body.unwrap();
}

#[tokio::test]
async fn an_error_poisons_up_to_the_savepoint() {
    on_both(async |db| {
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
        let sent = db.statements_sent();
        let poisoned = add(&tx, "d").await.unwrap_err();
        assert_eq!(poisoned.kind(), ErrorKind::TransactionPoisoned);
        assert_eq!(tx.begin().await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
        assert!(db.statements_sent() <= sent + 1);
        assert_eq!(tx.commit().await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
        assert_eq!(count(&db).await, 1);
        // What was passed over in a closure is told at its end.
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
    on_both(async |db| {
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
    let db = Database::connect("sqlite::memory:").await.unwrap();
    with_cats(&db).await;
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
}

#[tokio::test]
async fn a_callback_may_hold_a_handle_of_its_transaction() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    with_cats(&db).await;
    for ends_well in [true, false] {
        let result: Result<()> = db
            .transaction(async |tx| {
                add(&tx, "a").await?;
                let inner = tx.begin().await?;
                let (held, also_held) = (tx.clone(), inner.clone());
                inner.on_commit(move || drop((held, also_held)))?;
                inner.commit().await?;
                if ends_well { Ok(()) } else { Err(Error::new(ErrorKind::Protected, "no")) }
            })
            .await;
        assert_eq!(result.is_ok(), ends_well);
        db.execute(point("DELETE FROM cat", vec![])).await.unwrap();
    }
    assert_eq!(count(&db).await, 0);
}

#[tokio::test]
async fn all_or_none() {
    on_both(async |db| {
        let statements =
            vec![point("INSERT INTO cat (name) VALUES ('a')", vec![]), bulk("CREATE TABLE cat (id INTEGER)")];
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

#[tokio::test]
async fn a_stream_stays_open_beside_a_write_but_not_within_a_transaction() {
    on_both(async |db| {
        for n in 0..10 {
            add(&db, &format!("cat {n}")).await.unwrap();
        }
        let mut cursor = db.cursor(read("SELECT id FROM cat ORDER BY id")).await.unwrap();
        let mut seen = Vec::new();
        loop {
            let (sink, rest) = cursor.next(Each::boxed(first_int), 3).await.unwrap();
            seen.extend(Each::<i64>::of(sink).rows);
            add(&db, &format!("more {}", seen.len())).await.unwrap();
            if rest == Rest::Done {
                break;
            }
        }
        assert_eq!(seen, (1..=10).collect::<Vec<_>>());
        assert_eq!(cursor.next(Each::boxed(first_int), 3).await.unwrap().1, Rest::Done);

        let tx = db.begin().await.unwrap();
        let mut cursor = tx.cursor(read("SELECT id FROM cat ORDER BY id")).await.unwrap();
        cursor.next(Each::boxed(first_int), 3).await.unwrap();
        assert_eq!(add(&tx, "x").await.unwrap_err().kind(), ErrorKind::Unsupported);
        drop(cursor);
        add(&tx, "x").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            db.cursor(point("DELETE FROM cat RETURNING id", vec![])).await.unwrap_err().kind(),
            ErrorKind::Unsupported
        );
    })
    .await;
}

#[tokio::test]
async fn ddl_beside_a_reader_and_reads_beside_a_transaction() {
    on_both(async |db| {
        add(&db, "a").await.unwrap();
        let mut cursor = db.cursor(read("SELECT id FROM cat")).await.unwrap();
        db.execute(bulk("CREATE TABLE dog (id INTEGER)")).await.unwrap();
        db.execute(bulk("ALTER TABLE dog ADD COLUMN name TEXT")).await.unwrap();
        cursor.next(Each::boxed(first_int), 9).await.unwrap();
        let tx = db.begin().await.unwrap();
        add(&tx, "b").await.unwrap();
        assert_eq!(count(&db).await, 1);
        tx.rollback().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_panic_in_the_closure_rolls_back_even_if_a_clone_lives() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    with_cats(&db).await;
    let kept = Arc::new(Mutex::new(None));
    let (inner, keep) = (db.clone(), Arc::clone(&kept));
    let task = tokio::spawn(async move {
        let result: Result<()> = inner
            .transaction(async |tx| {
                add(&tx, "a").await?;
                *keep.lock().unwrap() = Some(tx.clone());
                panic!("on purpose")
            })
            .await;
        result
    });
    assert!(task.await.unwrap_err().is_panic());
    add(&db, "b").await.unwrap();
    assert_eq!(count(&db).await, 1);
    let tx = kept.lock().unwrap().take().unwrap();
    assert_eq!(add(&tx, "c").await.unwrap_err().kind(), ErrorKind::TransactionEnded);
}

#[tokio::test]
async fn clones_of_one_transaction_take_turns() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    with_cats(&db).await;
    let tx = db.begin().await.unwrap();
    let done = Arc::new(AtomicUsize::new(0));
    let tasks: Vec<_> = (0..20)
        .map(|n| {
            let (tx, done) = (tx.clone(), Arc::clone(&done));
            tokio::spawn(async move {
                add(&tx, &format!("cat {n}")).await.unwrap();
                done.fetch_add(1, Ordering::Relaxed);
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!((done.load(Ordering::Relaxed), count(&db).await), (20, 20));
}
