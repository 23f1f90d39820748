//! One connection to MariaDB or MySQL.
//!
//! sqlx speaks the protocol: one round trip a statement, after the first of each text, which is prepared. Start reading at
//! [`MyWire::run`].

use super::address::Address;
use super::bind::{self, Bind};
use super::error;
use super::open::{self, Facts, Process};
use super::row::{Cell, Forms, Texts};
use super::sort::Sort;
use crate::database::access::Access;
use crate::database::done::{Done, Keys};
use crate::database::network::{self, Taker, Wire};
use crate::database::options::Options;
use crate::database::{Backend, Isolation};
use crate::error::{Error, ErrorKind, Result};
use crate::sql::{Statement, Text};
use futures_util::TryStreamExt;
use sqlx::mysql::{MySqlArguments, MySqlConnection, MySqlQueryResult};
use sqlx::{Arguments, AssertSqlSafe, Connection, Either, Executor, MySql, Row, SqlSafeStr, SqlStr};
use std::time::Duration;

pub(in crate::database) struct MyWire {
    connection: MySqlConnection,
    facts: Facts,
    within: Within,
    session: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Transaction,
}

/// Whether the session is as it was set up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    AsOpened,
    Changed,
}

impl Wire for MyWire {
    type Address = Address;
    type Process = Process;

    fn address(options: &Options) -> Result<Address> {
        Address::new(options)
    }

    fn patience(address: &Address) -> Duration {
        address.connect_timeout
    }

    async fn connect(address: &Address) -> Result<Self> {
        let (connection, facts) = open::open(address).await?;
        Ok(Self { connection, facts, within: Within::Nothing, session: State::AsOpened })
    }

    fn backend(&self) -> Backend {
        Backend::MySql(self.facts.flavour)
    }

    async fn run(&mut self, statement: &Statement, taker: &mut impl Taker) -> Result<Done> {
        self.check_sort(statement)?;
        self.check_size(statement)?;
        match self.send(statement, taker).await {
            Err(Failed::Server(failed)) if error::is_stale_statement(&failed) => {
                self.connection.clear_cached_statements().await.map_err(error::of_any)?;
                taker.restart();
                self.send(statement, taker).await
            }
            result => result,
        }
        .map_err(|failed| match failed {
            Failed::Server(failed) => error::of_statement(failed, statement.model, &self.facts),
            Failed::Own(error) => error,
        })
    }

    async fn command(&mut self, text: Text) -> Result<()> {
        self.simple(sql(&text)).await
    }

    async fn begin(&mut self, isolation: Isolation, access: Access) -> Result<()> {
        self.within = Within::Transaction;
        let text = begin_text(isolation, access);
        network::begin::<MySql>(&mut self.connection, text.into_sql_str()).await.map_err(error::of_any)
    }

    async fn commit(&mut self) -> Result<()> {
        network::commit::<MySql>(&mut self.connection).await.map_err(error::of_any)?;
        self.within = Within::Nothing;
        Ok(())
    }

    async fn rollback(&mut self) -> Result<()> {
        network::rollback::<MySql>(&mut self.connection).await.map_err(error::of_any)?;
        self.within = Within::Nothing;
        Ok(())
    }

    async fn ping(&mut self) -> Result<()> {
        self.connection.ping().await.map_err(error::of_any)
    }

    fn is_as_opened(&self) -> bool {
        self.session == State::AsOpened
    }

    fn process(&self) -> Option<Process> {
        self.facts.process
    }

    async fn end(&mut self, processes: &[Process]) -> Result<()> {
        let Some(here) = self.facts.process else { return Ok(()) };
        for process in processes.iter().filter(|it| it.is_beside(&here)) {
            // A number, and KILL takes no bind.
            let text = AssertSqlSafe(format!("KILL CONNECTION {}", process.number)).into_sql_str();
            match self.connection.execute(sqlx::raw_sql(text)).await {
                Err(gone) if error::is_unknown_thread(&gone) => {}
                ended => ended.map(|_| ()).map_err(error::of_any)?,
            }
        }
        Ok(())
    }

    async fn close(self) {
        let _ = self.connection.close().await;
    }
}

/// Who was in the way: the server, or this side.
enum Failed {
    Server(sqlx::Error),
    Own(Error),
}

impl From<sqlx::Error> for Failed {
    fn from(error: sqlx::Error) -> Self {
        Self::Server(error)
    }
}

