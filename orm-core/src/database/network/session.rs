//! What a handle stands for: the pool, or a transaction. Statements go in here.

use super::cursor::OpenCursor;
use super::driver::Driver;
use super::rows::Rows;
use super::scope::Scope;
use super::wire::Wire;
use crate::database::binds::check_binds;
use crate::database::errand::{Answer, Errand};
use crate::database::event::Event;
use crate::database::options::Options;
use crate::database::sink::RowSink;
use crate::database::{Backend, Isolation};
use crate::error::{Error, Result};
use crate::sql::Statement;
use std::sync::Arc;
use std::sync::atomic::Ordering;

pub(in crate::database) enum Session<W: Wire> {
    Pool(Arc<Driver<W>>),
    Transaction(Scope<W>),
}

impl<W: Wire> Session<W> {
    pub(in crate::database) async fn open(options: Options) -> Result<Self> {
        Driver::open(options).await.map(|driver| Self::Pool(Arc::new(driver)))
    }

    /// Runs a statement; the rows go into the sink, and what a write matched is counted.
    pub(in crate::database) async fn run(&self, errand: Errand, sink: Option<Box<dyn RowSink>>) -> Answer {
        let checked = check_binds(&errand.statement).and_then(|()| self.driver().access.check(&errand.statement));
        if let Err(error) = checked {
            return Answer::refused(errand, sink, error);
        }
        let statement = errand.statement;
        self.driver().sent.fetch_add(1, Ordering::Relaxed);
        let (mut event, mut watch) = (Event::begin(&statement), self.driver().slow_log.watch(&statement));
        let rows = Rows { sink, taken: 0 };
        let ran = match self {
            Self::Pool(driver) => driver.run(&statement, rows).await,
            Self::Transaction(scope) => scope.run(&statement, rows).await,
        };
        let count = ran.rows.taken.max(ran.result.as_ref().map_or(0, |done| done.changed));
        event.end(count);
        watch.end(count);
        let result = ran.result.map_err(|error| self.told(error));
        Answer { binds: statement.binds, sink: ran.rows.sink, result }
    }

    /// Opens a statement, to be read in pieces.
    pub(in crate::database) async fn cursor(&self, statement: Statement) -> Result<OpenCursor<W>> {
        check_binds(&statement)?;
        self.driver().access.check(&statement)?;
        self.driver().sent.fetch_add(1, Ordering::Relaxed);
        match self {
            Self::Pool(driver) => OpenCursor::on_pool(driver, statement).await,
            Self::Transaction(scope) => OpenCursor::in_transaction(scope, statement).await,
        }
        .map_err(|error| self.told(error))
    }

    /// Begins a transaction, or one within this one.
    pub(in crate::database) async fn begin(&self, isolation: Isolation) -> Result<Self> {
        match self {
            Self::Pool(driver) => Scope::begin(driver, isolation).await,
            Self::Transaction(scope) => scope.savepoint(isolation).await,
        }
        .map(Self::Transaction)
        .map_err(|error| self.told(error))
    }

    /// Runs the closure of a transaction. Nothing of it waits for itself: writers of a server wait for rows, not for a place.
    pub(in crate::database) async fn within<F: Future>(&self, body: F) -> F::Output {
        body.await
    }

    pub(in crate::database) async fn close(&self) {
        if let Self::Pool(driver) = self {
            driver.close().await;
        }
    }

    pub(in crate::database) fn backend(&self) -> Backend {
        self.driver().backend
    }

    pub(in crate::database) fn statements_sent(&self) -> u64 {
        self.driver().sent.load(Ordering::Relaxed)
    }

    /// The transaction that this is.
    pub(in crate::database) fn scope(&self) -> Option<&Scope<W>> {
        match self {
            Self::Pool(_) => None,
            Self::Transaction(scope) => Some(scope),
        }
    }

    fn told(&self, error: Error) -> Error {
        self.driver().access.told(error)
    }

    fn driver(&self) -> &Driver<W> {
        match self {
            Self::Pool(driver) => driver,
            Self::Transaction(scope) => &scope.root.driver,
        }
    }
}
