//! Transactions, through the verbs: all of it or nothing, whatever becomes of the future.

use crate::many_to_one::names;
use crate::models::{Cat, Owner, Tag};
use crate::support::{Fresh, on_every_database};
use orm::prelude::*;
use orm::{Error, ErrorKind};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::Poll;
use std::time::{Duration, Instant};

/// An error of the user's own.
#[derive(Debug)]
enum Mine {
    Refused(u32),
    Database(Error),
}

impl From<Error> for Mine {
    fn from(error: Error) -> Self {
        Self::Database(error)
    }
}

fn kind<T: std::fmt::Debug>(result: orm::Result<T>) -> ErrorKind {
    result.unwrap_err().kind()
}

async fn tags(db: &Db) -> orm::Result<String> {
    Ok(Tag::objects().order_by(Tag.name).all(db).await?.into_iter().map(|tag| tag.name).collect::<Vec<_>>().join(" "))
}

on_every_database! {
    async fn commit_and_rollback(db: &Database) {
        let tx = db.begin().await?;
        let tag = Tag::create().name("a").save(&tx).await?;
        assert_eq!((tags(&tx).await?.as_str(), tags(db).await?.as_str()), ("a", ""), "nobody else sees it yet");
        tx.commit().await?;
        assert_eq!(tags(db).await?, "a");
        let tx = db.begin().await?;
        tag.delete(&tx).await?;
        Tag::create().name("b").save(&tx).await?;
        tx.rollback().await?;
        assert_eq!(tags(db).await?, "a");
        let tx = db.begin().await?;
        Tag::create().name("c").save(&tx).await?;
        drop(tx);
        assert_eq!(tags(db).await?, "a", "dropped is rolled back");
        let tx = db.begin().await?;
        let other = tx.clone();
        tx.commit().await?;
        assert_eq!(kind(Tag::create().name("d").save(&other).await), ErrorKind::TransactionEnded);
        assert_eq!(kind(other.rollback().await), ErrorKind::TransactionEnded);
        Ok(())
    }

    async fn the_closure_has_errors_of_its_own(db: &Database) {
        let done = db.transaction(async |tx| {
            Tag::create().name("a").save(&tx).await?;
            Ok::<_, Mine>(7)
        }).await;
        assert!(matches!(done, Ok(7)));
        let refused = db.transaction(async |tx| {
            Tag::create().name("b").save(&tx).await?;
            Err::<(), _>(Mine::Refused(3))
        }).await;
        assert!(matches!(refused, Err(Mine::Refused(3))));
        let failed = db.transaction(async |tx| {
            Tag::create().name("c").save(&tx).await?;
            Tag::create().name("a").save(&tx).await?;
            Ok::<_, Mine>(())
        }).await;
        assert!(matches!(failed, Err(Mine::Database(error)) if error.kind() == ErrorKind::UniqueViolation));
        assert_eq!(tags(db).await?, "a");
        Ok(())
    }

    async fn a_panic_rolls_back(db: &Database) {
        let task = tokio::spawn({
            let db = db.clone();
            async move {
                db.transaction(async |tx| {
                    Tag::create().name("a").save(&tx).await?;
                    assert!(tags(&tx).await?.is_empty(), "this is meant to fail");
                    Ok::<_, Error>(())
                })
                .await
            }
        });
        assert!(task.await.unwrap_err().is_panic());
        assert_eq!(tags(db).await?, "");
        Tag::create().name("b").save(db).await?;
        Ok(())
    }

    async fn savepoints(db: &Database) {
        db.transaction(async |tx| {
            Tag::create().name("a").save(&tx).await?;
            let inner = tx.transaction(async |inner| {
                Tag::create().name("b").save(&inner).await?;
                Tag::create().name("a").save(&inner).await?;
                Ok::<_, Error>(())
            }).await;
            assert_eq!(kind(inner), ErrorKind::UniqueViolation);
            assert_eq!(tags(&tx).await?, "a", "the inner one is undone, and the outer goes on");
            let kept = tx.begin().await?;
            Tag::create().name("c").save(&kept).await?;
            // While it is open, the outer handle would write inside it.
            assert_eq!(kind(Tag::create().name("x").save(&tx).await), ErrorKind::Unsupported);
            kept.commit().await?;
            let undone = tx.begin().await?;
            Tag::create().name("d").save(&undone).await?;
            drop(undone);
            Tag::create().name("e").save(&tx).await?;
            Ok::<_, Error>(())
        }).await?;
        assert_eq!(tags(db).await?, "a c e");
        let outer = db.begin().await?;
        let inner = outer.begin().await?;
        Tag::create().name("f").save(&inner).await?;
        inner.commit().await?;
        outer.rollback().await?;
        assert_eq!(tags(db).await?, "a c e", "the inner commit goes with the outer rollback");
        Ok(())
    }

    async fn an_error_leaves_only_rollback(db: &Database) {
        Tag::create().name("a").save(db).await?;
        let tx = db.begin().await?;
        Tag::create().name("b").save(&tx).await?;
        assert_eq!(kind(Tag::create().name("a").save(&tx).await), ErrorKind::UniqueViolation);
        let before = db.statements_sent();
        let error = Tag::create().name("c").save(&tx).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TransactionPoisoned);
        assert_eq!(kind(tags(&tx).await), ErrorKind::TransactionPoisoned);
        assert!(!error.to_string().contains("'a'"), "{error}");
        assert!(db.statements_sent() - before <= 2);
        assert_eq!(kind(tx.commit().await), ErrorKind::TransactionPoisoned);
        // The closure that passes over an error is told too.
        let passed_over = db.transaction(async |tx| {
            let _ = Tag::create().name("a").save(&tx).await;
            Ok::<_, Error>(())
        }).await;
        assert_eq!(kind(passed_over), ErrorKind::TransactionPoisoned);
        assert_eq!(tags(db).await?, "a");
        // What was refused before it was sent, and a row that is not there, poison nothing.
        db.transaction(async |tx| {
            assert_eq!(kind(Tag::create().name("x".repeat(31)).save(&tx).await), ErrorKind::ValueRefused);
            assert_eq!(kind(Tag::objects().get(&tx, "none").await), ErrorKind::NotFound);
            Tag::create().name("z").save(&tx).await?;
            Ok::<_, Error>(())
        }).await?;
        assert_eq!(tags(db).await?, "a z");
        Ok(())
    }

    async fn callbacks_run_after_the_commit(db: &Database) {
        let calls = Arc::new(AtomicU32::new(0));
        let call = |by: u32| {
            let calls = calls.clone();
            move || { calls.fetch_add(by, Ordering::Relaxed); }
        };
        db.transaction(async |tx| {
            tx.on_commit(call(1))?;
            let inner = tx.begin().await?;
            inner.on_commit(call(10))?;
            inner.rollback().await?;
            Tag::create().name("a").save(&tx).await?;
            assert_eq!(calls.load(Ordering::Relaxed), 0);
            Ok::<_, Error>(())
        }).await?;
        let tx = db.begin().await?;
        tx.on_commit(call(100))?;
        tx.rollback().await?;
        assert_eq!(calls.load(Ordering::Relaxed), 1);
        Ok(())
    }

    async fn a_write_beside_ones_own_transaction_is_told_at_once(db: &Database) {
        if crate::support::can::write_at_once(db) {
            return Ok(());
        }
        let (begun, line) = (Instant::now(), line!() + 1);
        let told = db.transaction(async |tx| {
            Tag::create().name("a").save(&tx).await?;
            let error = Tag::create().name("b").save(db).await.unwrap_err();
            assert!(error.to_string().contains("`&tx`"), "it says what to do: {error}");
            assert!(error.to_string().contains(&format!("transactions.rs:{line}:")), "and who is in the way: {error}");
            assert_eq!(error.kind(), ErrorKind::Busy);
            // A read beside it sees what was committed, and does not wait.
            assert_eq!(tags(db).await?, "");
            Owner::create().name("Ann").save(&tx).await?;
            Ok::<_, Error>(())
        }).await;
        told?;
        let tx = db.begin().await?;
        Tag::create().name("c").save(&tx).await?;
        assert_eq!(kind(Tag::create().name("d").save(db).await), ErrorKind::Busy);
        assert_eq!(kind(db.begin().await), ErrorKind::Busy);
        tx.commit().await?;
        assert_eq!(tags(db).await?, "a c");
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
        Ok(())
    }
}

