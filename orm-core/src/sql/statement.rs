//! What is handed to the database: text, binds, and what is known of the cost.

use crate::schema::ModelSchema;
use crate::value::Value;
use std::sync::Arc;

/// The text of a statement. A fixed one is made once per model and lives as long as the program.
#[derive(Clone, Debug)]
pub enum Text {
    /// Made once; its address identifies it.
    Fixed(&'static str),
    /// Made for this statement.
    Made(Arc<str>),
}

impl std::ops::Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        match self {
            Self::Fixed(text) => text,
            Self::Made(text) => text,
        }
    }
}

/// What is known of a statement's cost before it runs. It decides where the SQLite driver runs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// One row by key, read or written: a few microseconds.
    Point,
    /// A read of unknown size: begun where it was asked for, moved away when it turns out to be slow.
    Read,
    /// A write of many rows, or DDL: may take seconds.
    Bulk,
}

/// Which places of the text the binds go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// One each.
    Each,
    /// The binds are rows of so many columns, and a column has one place, which takes an array of its binds.
    Columns(usize),
}

/// A statement, ready to be sent.
#[derive(Clone, Debug)]
pub struct Statement {
    /// SQL with the place of each bind, as the dialect writes it: `?`, `$1`.
    pub text: Text,
    /// The binds, in the order of their places.
    pub binds: Vec<Value>,
    /// Which places they go to.
    pub places: Places,
    /// What is known of its cost.
    pub cost: Cost,
    /// The model it is about, so that an error can name it and its fields.
    pub model: Option<&'static ModelSchema>,
}

impl Statement {
    /// One whose binds have a place each.
    #[must_use]
    pub const fn new(text: Text, binds: Vec<Value>, cost: Cost, model: Option<&'static ModelSchema>) -> Self {
        Self { text, binds, places: Places::Each, cost, model }
    }
}
