//! What the servers have in common.

use sqlx::{AssertSqlSafe, Connection, Database, Executor, IntoArguments, Row};
use std::collections::BTreeMap;
use tokio::runtime::Runtime;
use world::{Digest, Failure, Seen};

/// One text for each row of what cases write; both servers understand it.
const WRITTEN: [&str; 4] = [
    "SELECT concat_ws('|', title, body, number, done) FROM entry ORDER BY id",
    "SELECT concat_ws('|', code, pieces) FROM stock ORDER BY code",
    "SELECT concat_ws('|', id, name, email, age, score, active, city) FROM person ORDER BY id",
    "SELECT concat_ws('|', (SELECT count(*) FROM shelf), (SELECT count(*) FROM volume), (SELECT count(*) FROM page))",
];

/// A connection, and a runtime that does nothing else.
pub struct Admin<D: Database> {
    runtime: Runtime,
    connection: D::Connection,
}

impl<D: Database> Admin<D>
where
    for<'c> &'c mut D::Connection: Executor<'c, Database = D>,
    D::Arguments: IntoArguments<D>,
    for<'r> String: sqlx::Decode<'r, D> + sqlx::Type<D>,
    usize: sqlx::ColumnIndex<D::Row>,
{
    pub fn connect(url: &str) -> Result<Self, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let connection = runtime.block_on(D::Connection::connect(url))?;
        Ok(Self { runtime, connection })
    }

    pub fn run(&mut self, script: &str) -> Result<(), Failure> {
        self.runtime.block_on((&mut self.connection).execute(sqlx::raw_sql(AssertSqlSafe(script))))?;
        Ok(())
    }

    /// The first column of all rows.
    pub fn texts(&mut self, select: &'static str) -> Result<Vec<String>, Failure> {
        let rows = self.runtime.block_on((&mut self.connection).fetch_all(sqlx::query::<D>(select)))?;
        rows.iter().map(|row| Ok(row.try_get::<String, usize>(0)?)).collect()
    }

    /// The first text of each of these questions, by the name that the table gives it.
    pub fn about(&mut self, asked: &[(&str, &'static str)]) -> Result<BTreeMap<String, String>, Failure> {
        let mut all = BTreeMap::new();
        for (name, select) in asked {
            let found = self.texts(select)?.into_iter().next().ok_or("the server does not tell")?;
            all.insert((*name).to_owned(), found);
        }
        Ok(all)
    }

    pub fn written(&mut self) -> Result<u64, Failure> {
        let mut digest = Digest::default();
        for select in WRITTEN {
            self.texts(select)?.iter().for_each(|row| row.seen(&mut digest));
        }
        Ok(digest.value())
    }
}

/// The URL with another database in it.
pub fn url_of(url: &str, database: &str) -> Result<String, Failure> {
    let (scheme, rest) = url.split_once("://").ok_or("no URL: it begins with no scheme")?;
    let (rest, query) = rest.split_once('?').map_or((rest, String::new()), |(rest, query)| (rest, format!("?{query}")));
    let host = rest.split('/').next().unwrap_or(rest);
    Ok(format!("{scheme}://{host}/{database}{query}"))
}

/// Without encryption, unless the URL says otherwise: not every library asks for it where it is offered, and none is to pay for
/// it alone.
pub fn plain(url: &str, word: &str) -> String {
    let joint = if url.contains('?') { '&' } else { '?' };
    if url.contains(word) { url.into() } else { format!("{url}{joint}{word}=disable") }
}

/// The name of a subject's database.
pub fn name_of(subject: &str) -> String {
    let plain: String = subject.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '_' }).collect();
    format!("orm_benchmark_{}_{plain}", std::process::id())
}
