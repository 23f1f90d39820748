//! What a draft holds, as data: the values of its columns, and what is saved with it.
//!
//! The draft's type says what was given, and has done so before any of this is made. `query` above inserts it.

use crate::schema::Step;
use crate::value::Value;

/// The parts of a draft.
#[derive(Debug, Default)]
pub struct Parts {
    /// For each column what was given, in the order of the columns.
    pub(crate) values: Vec<Option<Value>>,
    /// Rows and links that are saved with it.
    pub(crate) beside: Vec<Beside>,
}

impl Parts {
    /// Of a draft with nothing given.
    #[must_use]
    pub fn of(columns: usize) -> Self {
        Self { values: std::iter::repeat_with(|| None).take(columns).collect(), beside: Vec::new() }
    }

    /// Gives a column its value; a key of several parts, to as many columns from there on.
    pub fn set(&mut self, column: usize, value: Value) {
        if let Value::Parts(parts) = value {
            (column..).zip(parts).for_each(|(column, part)| self.set(column, part));
        } else if let Some(place) = self.values.get_mut(column) {
            *place = Some(value);
        }
    }

    /// With a column given.
    #[must_use]
    pub fn with(mut self, column: usize, value: Value) -> Self {
        self.set(column, value);
        self
    }

    /// Adds what is saved with it.
    pub fn add(&mut self, beside: Beside) {
        self.beside.push(beside);
    }
}

/// What is saved with a row, once its key is known.
#[derive(Debug)]
pub enum Beside {
    /// Rows that lead to it, by the relation that this hop reads backwards. Their defaults are filled in.
    Rows(Step, Vec<Parts>),
    /// Links to rows that are there, by their keys; and what each holds beside its two ends.
    Links(Step, Vec<Value>, Vec<Option<Value>>),
}
