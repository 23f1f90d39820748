//! Which database is behind a handle.

use crate::sql::{Dialect, Flavour};

/// A database that the ORM speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Backend {
    /// SQLite, bundled.
    Sqlite,
    /// PostgreSQL 14 and newer.
    Postgres,
    /// MariaDB 10.6 and newer, or MySQL 8.0.19 and newer: the server says which.
    MySql(Flavour),
}

impl Backend {
    /// Whether tables can be defined within a transaction, and what is undone then is undone.
    #[must_use]
    pub const fn defines_in_transactions(self) -> bool {
        matches!(self, Self::Sqlite | Self::Postgres)
    }

    /// Whether this program has its driver: a Cargo feature of `orm`.
    #[must_use]
    pub const fn is_built_in(self) -> bool {
        match self {
            Self::Sqlite => super::sqlite::IS_BUILT_IN,
            Self::Postgres => super::postgres::IS_BUILT_IN,
            Self::MySql(_) => super::mysql::IS_BUILT_IN,
        }
    }

    /// The SQL that it speaks.
    #[must_use]
    pub const fn dialect(self) -> Dialect {
        match self {
            Self::Sqlite => Dialect::Sqlite,
            Self::Postgres => Dialect::Postgres,
            Self::MySql(Flavour::MariaDb) => Dialect::MariaDb,
            Self::MySql(Flavour::MySql) => Dialect::MySql,
        }
    }
}

impl std::fmt::Display for Backend {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
            Self::MySql(Flavour::MariaDb) => "MariaDB",
            Self::MySql(Flavour::MySql) => "MySQL",
        })
    }
}