/// Lets a future wait so many times, and drops it if it is not done then.
async fn polled<T>(times: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut waits = 0;
    poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if waits == times => Poll::Ready(None),
        Poll::Pending => {
            waits += 1;
            Poll::Pending
        }
    })
    .await
}

/// `set` sends three statements. Wherever it is dropped, all of it has happened or nothing, and the database goes on.
mod a_dropped_set {
    use super::*;

    async fn all_or_nothing(test: Fresh) -> orm::Result<()> {
        let db = &test.db;
        let ann = Owner::create().name("Ann").save(db).await?;
        let mut keys = Vec::new();
        for n in 0..6 {
            keys.push(ann.cat_set().create().name(format!("Cat {n}")).save(db).await?.id);
        }
        let (old, new) = (&keys[..4], &keys[2..]);
        let (mut dropped, mut done) = (0, 0);
        // Beside another writer, so that it waits, too.
        for times in 0..40 {
            ann.sits_for.set(db, old).await?;
            let (held, holds) = tokio::sync::oneshot::channel();
            let holder = (times % 4 < 2).then(|| db.clone());
            let other = tokio::spawn(async move {
                let tx = match &holder {
                    Some(db) => Some(db.begin().await.expect("nobody else writes")),
                    None => None,
                };
                held.send(()).expect("the test waits for it");
                tokio::time::sleep(Duration::from_millis(2)).await;
                drop(tx);
            });
            holds.await.expect("no task panics");
            match polled(times, ann.sits_for.set(db, new)).await {
                None => dropped += 1,
                Some(result) => {
                    result?;
                    done += 1;
                }
            }
            other.await.expect("no task panics");
            let left: Vec<i64> = ann.sits_for.order_by(Cat.id).all(db).await?.iter().map(|cat| cat.id).collect();
            assert!(left == old || left == new, "{times}: {left:?}");
        }
        assert!(dropped > 0 && done > 0, "{dropped} dropped, {done} done: the test must see both");
        assert_eq!(names(&ann.sits_for.limit(1).all(db).await?).len(), 1);
        test.finish().await
    }

