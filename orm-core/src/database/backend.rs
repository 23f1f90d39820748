//! Which database is behind a handle.

/// A database that the ORM speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Backend {
    /// SQLite, bundled.
    Sqlite,
}
