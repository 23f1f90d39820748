//! One connection to PostgreSQL.
//!
//! sqlx speaks the protocol: one round trip a statement, after the first of each text, which is prepared. Start reading at
//! [`PgWire::run`].

use super::address::Address;
use super::bind::{Bind, ColumnBind};
use super::error;
use super::row::{Cell, Forms, Texts};
use crate::database::access::Access;
use crate::database::done::Done;
use crate::database::network::{self, Taker, Wire};
use crate::database::options::{Options, Pooler};
use crate::database::{Backend, Isolation};
use crate::error::{Error, ErrorKind, Result};
use crate::sql::{Places, Statement, Text};
use futures_util::TryStreamExt;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArguments, PgConnection};
use sqlx::{
    Arguments, AssertSqlSafe, ConnectOptions, Connection, Either, Executor, Postgres, Row, SqlSafeStr, SqlStr, ValueRef,
};
use std::sync::Arc;
use std::time::Duration;

pub(in crate::database) struct PgWire {
    connection: PgConnection,
    process: Option<Process>,
    within: Within,
    pooler: Pooler,
    access: Access,
    /// Said at the beginning of each transaction.
    local: Arc<str>,
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

/// What begins statements that give no rows and that no transaction may take: on databases, indexes that are made while others write.
const MAY_REFUSE_TRANSACTIONS: [&str; 6] = ["CREATE", "ALTER", "DROP", "REINDEX", "VACUUM", "CLUSTER"];

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
        let (pooler, access, local) = (address.pooler, address.access, address.local.as_str().into());
        Ok(Self { connection, process, within: Within::Nothing, pooler, access, local, plans: Plans::Fit })
    }

    fn backend(&self) -> Backend {
        Backend::Postgres
    }

    async fn run(&mut self, statement: &Statement, taker: &mut impl Taker) -> Result<Done> {
        if self.pooler == Pooler::Transactions && self.within == Within::Nothing {
            return Box::pin(self.run_behind_pooler(statement, taker)).await;
        }
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
        .map(Done::changed)
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
        let text = match &*self.local {
            "" => text.into_sql_str(),
            // Names and numbers of our own.
            local => AssertSqlSafe(format!("{text}{local}")).into_sql_str(),
        };
        network::begin::<Postgres>(&mut self.connection, text).await.map_err(error::of_any)
    }

    async fn commit(&mut self) -> Result<()> {
        network::commit::<Postgres>(&mut self.connection).await.map_err(error::of_commit)?;
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

    fn is_as_opened(&self) -> bool {
        self.within == Within::Nothing
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
    /// sqlx has a text prepared in one exchange and asks for its rows in the next. Between the two a pooler may go on with another
    /// connection, on which nothing is prepared, or what somebody else prepared. Within a transaction it does not.
    async fn run_behind_pooler(&mut self, statement: &Statement, taker: &mut impl Taker) -> Result<Done> {
        let of_statement = |failed| error::of_statement(failed, statement.model);
        if statement.binds.is_empty() && begins_with_one_of(&statement.text, &MAY_REFUSE_TRANSACTIONS) {
            // In one exchange.
            let done = self.connection.execute(sqlx::raw_sql(sql(&statement.text))).await.map_err(of_statement)?;
            return Ok(Done::changed(done.rows_affected()));
        }
        self.begin(Isolation::Default, self.access).await?;
        // What the program could not read was done all the same.
        let sent = match self.send(statement, taker).await {
            Ok(changed) => Ok(Ok(changed)),
            Err(Failed::Taker(error)) => Ok(Err(error)),
            Err(Failed::Server(failed)) => Err(failed),
        };
        // Some constraints are looked at only now.
        let ended = match sent {
            Ok(result) => network::commit::<Postgres>(&mut self.connection).await.map(|()| result),
            Err(failed) => Err(failed),
        };
        let error = match ended {
            Ok(result) => {
                self.within = Within::Nothing;
                return result.map(Done::changed);
            }
            Err(failed) => of_statement(failed),
        };
        match self.rollback().await {
            Err(lost) if error.kind() != ErrorKind::ConnectionLost => Err(lost),
            _ => Err(error),
        }
    }

    async fn send(&mut self, statement: &Statement, taker: &mut impl Taker) -> Result<u64, Failed> {
        let arguments = arguments(statement).map_err(sqlx::Error::Encode)?;
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
            None if begins_with_one_of(&statement.text, &["SELECT"]) => Ok(0),
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

fn arguments(statement: &Statement) -> Result<PgArguments, BoxDynError> {
    let (mut arguments, binds) = (PgArguments::default(), &statement.binds);
    match statement.places {
        Places::Each => {
            arguments.reserve(binds.len(), binds.len() * 16);
            for value in binds {
                arguments.add(Bind(value))?;
            }
        }
        Places::Columns(width) => {
            arguments.reserve(width, binds.len() * 16);
            for at in 0..width {
                arguments.add(ColumnBind { values: binds, at, width })?;
            }
        }
    }
    Ok(arguments)
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
        Text::Made(text) => AssertSqlSafe(Arc::clone(text)).into_sql_str(),
    }
}

fn begin_text(isolation: Isolation, access: Access) -> &'static str {
    match (isolation, access) {
        (Isolation::Default, Access::ReadWrite) => "BEGIN",
        (Isolation::Default, Access::Read | Access::Replica) => "BEGIN READ ONLY",
        (Isolation::ReadCommitted, Access::ReadWrite) => "BEGIN ISOLATION LEVEL READ COMMITTED",
        (Isolation::ReadCommitted, Access::Read | Access::Replica) => "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY",
        (Isolation::RepeatableRead, Access::ReadWrite) => "BEGIN ISOLATION LEVEL REPEATABLE READ",
        (Isolation::RepeatableRead, Access::Read | Access::Replica) => {
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        }
        (Isolation::Serializable, Access::ReadWrite) => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        (Isolation::Serializable, Access::Read | Access::Replica) => "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY",
    }
}

fn begins_with_one_of(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.get(..word.len()).is_some_and(|first| first.eq_ignore_ascii_case(word)))
}
