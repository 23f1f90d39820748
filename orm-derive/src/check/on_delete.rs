//! Rules of what becomes of a row when the row that it refers to goes.

use super::relation::tidy;
use crate::ctxt::Ctxt;
use crate::ir::{Field, Model, OnDelete, ToOne};
use quote::ToTokens;

/// A column that cannot be NULL cannot be set to it; Django's fields.E320.
pub(super) fn check_set_null(cx: &Ctxt, model: &Model) {
    for (field, to_one) in to_one(model).filter(|(_, it)| !it.nullable) {
        if let OnDelete::SetNull(word) | OnDelete::DbSetNull(word) = &to_one.on_delete {
            let ty = field.ty.to_token_stream();
            cx.error(word, format!("`{}` cannot be NULL, so `{word}` cannot be\nhelp: make its type `Option<{}>`, or choose `cascade` or `protect`", field.ident, tidy(&ty.to_string())));
        }
    }
}

/// What is set to its default has one; Django's fields.E321.
pub(super) fn check_set_default(cx: &Ctxt, model: &Model) {
    for (field, to_one) in to_one(model).filter(|(_, it)| it.default.is_none()) {
        if let OnDelete::SetDefault(word) = &to_one.on_delete {
            cx.error(word, format!("`{}` has no default, so `set_default` cannot be\nhelp: add `default = ..` beside it, or write `set(value)`", field.ident));
        }
    }
}

/// A row whose key changed is another row: what refers to it would dangle.
pub(super) fn check_key_is_not_set(cx: &Ctxt, model: &Model) {
    for (field, to_one) in to_one(model).filter(|(field, _)| field.role.is_key()) {
        if let OnDelete::Set(word, _) | OnDelete::SetDefault(word) = &to_one.on_delete {
            cx.error(word, format!("`{}` is the key, which a delete elsewhere cannot change\nhelp: choose `cascade`, `protect` or `restrict`", field.ident));
        }
    }
}

fn to_one(model: &Model) -> impl Iterator<Item = (&Field, &ToOne)> {
    model.fields.iter().filter_map(|field| Some((field, field.role.to_one()?)))
}
