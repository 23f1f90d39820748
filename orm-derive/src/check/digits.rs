//! Rules of decimal numbers, and of what has no order and no equality of its own.

use crate::ctxt::Ctxt;
use crate::ir::{Column, Default, Digits, Field, Kind, Model, Role, Together};

/// So many digits always fit into the integer that a database without decimals keeps.
const MOST_DIGITS: u32 = 18;

/// Without them no database knows how exact the numbers are, and each would choose on its own.
pub(super) fn check_decimals_say_their_digits(cx: &Ctxt, model: &Model) {
    for (field, column) in values(model) {
        let name = &field.ident;
        match (&column.max_digits, &column.decimal_places) {
            (Digits::Unsaid, Digits::Unsaid) if column.kind == Kind::Decimal => {
                cx.error(name, format!("`{name}` is a decimal number, and does not say how many digits it has\nhelp: add `#[field(max_digits = 12, decimal_places = 2)]`"));
            }
            (Digits::Of(_, at), Digits::Unsaid) => {
                cx.error(at, "`max_digits` stands without `decimal_places`\nhelp: add `decimal_places = 2`: how many of the digits stand after the point");
            }
            (Digits::Unsaid, Digits::Of(_, at)) => {
                cx.error(at, "`decimal_places` stands without `max_digits`\nhelp: add `max_digits = 12`: how many digits there are in all");
            }
            _ => {}
        }
    }
}

/// Only decimals have digits. (An alias or a newtype may hide one, so it is let through; the compiler looks at it.)
pub(super) fn check_digits_on_decimals(cx: &Ctxt, model: &Model) {
    for (field, column) in values(model) {
        if matches!(column.kind, Kind::Decimal | Kind::Unknown) {
            continue;
        }
        for (digits, word) in [(&column.max_digits, "max_digits"), (&column.decimal_places, "decimal_places")] {
            if let Digits::Of(_, at) = digits {
                cx.error(
                    at,
                    format!("`{}` is no decimal number, so it has no `{word}`\nhelp: leave it out", field.ident),
                );
            }
        }
    }
}

/// A column must be able to hold something, and every database must be able to hold it exactly.
pub(super) fn check_digits_in_range(cx: &Ctxt, model: &Model) {
    for (_, column) in values(model) {
        let Digits::Of(digits, at) = &column.max_digits else { continue };
        if !(1..=MOST_DIGITS).contains(digits) {
            cx.error(at, format!("`max_digits` is 1 to {MOST_DIGITS}: so many digits every database holds exactly\nhelp: write `max_digits = {MOST_DIGITS}` or less"));
        } else if let Digits::Of(places, at) = &column.decimal_places
            && places > digits
        {
            cx.error(at, format!("{places} of the digits stand after the point, and there are {digits} in all\nhelp: write `decimal_places = {digits}` or less"));
        }
    }
}

/// The other side of a relation would have to say the digits again.
pub(super) fn check_decimal_is_no_key(cx: &Ctxt, model: &Model) {
    for field in model.keys() {
        if field.role.value().is_some_and(|column| column.kind == Kind::Decimal || column.scale().is_some()) {
            cx.error(&field.ident, "a decimal number cannot be the key\nhelp: take an integer or text as the key, and make the number `unique`");
        }
    }
}

/// The databases do not agree on which JSON values are equal, nor on how arrays are ordered.
pub(super) fn check_documents_are_not_compared(cx: &Ctxt, model: &Model) {
    for (field, column) in values(model) {
        let what = match column.kind {
            Kind::Json => "JSON",
            Kind::Array => "an array",
            _ => continue,
        };
        let named = |sets: &[Together]| sets.iter().any(|set| set.has(&field.ident));
        let why = if matches!(field.role, Role::Key(_)) {
            "cannot be the key"
        } else if column.unique.is_some() || named(&model.uniques) {
            "cannot be unique"
        } else if column.index.is_some() || named(&model.indexes) {
            "cannot be indexed"
        } else if model.ordering.iter().any(|order| order.field.is(&field.ident)) {
            "cannot be ordered by"
        } else if matches!(column.default, Default::Database(_)) {
            "cannot have a `db_default`"
        } else {
            continue;
        };
        cx.error(
            &field.ident,
            format!("`{}` is {what}, which {why}\nhelp: keep what is looked for in a column of its own", field.ident),
        );
    }
}

fn values(model: &Model) -> impl Iterator<Item = (&Field, &Column)> {
    model.fields.iter().filter_map(|field| Some((field, field.role.value()?)))
}
