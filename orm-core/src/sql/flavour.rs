//! The two databases that share a protocol, a driver and most of their SQL.

/// Which of the two is spoken to. They differ in what INSERT gives back, in the names of collations, and in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Flavour {
    /// MariaDB 10.6 and newer.
    MariaDb,
    /// MySQL 8.0.19 and newer.
    MySql,
}
