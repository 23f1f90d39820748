//! What differs between the databases in words. Nothing else does.

mod sqlite;

use super::SqlWriter;
use crate::ast::{Case, Matching};
use crate::schema::ColumnDef;
use crate::value::Value;

/// The SQL of one database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Dialect {
    /// SQLite 3.46 and newer.
    Sqlite,
}

impl Dialect {
    /// Writes a name in quotes.
    pub(super) fn quote(self, name: &str, out: &mut String) {
        match self {
            Self::Sqlite => sqlite::quote(name, out),
        }
    }

    /// Writes ` IN ..` for more than one value, none of them NULL.
    pub(super) fn in_list(self, w: &mut SqlWriter, values: &[Value]) {
        match self {
            Self::Sqlite => sqlite::in_list(w, values),
        }
    }

    /// What makes a query of rows keep others from changing them and from referring to them, until the transaction ends; none
    /// where a transaction that writes is alone anyway.
    pub(super) const fn hold_rows(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
        }
    }

    /// Writes a condition on text; `it` writes what is looked at.
    pub(super) fn matches(
        self,
        w: &mut SqlWriter,
        it: &mut dyn FnMut(&mut SqlWriter),
        how: Matching,
        case: Case,
        text: &str,
    ) {
        match self {
            Self::Sqlite => sqlite::matches(w, it, how, case, text),
        }
    }

    /// How many binds a statement takes that writes many rows.
    pub(crate) const fn bulk_binds(self) -> usize {
        match self {
            // <https://www.sqlite.org/limits.html#max_variable_number>
            Self::Sqlite => 32_766,
        }
    }

    /// The column's type in the database.
    pub(super) const fn column_type(self, column: &ColumnDef) -> &'static str {
        match self {
            Self::Sqlite => sqlite::column_type(column),
        }
    }

    /// What a column's type promises in Rust and the database does not by itself: the condition of a CHECK.
    pub(super) fn type_check(self, column: &ColumnDef) -> Option<TypeCheck> {
        match self {
            Self::Sqlite => sqlite::type_check(column),
        }
    }

    /// A value as a literal, for DDL.
    pub(super) fn literal(self, value: &Value) -> String {
        match self {
            Self::Sqlite => super::literal::sqlite(value),
        }
    }
}

/// A condition that the database has to be told, since its own type is wider than ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TypeCheck {
    /// A number within these ends.
    Range(i64, i64),
    /// Text or bytes of at most so many characters or bytes.
    MaxLength(u32),
    /// Text of exactly one character.
    OneCharacter,
    /// One of these texts.
    Labels(&'static [&'static str]),
    /// Sixteen bytes.
    SixteenBytes,
}
