//! One connection to PostgreSQL.
//!
//! sqlx speaks the protocol: one round trip a statement, after the first of each text, which is prepared. Start reading at
//! [`PgWire::run`].

use super::address::Address;
use super::bind::Bind;
use super::error;
use super::row::{Cell, Forms, Texts};
use crate::database::Isolation;
use crate::database::network::{self, Access, Taker, Wire};
use crate::database::options::{Options, Pooler};
use crate::error::{Error, ErrorKind, Result};
use crate::sql::{Statement, Text};
use futures_util::TryStreamExt;
use sqlx::postgres::{PgArguments, PgConnection};
use sqlx::{
    Arguments, AssertSqlSafe, ConnectOptions, Connection, Either, Executor, Postgres, Row, SqlSafeStr, SqlStr, ValueRef,
};
use std::time::Duration;

pub(in crate::database) struct PgWire {
    connection: PgConnection,
    process: Option<Process>,
    within: Within,
    pooler: Pooler,
    plans: Plans,
}

/// A process of the server's, by its number and when it began. Numbers are given again.
#[derive(Clone, Copy)]
pub(in crate::database) struct Process {
    number: i32,
    /// In microseconds since 1970.
    begun: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Transaction,
}

/// Whether the prepared statements fit the tables.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plans {
    Fit,
    /// A table was altered. Cleared as soon as no transaction stands in the way.
    Stale,
}

/// What the janitor has to know of a connection. Of its own process anyone may ask.
const WHO: &str = "SELECT a.pid, (extract(epoch FROM a.backend_start) * 1000000)::int8 \
                   FROM pg_stat_get_activity(pg_backend_pid()) a";

/// Ends those that are still who they were.
const END: &str = "SELECT count(pg_terminate_backend(a.pid)) FROM unnest($1::int4[], $2::int8[]) AS gone(pid, begun), \
                   LATERAL pg_stat_get_activity(gone.pid) a \
                   WHERE (extract(epoch FROM a.backend_start) * 1000000)::int8 = gone.begun";

impl Wire for PgWire {
    type Address = Address;
    type Process = Process;

    fn address(options: &Options) -> Result<Address> {
        Address::new(options)
    }

    fn patience(address: &Address) -> Duration {
        address.connect_timeout
    }

    async fn connect(address: &Address) -> Result<Self> {
        let connected = address.options.connect().await;
        let mut connection = connected.map_err(|error| error::of_connect(error, address))?;
        let process = match address.pooler {
            Pooler::Transactions => None,
            Pooler::None => who(&mut connection).await.map_err(|error| error::of_connect(error, address))?,
        };
        let pooler = address.pooler;
        Ok(Self { connection, process, within: Within::Nothing, pooler, plans: Plans::Fit })
    }

    async fn run(&mut self, statement: &Statement, taker: &mut impl Taker) -> Result<u64> {
        if self.plans == Plans::Stale && self.within == Within::Nothing {
            self.forget_plans().await?;
        }
        match self.send(statement, taker).await {
            Err(Failed::Server(failed)) if error::is_stale_plan(&failed) => {
                self.plans = Plans::Stale;
                if self.within == Within::Transaction {
                    let message = "a table was altered since this connection first used it; do the transaction again";
                    return Err(error::of_any(failed).reworded(ErrorKind::Serialization, message));
                }
                self.forget_plans().await?;
                taker.restart();
                self.send(statement, taker).await
            }
            result => result,
        }
        .map_err(|failed| match failed {
            Failed::Server(failed) => error::of_statement(failed, statement.model),
            Failed::Taker(error) => error,
        })
    }

    async fn command(&mut self, text: Text) -> Result<()> {
        self.simple(sql(&text)).await
    }

    async fn begin(&mut self, isolation: Isolation, access: Access) -> Result<()> {
        if self.plans == Plans::Stale {
            self.forget_plans().await?;
        }
        self.within = Within::Transaction;
        let text = begin_text(isolation, access);
        network::begin::<Postgres>(&mut self.connection, text.into_sql_str()).await.map_err(error::of_any)
    }

    async fn commit(&mut self) -> Result<()> {
        network::commit::<Postgres>(&mut self.connection).await.map_err(error::of_any)?;
        self.within = Within::Nothing;
        Ok(())
    }

    async fn rollback(&mut self) -> Result<()> {
        network::rollback::<Postgres>(&mut self.connection).await.map_err(error::of_any)?;
        self.within = Within::Nothing;
        Ok(())
    }

    async fn ping(&mut self) -> Result<()> {
        self.connection.ping().await.map_err(error::of_any)
    }

