//! Text and binds, growing together.

use super::{Cost, Dialect, Places, Statement, Text};
use crate::schema::{ModelSchema, TableName};
use crate::value::Value;

/// Writes one statement. Names are quoted, values are bound, and the rest are words of our own.
pub(crate) struct SqlWriter {
    dialect: Dialect,
    text: String,
    binds: Vec<Value>,
    /// How many places there are.
    count: usize,
    places: Places,
    values: Values,
    /// What an alias begins with.
    aliases: &'static str,
}

/// What becomes of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Values {
    /// It is bound.
    Bound,
    /// It is written out: in DDL, which takes no binds. These are constants of the program, never data.
    Literal,
}

impl SqlWriter {
    pub(crate) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            // A query of a model of some ten columns; more than that costs as much as it saves.
            text: String::with_capacity(400),
            // A vector that grows begins with four, and few statements have more than eight.
            binds: Vec::with_capacity(8),
            count: 0,
            places: Places::Each,
            values: Values::Bound,
            aliases: "t",
        }
    }

    /// For DDL.
    pub(crate) fn for_ddl(dialect: Dialect) -> Self {
        Self { values: Values::Literal, ..Self::new(dialect) }
    }

    /// Whether values are written out.
    pub(crate) fn writes_literals(&self) -> bool {
        self.values == Values::Literal
    }

    pub(crate) const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The table that the statement is about goes by its own name. Where that looks like an alias, aliases look different.
    pub(crate) fn about(&mut self, table: &str) -> &mut Self {
        let number = table.strip_prefix(['t', 'T']).unwrap_or_default();
        let is_alias = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        self.aliases = if is_alias { "u" } else { "t" };
        self
    }

    /// Words of our own.
    pub(crate) fn raw(&mut self, words: &'static str) -> &mut Self {
        self.text.push_str(words);
        self
    }

    /// A whole number with its sign, for the CHECK of a range.
    pub(crate) fn integer(&mut self, number: i64) -> &mut Self {
        self.text.push_str(&number.to_string());
        self
    }

    /// A number that the program chose, written out since the planner needs to see it (a LIMIT).
    pub(crate) fn number(&mut self, number: u64) -> &mut Self {
        push_number(number, &mut self.text);
        self
    }

    /// A name, quoted.
    pub(crate) fn ident(&mut self, name: &str) -> &mut Self {
        self.dialect.quote(name, &mut self.text);
        self
    }

    /// A table, with the schema that it stands in where its model says so. Every table is named here; within a statement its
    /// columns go by its alias, or by its bare name.
    pub(crate) fn table(&mut self, table: TableName) -> &mut Self {
        if let Some(schema) = table.schema {
            self.ident(schema).raw(".");
        }
        self.ident(table.name)
    }

    /// A column of a table or alias.
    pub(crate) fn column(&mut self, table: Alias, column: &str) -> &mut Self {
        self.alias(table).raw(".").ident(column)
    }

    /// A table's alias, or its name where it has none.
    pub(crate) fn alias(&mut self, alias: Alias) -> &mut Self {
        match alias {
            Alias::Table(name) => self.ident(name),
            Alias::Numbered(n) => self.raw(self.aliases).number(u64::from(n)),
        }
    }

    /// A value.
    pub(crate) fn bind(&mut self, value: Value) -> &mut Self {
        match self.values {
            Values::Bound => {
                self.place();
                self.binds.push(value);
            }
            Values::Literal => {
                self.literal(&value);
            }
        }
        self
    }

    /// The place of one more bind.
    fn place(&mut self) {
        self.count += 1;
        self.dialect.place(self.count, &mut self.text);
    }

    /// The rows of an insert, of so many columns: all the binds that there are. DDL has none.
    pub(crate) fn rows(&mut self, columns: usize, values: Vec<Value>) -> &mut Self {
        let rows = values.len().checked_div(columns).unwrap_or(0);
        if self.dialect.takes_columns(rows, values.get(..columns).unwrap_or_default()) {
            self.raw(" SELECT * FROM unnest(").list(", ", 0..columns, |w, _| w.place()).raw(")");
            self.places = Places::Columns(columns);
        } else {
            self.raw(" VALUES ");
            self.dialect.rows_of_places(columns, rows, &mut self.text);
            self.count = values.len();
        }
        self.binds = values;
        self
    }

    /// A value of our own, written out.
    pub(crate) fn literal(&mut self, value: &Value) -> &mut Self {
        self.text.push_str(&self.dialect.literal(value));
        self
    }

    /// Items with a separator between them.
    pub(crate) fn list<T>(
        &mut self,
        separator: &'static str,
        items: impl IntoIterator<Item = T>,
        mut each: impl FnMut(&mut Self, T),
    ) -> &mut Self {
        for (n, item) in items.into_iter().enumerate() {
            if n > 0 {
                self.raw(separator);
            }
            each(self, item);
        }
        self
    }

    /// The statement.
    pub(crate) fn finish(self, cost: Cost, model: Option<&'static ModelSchema>) -> Statement {
        Statement { text: Text::Made(self.text.into()), binds: self.binds, places: self.places, cost, model }
    }

    /// The text alone, where it has no binds of its own: for statements that are made once.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// Writes a number in decimal digits.
pub(super) fn push_number(number: u64, out: &mut String) {
    // Nearly all have one or two.
    if number >= 10 {
        push_number(number / 10, out);
    }
    out.push(char::from(b'0' + u8::try_from(number % 10).unwrap_or(0)));
}

/// How a table is called inside one statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alias {
    /// By its own name: the table that the statement is about.
    Table(&'static str),
    /// `t1`, `t2`, … in the order in which they are needed.
    Numbered(u32),
}
