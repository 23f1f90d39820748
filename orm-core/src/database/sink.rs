//! Where rows go.

use crate::error::Result;
use crate::value::Cells;
use std::any::Any;

/// Takes the rows of one statement, in order. Owned, so that it can travel to the blocking pool and back.
pub trait RowSink: Send + 'static {
    /// Takes a row.
    ///
    /// # Errors
    /// What is wrong with the row. The statement ends there, and the error is the statement's.
    fn row(&mut self, cells: &dyn Cells) -> Result<()>;
    /// What was taken so far is void: the statement runs again from its beginning.
    fn restart(&mut self);
    /// For whoever made it, to get it back.
    fn into_any(self: Box<Self>) -> Box<dyn Any + Send>;
}