    fn process(&self) -> Option<Process> {
        self.process
    }

    async fn end(&mut self, processes: &[Process]) -> Result<()> {
        let numbers: Vec<i32> = processes.iter().map(|it| it.number).collect();
        let begun: Vec<i64> = processes.iter().map(|it| it.begun).collect();
        let query = sqlx::query(END).bind(numbers).bind(begun);
        self.connection.execute(query).await.map(|_| ()).map_err(error::of_any)
    }

    async fn close(self) {
        let _ = self.connection.close().await;
    }
}

/// Who was in the way: the server, or the taker of the rows.
enum Failed {
    Server(sqlx::Error),
    Taker(Error),
}

impl From<sqlx::Error> for Failed {
    fn from(error: sqlx::Error) -> Self {
        Self::Server(error)
    }
}

impl PgWire {
    async fn send(&mut self, statement: &Statement, taker: &mut impl Taker) -> Result<u64, Failed> {
        let mut arguments = PgArguments::default();
        arguments.reserve(statement.binds.len(), statement.binds.len() * 16);
        for value in &statement.binds {
            arguments.add(Bind(value)).map_err(sqlx::Error::Encode)?;
        }
        let persistent = self.pooler == Pooler::None;
        let query = sqlx::query_with(sql(&statement.text), arguments).persistent(persistent);
        let mut answers = self.connection.fetch_many(query);
        let (mut changed, mut refused) = (0, None);
        let mut reading: Option<(Forms, Texts)> = None;
        while let Some(answer) = answers.try_next().await? {
            match answer {
                Either::Left(done) => changed += done.rows_affected(),
                // A row that the program could not read ends nothing on the server: the rest is read past.
                Either::Right(_) if refused.is_some() => {}
                Either::Right(row) => {
                    let (forms, texts) = reading.get_or_insert_with(|| {
                        let forms = Forms::of(row.columns());
                        let texts = Texts::of(&forms);
                        (forms, texts)
                    });
                    if let Err(error) = taker.row(&Cell::new(&row, forms, texts)) {
                        refused = Some(error);
                    }
                    texts.clear();
                    drop(row);
                    taker.pause().await;
                }
            }
        }
        match refused {
            Some(error) => Err(Failed::Taker(error)),
            // The server counts what a SELECT reads, too.
            None if is_select(&statement.text) => Ok(0),
            None => Ok(changed),
        }
    }

    async fn simple(&mut self, text: SqlStr) -> Result<()> {
        self.connection.execute(sqlx::raw_sql(text)).await.map(|_| ()).map_err(error::of_any)
    }

    async fn forget_plans(&mut self) -> Result<()> {
        Box::pin(self.connection.clear_cached_statements()).await.map_err(error::of_any)?;
        self.plans = Plans::Fit;
        Ok(())
    }
}

/// One simple query, so that nothing is prepared for it.
async fn who(connection: &mut PgConnection) -> Result<Option<Process>, sqlx::Error> {
    let row = connection.fetch_one(sqlx::raw_sql(WHO)).await?;
    let number =
        |at: usize| row.try_get_raw(at).ok().filter(|it| !it.is_null()).and_then(|it| it.as_str().ok()?.parse().ok());
    // What speaks the protocol and is no PostgreSQL may not know.
    let pid = number(0).and_then(|pid: i64| i32::try_from(pid).ok());
    Ok(pid.zip(number(1)).map(|(number, begun)| Process { number, begun }))
}

/// The only place where a text is given to sqlx. It is made by `sql` alone, which takes values as binds only.
fn sql(text: &Text) -> SqlStr {
    match text {
        Text::Fixed(text) => (*text).into_sql_str(),
        Text::Made(text) => AssertSqlSafe(std::sync::Arc::clone(text)).into_sql_str(),
    }
}

fn begin_text(isolation: Isolation, access: Access) -> &'static str {
    match (isolation, access) {
        (Isolation::Default, Access::ReadWrite) => "BEGIN",
        (Isolation::Default, Access::Read) => "BEGIN READ ONLY",
        (Isolation::ReadCommitted, Access::ReadWrite) => "BEGIN ISOLATION LEVEL READ COMMITTED",
        (Isolation::ReadCommitted, Access::Read) => "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY",
        (Isolation::RepeatableRead, Access::ReadWrite) => "BEGIN ISOLATION LEVEL REPEATABLE READ",
        (Isolation::RepeatableRead, Access::Read) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        (Isolation::Serializable, Access::ReadWrite) => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        (Isolation::Serializable, Access::Read) => "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY",
    }
}

fn is_select(text: &str) -> bool {
    text.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("SELECT"))
}
