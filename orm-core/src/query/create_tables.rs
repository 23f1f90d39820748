//! Tables for tests and first steps.

use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{self, ModelSchema};
use crate::sql::{self, Dialect};

impl Db {
    /// What is wrong with the models that are linked into the program, as far as only all of them together, or this
    /// database, can tell; the compiler tells the rest. Nothing is sent. Each names its model, and field and constraint where
    /// there is one:
    ///
    /// - `Config`: no model is linked; two of them want one name for a table or an index; a check speaks of another table's
    ///   rows; what the database takes along by itself (`db_cascade`) is referred to by what the library would have to take
    ///   along; two many-to-many relations have the same links; keys are each other's in a circle.
    /// - `Unsupported`: this database has no such column, or cannot index it.
    ///
    /// A test of one line keeps them away: `assert!(db.check().is_empty(), "{:#?}", db.check())`.
    /// Django: <https://docs.djangoproject.com/en/stable/ref/checks/>.
    #[must_use]
    pub fn check(&self) -> Vec<Error> {
        let models = schema::models();
        if models.is_empty() { vec![no_models()] } else { problems(self.backend().dialect(), &models) }
    }

    /// Makes the tables, join tables, constraints and indexes of every model that is linked into the program, in one
    /// transaction. (MariaDB and MySQL have none for that: what was made before an error stays, and doing it again goes on.) A table that is there stays as it is, also where it does not fit the model any more: changing tables
    /// is what migrations are for.
    ///
    /// # Errors
    /// The first of what [`check`](Self::check) finds, and how many there are; those of the database.
    pub async fn create_tables(&self) -> Result<()> {
        let models = schema::models();
        if models.is_empty() {
            return Err(no_models());
        }
        self.create_tables_of(&models).await
    }

    /// The same for these models alone.
    ///
    /// # Errors
    /// Those of [`create_tables`](Self::create_tables).
    pub async fn create_tables_of(&self, models: &[&'static ModelSchema]) -> Result<()> {
        let dialect = self.backend().dialect();
        let mut problems = problems(dialect, models).into_iter();
        if let Some(first) = problems.next() {
            return Err(told(first, problems.len()));
        }
        let statements = sql::ddl::create_tables(dialect, models)?;
        if self.backend().defines_in_transactions() {
            return self.define(statements).await;
        }
        for statement in statements {
            match self.execute(statement).await {
                Err(error) if !error.database_code().is_some_and(|code| dialect.says_it_is_there(code)) => {
                    return Err(error);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn told(first: Error, more: usize) -> Error {
    if more == 0 {
        return first;
    }
    let message = format!("{} (the first of {} problems; `check` lists them)", first.message(), more + 1);
    let kind = first.kind();
    first.reworded(kind, message)
}

fn no_models() -> Error {
    Error::new(ErrorKind::Config, "no model is linked into this program, so there is no table to make")
}

fn problems(dialect: Dialect, models: &[&'static ModelSchema]) -> Vec<Error> {
    let mut all = schema::problems(models);
    all.extend(sql::ddl::problems(dialect, models));
    all
}
