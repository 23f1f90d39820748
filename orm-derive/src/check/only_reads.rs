//! Rules of a model without a key (`managed = false`), whose rows are only read.

use crate::ctxt::Ctxt;
use crate::ir::{Default, Model, Role};

/// What these lead to is found by the key of their own row.
pub(super) fn check_no_rows_of_many(cx: &Ctxt, model: &Model) {
    for field in model.fields.iter().filter(|_| model.only_reads()) {
        let (name, of) = (&field.ident, &model.ident);
        match &field.role {
            Role::ManyToMany(_) => {
                cx.error(name, format!("`{of}` has no key, so its rows cannot be linked with others\nhelp: mark the field that no two rows share with `#[primary_key]`, or leave `{name}` out"));
            }
            Role::Related(_) => {
                cx.error(name, format!("`{of}` has no key, so no row can lead to one of its rows\nhelp: mark the field that no two rows share with `#[primary_key]`, or leave `{name}` out"));
            }
            _ => {}
        }
    }
}

/// A column that no two rows share is a key. One that can be NULL is none, and then nothing is lost by calling it what it is
/// read as.
pub(super) fn check_no_one_to_one(cx: &Ctxt, model: &Model) {
    for field in model.fields.iter().filter(|_| model.only_reads()) {
        let (name, of) = (&field.ident, &model.ident);
        if let Role::OneToOne(it) = &field.role {
            let way_out = if it.nullable {
                "use `#[foreign_key]`, and the type `Option<ForeignKey<..>>`"
            } else {
                "no two rows share it, so it is the key: `#[one_to_one(primary_key)]`; if they do, use `#[foreign_key]`, and the type `ForeignKey<..>`"
            };
            cx.error(name, format!("`{of}` has no key, and `{name}` is a one-to-one\nhelp: {way_out}"));
        }
    }
}

/// What is said of rows that are written, or that change as others go, would not be done.
pub(super) fn check_nothing_is_written(cx: &Ctxt, model: &Model) {
    let of = &model.ident;
    for field in model.fields.iter().filter(|_| model.only_reads()) {
        if let Some(word) = field.role.to_one().and_then(|it| it.on_delete_word.as_ref()) {
            cx.error(word, format!("`{of}` has no key, so its rows are only read, and nothing is done to them when others go\nhelp: leave `{word}` out"));
        }
        let default = field.role.to_one().and_then(|it| it.default.as_ref()).map(|(word, _)| word);
        let default = default.or_else(|| match &field.role.value()?.default {
            Default::Draft(word, _) => Some(word),
            _ => None,
        });
        if let Some(word) = default {
            cx.error(word, format!("`{of}` has no key, so its rows are only read, and there is no draft that could have a default\nhelp: leave `{word}` out"));
        }
    }
}
