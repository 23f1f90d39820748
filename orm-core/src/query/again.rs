//! Work that is whole in itself, done again where another task was in its way.
//!
//! A server ends one of two transactions that wait for each other. Where that transaction is one that a verb began itself, the verb
//! can do it again; within a transaction of the user's only the whole can be done again, and the user has `transaction_with` for it.

use crate::database::Db;
use crate::error::{ErrorKind, Result};

/// So often it is tried. Each time at least one of those who waited for each other came through.
const TIMES: usize = 20;

/// Does a piece of work which is all or nothing, and again after a `Deadlock`.
pub(crate) async fn again<T, F: Future<Output = Result<T>>>(db: &Db, work: impl Fn() -> F) -> Result<T> {
    for _ in 1..TIMES {
        match work().await {
            Err(error) if error.kind() == ErrorKind::Deadlock && !db.is_transaction() => {}
            done => return done,
        }
    }
    work().await
}