    /// The same in time: by the clock, on more threads.
    async fn by_the_clock(test: Fresh) -> orm::Result<()> {
        let db = &test.db;
        let ann = Owner::create().name("Ann").save(db).await?;
        let keys = db
            .transaction(async |tx| {
                let mut keys = Vec::new();
                for n in 0..2_400 {
                    keys.push(ann.cat_set().create().name(format!("Cat {n}")).save(&tx).await?.id);
                }
                Ok::<_, Error>(keys)
            })
            .await?;
        for micros in [0, 50, 200, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 1_000_000] {
            ann.sits_for.set(db, &keys[..1_200]).await?;
            let task = tokio::spawn({
                let (db, ann, keys) = (db.clone(), ann.clone(), keys.clone());
                async move { ann.sits_for.set(&db, &keys[1_200..]).await }
            });
            tokio::time::sleep(Duration::from_micros(micros)).await;
            task.abort();
            let _ = task.await;
            // Asked once: a commit that was under way may be done between two statements.
            let mut left: Vec<i64> = ann.sits_for.all(db).await?.iter().map(|cat| cat.id).collect();
            left.sort_unstable();
            assert!(left == keys[..1_200] || left == keys[1_200..], "after {micros} µs: {} are linked", left.len());
        }
        test.finish().await
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite_memory() -> orm::Result<()> {
        all_or_nothing(Fresh::memory().await?).await?;
        by_the_clock(Fresh::memory().await?).await
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite_file() -> orm::Result<()> {
        all_or_nothing(Fresh::file("a_dropped_set").await?).await?;
        by_the_clock(Fresh::file("a_dropped_set").await?).await
    }
}
