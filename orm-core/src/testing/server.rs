//! Databases for tests on a PostgreSQL server.
//!
//! One database has the tables, and each test gets a copy of it. Its name tells the day and the tables, so that all processes
//! find the same one, and none finds one whose tables are of another version of the models. The test's database has the time
//! in its name, by which what a killed run left is known.

use crate::database::Database;
use crate::error::{Error, ErrorKind, Result};
use crate::schema;
use crate::sql::ddl::{self, database};
use crate::sql::{Dialect, Statement};
use crate::value::Cells;
use std::any::Any;
use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

const TESTS: &str = "orm_test_";
const TEMPLATES: &str = "orm_template_";
const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;
/// The server's lock under which templates are made.
const LOCK: i64 = 7_308_051_943;

/// A copy with a name of its own, and the name.
pub(super) async fn copy(url: &str) -> Result<(String, Database)> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("{TESTS}{}_{}_{}", now(), std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let server = administer(url).await?;
    let made = make(url, &server, &name).await;
    server.close().await;
    made?;
    let db = Database::connect(&url_of(url, &name)?).await?;
    Ok((name, db))
}

pub(super) async fn drop_database(url: &str, name: &str) -> Result<()> {
    let server = administer(url).await?;
    let dropped = server.execute(database::drop_forced(name)).await;
    server.close().await;
    dropped.map(drop)
}

async fn administer(url: &str) -> Result<Database> {
    Database::options(url).max_connections(2).connect().await
}

/// Another run may sweep the template between its finding and its copying, at midnight; so twice.
async fn make(url: &str, server: &Database, name: &str) -> Result<()> {
    let template = template_name()?;
    for _ in 0..2 {
        match copy_of(server, name, &template).await {
            Err(error) if is_missing(&error) => make_template(url, server, &template).await?,
            done => return done,
        }
    }
    copy_of(server, name, &template).await
}

async fn copy_of(server: &Database, name: &str, template: &str) -> Result<()> {
    match server.execute(database::create(name, Some((template, database::Copy::Files)))).await {
        // PostgreSQL 14 has one way to copy, and no word for it.
        Err(error) if error.sqlstate() == Some("42601") => {
            server.execute(database::create(name, Some((template, database::Copy::Default)))).await
        }
        done => done,
    }
    .map(drop)
}

fn is_missing(error: &Error) -> bool {
    error.sqlstate() == Some("3D000")
}

/// Makes the template, unless another process was faster, and sweeps what is old.
async fn make_template(url: &str, server: &Database, template: &str) -> Result<()> {
    let tx = server.begin().await?;
    tx.execute(database::hold(LOCK)).await?;
    if !names(server, TEMPLATES).await?.iter().any(|name| name == template) {
        sweep(server).await?;
        let unfinished = format!("{template}_unfinished");
        server.execute(database::drop_forced(&unfinished)).await?;
        server.execute(database::create(&unfinished, None)).await?;
        let db = Database::connect(&url_of(url, &unfinished)?).await?;
        let made = db.create_tables().await;
        db.close().await;
        made?;
        server.execute(database::rename(&unfinished, template)).await?;
    }
    tx.commit().await
}

/// Drops what runs that were killed have left, and templates of days before yesterday. What is in use stays.
async fn sweep(server: &Database) -> Result<()> {
    for name in names(server, TESTS).await? {
        if is_older(&name, TESTS, now().saturating_sub(HOUR)) {
            let _ = server.execute(database::drop_unused(&name)).await;
        }
    }
    for name in names(server, TEMPLATES).await? {
        if is_older(&name, TEMPLATES, (now() / DAY).saturating_sub(1)) {
            let _ = server.execute(database::drop_unused(&name)).await;
        }
    }
    Ok(())
}

/// Whether the number in a name of ours is lower.
fn is_older(name: &str, prefix: &str, than: u64) -> bool {
    let number = name.strip_prefix(prefix).and_then(|rest| rest.split('_').next());
    number.and_then(|number| number.parse::<u64>().ok()).is_some_and(|number| number < than)
}

fn template_name() -> Result<String> {
    let mut hash = rustc_hash::FxHasher::default();
    for statement in ddl::create_tables(Dialect::Postgres, &schema::models())? {
        statement.text.hash(&mut hash);
    }
    Ok(format!("{TEMPLATES}{}_{:016x}", now() / DAY, hash.finish()))
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// The URL with another database in it. What a URL is, is the driver's business; that its path is the database is known here.
fn url_of(url: &str, name: &str) -> Result<String> {
    let (url, query) = url.split_once('?').map_or((url, String::new()), |(url, query)| (url, format!("?{query}")));
    let wrong = || Error::new(ErrorKind::Config, "the URL of the tests' server does not begin with `postgres://`");
    let (scheme, rest) = url.split_once("://").ok_or_else(wrong)?;
    let place = rest.split_once('/').map_or(rest, |(place, _)| place);
    Ok(format!("{scheme}://{place}/{name}{query}"))
}

async fn names(server: &Database, prefix: &'static str) -> Result<Vec<String>> {
    let statement: Statement = database::names(prefix);
    let sink = server.fetch(statement, Box::new(Names(Vec::new()))).await?;
    Ok(sink.into_any().downcast::<Names>().map(|names| names.0).unwrap_or_default())
}

struct Names(Vec<String>);

impl crate::database::RowSink for Names {
    fn row(&mut self, cells: &dyn Cells) -> Result<()> {
        let name = cells.text(0).map_err(|error| Error::new(ErrorKind::Database, error.to_string()))?;
        self.0.push(name.to_owned());
        Ok(())
    }
    fn restart(&mut self) {
        self.0.clear();
    }
    fn into_any(self: Box<Self>) -> Box<dyn Any + Send> {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_keeps_all_but_its_database() {
        for (url, expected) in [
            ("postgres://u:p@h:1/db?sslmode=disable", "postgres://u:p@h:1/x?sslmode=disable"),
            ("postgres://h", "postgres://h/x"),
            ("postgresql:///db?host=/tmp", "postgresql:///x?host=/tmp"),
        ] {
            assert_eq!(url_of(url, "x").expect("a URL"), expected);
        }
        assert!(url_of("mysql:x", "x").is_err());
    }

    #[test]
    fn what_is_old_is_told_by_its_name() {
        assert!(is_older("orm_test_99_7_0", TESTS, 100) && !is_older("orm_test_100_7_0", TESTS, 100));
        assert!(!is_older("orm_test_mine", TESTS, 100) && !is_older("other", TESTS, 100));
    }
}
