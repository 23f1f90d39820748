//! Turns a statement into SQL text and its binds, for one dialect.
//!
//! Three questions, in this order: `verify` refuses what the database cannot do, `render` lays the statement out, the
//! dialect spells the few words that differ. `query` above builds [`crate::ast`] and never sees text; `database` below
//! sends what we return and never edits it. Nothing here does I/O, so every test compares strings.
//!
//! **Invariant:** user data enters only as a bind, names only through the quoting writer.

mod statement;

pub use statement::{Cost, Statement, Text};
