//! What differs between the databases in words. Nothing else does.

mod features;
mod json;
mod mysql;
mod postgres;
mod sqlite;

use super::SqlWriter;
use crate::ast::{Case, Direction, Expr, Matching, Nulls};
use crate::error::Result;
use crate::schema::{ColumnDef, TableName};
use crate::value::{Scale, Value};

/// The SQL of one database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Dialect {
    /// SQLite 3.46 and newer.
    Sqlite,
    /// PostgreSQL 14 and newer.
    Postgres,
    /// MariaDB 10.6 and newer.
    MariaDb,
    /// MySQL 8.0.19 and newer.
    MySql,
}

impl Dialect {
    /// How many there are, for what is kept for each.
    pub(super) const ALL: usize = 4;

    /// Its place among them.
    pub(super) const fn place_among_all(self) -> usize {
        self as usize
    }

    /// Writes a name in quotes.
    pub(super) fn quote(self, name: &str, out: &mut String) {
        match self {
            Self::Sqlite | Self::Postgres => quote_doubled(name, out),
            Self::MariaDb | Self::MySql => mysql::quote(name, out),
        }
    }

    /// Writes the place of a bind, counted from 1.
    pub(super) fn place(self, number: usize, out: &mut String) {
        match self {
            Self::Sqlite | Self::MariaDb | Self::MySql => out.push('?'),
            Self::Postgres => {
                out.push('$');
                super::writer::push_number(u64::try_from(number).unwrap_or(u64::MAX), out);
            }
        }
    }

    /// Writes the places of rows of binds, each row in brackets.
    pub(super) fn rows_of_places(self, columns: usize, rows: usize, out: &mut String) {
        let row = |at: usize, out: &mut String| {
            for n in 1..=columns {
                out.push_str(if n > 1 { ", " } else { "(" });
                self.place(at * columns + n, out);
            }
            out.push(')');
        };
        match self {
            // A row is as the one before.
            Self::Sqlite | Self::MariaDb | Self::MySql if rows > 0 => {
                let begin = out.len();
                row(0, out);
                let one = format!(", {}", &out[begin..]);
                out.push_str(&one.repeat(rows - 1));
            }
            _ => (0..rows).for_each(|at| {
                out.push_str(if at > 0 { ", " } else { "" });
                row(at, out);
            }),
        }
    }

