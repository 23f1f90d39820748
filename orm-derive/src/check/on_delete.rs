//! Rules of what becomes of a row when the row that it refers to goes.

use super::relation::tidy;
use crate::ctxt::Ctxt;
use crate::ir::{Field, Model, OnDelete, Role, Target, ToOne};
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

/// One target of a polymorphic field is set, unless it is an `Option`. And MySQL does nothing by itself to a column that a
/// check speaks of: <https://dev.mysql.com/doc/refman/8.4/en/create-table-check-constraints.html>.
pub(super) fn check_targets_are_set(cx: &Ctxt, model: &Model) {
    let targets = model.fields.iter().filter_map(|field| match &field.role {
        Role::Target(it) => Some((field, &**it)),
        _ => None,
    });
    for (field, Target { to_one, whole, optional, .. }) in targets {
        let ty = tidy(&field.ty.to_token_stream().to_string());
        match &to_one.on_delete {
            OnDelete::SetNull(word) | OnDelete::DbSetNull(word) if !optional => {
                cx.error(word, format!("`{whole}` leads to exactly one row, so `{word}` cannot be\nhelp: make its type `Option<{ty}>`, or choose `cascade` or `protect`"));
            }
            OnDelete::DbSetNull(word) => {
                cx.error(word, "not every database does this by itself to a target of a polymorphic field, which has a check\nhelp: write `set_null`, which every database can do");
            }
            _ => {}
        }
    }
}

/// What is set to its default has one; Django's fields.E321.
pub(super) fn check_set_default(cx: &Ctxt, model: &Model) {
    for (field, to_one) in to_one(model).filter(|(_, it)| it.default.is_none()) {
        if let (OnDelete::SetDefault(word), Role::Target(_)) = (&to_one.on_delete, &field.role) {
            cx.error(word, "a polymorphic field has no default, so `set_default` cannot be\nhelp: write `set(value)`, with a row of the same model");
        } else if let OnDelete::SetDefault(word) = &to_one.on_delete {
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
