//! Rules of `max_length`.

use crate::ctxt::Ctxt;
use crate::ir::{Column, Default, Field, Kind, MaxLength, Model, Role};

/// The most characters that MySQL can index: 3,072 bytes of at most four bytes each.
/// <https://dev.mysql.com/doc/refman/8.4/en/innodb-limits.html>
const LONGEST_INDEXED_TEXT: u32 = 768;
const LONGEST_INDEXED_BYTES: u32 = 3_072;
/// The most that a MySQL row can hold in one bounded column; unbounded ones are kept elsewhere.
const LONGEST_TEXT: u32 = 16_383;
const LONGEST_BYTES: u32 = 65_535;

/// Only text and bytes have a length. (An alias may hide text, so it is let through.)
pub(super) fn check_max_length_on_text(cx: &Ctxt, model: &Model) {
    for (field, column) in values(model) {
        if let (
            MaxLength::Of(_, at),
            Kind::Integer | Kind::Uuid | Kind::Decimal | Kind::Json | Kind::Array | Kind::Other,
        ) = (&column.max_length, column.kind)
        {
            cx.error(
                at,
                format!("`{}` is neither text nor bytes, so it has no `max_length`\nhelp: leave it out", field.ident),
            );
        }
    }
}

/// A column must be able to hold something, and a bounded one has to fit into a row of every database.
pub(super) fn check_max_length_in_range(cx: &Ctxt, model: &Model) {
    for (field, column) in values(model) {
        let MaxLength::Of(length, at) = &column.max_length else { continue };
        let (unit, plain, indexed) = match column.kind {
            Kind::Text | Kind::Unknown => ("characters", LONGEST_TEXT, LONGEST_INDEXED_TEXT),
            Kind::Bytes => ("bytes", LONGEST_BYTES, LONGEST_INDEXED_BYTES),
            Kind::Integer | Kind::Uuid | Kind::Decimal | Kind::Json | Kind::Array | Kind::Other => continue,
        };
        if *length == 0 {
            cx.error(at, "a column of length 0 holds nothing\nhelp: write the highest number of characters");
        } else if let Some(why) = why_bounded(model, field, column).filter(|why| why.is_indexed() && *length > indexed)
        {
            cx.error(at, format!("`{}` {}, and MySQL can index {indexed} {unit} at most\nhelp: write `max_length = {indexed}` or less", field.ident, why.text()));
        } else if *length > plain {
            cx.error(
                at,
                format!(
                    "`max_length` is {plain} {unit} at most\nhelp: leave it out; without it the length is not bounded"
                ),
            );
        }
    }
}

/// MySQL can neither index unbounded text nor give it a default.
pub(super) fn check_indexed_text_is_bounded(cx: &Ctxt, model: &Model) {
    for (field, column) in values(model) {
        let example = match column.kind {
            Kind::Text => 100,
            Kind::Bytes => 32,
            _ => continue,
        };
        if !matches!(column.max_length, MaxLength::Unbounded) {
            continue;
        }
        if let Some(why) = why_bounded(model, field, column) {
            cx.error(&field.ident, format!("`{}` {}, and MySQL needs to know its length for that\nhelp: add `#[field(max_length = {example})]`", field.ident, why.text()));
        }
    }
}

/// Why a column needs a length.
enum Why {
    Key,
    Unique,
    Indexed,
    DbDefault,
}

impl Why {
    fn text(&self) -> &'static str {
        match self {
            Self::Key => "is the key",
            Self::Unique => "is unique",
            Self::Indexed => "is indexed",
            Self::DbDefault => "has a `db_default`",
        }
    }

    fn is_indexed(&self) -> bool {
        !matches!(self, Self::DbDefault)
    }
}

fn why_bounded(model: &Model, field: &Field, column: &Column) -> Option<Why> {
    let named = |sets: &[crate::ir::Together]| sets.iter().any(|set| set.has(&field.ident));
    if matches!(field.role, Role::Key(_)) {
        Some(Why::Key)
    } else if column.unique.is_some() || named(&model.uniques) {
        Some(Why::Unique)
    } else if column.index.is_some() || named(&model.indexes) {
        Some(Why::Indexed)
    } else if matches!(column.default, Default::Database(_)) {
        Some(Why::DbDefault)
    } else {
        None
    }
}

fn values(model: &Model) -> impl Iterator<Item = (&Field, &Column)> {
    model.fields.iter().filter_map(|field| Some((field, field.role.value()?)))
}
