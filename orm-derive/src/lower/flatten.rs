//! A field whose columns are those of a struct. What they are is told by that struct's own derive.

use super::shape::Shape;
use crate::attr::Attr;
use crate::attr::field::FlattenWords;
use crate::ctxt::Ctxt;
use crate::ir::{Flatten, Kind, Role};
use crate::words;
use syn::{Ident, LitStr, Type};

/// None where the type is a column, which is told.
pub(super) fn lower_flatten(
    cx: &Ctxt,
    attrs: &[Attr],
    (ident, ty): (&Ident, &Type),
    shape: &Shape,
    kind: Kind,
    said: FlattenWords,
) -> Option<Role> {
    // Of a struct that is called like a type of dates, `Timestamp`, the compiler knows what it is.
    if !matches!(kind, Kind::Unknown | Kind::Other) {
        cx.error(ty, "`flatten` stands on a type that is one column\nhelp: leave it out; or make the type a struct with `#[derive(Fields)]`");
        return None;
    }
    if shape.options > 0 {
        cx.error(ty, format!("`{ident}` is flattened into columns, and each row has these\nhelp: take the `Option` away, and make the fields of the struct `Option`"));
    }
    for attr in attrs {
        if attr.is(words::PRIMARY_KEY) {
            cx.error(
                &attr.word,
                "`#[primary_key]` stands on a flattened struct\nhelp: make the key fields of the model itself",
            );
        }
        for item in attr.items.iter().filter(|item| attr.is(words::FIELD) && item.word != words::FLATTEN) {
            let word = &item.word;
            cx.error(word, format!("`{word}` stands beside `flatten`, and the struct has columns of its own\nhelp: say `{word}` on a field of the struct"));
        }
    }
    let prefix = said.prefix.as_ref().map_or_else(String::new, LitStr::value);
    if let Some(text) = said.prefix.filter(|_| prefix.is_empty() || prefix.chars().any(char::is_control)) {
        cx.error(
            text,
            format!("a prefix is the beginning of names\nhelp: write `prefix = \"{ident}_\"`, or leave it out"),
        );
    }
    Some(Role::Flatten(Flatten { ty: shape.inner.clone(), prefix }))
}
