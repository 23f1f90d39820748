//! Databases: pools, connections, transactions, and the drivers. The only layer that names sqlx or does I/O.
//!
//! `query` above hands down a [`Statement`](crate::sql::Statement) and a [`RowSink`] and gets rows. What this is not: it
//! makes no SQL but what begins and ends transactions and sets a session up, and knows models only to name them in errors.
//!
//! **Invariant:** a connection is used by one owner at a time and comes back to its pool clean or not at all, wherever a
//! future is dropped. Start reading at [`Db`], then `sqlite`.

#[cfg(not(any(feature = "sqlite", feature = "postgres", feature = "mysql")))]
compile_error!("`orm` needs a database: enable the feature `sqlite`, `postgres` or `mysql`");

#[cfg(not(all(feature = "sqlite", feature = "postgres", feature = "mysql")))]
mod absent;
mod access;
mod backend;
mod binds;
pub(crate) mod caller;
mod cursor;
mod db;
mod done;
mod errand;
mod event;
mod levels;
#[cfg(feature = "mysql")]
mod mysql;
#[cfg(any(feature = "postgres", feature = "mysql"))]
mod network;
mod options;
#[cfg(feature = "sqlite")]
mod patience;
mod percent;
mod pool;
#[cfg(feature = "postgres")]
mod postgres;
mod rehearsal;
mod repetition;
mod retry;
mod sink;
mod slow_log;
#[cfg(feature = "sqlite")]
mod sqlite;
mod transaction;
mod waiting;
#[cfg(feature = "sqlite")]
mod writer_queue;

// A driver whose feature is off is stood in for, so that nothing else asks for features.
#[cfg(not(feature = "mysql"))]
use absent as mysql;
#[cfg(not(feature = "postgres"))]
use absent as postgres;
#[cfg(not(feature = "sqlite"))]
use absent as sqlite;

pub use backend::Backend;
pub use cursor::{Cursor, Rest};
pub use db::Db;
pub use done::{Done, Keys};
pub(crate) use errand::{Answer, Errand};
pub use options::{Durability, Options};
#[doc(hidden)]
pub use rehearsal::Rehearsal;
pub use retry::{Isolation, Retry};
pub use sink::RowSink;
pub use transaction::Transaction;

use crate::error::{Error, ErrorKind, Result};
use db::{Driven, on_each};
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A database: a pool of connections. A cheap handle: clone it to give it away.
///
/// `sqlite::memory:` is a private file in memory that goes with the last handle; it behaves like a file in every way. It
/// stands in `/dev/shm` where that can be written, else in the directory for temporary files, and can grow as large as that.
/// A file is created if it is missing, unless the URL says `?mode=rw`.
///
/// `postgres://user:password@host:5432/database` is a server. After a `?` it takes libpq's `sslmode`, `sslrootcert`, `sslcert`,
/// `sslkey`, `application_name`, `connect_timeout` (seconds), and `host`, `port`, `user`, `password`, `dbname`; and
/// `statement_timeout` (milliseconds), `statement_cache` and `pgbouncer=true`, see [`Options`]. What is misspelt is an error. Unless
/// the URL says otherwise, a server on another machine must prove who it is (`sslmode=verify-full`). A socket is said by its
/// directory: `postgres:///database?host=/var/run/postgresql`.
///
/// Needs a Tokio runtime with its timer enabled, and for a server its I/O.
#[derive(Clone, Debug)]
pub struct Database(Arc<Opened>);

#[derive(Debug)]
struct Opened {
    primary: Db,
    replicas: Vec<Db>,
    /// Whose turn it is.
    turn: AtomicUsize,
}

impl Database {
    /// Opens a database: `sqlite::memory:`, `sqlite://file.db`, `sqlite:file.db?mode=ro`, `postgres://user@host/database`,
    /// `mysql://user@host/database`, or `mariadb://` with the same after it.
    ///
    /// # Errors
    /// `Config` for a URL that is wrong, or a server that refuses user, password or database; `Unavailable` or `Corrupt` for a file
    /// or server that cannot be used.
    pub async fn connect(url: &str) -> Result<Self> {
        Self::options(url).connect().await
    }

    /// Says how to open a database; [`Options::connect`] does it.
    #[must_use]
    pub fn options(url: &str) -> Options {
        Options::new(url)
    }

    /// A replica, to read from; they take turns, one call each. Where none is said ([`Options::replica`]), it is the database
    /// itself, so that a program runs unchanged where there are no copies: on a developer's machine, in tests.
    ///
    /// What was just written may not be there yet. What is read through one handle comes from one replica, and so never from a
    /// time before what the same handle read already; keep it for what belongs together.
    ///
    /// ```
    /// # use orm_core::database::{Database, Db};
    /// async fn statistics(db: &Db) { /* .. reads */ }
    /// # async fn example(db: Database) {
    /// statistics(db.replica()).await;
    /// # }
    /// ```
    ///
    /// What writes through it is `Unsupported` and not sent, and its transactions only read. A replica that is down is told as
    /// what it is, `ConnectionLost` or `Unavailable`, and nothing is read from elsewhere instead.
    #[must_use]
    pub fn replica(&self) -> &Db {
        let turn = self.0.turn.fetch_add(1, Ordering::Relaxed);
        let at = turn.checked_rem(self.0.replicas.len());
        at.and_then(|at| self.0.replicas.get(at)).unwrap_or(&self.0.primary)
    }

    /// Closes the database, and its replicas: waits for what is in use, and returns when every connection is closed. Afterwards every use of
    /// any handle is `Closed`.
    pub async fn close(&self) {
        for db in std::iter::once(&self.0.primary).chain(&self.0.replicas) {
            on_each!(&db.0, session => session.close().await);
        }
    }

    async fn open(mut options: Options) -> Result<Self> {
        let urls = std::mem::take(&mut options.replicas);
        let primary = Db::open(options.clone()).await?;
        let mut replicas = Vec::new();
        for url in urls {
            let replica = Db::open(options.of_replica(url, primary.backend())).await.map_err(|error| {
                let message = format!("of a replica: {}", error.message());
                let kind = error.kind();
                error.reworded(kind, message)
            })?;
            if replica.backend() != primary.backend() {
                let (of, it) = (primary.backend(), replica.backend());
                let message = format!("the database is {of}, and its replica is {it}; a replica is a copy of it");
                return Err(Error::new(ErrorKind::Config, message));
            }
            replicas.push(replica);
        }
        Ok(Self(Arc::new(Opened { primary, replicas, turn: AtomicUsize::new(0) })))
    }
}

impl Db {
    async fn open(options: Options) -> Result<Self> {
        let driven = match options.url.split(':').next().unwrap_or_default() {
            "sqlite" => Driven::Sqlite(sqlite::Session::open(options).await?),
            "postgres" | "postgresql" => Driven::Postgres(postgres::Session::open(options).await?),
            "mysql" | "mariadb" => Driven::MySql(mysql::Session::open(options).await?),
            scheme => {
                // The URL can carry a password, so no part of it is repeated but its scheme, and that only where it is one.
                let is_word = !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '+');
                let what =
                    if is_word && options.url.contains(':') { format!("`{scheme}:`") } else { "this".to_owned() };
                let message = format!(
                    "no database is known by {what}; a URL begins with `sqlite:`, `postgres:`, `mysql:` or `mariadb:`"
                );
                return Err(Error::new(ErrorKind::Config, message));
            }
        };
        Ok(Self(driven))
    }
}

impl Deref for Database {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.0.primary
    }
}
