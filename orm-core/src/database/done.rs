//! What came of a statement.

/// What a statement did, as its database counts it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Done {
    /// The rows that it matched, if it changes any.
    pub changed: u64,
    /// The keys that MariaDB and MySQL gave to the rows of an INSERT, and SQLite where it was asked for them. PostgreSQL gives
    /// them back by RETURNING.
    pub keys: Option<Keys>,
}

/// The keys that a database gave to the rows of one INSERT.
///
/// They are `first`, `first + step` and so on in the order of the rows, where every row of the statement's one VALUES left its key
/// to the database, and none was passed over or changed instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Keys {
    /// Of the first row.
    pub first: i64,
    /// From one row to the next. More than one where several servers share the keys.
    pub step: i64,
}

impl Done {
    /// Of a statement that tells of no keys.
    pub(super) const fn changed(rows: u64) -> Self {
        Self { changed: rows, keys: None }
    }
}
