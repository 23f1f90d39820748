//! Statements and sinks for the tests, and a database of each kind.

use orm_core::database::{Database, Db, RowSink};
use orm_core::error::Result;
use orm_core::sql::{Cost, Statement, Text};
use orm_core::value::{Cells, Value};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) fn point(text: &'static str, binds: Vec<Value>) -> Statement {
    Statement::new(Text::Fixed(text), binds, Cost::Point, None)
}

pub(crate) fn read(text: &'static str) -> Statement {
    Statement { cost: Cost::Read, ..point(text, Vec::new()) }
}

pub(crate) fn bulk(text: &'static str) -> Statement {
    Statement { cost: Cost::Bulk, ..point(text, Vec::new()) }
}

pub(crate) fn int(n: i64) -> Value {
    Value::Int(orm_core::value::ColumnType::I64, n)
}

/// Takes each row through a function.
pub(crate) struct Each<T> {
    pub rows: Vec<T>,
    pub restarts: usize,
    decode: fn(&dyn Cells) -> Result<T>,
}

impl<T: Send + 'static> Each<T> {
    pub(crate) fn boxed(decode: fn(&dyn Cells) -> Result<T>) -> Box<dyn RowSink> {
        Box::new(Self { rows: Vec::new(), restarts: 0, decode })
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
        self.restarts += 1;
    }
    fn into_any(self: Box<Self>) -> Box<dyn std::any::Any + Send> {
        self
    }
}

pub(crate) fn first_int(cells: &dyn Cells) -> Result<i64> {
    cells
        .int(0)
        .map_err(|error| orm_core::error::Error::new(orm_core::error::ErrorKind::SchemaMismatch, error.to_string()))
}

pub(crate) async fn ints(db: &Db, statement: Statement) -> Result<Vec<i64>> {
    db.fetch(statement, Each::boxed(first_int)).await.map(|sink| Each::<i64>::of(sink).rows)
}

pub(crate) async fn count(db: &Db) -> i64 {
    ints(db, point("SELECT count(*) FROM cat", Vec::new())).await.unwrap()[0]
}

pub(crate) async fn add(db: &Db, name: &str) -> Result<u64> {
    db.execute(point("INSERT INTO cat (name) VALUES (?)", vec![Value::Text(name.into())])).await
}

/// Twelve joins of a hundred rows: it ends long after everyone has gone home.
pub(crate) const ENDLESS: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) \
    SELECT count(*) FROM n a, n b, n c, n d, n e, n f, n g, n h";

pub(crate) async fn with_cats(db: &Database) {
    let text = "CREATE TABLE cat (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, age INTEGER, owner_id INTEGER \
        REFERENCES cat(id), CONSTRAINT cat_age_range CHECK (age >= 0)) STRICT";
    db.execute_all(vec![bulk(text)]).await.unwrap();
}

/// A directory that goes with the test.
pub(crate) struct Directory(pub PathBuf);

impl Directory {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!("orm-test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    pub(crate) fn url(&self) -> String {
        format!("sqlite://{}", self.0.join("cats.db").display())
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs a body on a database in memory and on one in a file.
pub(crate) async fn on_both(body: impl AsyncFn(Database)) {
    let memory = Database::connect("sqlite::memory:").await.unwrap();
    with_cats(&memory).await;
    body(memory.clone()).await;
    memory.close().await;
    let directory = Directory::new();
    let file = Database::connect(&directory.url()).await.unwrap();
    with_cats(&file).await;
    body(file.clone()).await;
    file.close().await;
    let left: Vec<_> = std::fs::read_dir(&directory.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["cats.db"], "close leaves no -wal and no -shm");
}
