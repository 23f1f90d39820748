//! The verbs of a model and of a row.

use super::terminals::not_found;
use super::{DeleteReport, QuerySet, write};
use crate::database::Db;
use crate::error::Result;
use crate::model::{Assigns, Table};

/// What every model can do. Provided for each struct with `#[derive(Model)]`; a method of your own of the same name wins.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "not a model",
    note = "write `#[derive(Model)]` on the struct"
)]
pub trait Model: Table {
    /// Starts a draft: a row that is not in the database yet. Each field has a setter; `save` exists once every field
    /// that needs a value has one. Sends nothing.
    #[must_use]
    fn create() -> Self::Create {
        Self::Create::default()
    }

    /// The rows of the model, as a queryset. Sends nothing.
    fn objects() -> QuerySet<Self> {
        QuerySet::all_rows()
    }

    /// Writes every column of this row. One statement.
    ///
    /// # Errors
    /// `NotFound` if the row is gone (or its key field was changed); violations of constraints.
    fn save(&mut self, db: &Db) -> impl Future<Output = Result<()>> + Send {
        let values = self.encode();
        async move { if write::save::<Self>(db, values).await? { Ok(()) } else { Err(not_found::<Self>()) } }
    }

    /// Sets some columns of this row, to values or expressions, and reads the row back. One statement.
    ///
    /// # Errors
    /// `NotFound` if the row is gone; violations of constraints.
    fn update(&mut self, db: &Db, assigns: impl Assigns<Self>) -> impl Future<Output = Result<()>> + Send {
        let set = assigns.assigns();
        async move {
            let fresh = write::update_row::<Self>(db, self.key(), set).await?.ok_or_else(not_found::<Self>)?;
            if fresh.key() == self.key() {
                self.take_columns(fresh);
            } else {
                // Its relations were those of the old key.
                *self = fresh;
            }
            Ok(())
        }
    }

    /// Reads this row anew. What was loaded of its relations is forgotten. One statement.
    ///
    /// # Errors
    /// `NotFound` if the row is gone.
    fn refresh(&mut self, db: &Db) -> impl Future<Output = Result<()>> + Send {
        async move {
            *self = QuerySet::<Self>::all_rows().get(db, self.key()).await?;
            Ok(())
        }
    }

    /// Deletes this row. What refers to it goes, stays or stands in the way as its `on_delete` says. A row that is gone
    /// already is no error: the report counts none. One statement.
    ///
    /// # Errors
    /// `Protected` if a protecting relation stands in the way, and nothing is deleted.
    fn delete(&self, db: &Db) -> impl Future<Output = Result<DeleteReport>> + Send {
        let key = self.key();
        async move { write::delete_row::<Self>(db, key).await }
    }
}

impl<T: Table> Model for T {}
