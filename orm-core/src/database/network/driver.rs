//! One database across a network: its pool, and statements that run outside a transaction.
//!
//! [`super::session`] above chooses between this and [`super::scope`].

use super::link::Link;
use super::rows::Rows;
use super::source::{Source, connect};
use super::wire::Wire;
use crate::database::access::Access;
use crate::database::done::Done;
use crate::database::options::{Options, Role};
use crate::database::pool::{Checkout, Pool};
use crate::database::slow_log::SlowLog;
use crate::database::{Backend, Rehearsal};
use crate::error::{Error, ErrorKind, Result};
use crate::sql::Statement;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

pub(in crate::database) struct Driver<W: Wire> {
    pub(super) pool: Arc<Pool<Source<W>>>,
    pub(super) access: Access,
    pub(super) backend: Backend,
    pub(super) slow_log: SlowLog,
    pub(super) rehearsal: Rehearsal,
    /// Statements sent, those of transactions included.
    pub(super) sent: AtomicU64,
}

/// What became of a statement.
pub(super) struct Ran {
    pub(super) rows: Rows,
    /// Rows that a write matched.
    pub(super) result: Result<Done>,
}

impl<W: Wire> Driver<W> {
    pub(super) async fn open(options: Options) -> Result<Self> {
        let source = Source::<W>::new(W::address(&options)?);
        // A wrong address, password or database is told now, and not by the first query.
        let (backend, first) = match (connect::<W>(&source.address).await, options.role) {
            (Ok(first), _) => (first.backend(), Some(first)),
            // What is opened goes on without its copies, and a program can start while one of them is being looked after.
            (Err(error), Role::ReplicaOf(backend)) if error.kind() == ErrorKind::Unavailable => {
                tracing::warn!(target: "orm::replica", "a replica cannot be reached: {}", error.message());
                (backend, None)
            }
            (Err(error), _) => return Err(error),
        };
        let pool = Pool::new(source, options.max_connections, options.acquire_timeout);
        if let Some(first) = first {
            pool.seed(Link::new(first));
        }
        Ok(Self {
            pool: Arc::new(pool),
            access: options.access(),
            backend,
            slow_log: SlowLog(options.log_slow),
            rehearsal: options.rehearsal,
            sent: AtomicU64::new(0),
        })
    }

    pub(super) async fn close(&self) {
        self.pool.close().await;
    }

    /// Runs a statement that is a transaction of its own.
    pub(super) async fn run(&self, statement: &Statement, mut rows: Rows) -> Ran {
        let result = match self.checkout().await {
            Ok(mut checkout) => match checkout.link() {
                Some(link) => link.run(statement, &mut rows).await,
                None => Err(gone()),
            },
            Err(error) => Err(error),
        };
        Ran { rows, result }
    }

    /// A link out of the pool.
    pub(super) async fn checkout(&self) -> Result<Checkout<Source<W>>> {
        self.rehearsal.point().await;
        self.pool.checkout().await
    }
}

pub(super) fn gone() -> Error {
    Error::new(ErrorKind::ConnectionLost, "the connection is gone")
}
