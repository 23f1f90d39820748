//! How a database is opened.

use super::access::Access;
use super::{Backend, Database, Rehearsal};
use crate::error::Result;
use std::time::Duration;

/// What to open, and how. Made by [`Database::options`]; [`connect`](Self::connect) opens.
#[derive(Clone)]
pub struct Options {
    pub(super) url: String,
    pub(super) max_connections: u32,
    pub(super) acquire_timeout: Duration,
    pub(super) busy_timeout: Duration,
    pub(super) durability: Durability,
    pub(super) read_only: bool,
    pub(super) log_slow: Option<Duration>,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) statement_timeout: Option<Duration>,
    pub(super) statement_cache: Option<usize>,
    pub(super) pgbouncer: Pooler,
    pub(super) rehearsal: Rehearsal,
    pub(super) replicas: Vec<String>,
    pub(super) role: Role,
}

/// What an acknowledged write survives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Durability {
    /// Power loss: every commit waits for the disk. The default.
    Full,
    /// The end of the process, but not of the machine: the last commits before a power loss can be lost, the file stays
    /// whole. Several times faster.
    Relaxed,
}

/// What stands between us and the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pooler {
    None,
    /// One that gives each transaction whichever connection is free.
    Transactions,
}

/// What is opened: the database, or a copy of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Primary,
    ReplicaOf(Backend),
}

impl Options {
    pub(super) fn new(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            max_connections: 8,
            acquire_timeout: Duration::from_secs(10),
            busy_timeout: Duration::from_secs(5),
            durability: Durability::Full,
            read_only: false,
            log_slow: None,
            connect_timeout: None,
            statement_timeout: None,
            statement_cache: None,
            pgbouncer: Pooler::None,
            rehearsal: Rehearsal::Off,
            replicas: Vec::new(),
            role: Role::Primary,
        }
    }

    /// How many connections are open at most. 8, unless said otherwise; at least 1.
    #[must_use]
    pub fn max_connections(mut self, connections: u32) -> Self {
        self.max_connections = connections.max(1);
        self
    }

    /// How long to wait for a connection when all are in use. 10 seconds, unless said otherwise.
    #[must_use]
    pub fn acquire_timeout(mut self, timeout: Duration) -> Self {
        self.acquire_timeout = timeout;
        self
    }

    /// How long a write waits for other writers, of this process and of others. 5 seconds, unless said otherwise.
    #[must_use]
    pub fn busy_timeout(mut self, timeout: Duration) -> Self {
        self.busy_timeout = timeout;
        self
    }

    /// What an acknowledged write survives.
    #[must_use]
    pub fn durability(mut self, durability: Durability) -> Self {
        self.durability = durability;
        self
    }

    /// A copy of the database that is kept by the database itself: [`Database::replica`] reads from it. Said several times, there
    /// are several, and they take turns. Each has a pool of its own, of [`max_connections`](Self::max_connections), and all else
    /// is as it is said for the database; the URL can say otherwise.
    ///
    /// On SQLite it is a file, opened to be read.
    ///
    /// ```
    /// # use orm_core::database::Database;
    /// # async fn example() -> orm_core::error::Result<()> {
    /// let db = Database::options("postgres://app@primary/cats")
    ///     .replica("postgres://app@copy-1/cats")
    ///     .replica("postgres://app@copy-2/cats")
    ///     .connect()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn replica(mut self, url: &str) -> Self {
        self.replicas.push(url.to_owned());
        self
    }

    /// Only reads. What writes is `ReadOnly`, and on a server it is not sent.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }

    /// Tells of every statement that takes so long or longer, through `tracing`: a WARN with the target `orm::slow`, its text,
    /// its rows, its time and the line that asked for it, and never a value. The time is what the program waited, for other
    /// writers and for a connection too. Not done unless said.
    #[must_use]
    pub fn log_slow(mut self, limit: Duration) -> Self {
        self.log_slow = Some(limit);
        self
    }

    /// How long opening a connection to a server may take. 5 seconds, unless said otherwise.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// How long the server lets one statement run; then it is a `Timeout`. Without end, unless said otherwise. SQLite has no
    /// server and takes no notice.
    #[must_use]
    pub fn statement_timeout(mut self, timeout: Duration) -> Self {
        self.statement_timeout = Some(timeout);
        self
    }

    /// How many prepared statements each connection to a server keeps. Unless said otherwise 512, and 256 on MariaDB and MySQL,
    /// which have one bound for those of all their clients.
    #[must_use]
    pub fn statement_cache(mut self, statements: usize) -> Self {
        self.statement_cache = Some(statements.max(1));
        self
    }

    /// PgBouncer, or a pooler like it, stands before the server and gives each transaction whichever connection is free. So
    /// nothing is kept on a connection: no prepared statements and no settings, which each transaction is told anew; a statement
    /// outside of one gets one of its own, four round trips instead of one; and a statement that is given up runs on to its end, since whose
    /// it is cannot be known. `?pgbouncer=true` in the URL says the same.
    #[must_use]
    pub fn pgbouncer(mut self) -> Self {
        self.pgbouncer = Pooler::Transactions;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub fn rehearse(mut self, rehearsal: Rehearsal) -> Self {
        self.rehearsal = rehearsal;
        self
    }

    /// Opens the database, and its replicas.
    ///
    /// # Errors
    /// `Config` for a URL that is wrong, `Unavailable` or `Corrupt` for a file or server that cannot be used. A replica on a server
    /// that cannot be reached is none: `tracing` tells of it, and so does whoever reads from it.
    pub async fn connect(self) -> Result<Database> {
        Database::open(self).await
    }

    /// The same for a copy.
    pub(super) fn of_replica(&self, url: String, of: Backend) -> Self {
        Self { url, replicas: Vec::new(), role: Role::ReplicaOf(of), read_only: true, ..self.clone() }
    }

    pub(super) fn access(&self) -> Access {
        match (self.role, self.read_only) {
            (Role::ReplicaOf(_), _) => Access::Replica,
            (Role::Primary, true) => Access::Read,
            (Role::Primary, false) => Access::ReadWrite,
        }
    }
}

/// A URL can carry a password, so it is not shown.
impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("max_connections", &self.max_connections)
            .field("acquire_timeout", &self.acquire_timeout)
            .field("busy_timeout", &self.busy_timeout)
            .field("durability", &self.durability)
            .field("read_only", &self.read_only)
            .field("log_slow", &self.log_slow)
            .field("connect_timeout", &self.connect_timeout)
            .field("statement_timeout", &self.statement_timeout)
            .field("statement_cache", &self.statement_cache)
            .field("pgbouncer", &self.pgbouncer)
            .field("replicas", &self.replicas.len())
            .finish_non_exhaustive()
    }
}
