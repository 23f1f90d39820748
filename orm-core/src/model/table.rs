//! What a struct needs to be a model.

use super::{Key, Parts, Path, Tokens};
use crate::schema::{ColumnDef, ModelSchema};
use crate::value::{CellError, Cells, Value};

/// A struct whose values are rows of a table. `#[derive(Model)]` implements it; the verbs are those of the trait `Model`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "not a model",
    note = "write `#[derive(Model)]` on the struct"
)]
pub trait Table: Sized + Send + Sync + 'static {
    /// The schema that the table stands in, where the model says so.
    const SCHEMA: Option<&'static str> = None;
    /// The table.
    const TABLE: &'static str;
    /// The columns, in the order of the fields.
    const COLUMNS: &'static [ColumnDef];
    /// What the primary key is in Rust; [`NoKey`](super::NoKey) where there is none.
    type Key: Key;
    /// The struct of tokens, at some path.
    type Fields<P: Path>: Tokens;
    /// The draft, with nothing given yet; `()` where there is no key.
    type Create: Default;
    /// What the rows of one result share.
    #[doc(hidden)]
    type Peers: Default + Send + 'static;

    /// The model as data.
    fn schema() -> &'static ModelSchema;
    /// The primary key of this row.
    fn key(&self) -> Self::Key;
    /// Reads a row, from a position on.
    #[doc(hidden)]
    fn decode(cells: &dyn Cells, at: usize, peers: &mut Self::Peers) -> Result<Self, CellError>;
    /// Every column, in order.
    #[doc(hidden)]
    fn encode(&self) -> Vec<Value>;
    /// Takes the columns of another reading of the same row, and keeps what was loaded where the key is the same.
    #[doc(hidden)]
    fn take_columns(&mut self, fresh: Self);
}

/// A row that is not in the database yet, with everything given that it needs.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a complete draft",
    label = "a required field was not given, or this is no draft",
    note = "`Model::create()` starts a draft; each required field has a setter"
)]
pub trait Draft: Send {
    /// The model.
    type Model: Table;
    /// What was given.
    #[doc(hidden)]
    fn parts(self) -> Parts;
    /// Fills in the defaults of what was not given. Apart from [`parts`](Self::parts), since a row that is there already
    /// gets what was given and no defaults.
    #[doc(hidden)]
    fn fill(values: &mut [Option<Value>]) {
        let _ = values;
    }
}

/// The state of a draft's field: it was given.
#[derive(Debug)]
pub struct Given;
/// The state of a draft's field: it was not given yet.
#[derive(Debug)]
pub struct Missing;
