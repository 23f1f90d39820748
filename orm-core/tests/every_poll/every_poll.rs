//! Drops the future of an operation at its first poll, at its second, and so on until it completes, and looks at what is left.
//!
//! Every time the database holds what it held before or all that the operation does, an acknowledged operation is there, the
//! pool is whole within a second, and nobody is in a transaction. [`stage`] is what operations are and what is said of them;
//! [`sqlite`] makes its one process wait where it could, [`servers`] puts a slow wire before a server, and knows of
//! [`postgres`] and [`mysql`] how they are looked at. The drivers' tests include this file, and those of the verbs.

#[cfg(feature = "mysql")]
pub(crate) mod mysql;
#[cfg(feature = "postgres")]
pub(crate) mod postgres;
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(crate) mod proxy;
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(crate) mod servers;
#[cfg(feature = "sqlite")]
pub(crate) mod sqlite;
mod stage;

pub(crate) use stage::*;
