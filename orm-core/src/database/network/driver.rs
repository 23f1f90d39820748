//! One database across a network: its pool, and statements that run outside a transaction.
//!
//! [`super::session`] above chooses between this and [`super::scope`].

use super::link::Link;
use super::rows::Rows;
use super::source::{Source, connect};
use super::wire::{Access, Wire};
use crate::database::Rehearsal;
use crate::database::options::Options;
use crate::database::pool::{Checkout, Pool};
use crate::database::slow_log::SlowLog;
use crate::error::{Error, ErrorKind, Result};
use crate::sql::Statement;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

pub(in crate::database) struct Driver<W: Wire> {
    pub(super) pool: Arc<Pool<Source<W>>>,
    pub(super) access: Access,
    pub(super) slow_log: SlowLog,
    pub(super) rehearsal: Rehearsal,
    /// Statements sent, those of transactions included.
    pub(super) sent: AtomicU64,
}

/// What became of a statement.
pub(super) struct Ran {
    pub(super) rows: Rows,
    /// Rows that a write matched.
    pub(super) result: Result<u64>,
}

impl<W: Wire> Driver<W> {
    pub(super) async fn open(options: Options) -> Result<Self> {
        let source = Source::<W>::new(W::address(&options)?);
        // A wrong address, password or database is told now, and not by the first query.
        let first = connect::<W>(&source.address).await?;
        let pool = Pool::new(source, options.max_connections, options.acquire_timeout);
        pool.seed(Link::new(first));
        Ok(Self {
            pool: Arc::new(pool),
            access: if options.read_only { Access::Read } else { Access::ReadWrite },
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
