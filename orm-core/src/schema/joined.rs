//! Columns of embedded structs, put among those of a model, when compiled.
//!
//! A derive sees one struct. So the columns of an embedded one are a constant of that struct, and the model's are joined
//! from such constants: under the names that they have in the model's table, `billing_zip`, and the field that a user
//! writes, `billing.zip`. A text made in a constant stands in an array of its length, which only the derive can declare:
//! first it asks for the lengths, then for the contents. What this is not: it knows no traits; those are `model`'s.
//!
//! **Invariant:** nothing here runs in a program. What is wrong ends the compilation, in words that name model and field.

use super::ColumnDef;
use crate::value::ColumnType;

/// An embedded struct in another struct.
#[derive(Clone, Copy, Debug)]
pub struct Prefixed {
    /// The field that it stands in.
    pub field: &'static str,
    /// What the names of its columns begin with.
    pub prefix: &'static str,
    /// Its columns.
    pub columns: &'static [ColumnDef],
}

impl Prefixed {
    /// How long all texts are together.
    #[must_use]
    pub const fn length(self) -> usize {
        let (mut length, mut at) = (0, 0);
        while at < self.columns.len() {
            let column = &self.columns[at];
            length += self.field.len() + 1 + column.field.len() + self.prefix.len() + column.name.len();
            at += 1;
        }
        length
    }

    /// The texts, one behind the other: of each column its field and its name.
    #[must_use]
    pub const fn texts<const LENGTH: usize>(self) -> [u8; LENGTH] {
        let mut text = Text::<LENGTH>::new();
        let mut at = 0;
        while at < self.columns.len() {
            let column = &self.columns[at];
            text = text.and(self.field).and(".").and(column.field).and(self.prefix).and(column.name);
            at += 1;
        }
        text.bytes
    }

    /// The columns, with these texts.
    #[must_use]
    pub const fn columns<const COUNT: usize>(self, texts: &'static [u8]) -> [ColumnDef; COUNT] {
        let mut columns = [NONE; COUNT];
        let (mut at, mut rest) = (0, texts);
        while at < COUNT {
            let column = self.columns[at];
            let (field, after) = rest.split_at(self.field.len() + 1 + column.field.len());
            let (name, after) = after.split_at(self.prefix.len() + column.name.len());
            columns[at] = ColumnDef { field: utf8(field), name: utf8(name), ..column };
            rest = after;
            at += 1;
        }
        columns
    }
}

/// How many columns there are in all.
#[must_use]
pub const fn count(parts: &[&[ColumnDef]]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < parts.len() {
        count += parts[at].len();
        at += 1;
    }
    count
}

/// All columns, in order.
#[must_use]
pub const fn joined<const COUNT: usize>(parts: &[&[ColumnDef]]) -> [ColumnDef; COUNT] {
    let mut columns = [NONE; COUNT];
    let (mut to, mut part) = (0, 0);
    while part < parts.len() {
        let mut at = 0;
        while at < parts[part].len() {
            columns[to] = parts[part][at];
            to += 1;
            at += 1;
        }
        part += 1;
    }
    columns
}

/// Looks at the columns from `from` to `to`, which are those of an embedded struct: that no database changes their names,
/// and that no other column has them. Of two embedded structs the second is told.
pub const fn check_names(model: &str, columns: &[ColumnDef], from: usize, to: usize) {
    let mut at = from;
    while at < to {
        let mine = &columns[at];
        if mine.name.len() > LONGEST_NAME {
            fail(
                Text::new()
                    .and("the column `")
                    .and(mine.name)
                    .and("` of `")
                    .and(model)
                    .and(".")
                    .and(mine.field)
                    .and("` has a longer name than the 63 bytes that PostgreSQL keeps\nhelp: shorten the `prefix`"),
            );
        }
        let mut other = 0;
        while other < columns.len() {
            let it = &columns[other];
            let is_other = other < from || (other >= to && !is_embedded(it));
            if is_other && it.name.eq_ignore_ascii_case(mine.name) {
                fail(
                    Text::new()
                        .and("`")
                        .and(model)
                        .and("` has the column `")
                        .and(mine.name)
                        .and("` twice: for `")
                        .and(it.field)
                        .and("` and for `")
                        .and(mine.field)
                        .and("`\nhelp: set them apart by a prefix: `#[field(flatten(prefix = \"other_\"))]`"),
                );
            }
            other += 1;
        }
        at += 1;
    }
}

/// The most bytes that a name can have on every database.
const LONGEST_NAME: usize = 63;

/// A field of a struct in the struct: no name of a field has a dot.
const fn is_embedded(column: &ColumnDef) -> bool {
    let (bytes, mut at) = (column.field.as_bytes(), 0);
    while at < bytes.len() {
        if bytes[at] == b'.' {
            return true;
        }
        at += 1;
    }
    false
}

/// What an array is filled with before each gets its own.
const NONE: ColumnDef = ColumnDef {
    field: "",
    name: "",
    ty: ColumnType::Bool,
    nullable: false,
    max_length: None,
    auto: false,
    unique: false,
    index: false,
    labels: &[],
    db_default: None,
};

/// A text that grows, in a constant.
struct Text<const LENGTH: usize> {
    bytes: [u8; LENGTH],
    end: usize,
}

impl<const LENGTH: usize> Text<LENGTH> {
    const fn new() -> Self {
        Self { bytes: [0; LENGTH], end: 0 }
    }

    /// As much of it as there is room for.
    const fn and(mut self, more: &str) -> Self {
        let (more, mut at) = (more.as_bytes(), 0);
        while at < more.len() && self.end < LENGTH {
            self.bytes[self.end] = more[at];
            self.end += 1;
            at += 1;
        }
        self
    }
}

/// A part of what was made of whole texts.
const fn utf8(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

/// Ends the compilation with these words. Names are at most a few dozen bytes, so they all fit.
const fn fail(text: Text<1024>) {
    let words = match std::str::from_utf8(text.bytes.split_at(text.end).0) {
        Ok(words) => words,
        Err(_) => "a name of an embedded struct's column is wrong",
    };
    assert!(words.is_empty(), "{}", words);
}
