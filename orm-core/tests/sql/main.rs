//! SQL against SQLite itself: the texts that `src/sql/tests` holds are run, and conditions are checked by their results.

#[path = "../../src/sql/tests/ddl.rs"]
mod ddl;
#[path = "../../src/sql/tests/deletes.rs"]
mod deletes;
#[path = "../../src/sql/tests/first_of_each.rs"]
mod first_of_each;
mod logic;
#[path = "../../src/sql/tests/lookups.rs"]
mod lookups;
#[path = "../../src/sql/tests/models.rs"]
mod models;
#[path = "../../src/sql/tests/nulls.rs"]
mod nulls;
#[path = "../../src/sql/tests/paths.rs"]
mod paths;
#[path = "../../src/sql/tests/random.rs"]
mod random;
#[path = "../../src/sql/tests/related.rs"]
mod related;
mod said;
#[path = "../../src/sql/tests/select.rs"]
mod select;
#[path = "../../src/sql/tests/values.rs"]
mod values;
mod world;
#[path = "../../src/sql/tests/writes.rs"]
mod writes;

use expect_test::Expect;
use orm_core::ast;
use orm_core::database::Database;
use orm_core::error::ErrorKind;
use orm_core::schema::ModelSchema;
use orm_core::sql::{self, Dialect, Statement};
use orm_core::{self as orm};
use std::sync::LazyLock;
use tokio::runtime::{Builder, Runtime};

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime"));

/// A database with the tests' tables and no rows.
async fn empty() -> Database {
    let db = Database::connect("sqlite::memory:").await.expect("a database in memory");
    db.create_tables_of(&models::all()).await.expect("the tables are new");
    db
}

/// The text is one that SQLite takes: it runs it, or refuses a value. What it gives is checked in [`logic`].
fn check(it: impl Into<It>, _: Expect) {
    static DB: LazyLock<Database> = LazyLock::new(|| RUNTIME.block_on(empty()));
    let (db, statement) = (&*DB, render(it));
    let text = statement.text.clone();
    let done = RUNTIME.block_on(async {
        // What it wrote is rolled back.
        let transaction = db.begin().await?;
        transaction.execute(statement).await
    });
    if let Err(error) = done {
        let refused = [ErrorKind::ValueRefused, ErrorKind::ForeignKeyViolation, ErrorKind::NotNullViolation];
        assert!(refused.contains(&error.kind()), "{error:?}\n{}", &*text);
    }
}

/// The tables can be made, or the models are refused.
fn check_tables(models: &[&'static ModelSchema], _: Expect) {
    let made = RUNTIME.block_on(async {
        let db = Database::connect("sqlite::memory:").await?;
        db.create_tables_of(models).await
    });
    if let Err(error) = made {
        assert_eq!(error.kind(), ErrorKind::Config, "{error:?}");
    }
}

fn render(it: impl Into<It>) -> Statement {
    it.into().0
}

/// A statement, from what it is as data.
struct It(Statement);

impl From<ast::Select> for It {
    fn from(it: ast::Select) -> Self {
        Self(sql::select(Dialect::Sqlite, &it).expect("the test's conditions are shallow"))
    }
}
impl From<ast::Insert> for It {
    fn from(it: ast::Insert) -> Self {
        Self(sql::insert(Dialect::Sqlite, it))
    }
}
impl From<ast::Update> for It {
    fn from(it: ast::Update) -> Self {
        Self(sql::update(Dialect::Sqlite, &it).expect("the test's conditions are shallow"))
    }
}
impl From<ast::UpdateRows> for It {
    fn from(it: ast::UpdateRows) -> Self {
        Self(sql::update_rows(Dialect::Sqlite, it))
    }
}
impl From<ast::Delete> for It {
    fn from(it: ast::Delete) -> Self {
        Self(sql::delete(Dialect::Sqlite, &it).expect("the test's conditions are shallow"))
    }
}
impl From<ast::Unlink> for It {
    fn from(it: ast::Unlink) -> Self {
        Self(sql::unlink(Dialect::Sqlite, it))
    }
}
impl From<ast::Sever> for It {
    fn from(it: ast::Sever) -> Self {
        Self(sql::sever(Dialect::Sqlite, &it).expect("the test's conditions are shallow"))
    }
}
impl From<ast::Descend> for It {
    fn from(it: ast::Descend) -> Self {
        Self(sql::descend(Dialect::Sqlite, &it).expect("the test's conditions are shallow"))
    }
}
