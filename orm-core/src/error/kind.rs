//! What can happen, in terms that are the same on every database.

/// The kind of an [`Error`](super::Error).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No row where exactly one was asked for. [`OptionalExt::optional`](super::OptionalExt::optional) makes it `None`.
    NotFound,
    /// More than one row where exactly one was asked for.
    MultipleFound,
    /// A unique constraint, or a primary key, that another row already satisfies.
    UniqueViolation,
    /// A row that is referred to does not exist, or a row that is still referred to was to go.
    ForeignKeyViolation,
    /// A CHECK constraint does not hold.
    CheckViolation,
    /// NULL in a column that has no place for it.
    NotNullViolation,
    /// A value that not every database could give back as it was, or that is longer than its field allows. Nothing was sent.
    ValueRefused,
    /// Rows that refer to this one by a protecting relation stand in the way. Nothing was changed.
    Protected,
    /// The row was changed by someone else since it was read (a `version` field).
    Stale,
    /// A relation field that was made by hand was used as a manager. Load the row, or use the other side's accessor.
    Unbound,
    /// This database, or this version of ours, cannot do it. Nothing was sent.
    Unsupported,
    /// Concurrent transactions got into each other's way. The transaction is over; do it again from its beginning.
    Serialization,
    /// The database chose this transaction to end a deadlock. Do it again from its beginning.
    Deadlock,
    /// Another writer held the database for longer than the busy time-out.
    Busy,
    /// A time-out of ours ran out: waiting for a connection, or a statement's own limit.
    Timeout,
    /// The connection broke. What was in flight did not happen, unless it was a COMMIT.
    ConnectionLost,
    /// COMMIT was in flight when the connection broke or its future was dropped: it may have happened or not.
    CommitUnknown,
    /// An earlier error or a dropped statement ended what this transaction can do: only rollback is left. Nothing was sent.
    TransactionPoisoned,
    /// A transaction's handle was used after its end. Nothing was sent.
    TransactionEnded,
    /// What the database holds does not fit the model: a column or table is missing, or a cell holds another type.
    SchemaMismatch,
    /// The disk, or the size set for the database, is full.
    DiskFull,
    /// The database, or its file, can only be read.
    ReadOnly,
    /// The file is no database, or is damaged.
    Corrupt,
    /// The database cannot be reached or opened.
    Unavailable,
    /// The URL or an option is wrong.
    Config,
    /// The handle was closed.
    Closed,
    /// The statement was stopped before it was done.
    Cancelled,
    /// Any other error of the database; [`Error::source`](std::error::Error::source) and
    /// [`Error::database_code`](super::Error::database_code) tell more.
    Database,
}

impl ErrorKind {
    /// Whether the same work may succeed if it is done again from its beginning: `Serialization`, `Deadlock`, `Busy`.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        matches!(self, Self::Serialization | Self::Deadlock | Self::Busy)
    }
}
