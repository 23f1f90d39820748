//! Rules of relations.

use crate::ctxt::Ctxt;
use crate::ir::{Accessor, Field, Model};
use crate::words::MODEL_METHODS;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Ident, Type};

/// The accessor is a method of the target, beside those that every model has; and `__` is kept for generated names.
pub(super) fn check_accessor_names(cx: &Ctxt, model: &Model) {
    for (field, _, accessor) in relations(model) {
        let (ident, on): (_, &dyn ToTokens) = match accessor {
            Accessor::Written(ident, text) => (ident, text),
            Accessor::Derived(ident) => (ident, &field.ident),
            Accessor::None | Accessor::Guessed(_) => continue,
        };
        let name = ident.unraw().to_string();
        if MODEL_METHODS.contains(&name.as_str()) {
            cx.error(on, format!("an accessor `{name}` would hide the method that every model has\nhelp: choose another `related_name`"));
        } else if name.starts_with("__") {
            cx.error(on, format!("the accessor `{name}` starts with `__`, which is kept for generated names\nhelp: choose another `related_name`"));
        }
    }
}

/// Two relations to one target would give it one method twice; Django's fields.E304.
pub(super) fn check_accessors_differ(cx: &Ctxt, model: &Model) {
    let told = relations(model).filter(|(_, _, accessor)| !matches!(accessor, Accessor::Guessed(_)));
    let named: Vec<_> = told.filter_map(|(field, to, it)| Some((field, text(to), it.ident()?))).collect();
    for (at, (field, target, accessor)) in named.iter().enumerate() {
        let before = named[..at].iter().find(|(_, to, other)| to == target && same(other, accessor));
        if let Some((other, ..)) = before {
            let (one, two) = (other.shown(), field.shown());
            cx.error(&field.ident, format!("`{one}` and `{two}` both give `{target}` the accessor `{accessor}`\nhelp: say `related_name = \"..\"` on one of them, or `related_name = \"+\"` for none"));
        }
    }
}

/// The trait of a model's external accessors has all of them, so one type must be able to implement it.
pub(super) fn check_external_targets_are_one(cx: &Ctxt, model: &Model) {
    let external = |field: &&Field| field.role.is_external();
    let mut targets = model.fields.iter().filter(external).filter_map(|field| Some(field.role.relation()?.0));
    let Some(first) = targets.next().map(text) else { return };
    for target in targets.filter(|target| text(target) != first) {
        cx.error(target, format!("external relations of one model to different targets, here `{first}` and `{}`, are not supported yet\nhelp: say `related_name = \"+\"` instead of `external` for one of them", text(target)));
    }
}

fn same(a: &Ident, b: &Ident) -> bool {
    a.unraw() == b.unraw()
}

fn relations(model: &Model) -> impl Iterator<Item = (&Field, &Type, &Accessor)> {
    model.fields.iter().filter_map(|field| field.role.relation().map(|(target, accessor)| (field, target, accessor)))
}

fn text(ty: &Type) -> String {
    tidy(&ty.to_token_stream().to_string())
}

/// Tokens as a person writes them.
pub(super) fn tidy(tokens: &str) -> String {
    tokens.replace(" < ", "<").replace(" >", ">").replace(" :: ", "::")
}
