//! Statements and expressions as plain data, before they become text.
//!
//! They speak of models, fields and paths, not of joins and aliases: how a path is laid out is decided by `sql`.
//! What this is not: it knows no types of the user's program; those live in `model`, which builds these.
//!
//! **Invariant:** a value of the user's stands only in [`Expr::Bind`] and [`Expr::In`]. Start reading at [`Expr`].

/// An expression or condition.
#[derive(Clone, Debug)]
pub enum Expr {}
