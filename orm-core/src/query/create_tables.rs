//! Tables for tests and first steps.

use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{self, ModelSchema};
use crate::sql;

impl Db {
    /// Makes the tables, join tables, constraints and indexes of every model that is linked into the program, in one
    /// transaction. A table that is there stays as it is, also where it does not fit the model any more: changing tables
    /// is what migrations are for.
    ///
    /// # Errors
    /// `Config` where no model is linked, where two models share a table's name, a check speaks of another table, or what
    /// the database takes along by itself is referred to by what the library would have to take along.
    pub async fn create_tables(&self) -> Result<()> {
        let models = schema::models();
        if models.is_empty() {
            let message = "no model is linked into this program, so there is no table to make";
            return Err(Error::new(ErrorKind::Config, message));
        }
        self.create_tables_of(&models).await
    }

    /// The same for these models alone.
    ///
    /// # Errors
    /// Those of [`create_tables`](Self::create_tables).
    pub async fn create_tables_of(&self, models: &[&'static ModelSchema]) -> Result<()> {
        schema::check_on_delete(models)?;
        let statements = sql::ddl::create_tables(self.backend().dialect(), models)?;
        self.execute_all(statements).await
    }
}
