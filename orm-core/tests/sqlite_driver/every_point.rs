//! Every operation, dropped at its first poll, at its second, and so on, several times over: how many polls there are
//! depends on how quick the blocking pool is.

use crate::support::*;
use orm_core::database::Database;
use orm_core::error::{Error, Result};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// Polls a future so many times at most. `None` if it was not done by then.
struct DropAfter<F>(Pin<Box<F>>, usize);

impl<F: Future> Future for DropAfter<F> {
    type Output = Option<F::Output>;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.1 == 0 {
            return Poll::Ready(None);
        }
        self.1 -= 1;
        match self.0.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if self.1 == 0 => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    }
}

// Runs `body` again and again, dropped one poll later each time. After each, the rows are all there or none is, the pool is
// whole, and nobody is in a transaction.
async fn at_every_point<F: Future<Output = Result<()>>>(rows: i64, body: impl Fn(Database) -> F) {
    let directory = Directory::new();
    let db = Database::options(&directory.url()).max_connections(2).connect().await.unwrap();
    with_cats(&db).await;
    let mut dropped = 0;
    for polls in (1..=8).cycle().take(40) {
        let done = DropAfter(Box::pin(body(db.clone())), polls).await;
        // What was dropped may still be on its way to its end.
        let begun = std::time::Instant::now();
        let held = (db.cursor(read("SELECT 1")).await.unwrap(), db.cursor(read("SELECT 1")).await.unwrap());
        assert!(begun.elapsed() < Duration::from_secs(1), "the pool is whole");
        drop(held);
        let found = count(&db).await;
        assert!(found == 0 || found == rows, "{found} rows after {polls} polls");
        assert!(done.is_none() || found == rows, "an acknowledged commit is there");
        // A second connection sees a write through the pool: no lane is in a transaction.
        db.execute(point("DELETE FROM cat", vec![])).await.unwrap();
        let other = Database::connect(&directory.url()).await.unwrap();
        assert_eq!(count(&other).await, 0);
        other.close().await;
        match done {
            Some(result) => result.unwrap(),
            None => dropped += 1,
        }
    }
    assert!(dropped >= 5, "dropped {dropped} times only");
    db.close().await;
}

fn slow_way(name: &'static str) -> orm_core::sql::Statement {
    let mut statement = bulk("");
    statement.text = orm_core::sql::Text::Made(format!("INSERT INTO cat (name) VALUES ('{name}')").into());
    statement
}

#[tokio::test]
async fn a_transaction_is_whole_or_nothing() {
    at_every_point(3, async |db: Database| {
        db.transaction(async |tx| {
            tx.execute(slow_way("a")).await?;
            tx.transaction(async |inner| inner.execute(slow_way("b")).await).await?;
            tx.execute(slow_way("c")).await?;
            Ok::<_, Error>(())
        })
        .await
    })
    .await;
}

#[tokio::test]
async fn a_guard_is_whole_or_nothing() {
    at_every_point(2, async |db: Database| {
        let tx = db.begin().await?;
        tx.execute(slow_way("a")).await?;
        let inner = tx.begin().await?;
        inner.execute(slow_way("b")).await?;
        inner.commit().await?;
        tx.commit().await
    })
    .await;
}

#[tokio::test]
async fn many_statements_are_all_or_none() {
    at_every_point(3, async |db: Database| db.execute_all(vec![slow_way("a"), slow_way("b"), slow_way("c")]).await)
        .await;
}

#[tokio::test]
async fn a_single_write_is_there_or_not() {
    at_every_point(1, async |db: Database| db.execute(slow_way("a")).await.map(|_| ())).await;
}
