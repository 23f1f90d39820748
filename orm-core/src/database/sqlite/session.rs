//! What a handle stands for: the pool, or a transaction. Statements go in here.

use super::cursor::OpenCursor;
use super::driver::Driver;
use super::run::Rows;
use super::scope::Scope;
use crate::database::binds::check_binds;
use crate::database::errand::{Answer, Errand};
use crate::database::event::Event;
use crate::database::options::Options;
use crate::database::sink::RowSink;
use crate::database::{Backend, Isolation, writer_queue};
use crate::error::Result;
use crate::sql::{self, Dialect, Statement};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub(in crate::database) enum Session {
    Pool(Arc<Driver>),
    Transaction(Scope),
}

impl Session {
    pub(in crate::database) async fn open(options: Options) -> Result<Self> {
        Driver::open(options).await.map(|driver| Self::Pool(Arc::new(driver)))
    }

    /// Runs a statement; the rows go into the sink, and what a write matched is counted.
    pub(in crate::database) async fn run(&self, errand: Errand, sink: Option<Box<dyn RowSink>>) -> Answer {
        let (statement, access) = (&errand.statement, self.driver().access);
        let checked = check_columns(statement).and_then(|()| check_binds(statement));
        if let Err(error) = checked.and_then(|()| access.check(statement)) {
            return Answer::refused(errand, sink, error);
        }
        // A loop of statements that never wait would otherwise keep its thread for itself.
        tokio::task::coop::consume_budget().await;
        self.sent().fetch_add(1, Ordering::Relaxed);
        let (mut event, mut watch) = (Event::begin(statement), self.driver().slow_log.watch(statement));
        let rows = Rows::of(sink);
        let ran = match self {
            Self::Pool(driver) => driver.run(errand, rows).await,
            Self::Transaction(scope) => scope.run(errand, rows).await,
        };
        let count = ran.rows.taken.max(ran.result.as_ref().map_or(0, |done| done.changed));
        event.end(count);
        watch.end(count);
        Answer { binds: ran.binds, sink: ran.rows.sink, result: ran.result.map_err(|error| access.told(error)) }
    }

    /// Opens a statement, to be read in pieces.
    pub(in crate::database) async fn cursor(&self, statement: Statement) -> Result<OpenCursor> {
        check_columns(&statement)?;
        check_binds(&statement)?;
        self.driver().access.check(&statement)?;
        tokio::task::coop::consume_budget().await;
        self.sent().fetch_add(1, Ordering::Relaxed);
        match self {
            Self::Pool(driver) => OpenCursor::on_pool(driver, statement).await,
            Self::Transaction(scope) => OpenCursor::in_transaction(scope, statement).await,
        }
    }

    /// Begins a transaction, or one within this one. SQLite's one level satisfies them all, and there is nothing to say to it.
    pub(in crate::database) async fn begin(&self, _: Isolation) -> Result<Self> {
        match self {
            Self::Pool(driver) => Scope::begin(driver).await,
            Self::Transaction(scope) => scope.savepoint().await,
        }
        .map(Self::Transaction)
    }

    pub(in crate::database) async fn close(&self) {
        if let Self::Pool(driver) = self {
            driver.close().await;
        }
    }

    pub(in crate::database) fn backend(&self) -> Backend {
        Backend::Sqlite
    }

    pub(in crate::database) fn statements_sent(&self) -> u64 {
        self.sent().load(Ordering::Relaxed)
    }

    /// The transaction that this is.
    pub(in crate::database) fn scope(&self) -> Option<&Scope> {
        match self {
            Self::Pool(_) => None,
            Self::Transaction(scope) => Some(scope),
        }
    }

    /// Runs the closure of a transaction: a write beside it, from within, would wait for itself.
    pub(in crate::database) async fn within<F: Future>(&self, body: F) -> F::Output {
        writer_queue::within(self.scope().and_then(Scope::badge), body).await
    }

    fn sent(&self) -> &AtomicU64 {
        &self.driver().sent
    }

    fn driver(&self) -> &Driver {
        match self {
            Self::Pool(driver) => driver,
            Self::Transaction(scope) => &scope.root.driver,
        }
    }
}

/// A model that needs what SQLite has not is told of before anything is sent.
fn check_columns(statement: &Statement) -> Result<()> {
    statement.model.map_or(Ok(()), |model| sql::check_columns(Dialect::Sqlite, model))
}
