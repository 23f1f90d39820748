//! SQL against the databases themselves: the texts that `src/sql/tests` holds, and what the same statements are on PostgreSQL
//! and MariaDB, are run, and conditions are checked by their results.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

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
mod plans;
#[path = "../../src/sql/tests/random.rs"]
mod random;
#[path = "../../src/sql/tests/related.rs"]
mod related;
mod said;
#[path = "../../src/sql/tests/select.rs"]
mod select;
mod servers;
#[path = "../../src/sql/tests/values.rs"]
mod values;
mod world;
#[path = "../../src/sql/tests/writes.rs"]
mod writes;

use expect_test::Expect;
use orm_core::ast;
use orm_core::database::{Backend, Database};
use orm_core::error::{ErrorKind, Result};
use orm_core::schema::ModelSchema;
use orm_core::sql::{self, Dialect, Statement};
use orm_core::value::{ColumnType, Value};
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

/// The text is one that each database takes: it runs it, or refuses a value. What it gives is checked in [`logic`].
fn check(it: impl Into<It>, _: Expect) {
    static ALL: LazyLock<Vec<Database>> = LazyLock::new(|| {
        RUNTIME.block_on(async {
            let mut all = vec![empty().await];
            all.extend(servers::kept().await);
            all
        })
    });
    let it = it.into();
    for db in &*ALL {
        let statement = it.render_in(db.backend().dialect());
        // Where UUIDs have a type of their own, they are no bytes, and the typed layers do not take them for such.
        let has_uuids = |bind: &Value| matches!(bind, Value::List(ColumnType::Uuid, _));
        if db.backend() == Backend::Postgres && statement.binds.iter().any(has_uuids) {
            continue;
        }
        let text = statement.text.clone();
        // Where a value is refused there is no plan either.
        if db.backend() == Backend::Sqlite
            && let Ok(unwanted) = RUNTIME.block_on(plans::unwanted(db, &statement))
        {
            assert!(unwanted.is_empty(), "{unwanted:?}: {}", &*text);
        }
        let done = RUNTIME.block_on(async {
            loop {
                // What it wrote is rolled back.
                let transaction = db.begin().await?;
                match transaction.execute(statement.clone()).await {
                    // With another process that runs the same.
                    Err(error) if error.kind() == ErrorKind::Deadlock => {}
                    done => return done,
                }
            }
        });
        if let Err(error) = done {
            let refused = [ErrorKind::ValueRefused, ErrorKind::ForeignKeyViolation, ErrorKind::NotNullViolation];
            assert!(refused.contains(&error.kind()), "{:?}: {error:?}\n{}", db.backend(), &*text);
        }
    }
}

/// The tables can be made, or the models are refused.
fn check_tables(models: &[&'static ModelSchema], _: Expect) {
    let check = |backend: Backend, made: Result<()>| {
        if let Err(error) = made {
            let needs_length = matches!(backend, Backend::MySql(_)) && error.kind() == ErrorKind::Unsupported;
            assert!(error.kind() == ErrorKind::Config || needs_length, "{backend:?}: {error:?}");
        }
    };
    RUNTIME.block_on(async {
        let db = Database::connect("sqlite::memory:").await.expect("a database in memory");
        check(db.backend(), db.create_tables_of(models).await);
        servers::make(models, check).await;
    });
}

/// As SQLite is told it.
fn render(it: impl Into<It>) -> Statement {
    it.into().render_in(Dialect::Sqlite)
}

/// Any statement that has an ast.
#[derive(Clone)]
enum It {
    Select(ast::Select),
    Insert(ast::Insert),
    Update(ast::Update),
    UpdateRows(ast::UpdateRows),
    Delete(ast::Delete),
    Unlink(ast::Unlink),
    Sever(ast::Sever),
    Descend(ast::Descend),
}

macro_rules! statements {
    ($($kind:ident)*) => { $(
        impl From<ast::$kind> for It {
            fn from(it: ast::$kind) -> Self {
                Self::$kind(it)
            }
        }
    )* };
}
statements!(Select Insert Update UpdateRows Delete Unlink Sever Descend);

impl It {
    fn render_in(&self, dialect: Dialect) -> Statement {
        let said = match dialect {
            Dialect::MariaDb | Dialect::MySql => &self.without_rows_back(),
            _ => self,
        };
        let rendered = match said {
            Self::Select(it) => sql::select(dialect, it),
            Self::Insert(it) => Ok(sql::insert(dialect, it.clone())),
            Self::Update(it) => sql::update(dialect, it),
            Self::UpdateRows(it) => Ok(sql::update_rows(dialect, it.clone())),
            Self::Delete(it) => sql::delete(dialect, it),
            Self::Unlink(it) => Ok(sql::unlink(dialect, it.clone())),
            Self::Sever(it) => sql::sever(dialect, it),
            Self::Descend(it) => sql::descend(dialect, it),
        };
        rendered.expect("the test's conditions are shallow")
    }

    /// What the layers above say to a database that gives no rows back, and that is told which rows are there by the model.
    fn without_rows_back(&self) -> Self {
        let model_of = |table: &str| models::all().into_iter().find(|model| model.table == table);
        match self.clone() {
            Self::Insert(it) => {
                let model = it.model.or_else(|| model_of(it.table.name));
                Self::Insert(ast::Insert { model, returning: Vec::new(), ..it })
            }
            Self::Update(it) => Self::Update(ast::Update { returning: Vec::new(), ..it }),
            other => other,
        }
    }
}
