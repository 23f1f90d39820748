//! [`Db`]: what everything that sends statements takes, a pool or a transaction.

use super::caller::located;
use super::sink::RowSink;
use super::{
    Answer, Backend, Cursor, Done, Errand, Isolation, Retry, Transaction, mysql, postgres, sqlite, transaction,
};
use crate::error::{Error, ErrorKind, Result};
use crate::sql::Statement;
use std::future::Future;
use std::panic::Location;

/// A database to send statements to. [`Database`](super::Database) and [`Transaction`] dereference to it.
pub struct Db(pub(super) Driven<sqlite::Session, postgres::Session, mysql::Session>);

/// A thing of one of the drivers. [`on_each`] is the dispatch; there are no trait objects.
///
/// A driver whose Cargo feature is off has its arm all the same: [`super::absent`] stands in for it, and has no values.
pub(super) enum Driven<S, P, M> {
    Sqlite(S),
    Postgres(P),
    MySql(M),
}

/// Does the same with whichever driver it is.
macro_rules! on_each {
    ($driven:expr, $it:ident => $work:expr) => {
        match $driven {
            $crate::database::db::Driven::Sqlite($it) => $work,
            $crate::database::db::Driven::Postgres($it) => $work,
            $crate::database::db::Driven::MySql($it) => $work,
        }
    };
}
pub(super) use on_each;

impl Db {
    /// Which database it is.
    #[must_use]
    pub fn backend(&self) -> Backend {
        on_each!(&self.0, session => session.backend())
    }

    /// Whether this is a transaction.
    #[must_use]
    pub fn is_transaction(&self) -> bool {
        on_each!(&self.0, session => session.scope().is_some())
    }

    /// Runs a statement, and gives its rows to the sink, which comes back.
    ///
    /// # Errors
    /// Those of the database, and those of the sink.
    pub async fn fetch(&self, statement: Statement, sink: Box<dyn RowSink>) -> Result<Box<dyn RowSink>> {
        let Answer { sink, result, .. } = self.send(Errand::of(statement), Some(sink)).await;
        result?;
        sink.ok_or_else(|| Error::new(ErrorKind::Cancelled, "the statement lost its sink"))
    }

