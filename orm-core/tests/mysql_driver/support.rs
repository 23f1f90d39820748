//! A database of its own for each test, and statements and sinks.

use orm_core::database::{Backend, Database, Db, Options, RowSink};
use orm_core::error::{Error, ErrorKind, Result};
use orm_core::sql::{Cost, Flavour, Statement, Text};
use orm_core::value::{Cells, ColumnType, Value};
use std::sync::atomic::{AtomicU64, Ordering};

/// The server's URL. Says what was not run where there is none.
pub(crate) fn server() -> Option<String> {
    let url = std::env::var("ORM_TEST_MYSQL_URL").ok();
    if url.is_none() {
        eprintln!("not run: no `ORM_TEST_MYSQL_URL` names a server");
    }
    url
}

/// A database that goes with the test.
pub(crate) struct Fresh {
    server: String,
    name: String,
}

impl Fresh {
    pub(crate) async fn new() -> Option<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let server = server()?;
        let name = format!("orm_driver_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let admin = Database::options(&server).max_connections(1).connect().await.unwrap();
        // What the dialect says of each column of text.
        let collation =
            if admin.backend() == Backend::MySql(Flavour::MariaDb) { "utf8mb4_nopad_bin" } else { "utf8mb4_0900_bin" };
        admin.execute(made(format!("CREATE DATABASE {name} COLLATE {collation}"))).await.unwrap();
        admin.close().await;
        Some(Self { server, name })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn url(&self) -> String {
        of_server(&self.server, &self.name)
    }

    pub(crate) fn options(&self) -> Options {
        Database::options(&self.url())
    }

    pub(crate) async fn connect(&self) -> Database {
        self.options().connect().await.unwrap()
    }
}

/// Another database of the same server.
pub(crate) fn of_server(server: &str, database: &str) -> String {
    let (server, query) = server.split_once('?').map_or((server, String::new()), |(url, q)| (url, format!("?{q}")));
    let authority = server.rsplit_once('/').map_or(server, |(before, _)| before);
    format!("{authority}/{database}{query}")
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // The test's own runtime may be on its way out.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let admin = Database::options(&server).max_connections(1).connect().await.unwrap();
                admin.execute(made(format!("DROP DATABASE IF EXISTS {name}"))).await.unwrap();
                admin.close().await;
            });
        });
        let _ = dropping.join();
    }
}

/// Runs a body on a database with the table of cats.
pub(crate) async fn with_cats(body: impl AsyncFnOnce(Database)) {
    let Some(fresh) = Fresh::new().await else { return };
    let db = fresh.connect().await;
    make_cats(&db).await;
    body(db.clone()).await;
    db.close().await;
}

pub(crate) async fn make_cats(db: &Database) {
    let text = "CREATE TABLE cat (id bigint PRIMARY KEY AUTO_INCREMENT, name varchar(100) NOT NULL, age integer, \
        owner_id bigint, CONSTRAINT cat_name_key UNIQUE (name), CONSTRAINT cat_age_range CHECK (age >= 0), \
        CONSTRAINT cat_owner_fk FOREIGN KEY (owner_id) REFERENCES cat(id))";
    db.execute(bulk(text)).await.unwrap();
}

pub(crate) fn point(text: &'static str, binds: Vec<Value>) -> Statement {
    Statement::new(Text::Fixed(text), binds, Cost::Point, None)
}

pub(crate) fn read(text: &'static str) -> Statement {
    Statement { cost: Cost::Read, ..point(text, Vec::new()) }
}

pub(crate) fn bulk(text: &'static str) -> Statement {
    Statement { cost: Cost::Bulk, ..point(text, Vec::new()) }
}

pub(crate) fn made(text: String) -> Statement {
    Statement { text: Text::Made(text.into()), ..bulk("") }
}

pub(crate) fn int(n: i64) -> Value {
    Value::Int(ColumnType::I64, n)
}

/// Takes each row through a function.
pub(crate) struct Each<T> {
    pub rows: Vec<T>,
    decode: fn(&dyn Cells) -> Result<T>,
}

impl<T: Send + 'static> Each<T> {
    pub(crate) fn boxed(decode: fn(&dyn Cells) -> Result<T>) -> Box<dyn RowSink> {
        Box::new(Self { rows: Vec::new(), decode })
    }

    pub(crate) fn of(sink: Box<dyn RowSink>) -> Self {
        *sink.into_any().downcast::<Self>().unwrap()
    }
}

impl<T: Send + 'static> RowSink for Each<T> {
    fn row(&mut self, cells: &dyn Cells) -> Result<()> {
        self.rows.push((self.decode)(cells)?);
        Ok(())
    }
    fn restart(&mut self) {
        self.rows.clear();
    }
    fn into_any(self: Box<Self>) -> Box<dyn std::any::Any + Send> {
        self
    }
}

pub(crate) fn first_int(cells: &dyn Cells) -> Result<i64> {
    cells.int(0).map_err(|error| Error::new(ErrorKind::SchemaMismatch, error.to_string()))
}

pub(crate) fn first_text(cells: &dyn Cells) -> Result<String> {
    let text = cells.text(0).map(str::to_owned);
    text.map_err(|error| Error::new(ErrorKind::SchemaMismatch, error.to_string()))
}

pub(crate) async fn ints(db: &Db, statement: Statement) -> Result<Vec<i64>> {
    db.fetch(statement, Each::boxed(first_int)).await.map(|sink| Each::<i64>::of(sink).rows)
}

pub(crate) async fn texts(db: &Db, statement: Statement) -> Result<Vec<String>> {
    db.fetch(statement, Each::boxed(first_text)).await.map(|sink| Each::<String>::of(sink).rows)
}

pub(crate) async fn count(db: &Db) -> i64 {
    ints(db, read("SELECT count(*) FROM cat")).await.unwrap()[0]
}

pub(crate) async fn add(db: &Db, name: &str) -> Result<u64> {
    db.execute(point("INSERT INTO cat (name) VALUES (?)", vec![Value::Text(name.into())])).await
}

/// `host:port` of a server's URL.
pub(crate) fn place(url: &str) -> String {
    let (before, after) = bounds(url);
    let place = &url[before..after];
    if place.contains(':') { place.to_owned() } else { format!("{place}:3306") }
}

/// The same URL, with the server elsewhere.
pub(crate) fn with_place(url: &str, place: &str) -> String {
    let (before, after) = bounds(url);
    format!("{}{place}{}", &url[..before], &url[after..])
}

fn bounds(url: &str) -> (usize, usize) {
    let begin = url.find("://").map_or(0, |at| at + 3);
    let end = url[begin..].find('/').map_or(url.len(), |at| begin + at);
    let before = url[begin..end].rfind('@').map_or(begin, |at| begin + at + 1);
    (before, end)
}
