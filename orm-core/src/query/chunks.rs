//! Many rows, written by few statements: all of them or none, and an error that says which row it was.
//!
//! What this is not: it does not know what is written. Above it are `bulk_create` and `bulk_update`.

use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use std::ops::Range;

/// At most so many rows a statement: more are not faster, and their text grows.
pub(super) const ROWS: usize = 1_000;

/// Rows that go in chunks, a statement each.
pub(super) trait Chunked: Sync {
    /// Rows of one statement.
    type Chunk: Send + Sync;
    /// What came of it.
    type Answer: Send;
    /// Sends one.
    fn send(&self, db: &Db, chunk: &Self::Chunk) -> impl Future<Output = Result<Self::Answer>> + Send;
    /// How many rows it has.
    fn rows(chunk: &Self::Chunk) -> usize;
    /// Some of its rows.
    fn part(chunk: &Self::Chunk, rows: Range<usize>) -> Self::Chunk;
}

/// Why nothing was written.
pub(super) struct Stopped<C> {
    pub(super) error: Error,
    /// The row that was stopped, as a chunk of one, where it is one row's fault and could be found.
    pub(super) row: Option<C>,
}

/// Sends all, in one transaction where there is more than one. Inside a transaction an error leaves it as it was before.
pub(super) async fn send_all<T: Chunked>(
    it: &T,
    db: &Db,
    chunks: &[T::Chunk],
) -> Result<Vec<T::Answer>, Stopped<T::Chunk>> {
    let (error, stopped) = match try_all(it, db, chunks).await {
        Ok(answers) => return Ok(answers),
        Err(stopped) => stopped,
    };
    let chunk = chunks.get(stopped).filter(|_| is_of_a_row(&error));
    match chunk {
        None => Err(Stopped { error, row: None }),
        Some(chunk) if T::rows(chunk) == 1 => Err(Stopped { error, row: Some(T::part(chunk, 0..1)) }),
        Some(chunk) => Err(match find(it, db, &chunks[..stopped], chunk).await {
            Ok(Some((row, error))) => Stopped { error, row: Some(row) },
            // It ended the user's transaction with its own, so it is what there is to be told.
            Err(other) if other.is_retryable() && db.is_transaction() => Stopped { error: other, row: None },
            Ok(None) | Err(_) => Stopped { error, row: None },
        }),
    }
}

/// Sends all, or says at which it was stopped.
async fn try_all<T: Chunked>(it: &T, db: &Db, chunks: &[T::Chunk]) -> Result<Vec<T::Answer>, (Error, usize)> {
    if let ([only], false) = (chunks, db.is_transaction()) {
        return it.send(db, only).await.map(|answer| vec![answer]).map_err(|error| (error, 0));
    }
    if chunks.is_empty() {
        return Ok(Vec::new());
    }
    // Inside a transaction a savepoint, also for one: an error would end the transaction, and nothing more could be found out.
    let tx = db.begin().await.map_err(|error| (error, chunks.len()))?;
    let mut answers = Vec::with_capacity(chunks.len());
    for (at, chunk) in chunks.iter().enumerate() {
        answers.push(it.send(&tx, chunk).await.map_err(|error| (error, at))?);
    }
    tx.commit().await.map_err(|error| (error, chunks.len()))?;
    Ok(answers)
}

/// Whether an error is about what a row holds, so that the other rows may have no part in it.
fn is_of_a_row(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::UniqueViolation
            | ErrorKind::ForeignKeyViolation
            | ErrorKind::CheckViolation
            | ErrorKind::NotNullViolation
            | ErrorKind::ValueRefused
    )
}

/// Finds the row that was stopped. Everything was rolled back; so the chunks before are sent again, and then halves of the
/// one that was stopped, until one row is left. What is written by that is rolled back too.
async fn find<T: Chunked>(
    it: &T,
    db: &Db,
    before: &[T::Chunk],
    stopped: &T::Chunk,
) -> Result<Option<(T::Chunk, Error)>> {
    // A transaction that an error has ended finds nothing more out. This one is never committed.
    let tx = db.begin().await?;
    for chunk in before {
        it.send(&tx, chunk).await?;
    }
    let mut among = 0..T::rows(stopped);
    while !among.is_empty() {
        let half = among.start..among.start + among.len().div_ceil(2);
        let level = tx.begin().await?;
        match it.send(&level, &T::part(stopped, half.clone())).await {
            Ok(_) => {
                level.commit().await?;
                among.start = half.end;
            }
            Err(error) if !is_of_a_row(&error) => return Err(error),
            Err(error) if half.len() == 1 => return Ok(Some((T::part(stopped, half), error))),
            Err(_) => {
                level.rollback().await?;
                among.end = half.end;
            }
        }
    }
    Ok(None)
}