    /// A condition that always holds.
    pub(super) const fn truth(self) -> &'static str {
        match self {
            Self::Sqlite | Self::MariaDb | Self::MySql => "1",
            Self::Postgres => "TRUE",
        }
    }

    /// A condition that never holds.
    pub(super) const fn falsehood(self) -> &'static str {
        match self {
            Self::Sqlite | Self::MariaDb | Self::MySql => "0",
            Self::Postgres => "FALSE",
        }
    }

    /// A number by chance, made anew for each row.
    pub(super) const fn random(self) -> &'static str {
        match self {
            Self::Sqlite | Self::Postgres => "random()",
            Self::MariaDb | Self::MySql => "RAND()",
        }
    }

    /// Writes ` IN ..` for more than one value, none of them NULL.
    pub(super) fn in_list(self, w: &mut SqlWriter, values: &[Value]) {
        match self {
            Self::Sqlite => sqlite::in_list(w, values),
            Self::Postgres => postgres::in_list(w, values),
            Self::MariaDb => mysql::in_list(w, values, mysql::COLLATION_OF_MARIADB),
            Self::MySql => mysql::in_list(w, values, mysql::COLLATION_OF_MYSQL),
        }
    }

    /// Writes ` IN ..` behind columns side by side, for more than one key of several parts.
    pub(super) fn in_rows(self, w: &mut SqlWriter, keys: &[Value]) {
        match self {
            Self::Sqlite => sqlite::in_rows(w, keys),
            Self::Postgres => postgres::in_rows(w, keys),
            Self::MariaDb => mysql::in_rows(w, keys, mysql::COLLATION_OF_MARIADB),
            Self::MySql => mysql::in_rows(w, keys, mysql::COLLATION_OF_MYSQL),
        }
    }

    /// What makes a query of rows keep others from changing them and from referring to them, until the transaction ends; none
    /// where a transaction that writes is alone anyway.
    pub(super) const fn hold_rows(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres | Self::MariaDb | Self::MySql => Some(" FOR UPDATE"),
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
            Self::Postgres => postgres::matches(w, it, how, case, text),
            Self::MariaDb | Self::MySql => mysql::matches(w, it, how, case, text),
        }
    }

    /// Where NULL is to be said to stand in an order, for what can be NULL and of which nothing else was said: it is the lowest.
    pub(super) const fn nulls(self, direction: Direction) -> Option<Nulls> {
        match (self, direction) {
            (Self::Sqlite | Self::MariaDb | Self::MySql, _) => None,
            (Self::Postgres, Direction::Ascending) => Some(Nulls::First),
            (Self::Postgres, Direction::Descending) => Some(Nulls::Last),
        }
    }

    /// The assignments of an update, in an order in which each reads what was there before.
    ///
    /// # Errors
    /// `Unsupported` where there is no such order, and the database reads what it has set.
    pub(super) fn order_assignments<'a>(
        self,
        set: Vec<&'a (&'static ColumnDef, Expr)>,
    ) -> Result<Vec<&'a (&'static ColumnDef, Expr)>> {
        match self {
            Self::Sqlite | Self::Postgres | Self::MariaDb => Ok(set),
            Self::MySql => mysql::order_assignments(set),
        }
    }

    /// How the text of an insert of one row ends, to which nothing is given.
    pub(super) const fn defaults_only(self) -> &'static str {
        match self {
            Self::Sqlite | Self::Postgres => " DEFAULT VALUES",
            Self::MariaDb | Self::MySql => " () VALUES ()",
        }
    }

    /// What follows a query in the place of a table: a name, where one is asked for.
    pub(super) const fn after_subquery(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres | Self::MariaDb | Self::MySql => " AS counted",
        }
    }

    /// What makes a query of rows lock them until the transaction ends; none where a transaction that writes is alone anyway.
    pub(super) const fn lock_rows(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            // Foreign keys may still come to refer to the row.
            Self::Postgres => Some(" FOR NO KEY UPDATE"),
            Self::MariaDb | Self::MySql => Some(" FOR UPDATE"),
        }
    }

    /// Writes what an insert has to do after a key that was given where the database makes one. Whether it wrote anything.
    pub(super) fn advance_key(self, w: &mut SqlWriter, before: &'static str, table: TableName, column: &str) {
        match self {
            // The counter goes along with the highest key.
            Self::Sqlite | Self::MariaDb | Self::MySql => {}
            Self::Postgres => postgres::advance_key(w.raw(before), table, column),
        }
    }

    /// How many binds a statement takes that writes many rows.
    pub(crate) const fn bulk_binds(self) -> usize {
        match self {
            // <https://www.sqlite.org/limits.html#max_variable_number>
            Self::Sqlite => 32_766,
            // <https://www.postgresql.org/docs/current/limits.html>; MariaDB and MySQL count the places in sixteen bits too.
            Self::Postgres | Self::MariaDb | Self::MySql => 65_535,
        }
    }

    /// Writes the column's type in the database.
    pub(super) fn column_type(self, w: &mut SqlWriter, column: &ColumnDef) {
        match self {
            Self::Sqlite => {
                w.raw(sqlite::column_type(column));
            }
            Self::Postgres => {
                w.raw(postgres::column_type(column.ty));
            }
            Self::MariaDb | Self::MySql => mysql::column_type(w, column),
        }
    }

    /// What a column's type promises in Rust and the database does not by itself: the condition of a CHECK.
    pub(super) fn type_check(self, column: &ColumnDef) -> Option<TypeCheck> {
        match self {
            Self::Sqlite => sqlite::type_check(column),
            Self::Postgres => postgres::type_check(column),
            Self::MariaDb | Self::MySql => mysql::type_check(column),
        }
    }

    /// Whether a column can be an array.
    pub(super) const fn has_arrays(self) -> bool {
        match self {
            Self::Sqlite | Self::MariaDb | Self::MySql => false,
            Self::Postgres => true,
        }
    }

    /// The condition that a text has no characters but those of addresses.
    pub(super) const fn only_of_addresses(self) -> &'static str {
        match self {
            Self::Sqlite | Self::Postgres => " NOT GLOB '*[^0-9a-f.:]*'",
            Self::MariaDb | Self::MySql => " NOT REGEXP '[^0-9a-f.:]'",
        }
    }

    /// What measures the length of a column: characters of text, bytes of bytes.
    pub(super) const fn length(self, column: &ColumnDef) -> &'static str {
        match self {
            Self::Sqlite => "length(",
            Self::Postgres | Self::MariaDb | Self::MySql if column.ty.is_text() => "char_length(",
            Self::Postgres | Self::MariaDb | Self::MySql => "octet_length(",
        }
    }

    /// What makes a column a key: one that the database makes, or one that is given.
    pub(super) const fn primary_key(self, auto: bool) -> &'static str {
        match (self, auto) {
            (Self::Sqlite, true) => " PRIMARY KEY AUTOINCREMENT",
            (Self::Postgres, true) => " GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
            (Self::MariaDb | Self::MySql, true) => " AUTO_INCREMENT PRIMARY KEY",
            (_, false) => " PRIMARY KEY",
        }
    }

    /// How the making of a table ends.
    pub(super) const fn table_end(self) -> &'static str {
        match self {
            Self::Sqlite => ") STRICT",
            Self::Postgres => ")",
            Self::MariaDb => mysql::TABLE_END_OF_MARIADB,
            Self::MySql => mysql::TABLE_END_OF_MYSQL,
        }
    }

    /// How the making of a join table ends, whose key is all that it holds.
    pub(super) const fn join_table_end(self) -> &'static str {
        match self {
            Self::Sqlite => ") STRICT, WITHOUT ROWID",
            Self::Postgres => ")",
            Self::MariaDb => mysql::TABLE_END_OF_MARIADB,
            Self::MySql => mysql::TABLE_END_OF_MYSQL,
        }
    }

    /// What makes a schema, unless it is there; its name follows. On MariaDB and MySQL that is a database.
    pub(super) const fn create_schema(self) -> &'static str {
        match self {
            Self::Sqlite | Self::Postgres => "CREATE SCHEMA IF NOT EXISTS ",
            Self::MariaDb | Self::MySql => "CREATE DATABASE IF NOT EXISTS ",
        }
    }

    /// What goes before the making of tables, in the same transaction.
    pub(super) const fn before_tables(self) -> Option<&'static str> {
        match self {
            Self::Sqlite | Self::MariaDb | Self::MySql => None,
            Self::Postgres => Some(postgres::WHILE_TABLES_ARE_MADE),
        }
    }

    /// Writes what adds a foreign key to a table that is there, unless it has it; `write` writes what follows `FOREIGN KEY`.
    pub(super) fn add_foreign_key(
        self,
        w: &mut SqlWriter,
        table: TableName,
        name: &str,
        write: impl FnOnce(&mut SqlWriter),
    ) {
        match self {
            // It refers ahead, and so has none to add.
            Self::Sqlite => {}
            Self::Postgres => postgres::add_foreign_key(w, table, name, write),
            Self::MariaDb => mysql::add_foreign_key(w, table, name, " FOREIGN KEY IF NOT EXISTS", write),
            Self::MySql => mysql::add_foreign_key(w, table, name, " FOREIGN KEY", write),
        }
    }

    /// A value as a literal: for DDL, and for names of our own.
    pub(super) fn literal(self, value: &Value) -> String {
        match self {
            Self::Sqlite => super::literal::sqlite(value),
            Self::Postgres => super::literal::postgres(value),
            Self::MariaDb | Self::MySql => super::literal::mysql(value),
        }
    }
}

/// A name in double quotes, with those in it doubled: the SQL standard's way.
fn quote_doubled(name: &str, out: &mut String) {
    quote_with('"', name, out);
}

/// A name in these quotes, with those in it doubled.
fn quote_with(quote: char, name: &str, out: &mut String) {
    out.reserve(name.len() + 2);
    out.push(quote);
    // Nearly every name has none, and a statement has many names.
    if name.contains(quote) {
        out.push_str(&name.replace(quote, &format!("{quote}{quote}")));
    } else {
        out.push_str(name);
    }
    out.push(quote);
}

/// The first value that is refused: a bind of it says why, and the statement is never sent.
fn refused(values: &[Value]) -> Option<&Value> {
    values.iter().flat_map(Value::parts).find(|value| matches!(value, Value::Refused(..)))
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
    /// A decimal number of so many digits, where it is one to the database.
    Decimal(Scale),
    /// JSON.
    Json,
    /// What an address of the internet protocol is written with.
    Address,
}
