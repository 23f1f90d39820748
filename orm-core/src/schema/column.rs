//! A column.

use crate::value::{ColumnType, Value};

/// A column of a model's table.
#[derive(Clone, Copy, Debug)]
pub struct ColumnDef {
    /// The struct's field. For a relation it is the relation's field.
    pub field: &'static str,
    /// The name in the database.
    pub name: &'static str,
    /// What it holds.
    pub ty: ColumnType,
    /// Whether it can be NULL.
    pub nullable: bool,
    /// The highest number of characters (text) or bytes.
    pub max_length: Option<u32>,
    /// Whether the database gives the value where the draft gives none: an integer key.
    pub auto: bool,
    /// Whether no two rows have the same value.
    pub unique: bool,
    /// Whether it has an index of its own.
    pub index: bool,
    /// The only texts that it can hold; none where it can hold all.
    pub labels: &'static [&'static str],
    /// The DEFAULT that stands in the table.
    pub db_default: Option<DatabaseDefault>,
}

impl ColumnDef {
    /// A column of which nothing more is said.
    #[must_use]
    pub const fn new(field: &'static str, name: &'static str, ty: ColumnType) -> Self {
        Self {
            field,
            name,
            ty,
            nullable: false,
            max_length: None,
            auto: false,
            unique: false,
            index: false,
            labels: &[],
            db_default: None,
        }
    }
}

/// A default that the database itself fills in.
#[derive(Clone, Copy)]
pub struct DatabaseDefault(pub fn() -> Value);

impl std::fmt::Debug for DatabaseDefault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DatabaseDefault")
    }
}
