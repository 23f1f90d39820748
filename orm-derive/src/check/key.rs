//! Rules of the key.

use crate::ctxt::Ctxt;
use crate::ir::{Column, Default, Kind, Model, Role};

/// A row without a key can't be updated, deleted or loaded. We ask here, once, rather than let four generated impls
/// fail one by one.
pub(super) fn check_has_key(cx: &Ctxt, model: &Model) {
    if model.keys().next().is_none() {
        let name = &model.ident;
        cx.error(
            name,
            format!("`{name}` has no primary key\nhelp: name a field `id`, or mark one with `#[primary_key]`"),
        );
    }
}

/// One column identifies a row, for now: a foreign key to a composite key would need a column for each part.
pub(super) fn check_one_key(cx: &Ctxt, model: &Model) {
    let mut keys = model.keys();
    let Some(first) = keys.next() else { return };
    for second in keys {
        let (name, first, second) = (&model.ident, &first.ident, &second.ident);
        let way_out = if first == "id" || second == "id" {
            "a field named `id` is the key by itself: name it otherwise, or leave the other unmarked"
        } else {
            "mark one, and say `#[model(unique(..))]` of the others"
        };
        cx.error(second, format!("`{name}` has two keys, `{first}` and `{second}`, and composite keys are not supported yet\nhelp: {way_out}"));
    }
}

/// NULL equals nothing, so a row with such a key could not be found again.
pub(super) fn check_key_not_null(cx: &Ctxt, model: &Model) {
    for field in model.keys() {
        let nullable = match &field.role {
            Role::Key(column) => column.nullable,
            role => role.to_one().is_some_and(|it| it.nullable),
        };
        if nullable {
            cx.error(&field.ty, format!("the key `{}` cannot be NULL\nhelp: take the `Option` away", field.ident));
        }
    }
}

/// A key is unique, and has its index, by being the key. A second constraint would only cost.
pub(super) fn check_key_not_indexed(cx: &Ctxt, model: &Model) {
    for column in key_columns(model) {
        for word in [&column.unique, &column.index].into_iter().flatten() {
            cx.error(word, format!("a key is unique and indexed by itself\nhelp: leave `{word}` out"));
        }
    }
}

/// The database counts an integer key up. A default would hide that, and every second row would be refused.
pub(super) fn check_auto_key_has_no_default(cx: &Ctxt, model: &Model) {
    for column in key_columns(model).filter(|column| column.kind == Kind::Integer) {
        match &column.default {
            Default::Draft(word, _) => {
                cx.error(word, format!("the database gives an integer key, so it has no `{word}`\nhelp: leave it out; a draft can still say the key"));
            }
            Default::Database(value) => {
                cx.error(value, "the database gives an integer key, so it has no `db_default`\nhelp: leave it out; a draft can still say the key");
            }
            Default::None => {}
        }
    }
}

fn key_columns(model: &Model) -> impl Iterator<Item = &Column> {
    model.keys().filter_map(|field| field.role.value())
}
