//! Databases for tests.

use orm::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Writes each test for every configured database. The body has `db`, a fresh database with the tables of all models.
macro_rules! on_every_database {
    ($( $(#[$meta:meta])* async fn $name:ident($db:ident: &Database) $body:block )*) => { $(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "not every test needs all that its file imports")]
            use super::*;

            async fn body($db: &Database) -> orm::Result<()> $body

            #[tokio::test]
            async fn sqlite_memory() -> orm::Result<()> {
                let test = crate::support::Fresh::memory().await?;
                body(&test.db).await?;
                test.finish().await
            }

            #[tokio::test]
            async fn sqlite_file() -> orm::Result<()> {
                let test = crate::support::Fresh::file(stringify!($name)).await?;
                body(&test.db).await?;
                test.finish().await
            }

            #[cfg(feature = "postgres")]
            #[test]
            fn postgres() {
                use orm::testing::{Flavor, run_on};
                run_on(orm::Backend::Postgres, Flavor::CurrentThread, |db| Box::pin(async move { body(&db).await }));
            }

            #[cfg(feature = "mysql")]
            #[test]
            fn mariadb() {
                use orm::testing::{Flavor, run_on};
                run_on(orm::Backend::MySql(orm::Flavour::MariaDb), Flavor::CurrentThread, |db| Box::pin(async move { body(&db).await }));
            }
        }
    )* };
}
pub(crate) use on_every_database;

/// A database of a test's own.
pub(crate) struct Fresh {
    pub(crate) db: Database,
    dir: Option<PathBuf>,
    scratch: Option<orm::testing::Scratch>,
}

impl Fresh {
    pub(crate) async fn memory() -> orm::Result<Self> {
        let db = Database::connect("sqlite::memory:").await?;
        db.create_tables().await?;
        Ok(Self { db, dir: None, scratch: None })
    }

    /// On a server, if it is configured.
    #[cfg(any(feature = "postgres", feature = "mysql"))]
    pub(crate) async fn on(backend: orm::Backend) -> orm::Result<Option<Self>> {
        let scratch = orm::testing::Scratch::on(backend).await?;
        Ok(scratch.map(|scratch| Self { db: scratch.db().clone(), dir: None, scratch: Some(scratch) }))
    }

    pub(crate) async fn file(name: &str) -> orm::Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let unique = format!("orm-{}-{}-{name}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let dir = std::env::temp_dir().join(unique);
        std::fs::create_dir_all(&dir).expect("the temporary directory can be written to");
        let db = Database::connect(&url(&dir)).await?;
        db.create_tables().await?;
        Ok(Self { db, dir: Some(dir), scratch: None })
    }

    /// What opens the file once more.
    pub(crate) fn file_url(&self) -> String {
        url(self.dir.as_ref().expect("the database is in a file"))
    }

    /// Closes the database. Nothing of it stays.
    pub(crate) async fn finish(mut self) -> orm::Result<()> {
        self.db.close().await;
        match self.scratch.take() {
            Some(scratch) => scratch.finish().await,
            None => Ok(()),
        }
    }
}

fn url(dir: &Path) -> String {
    format!("sqlite://{}/test.db", dir.display())
}

/// Also where a test failed.
impl Drop for Fresh {
    fn drop(&mut self) {
        if let Some(dir) = &self.dir {
            let _ = std::fs::remove_dir_all(dir);
        }
    }
}

/// What databases can do and others cannot, as far as a test has to know. The differences stand in the guide.
pub(crate) mod can {
    use orm::{Backend, Db};

    /// More than one transaction writes at a time.
    pub(crate) fn write_at_once(db: &Db) -> bool {
        db.backend() != Backend::Sqlite
    }
    /// A violated constraint is named, also a foreign key and a primary key; of several, the first that was met.
    pub(crate) fn name_constraints(db: &Db) -> bool {
        db.backend() != Backend::Sqlite
    }
    /// A column holds values of its own type alone.
    pub(crate) fn hold_types(db: &Db) -> bool {
        db.backend() != Backend::Sqlite
    }
    /// A write gives back columns of the rows that it wrote. Otherwise they take a statement more.
    pub(crate) fn return_rows(db: &Db) -> bool {
        !is_mysql(db)
    }
    /// Ignoring the case of letters, only A to Z have one.
    pub(crate) fn fold_ascii_alone(db: &Db) -> bool {
        !is_mysql(db)
    }
    pub(crate) fn is_mysql(db: &Db) -> bool {
        matches!(db.backend(), Backend::MySql(_))
    }
    /// A pattern may be of any length.
    pub(crate) fn match_long_patterns(db: &Db) -> bool {
        db.backend() != Backend::Sqlite
    }
}

/// How many statements a piece of work sends.
pub(crate) async fn statements<T>(db: &Db, work: impl Future<Output = orm::Result<T>>) -> orm::Result<(T, u64)> {
    let before = db.statements_sent();
    let done = work.await?;
    Ok((done, db.statements_sent() - before))
}

/// Text that breaks what puts text together: quotes, comments, wildcards, placeholders, controls, look-alikes, long ones.
pub(crate) fn payloads() -> Vec<String> {
    #[rustfmt::skip]
    let short = [
        "",
        "a",
        "A",
        "ab",
        "%",
        "_",
        "!",
        "%_!",
        "[",
        "]",
        "[a]",
        "[^a]",
        "*",
        "?",
        "\\",
        "\\\\",
        "a\\",
        "'",
        "''",
        "\"",
        "\"\"",
        "`",
        "´",
        "' OR 1=1 --",
        "'; DROP TABLE words; --",
        "--",
        "#",
        "/*",
        "*/",
        "/* x */",
        ";",
        ")",
        "(",
        "$1",
        ":n",
        "@n",
        "?1",
        "{}",
        "{0}",
        ".",
        "__",
        "a__b",
        "a.b",
        "\u{1b}[31m",
        "\r\n",
        "\n",
        "\t",
        "\u{2bc}",
        "\u{ff07}",
        "\u{2028}",
        "\u{202e}",
        "\u{feff}",
        "\u{7f}",
        "select",
        "NULL",
        "null",
        "0",
        "1e3",
        "ß",
        "SS",
        "É",
        "é",
        "e\u{301}",
        "İ",
        "\u{1f600}",
        "\u{10ffff}",
        "\u{d7ff}",
        "\u{e000}",
        " a",
        "a ",
    ];
    let long = ["x".repeat(65), "é".repeat(300), "ab'\"%_".repeat(20)];
    short.iter().map(|&it| it.to_owned()).chain(long).collect()
}

/// Sends text as it is, for what the library itself never would.
pub(crate) async fn raw(db: &Db, text: &str) -> orm::Result<u64> {
    use orm_core::sql::{Cost, Statement, Text};
    db.execute(Statement::new(Text::Made(text.into()), Vec::new(), Cost::Bulk, None)).await
}
