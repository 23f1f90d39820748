//! A transaction's handle, and the closure form.
//!
//! What this is not: the rules of what may be done next are in [`super::levels`], the statements in the drivers.
//! **Invariant:** what was not committed is rolled back, however its future or handle goes.

use super::db::Driven;
use super::{Db, writer_queue};
use crate::error::{Error, Result};
use std::future::Future;
use std::ops::Deref;
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
    pub async fn commit(self) -> Result<()> {
        match &self.0.0 {
            Driven::Sqlite(session) => match session.scope() {
                Some(scope) => scope.commit().await,
                None => Ok(()),
            },
        }
    }

    /// Undoes what was done. The other clones are over.
    ///
    /// # Errors
    /// `TransactionEnded` if it was committed.
    pub async fn rollback(self) -> Result<()> {
        match &self.0.0 {
            Driven::Sqlite(session) => match session.scope() {
                Some(scope) => scope.rollback().await,
                None => Ok(()),
            },
        }
    }

    /// Calls `f` after the outermost commit, in the order of asking. It is dropped with what is rolled back.
    ///
    /// # Errors
    /// `TransactionEnded` and `TransactionPoisoned`.
    pub fn on_commit(&self, f: impl FnOnce() + Send + 'static) -> Result<()> {
        match &self.0.0 {
            Driven::Sqlite(session) => match session.scope() {
                Some(scope) => scope.on_commit(Box::new(f)),
                None => Ok(()),
            },
        }
    }

    // Ends it at once, whoever else has a handle.
    fn abandon(&self) {
        match &self.0.0 {
            Driven::Sqlite(session) => session.scope().into_iter().for_each(|scope| scope.abandon()),
        }
    }

    fn badge(&self) -> Option<writer_queue::Badge> {
        match &self.0.0 {
            Driven::Sqlite(session) => session.badge(),
        }
    }
}

impl Deref for Transaction {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.0
    }
}

/// The closure form: see [`Db::transaction`].
pub(super) async fn run<T, E, F>(db: &Db, f: impl FnOnce(Transaction) -> F) -> Result<T, E>
where
    E: From<Error>,
    F: Future<Output = Result<T, E>>,
{
    let transaction = db.begin().await?;
    // A clone that the closure gave away must not keep the transaction open when this future is dropped or panics.
    let end = EndOnDrop(transaction.clone());
    let result = writer_queue::within(transaction.badge(), f(transaction)).await;
    match result {
        Ok(value) => {
            end.0.clone().commit().await?;
            Ok(value)
        }
        Err(error) => {
            // The closure's error is the one to tell.
            let _ = end.0.clone().rollback().await;
            Err(error)
        }
    }
}

struct EndOnDrop(Transaction);

impl Drop for EndOnDrop {
    fn drop(&mut self) {
        self.0.abandon();
    }
}
