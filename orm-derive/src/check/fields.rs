//! Rules of the fields' own names.

use crate::ctxt::Ctxt;
use crate::ir::{Model, Role};
use crate::words::DRAFT_METHODS;
use syn::ext::IdentExt;

/// A unique column has an index by being unique. A second one would only cost.
pub(super) fn check_unique_not_indexed(cx: &Ctxt, model: &Model) {
    for field in model.fields.iter().filter(|field| !field.role.is_key()) {
        if let Some((_, index)) = field.role.value().and_then(|it| it.unique.as_ref().zip(it.index.as_ref())) {
            cx.error(index, "a unique column is indexed by itself\nhelp: leave `index` out");
        }
    }
}

/// A draft has a setter for each field, and these methods.
pub(super) fn check_draft_methods(cx: &Ctxt, model: &Model) {
    for field in &model.fields {
        let name = &field.ident;
        if DRAFT_METHODS.iter().any(|method| name == method) {
            cx.error(name, format!("a draft has a method `{name}`, so it cannot have a setter of that name\nhelp: name the field otherwise, and say `column = \"{name}\"`"));
        }
    }
}

/// Names that start with two underscores are ours: the expansion uses them where a user's name could stand.
pub(super) fn check_field_names(cx: &Ctxt, model: &Model) {
    for field in model.fields.iter().filter(|field| !matches!(field.role, Role::Target(_))) {
        let name = field.ident.unraw().to_string();
        if name.starts_with("__") {
            cx.error(&field.ident, format!("the field `{name}` starts with `__`, which is kept for generated names\nhelp: name it `{}`, and say `column = \"{name}\"` if the table has that column", name.trim_start_matches('_')));
        }
    }
}
