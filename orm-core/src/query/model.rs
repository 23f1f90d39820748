//! The verbs of a model and of a row.

use super::delete;
use super::loads::{LoadPaths, Loads};
use super::terminals::not_found;
use super::{DeleteReport, Pending, QuerySet, bulk_update, write};
use crate::database::Db;
use crate::model::{Assigns, Key, Keyed, OwnColumns, Table};

/// What every model can do. Provided for each struct with `#[derive(Model)]`; a method of your own of the same name wins.
/// A model without a key ([`Keyed`]) has only `objects` and `load`: it reads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "not a model",
    note = "write `#[derive(Model)]` on the struct"
)]
pub trait Model: Table {
    /// Starts a draft: a row that is not in the database yet. Each field has a setter; `save` exists once every field
    /// that needs a value has one. Sends nothing.
    #[must_use]
    fn create() -> Self::Create
    where
        Self: Keyed,
    {
        Self::Create::default()
    }

    /// The rows of the model, as a queryset. Sends nothing.
    fn objects() -> QuerySet<Self> {
        QuerySet::all_rows()
    }

    /// Loads what relations lead to into the fields of rows at hand, as [`load`](QuerySet::load) of a queryset does. What
    /// is loaded is not asked for again; the rows' peers are loaded along.
    ///
    /// One statement for each relation on the paths that is not loaded yet. Of a path that is `joined`, the first relation
    /// is a statement, to which the others are joined.
    ///
    /// # Errors
    /// `Unbound` if a field was made by hand; those of the queryset's `load`.
    #[track_caller]
    fn load<'a>(db: &'a Db, rows: impl IntoIterator<Item = &'a Self>, paths: impl LoadPaths<Self>) -> Pending<'a, ()> {
        let (rows, loads) = (rows.into_iter().collect(), Loads::of(paths));
        Pending::new(async move { loads.run_at_hand(db, rows).await })
    }

    /// Writes every column of this row. One statement.
    ///
    /// # Errors
    /// `NotFound` if the row is gone (or its key field was changed); violations of constraints.
    #[track_caller]
    fn save<'a>(&mut self, db: &'a Db) -> Pending<'a, ()>
    where
        Self: Keyed,
    {
        write::save(db, Self::schema(), self.encode())
    }

    /// Writes some columns of this row: what the struct holds of them. One statement.
    ///
    /// # Errors
    /// `NotFound` if the row is gone; `Config` where the key is among the columns; violations of constraints.
    #[track_caller]
    fn save_only<'a, C: OwnColumns<Self>>(&mut self, db: &'a Db, columns: C) -> Pending<'a, ()>
    where
        Self: Keyed,
    {
        // The tokens are their types.
        let _ = columns;
        bulk_update::save_only(db, Self::schema(), self.encode(), C::positions())
    }

    /// Sets some columns of this row, to values or expressions, and reads the row back. One statement.
    ///
    /// # Errors
    /// `NotFound` if the row is gone; violations of constraints.
    #[track_caller]
    fn update<'a>(&'a mut self, db: &'a Db, assigns: impl Assigns<Self>) -> Pending<'a, ()>
    where
        Self: Keyed,
    {
        let set = assigns.assigns();
        Pending::new(async move {
            let fresh =
                write::update_row::<Self>(db, self.key(), set).await?.ok_or_else(|| not_found(Self::schema()))?;
            if fresh.key() == self.key() {
                self.take_columns(fresh);
            } else {
                // Its relations were those of the old key.
                *self = fresh;
            }
            Ok(())
        })
    }

    /// Reads this row anew. What was loaded of its relations is forgotten. One statement.
    ///
    /// # Errors
    /// `NotFound` if the row is gone.
    #[track_caller]
    fn refresh<'a>(&'a mut self, db: &'a Db) -> Pending<'a, ()>
    where
        Self: Keyed,
    {
        Pending::new(async move {
            let fresh = QuerySet::<Self>::all_rows().get(db, &*self).await?;
            *self = fresh;
            Ok(())
        })
    }

    /// Deletes this row. What refers to it goes, stays or stands in the way as its `on_delete` says; all of it or nothing.
    /// A row that is gone already is no error: the report counts none.
    ///
    /// One statement where no other rows go along or are set; otherwise a transaction with one more for each relation along
    /// which they are, whatever the number of rows. See the guide's page on deleting.
    ///
    /// # Errors
    /// `Protected` if a protecting relation stands in the way, and nothing is deleted:
    /// [`in_the_way`](crate::error::Error::in_the_way) says which.
    #[track_caller]
    fn delete<'a>(&self, db: &'a Db) -> Pending<'a, DeleteReport>
    where
        Self: Keyed,
    {
        delete::row(db, Self::schema(), self.key().into_value())
    }
}

impl<T: Table> Model for T {}
