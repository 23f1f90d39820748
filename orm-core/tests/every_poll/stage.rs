//! What an operation is, where it runs, and what has to hold when it was dropped.

use orm_core::database::{Database, Db, Options, Transaction};
use orm_core::error::{ErrorKind, Result};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

/// What an operation works on.
pub(crate) struct Stage {
    on: On,
    /// How to open the same database, in the same way.
    pub(crate) options: Options,
    hooks: Arc<AtomicUsize>,
    has_begun: AtomicBool,
}

enum On {
    Pool(Database),
    Transaction(Transaction),
}

/// A name, and a future that is dropped at every poll after its call of [`Stage::begin`].
pub(crate) type Operation = (&'static str, Run);
pub(crate) type Run = for<'a> fn(&'a Stage) -> Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// Writes operations: `"name" |stage| { .. }`.
macro_rules! operations {
    ($( $name:literal |$stage:ident| $body:block )*) => {
        vec![$({
            fn operation($stage: &Stage) -> std::pin::Pin<Box<dyn Future<Output = orm_core::error::Result<()>> + '_>> {
                Box::pin(async move { $body Ok(()) })
            }
            ($name, operation as Run)
        }),*]
    };
}
pub(crate) use operations;

/// Where operations run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    Pool,
    Transaction,
}

pub(crate) const EVERYWHERE: &[Setting] = &[Setting::Pool, Setting::Transaction];

impl Stage {
    pub(crate) async fn new(db: &Database, options: Options, setting: Setting) -> Self {
        let on = match setting {
            Setting::Pool => On::Pool(db.clone()),
            Setting::Transaction => On::Transaction(db.begin().await.unwrap()),
        };
        Self { on, options, hooks: Arc::default(), has_begun: AtomicBool::new(false) }
    }

    pub(crate) fn db(&self) -> &Db {
        match &self.on {
            On::Pool(db) => db,
            On::Transaction(tx) => tx,
        }
    }

    /// To be called after a commit, which is counted.
    pub(crate) fn hook(&self) -> impl FnOnce() + Send + 'static {
        let hooks = Arc::clone(&self.hooks);
        move || {
            hooks.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// What came before was preparation.
    pub(crate) fn begin(&self) {
        self.has_begun.store(true, Ordering::Relaxed);
    }

    async fn end(self) -> Result<()> {
        match self.on {
            On::Pool(_) => Ok(()),
            On::Transaction(tx) => tx.commit().await,
        }
    }
}

/// What an operation does that nobody drops: what the database held before and holds then, and how often was called back.
pub(crate) struct Effects {
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) hooks: usize,
}

/// Does an operation to its end. How often was called back.
pub(crate) async fn complete(stage: Stage, (name, operation): &Operation) -> usize {
    operation(&stage).await.unwrap_or_else(|error| panic!("{name}: {error:?}"));
    let hooks = Arc::clone(&stage.hooks);
    stage.end().await.unwrap();
    hooks.load(Ordering::SeqCst)
}

/// What came of an operation that was dropped, and of the transaction that it may have been in.
pub(crate) struct Dropped {
    done: Option<Result<()>>,
    ended: Result<()>,
    hooks: usize,
}

/// Drops an operation after so many polls. Whoever had begun a transaction goes on with it.
pub(crate) async fn drop_at(what: &str, stage: Stage, (_, operation): &Operation, polls: usize) -> Dropped {
    let done = DropAfter { future: operation(&stage), polls, has_begun: &stage.has_begun }.await;
    let hooks = Arc::clone(&stage.hooks);
    let ended = tokio::time::timeout(Duration::from_secs(2), stage.end()).await;
    let ended = ended.unwrap_or_else(|_| panic!("{what}: its transaction does not end"));
    Dropped { done, ended, hooks: hooks.load(Ordering::SeqCst) }
}

impl Dropped {
    /// All or nothing, by what the database holds now; and what was said is true. Gives whether it was done by then.
    pub(crate) fn check(&self, what: &str, whole: &Effects, found: &str) -> bool {
        match (&self.done, &self.ended) {
            (Some(result), Ok(())) => {
                result.as_ref().unwrap_or_else(|error| panic!("{what}: {error:?}"));
                assert_eq!(found, whole.after, "{what}: it was acknowledged");
                assert_eq!(self.hooks, whole.hooks, "{what}: it was acknowledged");
            }
            (Some(_), Err(error)) => panic!("{what}: the transaction did not commit: {error:?}"),
            (None, Ok(())) => {
                assert!(found == whole.before || found == whole.after, "{what}: it is half done: {found}");
                assert!(self.hooks <= whole.hooks, "{what}");
            }
            (None, Err(error)) => {
                // It was left as it is, or SQLite had to end it to stop the statement.
                let is_over = [ErrorKind::TransactionPoisoned, ErrorKind::TransactionEnded].contains(&error.kind());
                assert!(is_over, "{what}: {error:?}");
                assert_eq!(found, whole.before, "{what}: the transaction was refused");
                assert_eq!(self.hooks, 0, "{what}");
            }
        }
        self.done.is_some()
    }
}

/// Polls a future so many times at most, counted from when it says that it has begun. `None` if it was not done by then.
struct DropAfter<'a, T> {
    future: Pin<Box<dyn Future<Output = T> + 'a>>,
    polls: usize,
    has_begun: &'a AtomicBool,
}

impl<T> Future for DropAfter<'_, T> {
    type Output = Option<T>;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        if let Poll::Ready(output) = self.future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        if self.has_begun.load(Ordering::Relaxed) {
            self.polls -= 1;
            if self.polls == 0 {
                return Poll::Ready(None);
            }
        }
        Poll::Pending
    }
}

/// What came of a future that is polled so many times at most. `None` if it was not done by then.
pub(crate) async fn drop_after<F: Future>(polls: usize, future: F) -> Option<F::Output> {
    DropAfter { future: Box::pin(future), polls, has_begun: &AtomicBool::new(true) }.await
}
