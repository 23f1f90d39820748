//! Which database is behind a handle.

use crate::sql::Dialect;

/// A database that the ORM speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Backend {
    /// SQLite, bundled.
    Sqlite,
    /// PostgreSQL 14 and newer.
    Postgres,
}

impl Backend {
    /// Whether this program has its driver: a Cargo feature of `orm`.
    #[must_use]
    pub const fn is_built_in(self) -> bool {
        match self {
            Self::Sqlite => super::sqlite::IS_BUILT_IN,
            Self::Postgres => super::postgres::IS_BUILT_IN,
        }
    }

    /// The SQL that it speaks.
    #[must_use]
    pub const fn dialect(self) -> Dialect {
        match self {
            Self::Sqlite => Dialect::Sqlite,
            Self::Postgres => Dialect::Postgres,
        }
    }
}

impl std::fmt::Display for Backend {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}
