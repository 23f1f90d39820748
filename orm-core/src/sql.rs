//! Turns a statement into SQL text and its binds, for one dialect.
//!
//! Three steps, in this order: [`layout`] decides which tables a path needs, [`render`] lays the statement out, the
//! [`Dialect`] spells the few words that differ. `query` above builds [`crate::ast`] and never sees text; `database`
//! below sends what we return and never edits it. Nothing here does I/O, so every test compares strings.
//!
//! **Invariant:** user data enters only through [`SqlWriter::bind`], names only through [`SqlWriter::ident`]; so the text
//! is a function of the statement's shape. Start reading at [`render`].

pub(crate) mod ddl;
mod dialect;
pub(crate) mod fixed;
mod flavour;
mod layout;
mod literal;
mod render;
mod same;
mod statement;
mod supported;
mod writer;

#[cfg(test)]
mod tests;

pub use dialect::Dialect;
pub use flavour::Flavour;
use render::{Rendering, condition};
pub use render::{delete, descend, hold, insert, select, sever, unlink, update, update_rows};
pub(crate) use render::{insert_both, unique_keys};
pub(crate) use same::is_same;
pub use statement::{Cost, Places, Statement, Text};
pub(crate) use supported::check_columns;
use writer::SqlWriter;
