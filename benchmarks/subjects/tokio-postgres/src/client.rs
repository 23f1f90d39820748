//! A connection with its prepared statements, and a pool of such.

use std::collections::HashMap;
use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, PoisonError};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio_postgres::{NoTls, Row, Statement, types::ToSql};
use world::{Failure, Setting};

pub type Binds<'a> = &'a [&'a (dyn ToSql + Sync)];

pub struct Client {
    raw: tokio_postgres::Client,
    /// By the address of the text, which lives as long as the program; of texts that are made, by what they have many of.
    statements: HashMap<(usize, usize), Statement>,
}

impl Client {
    pub async fn connect(url: &str) -> Result<Self, Failure> {
        let (raw, connection) = tokio_postgres::connect(url, NoTls).await?;
        // It ends when the client is dropped.
        tokio::spawn(connection);
        Ok(Self { raw, statements: HashMap::new() })
    }

    pub async fn batch(&self, text: &str) -> Result<(), Failure> {
        Ok(self.raw.batch_execute(text).await?)
    }

    pub async fn fixed(&mut self, text: &'static str) -> Result<Statement, Failure> {
        self.find((text.as_ptr().addr(), 0), || text.into()).await
    }

    /// The statement of a text that has so many of something.
    pub async fn many(
        &mut self,
        head: &'static str,
        count: usize,
        make: impl FnOnce() -> String,
    ) -> Result<Statement, Failure> {
        self.find((head.as_ptr().addr(), count), make).await
    }

    async fn find(&mut self, key: (usize, usize), make: impl FnOnce() -> String) -> Result<Statement, Failure> {
        if let Some(known) = self.statements.get(&key) {
            return Ok(known.clone());
        }
        let statement = self.raw.prepare(&make()).await?;
        self.statements.insert(key, statement.clone());
        Ok(statement)
    }

    pub async fn all(&mut self, text: &'static str, binds: Binds<'_>) -> Result<Vec<Row>, Failure> {
        let statement = self.fixed(text).await?;
        Ok(self.raw.query(&statement, binds).await?)
    }

    pub async fn execute(&mut self, text: &'static str, binds: Binds<'_>) -> Result<(), Failure> {
        let statement = self.fixed(text).await?;
        self.raw.execute(&statement, binds).await?;
        Ok(())
    }
}

impl Deref for Client {
    type Target = tokio_postgres::Client;

    fn deref(&self) -> &Self::Target {
        &self.raw
    }
}

pub struct Pool {
    idle: Mutex<Vec<Client>>,
    permits: Semaphore,
}

impl Pool {
    pub async fn connect(setting: &Setting) -> Result<Self, Failure> {
        let mut idle = Vec::new();
        for _ in 0..setting.connections() {
            idle.push(Client::connect(&setting.file()).await?);
        }
        Ok(Self { permits: Semaphore::new(idle.len()), idle: Mutex::new(idle) })
    }

    pub async fn get(&self) -> Result<Taken<'_>, Failure> {
        let permit = self.permits.acquire().await?;
        let client = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let client = client.ok_or("a permit without a connection")?;
        Ok(Taken { client: Some(client), pool: self, _permit: permit })
    }
}

/// A connection of the pool, which goes back when this is dropped, and the permit after it.
pub struct Taken<'a> {
    client: Option<Client>,
    pool: &'a Pool,
    _permit: SemaphorePermit<'a>,
}

const TAKEN: &str = "a connection is there until it goes back";

impl Deref for Taken<'_> {
    type Target = Client;

    fn deref(&self) -> &Client {
        self.client.as_ref().expect(TAKEN)
    }
}

impl DerefMut for Taken<'_> {
    fn deref_mut(&mut self) -> &mut Client {
        self.client.as_mut().expect(TAKEN)
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.pool.idle.lock().unwrap_or_else(PoisonError::into_inner).extend(self.client.take());
    }
}