    /// Runs a statement, and counts the rows that it matched if it changes any. Rows that it returns are passed over.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn execute(&self, statement: Statement) -> Result<u64> {
        self.done(statement).await.map(|done| done.changed)
    }

    /// The same, and tells of the keys that an INSERT's rows were given, where the database says them without being asked.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn done(&self, statement: Statement) -> Result<Done> {
        self.send(Errand::of(statement), None).await.result
    }

    /// The same, and gives the statement's binds back.
    pub(crate) async fn send(&self, errand: Errand, sink: Option<Box<dyn RowSink>>) -> Answer {
        on_each!(&self.0, session => session.run(errand, sink).await)
    }

    /// Runs statements in one transaction, within this one if this is one: all of them or none.
    ///
    /// # Errors
    /// The first error of the database.
    pub async fn execute_all(&self, statements: Vec<Statement>) -> Result<()> {
        let transaction = self.begin().await?;
        for statement in statements {
            transaction.execute(statement).await?;
        }
        transaction.commit().await
    }

    /// Runs statements that define tables: all of them or none, where the database [can do that](Backend::defines_in_transactions);
    /// on MariaDB and MySQL one after the other, and what was done before an error stays.
    ///
    /// # Errors
    /// The first error of the database; `Unsupported` within a transaction of MariaDB or MySQL, which it would commit.
    pub async fn define(&self, statements: Vec<Statement>) -> Result<()> {
        if self.backend().defines_in_transactions() {
            return self.execute_all(statements).await;
        }
        for statement in statements {
            self.execute(statement).await?;
        }
        Ok(())
    }

    /// Opens a statement, to be read in pieces.
    ///
    /// # Errors
    /// Those of the database; `Unsupported` for a statement that writes.
    pub async fn cursor(&self, statement: Statement) -> Result<Cursor> {
        match &self.0 {
            Driven::Sqlite(session) => session.cursor(statement).await.map(|open| Cursor::new(Driven::Sqlite(open))),
            Driven::Postgres(session) => {
                session.cursor(statement).await.map(|open| Cursor::new(Driven::Postgres(open)))
            }
            Driven::MySql(session) => session.cursor(statement).await.map(|open| Cursor::new(Driven::MySql(open))),
        }
    }

    /// Statements sent to this database so far, by all of its handles. What begins and ends transactions does not count.
    #[must_use]
    pub fn statements_sent(&self) -> u64 {
        on_each!(&self.0, session => session.statements_sent())
    }

    /// Runs a closure in a transaction, within this one if this is one: `Ok` commits, `Err` and panics roll back, and so
    /// does dropping the future.
    ///
    /// # Errors
    /// The closure's, and those of BEGIN and COMMIT. `TransactionPoisoned` if the closure returned `Ok` over an error of
    /// the database that it passed over.
    #[track_caller]
    pub fn transaction<T, E, F>(&self, f: impl FnOnce(Transaction) -> F) -> impl Future<Output = Result<T, E>>
    where
        E: From<Error>,
        F: Future<Output = Result<T, E>>,
    {
        transaction::run(self, Location::caller(), f)
    }

    /// Like [`transaction`](Self::transaction), and done again from its beginning while other transactions get into its way.
    ///
    /// That is where the database said `Busy`, `Serialization` or `Deadlock`, to BEGIN, to COMMIT or to the last statement of
    /// the closure, whatever error the closure made of it. Nothing else is done again; above all not a commit whose outcome
    /// is unknown. Within a transaction it runs once, since only the whole can be done again.
    ///
    /// What the closure does outside of the database it does each time; so it borrows what is around it to read it, and counts in
    /// an atomic. Every [`Isolation`] is satisfied by SQLite, whose
    /// transactions are serializable.
    ///
    /// ```
    /// # use orm_core::database::{Database, Isolation, Retry};
    /// # async fn example(db: Database) -> orm_core::error::Result<()> {
    /// db.transaction_with(Isolation::Serializable, Retry::times(5), async |tx| {
    ///     // .. statements, on `&tx`
    ///     Ok::<_, orm_core::error::Error>(())
    /// })
    /// .await
    /// # }
    /// ```
    ///
    /// # Errors
    /// Those of [`transaction`](Self::transaction), of the last run.
    #[track_caller]
    pub fn transaction_with<T, E, F>(
        &self,
        isolation: Isolation,
        retry: Retry,
        f: impl FnMut(Transaction) -> F,
    ) -> impl Future<Output = Result<T, E>>
    where
        E: From<Error>,
        F: Future<Output = Result<T, E>>,
    {
        transaction::run_with(self, Location::caller(), (isolation, retry), f)
    }

    /// Begins a transaction, within this one if this is one. Dropped before its [`commit`](Transaction::commit), it is
    /// rolled back.
    ///
    /// # Errors
    /// `Busy` when other writers hold SQLite's file for longer than the busy time-out; `Timeout` when no connection comes free.
    #[track_caller]
    pub fn begin(&self) -> impl Future<Output = Result<Transaction>> + Send {
        located(self.begin_at(Isolation::Default))
    }

    pub(super) async fn begin_at(&self, isolation: Isolation) -> Result<Transaction> {
        let begun = match &self.0 {
            Driven::Sqlite(session) => Driven::Sqlite(session.begin(isolation).await?),
            Driven::Postgres(session) => Driven::Postgres(session.begin(isolation).await?),
            Driven::MySql(session) => Driven::MySql(session.begin(isolation).await?),
        };
        Ok(Transaction::new(Self(begun)))
    }
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Db").field("backend", &self.backend()).finish_non_exhaustive()
    }
}
