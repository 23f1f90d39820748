//! Rules of a struct of fields: it has no table, so it has neither a key nor relations.

use crate::ctxt::Ctxt;
use crate::ir::{Model, Role};

/// Without columns there is nothing to flatten.
pub(super) fn check_has_columns(cx: &Ctxt, model: &Model) {
    if model.fields.is_empty() {
        let name = &model.ident;
        cx.error(
            name,
            format!("`{name}` has no fields to make columns of\nhelp: write `struct {name} {{ street: String, .. }}`"),
        );
    }
}

/// It can stand in a model twice, and a row has one key.
pub(super) fn check_has_no_key(cx: &Ctxt, model: &Model) {
    for field in model.fields.iter().filter(|field| field.role.value().is_some() && field.role.is_key()) {
        let name = &field.ident;
        let why = if name == "id" { "is the key by its name" } else { "says that it is the key" };
        cx.error(name, format!("`{name}` {why}, and the key is a field of the model itself\nhelp: name it in each model that `{}` is flattened into; or name it otherwise here", model.ident));
    }
}

/// A relation has another side, which names the model that it is of; so it is declared there.
pub(super) fn check_has_no_relations(cx: &Ctxt, model: &Model) {
    for field in &model.fields {
        let what = match &field.role {
            Role::ManyToMany(_) => "a many-to-many",
            Role::Related(_) => "the other side of a relation",
            Role::OneOf(_) => "a polymorphic field",
            // It is told as what it is a part of.
            Role::Target(_) => continue,
            role if role.to_one().is_some() => "a relation",
            _ => continue,
        };
        let name = &field.ident;
        cx.error(name, format!("`{name}` is {what}, which a struct of fields cannot have yet\nhelp: declare it in each model that `{}` is flattened into", model.ident));
    }
}
