//! What a model is, as constant data: the tables that `#[derive(Model)]` emits, and the list of all of them.
//!
//! Everything that creates tables, renders statements, names errors or (later) compares a database with the program
//! stands on these. What this is not: it knows no SQL; a type is a [`ColumnType`](crate::value::ColumnType), not `TEXT`.
//!
//! **Invariant:** the data is complete and constant. What only an expression can say (a default, a check) is a `fn`
//! pointer, and a reference to another model is one too, since models refer to each other in circles.
//! Start reading at [`ModelSchema`].

mod column;
mod deferrable;
mod joined;
mod one_of;
mod path;
mod problems;
mod registry;
mod relation;
mod table;

pub use column::{ColumnDef, DatabaseDefault};
pub use deferrable::Deferrable;
pub(crate) use deferrable::{deferred_of, has_deferred};
pub use joined::{Prefixed, check_names, count, joined};
pub use one_of::OneOfDef;
pub use path::{PathNode, Step};
pub use problems::problems;
pub use registry::{Registration, models, same_model};
pub use relation::{LinkRows, OnDelete, RefersTo, RelationDef, RelationKind, SetTo, Symmetry, Through};
pub(crate) use table::values_of;
pub use table::{CheckDef, IndexDef, ModelSchema, OrderDef, TableName, TextSlot};
