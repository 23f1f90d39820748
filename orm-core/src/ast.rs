//! Statements and expressions as plain data, before they become text.
//!
//! They speak of models, fields and paths, not of joins and aliases: how a path is laid out is decided by `sql`.
//! What this is not: it knows no types of the user's program; those live in `model`, which builds these.
//!
//! **Invariant:** a condition holds or it does not. Where SQL would answer NULL, `sql` renders what makes it two-valued,
//! so [`Expr::Not`] is always the complement. Start reading at [`Expr`].

pub(crate) mod decimals;
mod expr;
mod keys;
mod statement;

pub(crate) use expr::DEEPEST;
pub use expr::{Arithmetic, Case, Compare, Expr, Matching, Quantifier};
pub(crate) use keys::{assigned, set_null};
pub use statement::{
    Columns, Delete, Descend, Direction, Hold, Insert, Keys, Nulls, OnConflict, Order, Output, Select, Sever, Unlink,
    Update, UpdateRows, Via,
};
