//! A transaction's handle, and the closure forms.
//!
//! What this is not: the rules of what may be done next are in [`super::levels`], the statements in the drivers.
//! **Invariant:** what was not committed is rolled back, however its future or handle goes.

use super::db::on_each;
use super::{Db, Isolation, Retry, caller};
use crate::error::{Error, ErrorKind, Result};
use std::future::Future;
use std::ops::Deref;
use std::panic::Location;
use std::sync::Arc;

/// A transaction. A cheap handle: clone it to give it away. It is rolled back when the last clone is gone uncommitted.
///
/// After an error of the database only [`rollback`](Self::rollback) is left. To go on after an error, put what may fail in
/// a transaction of its own: `tx.transaction(async |inner| ..)`.
#[derive(Clone, Debug)]
pub struct Transaction(Arc<Db>);

impl Transaction {
    pub(super) fn new(db: Db) -> Self {
        Self(Arc::new(db))
    }

    /// Keeps what was done. The other clones are over.
    ///
    /// # Errors
    /// `TransactionPoisoned` after an earlier error: then everything is rolled back. `Busy` leaves the transaction open.
    /// `CommitUnknown` where the file could not be written while COMMIT was under way, or where an earlier commit of a clone
    /// was dropped: it may have happened or not.
    pub async fn commit(self) -> Result<()> {
        on_each!(&self.0.0, session => match session.scope() {
            Some(scope) => scope.commit().await,
            None => Ok(()),
        })
    }

    /// Undoes what was done. The other clones are over.
    ///
    /// # Errors
    /// `TransactionEnded` if it was committed.
    pub async fn rollback(self) -> Result<()> {
        on_each!(&self.0.0, session => match session.scope() {
            Some(scope) => scope.rollback().await,
            None => Ok(()),
        })
    }

    /// Calls `f` after the outermost commit, in the order of asking. It is dropped with what is rolled back.
    ///
    /// # Errors
    /// `TransactionEnded` and `TransactionPoisoned`.
    pub fn on_commit(&self, f: impl FnOnce() + Send + 'static) -> Result<()> {
        on_each!(&self.0.0, session => match session.scope() {
            Some(scope) => scope.on_commit(Box::new(f)),
            None => Ok(()),
        })
    }

    // Ends it at once, whoever else has a handle.
    fn abandon(&self) {
        on_each!(&self.0.0, session => session.scope().into_iter().for_each(|scope| scope.abandon()));
    }

    // Whether the last that it met was another transaction in its way.
    fn is_in_the_way(&self) -> bool {
        on_each!(&self.0.0, session => session.scope().is_some_and(|scope| scope.is_in_the_way()))
    }

    // Runs the closure's future; a driver may note what is within it.
    async fn within<F: Future>(&self, body: F) -> F::Output {
        on_each!(&self.0.0, session => session.within(body).await)
    }
}

impl Deref for Transaction {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.0
    }
}

/// The line of the program that asked for a transaction.
type Line = &'static Location<'static>;

/// The closure form: see [`Db::transaction`].
pub(super) async fn run<T, E, F>(db: &Db, line: Line, f: impl FnOnce(Transaction) -> F) -> Result<T, E>
where
    E: From<Error>,
    F: Future<Output = Result<T, E>>,
{
    let run = caller::at(line, Run::begin(db, Isolation::Default)).await?;
    let result = run.body(f(run.0.clone())).await;
    run.end(result).await.map_err(|failed| failed.error)
}

/// The closure form that is done again: see [`Db::transaction_with`].
pub(super) async fn run_with<T, E, F>(
    db: &Db,
    line: Line,
    (isolation, retry): (Isolation, Retry),
    mut f: impl FnMut(Transaction) -> F,
) -> Result<T, E>
where
    E: From<Error>,
    F: Future<Output = Result<T, E>>,
{
    // What got into the way of a part got into the way of the whole, and only that can be done again.
    let retry = if db.is_transaction() { Retry::never() } else { retry };
    for done in 1.. {
        let failed = match caller::at(line, Run::begin(db, isolation)).await {
            Ok(run) => {
                let result = run.body(f(run.0.clone())).await;
                match run.end(result).await {
                    Ok(value) => return Ok(value),
                    Err(failed) => failed,
                }
            }
            Err(error) => Failed { again: Again::of(error.is_retryable()), error: error.into() },
        };
        if failed.again == Again::No || !retry.pause(done).await {
            return Err(failed.error);
        }
    }
    Err(Error::new(ErrorKind::Busy, "other transactions got into the way every time").into())
}

/// One run of a closure. A clone that the closure gave away must not keep the transaction open when the future is dropped
/// or panics, so its drop ends it.
struct Run(Transaction);

struct Failed<E> {
    error: E,
    again: Again,
}

/// Whether another run may succeed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Again {
    Yes,
    No,
}

impl Run {
    async fn begin(db: &Db, isolation: Isolation) -> Result<Self> {
        db.begin_at(isolation).await.map(Self)
    }

    async fn body<F: Future>(&self, body: F) -> F::Output {
        self.0.within(body).await
    }

    async fn end<T, E: From<Error>>(self, result: Result<T, E>) -> Result<T, Failed<E>> {
        match result {
            Ok(value) => match self.0.clone().commit().await {
                Ok(()) => Ok(value),
                Err(error) => Err(Failed { again: self.again(&error), error: error.into() }),
            },
            // The closure's error is of any type. What matters is what the transaction met last, and it remembers.
            Err(error) => {
                let again = Again::of(self.0.is_in_the_way());
                let _ = self.0.clone().rollback().await;
                Err(Failed { error, again })
            }
        }
    }

    // A closure can pass over the error that ended its transaction; then the commit's own error tells little.
    fn again(&self, error: &Error) -> Again {
        let is_over = matches!(error.kind(), ErrorKind::TransactionEnded | ErrorKind::TransactionPoisoned);
        Again::of(error.is_retryable() || is_over && self.0.is_in_the_way())
    }
}

impl Again {
    fn of(may_succeed: bool) -> Self {
        if may_succeed { Self::Yes } else { Self::No }
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.0.abandon();
    }
}
