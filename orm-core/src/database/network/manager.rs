//! The ends of a transaction, through sqlx's own manager of them.
//!
//! It alone knows what the server says of itself after BEGIN: a server, or something between, that answers OK and begins
//! nothing is told of here and not by a write that stays. What this is not: sqlx's `Transaction`, which is not used.

use sqlx::{Database, Error, SqlStr};
use sqlx_core::transaction::TransactionManager;

/// Begins. `BeginFailed` where the server is in no transaction afterwards.
pub(in crate::database) async fn begin<D: Database>(connection: &mut D::Connection, text: SqlStr) -> Result<(), Error> {
    D::TransactionManager::begin(connection, Some(text)).await
}

/// Sends COMMIT.
pub(in crate::database) async fn commit<D: Database>(connection: &mut D::Connection) -> Result<(), Error> {
    D::TransactionManager::commit(connection).await
}

/// Sends ROLLBACK.
pub(in crate::database) async fn rollback<D: Database>(connection: &mut D::Connection) -> Result<(), Error> {
    D::TransactionManager::rollback(connection).await
}