impl MyWire {
    /// What would commit the transaction is not sent within one; what changes the session is, and the session ends with it.
    fn check_sort(&mut self, statement: &Statement) -> Result<()> {
        let sort = Sort::of(&statement.text);
        if self.within == Within::Transaction && matches!(sort, Sort::Tables | Sort::Session) {
            let message = match sort {
                Sort::Tables => {
                    "a statement that defines tables would commit the transaction that it is in; run it outside"
                }
                _ => "a statement of this kind can commit the transaction that it is in; run it outside",
            };
            return Err(Error::new(ErrorKind::Unsupported, message));
        }
        if matches!(sort, Sort::Session | Sort::Temporary) {
            self.session = State::Changed;
        }
        Ok(())
    }

    /// A packet that is too long is answered by a connection that breaks, and by no word.
    fn check_size(&self, statement: &Statement) -> Result<()> {
        const HEAD: usize = 64;
        let limit = self.facts.max_packet;
        let size = HEAD + statement.text.len().max(statement.binds.iter().map(bind::size).sum());
        if size < limit {
            return Ok(());
        }
        let message = format!(
            "the statement and its values have {size} bytes, and the server takes {limit} (`max_allowed_packet`)"
        );
        let error = Error::new(ErrorKind::ValueRefused, message);
        Err(match statement.model {
            Some(model) => error.with_model(model.name),
            None => error,
        })
    }

    async fn send(&mut self, statement: &Statement, taker: &mut impl Taker) -> Result<Done, Failed> {
        let mut arguments = MySqlArguments::default();
        arguments.reserve(statement.binds.len(), statement.binds.iter().map(bind::size).sum());
        for value in &statement.binds {
            arguments.add(Bind(value)).map_err(sqlx::Error::Encode)?;
        }
        self.check_arity(statement).await?;
        let mut answers = self.connection.fetch_many(sqlx::query_with(sql(&statement.text), arguments));
        let (mut done, mut refused) = (Done::default(), None);
        let mut reading: Option<(Forms, Texts)> = None;
        while let Some(answer) = answers.try_next().await? {
            match answer {
                Either::Left(ended) => {
                    done = self.facts.add(done, &ended);
                    // A procedure can answer more than once, each time with other columns.
                    reading = None;
                }
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
            Some(error) => Err(Failed::Own(error)),
            None => Ok(done),
        }
    }

    /// sqlx finds out only when it is too late to go on with the connection. What is asked here is prepared here, and found in
    /// its cache afterwards.
    async fn check_arity(&mut self, statement: &Statement) -> Result<(), Failed> {
        let prepared = self.connection.prepare(sql(&statement.text)).await?;
        let wanted = match sqlx::Statement::parameters(&prepared) {
            Some(Either::Right(wanted)) => wanted,
            _ => statement.binds.len(),
        };
        if wanted == statement.binds.len() {
            return Ok(());
        }
        let message = format!("the statement has {wanted} places for values, and {} were given", statement.binds.len());
        Err(Failed::Own(Error::new(ErrorKind::Unsupported, message)))
    }

    async fn simple(&mut self, text: SqlStr) -> Result<()> {
        self.connection.execute(sqlx::raw_sql(text)).await.map(|_| ()).map_err(error::of_any)
    }
}

impl Facts {
    fn add(&self, done: Done, ended: &MySqlQueryResult) -> Done {
        let first = i64::try_from(ended.last_insert_id()).ok().filter(|key| *key > 0);
        let keys = first.map(|first| Keys { first, step: self.key_step });
        Done { keys: done.keys.or(keys), ..Done::changed(done.changed + ended.rows_affected()) }
    }
}

/// The only place where a text of others is given to sqlx. It is made by `sql` alone, which takes values as binds only.
fn sql(text: &Text) -> SqlStr {
    match text {
        Text::Fixed(text) => (*text).into_sql_str(),
        Text::Made(text) => AssertSqlSafe(std::sync::Arc::clone(text)).into_sql_str(),
    }
}

fn begin_text(isolation: Isolation, access: Access) -> &'static str {
    match (isolation, access) {
        (Isolation::Default | Isolation::ReadCommitted, Access::ReadWrite) => "START TRANSACTION READ WRITE",
        (Isolation::Default | Isolation::ReadCommitted, Access::Read | Access::Replica) => {
            "START TRANSACTION READ ONLY"
        }
        (Isolation::RepeatableRead, Access::ReadWrite) => {
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; START TRANSACTION READ WRITE"
        }
        (Isolation::RepeatableRead, Access::Read | Access::Replica) => {
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; START TRANSACTION READ ONLY"
        }
        (Isolation::Serializable, Access::ReadWrite) => {
            "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; START TRANSACTION READ WRITE"
        }
        (Isolation::Serializable, Access::Read | Access::Replica) => {
            "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; START TRANSACTION READ ONLY"
        }
    }
}
