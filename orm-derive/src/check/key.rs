//! Rules of the key.

use crate::ctxt::Ctxt;
use crate::ir::{Column, Default, Kind, Model, Role};
use syn::Ident;

/// A row without a key can't be updated, deleted or loaded. We ask here, once, rather than let four generated impls
/// fail one by one. A table that is there already may have none: then its rows are only read.
pub(super) fn check_has_key(cx: &Ctxt, model: &Model) {
    if model.managed && model.keys().next().is_none() {
        let name = &model.ident;
        cx.error(
            name,
            format!("`{name}` has no primary key\nhelp: name a field `id`, or mark one with `#[primary_key]`"),
        );
    }
}

/// A field named `id` is the key by its name alone. Beside others that say they are, nobody knows whether it is one of them.
pub(super) fn check_parts_are_marked(cx: &Ctxt, model: &Model) {
    if let Some(id) = unmarked(model) {
        let name = &model.ident;
        cx.error(id, format!("`{name}` has a field `{id}`, which is the key by its name, and others that say they are the key\nhelp: mark it with `#[primary_key]` if it is a part of the key, or name it otherwise"));
    }
}

/// A part of the key that no two rows share makes its other parts say nothing; and a relation that alone is the key is a
/// one-to-one.
pub(super) fn check_relations_in_keys(cx: &Ctxt, model: &Model) {
    if unmarked(model).is_some() {
        return;
    }
    for field in model.keys() {
        let (name, alone) = (&field.ident, model.only_key().is_some());
        match &field.role {
            Role::ForeignKeyKey(_) if alone => {
                cx.error(name, format!("`{name}` alone is the key, so no two rows have the same: it is a one-to-one\nhelp: use `#[one_to_one(primary_key)]`, and the type `OneToOne<..>`; or mark the other parts of the key"));
            }
            Role::ForeignKeyKey(it) if it.columns.len() > 1 => {
                cx.error(name, format!("`{name}` has several columns, and a part of a key has one\nhelp: take an `id` as the key, and say `#[model(unique({name}, ..))]`"));
            }
            Role::OneToOneKey(_) if !alone => {
                cx.error(name, format!("`{name}` is a one-to-one, which no two rows share, so the other parts of the key say nothing\nhelp: use `#[foreign_key(primary_key)]`, and the type `ForeignKey<..>`"));
            }
            _ => {}
        }
    }
}

/// A field that is the key by its name, beside others.
fn unmarked(model: &Model) -> Option<&Ident> {
    let mut keys = model.keys().filter(|_| model.only_key().is_none());
    keys.find(|field| field.role.value().is_some_and(|column| !column.marked)).map(|field| &field.ident)
}

/// The most that a key is made of, as a tuple.
const MOST_PARTS: usize = 6;

/// A key is a tuple of its parts, and tuples have an end.
pub(super) fn check_number_of_parts(cx: &Ctxt, model: &Model) {
    if let Some(field) = model.keys().nth(MOST_PARTS) {
        cx.error(&field.ident, format!("a key has at most {MOST_PARTS} parts\nhelp: take an `id` as the key, and say `#[model(unique(..))]` of these"));
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
    for column in key_columns(model).filter(|_| model.only_key().is_some()) {
        for word in [&column.unique, &column.index].into_iter().flatten() {
            cx.error(word, format!("a key is unique and indexed by itself\nhelp: leave `{word}` out"));
        }
    }
}

/// The database counts an integer key up. A default would hide that, and every second row would be refused.
pub(super) fn check_auto_key_has_no_default(cx: &Ctxt, model: &Model) {
    for column in key_columns(model).filter(|column| column.kind == Kind::Integer && model.only_key().is_some()) {
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
