//! Rules of `ordering(..)`, `unique(..)` and `index(..)`.

use crate::ctxt::Ctxt;
use crate::ir::{Field, Model, Named, Role, Together};
use crate::words::{DEFERRABLE, INITIALLY_DEFERRED, INITIALLY_IMMEDIATE, ORDERING, UNIQUE, nearest};
use syn::ext::IdentExt;

/// A column that there is not; Django's models.E012, E013 and E015.
pub(super) fn check_fields_exist(cx: &Ctxt, model: &Model) {
    for (place, named) in
        lists(model).flat_map(|(place, list)| list.into_iter().map(move |named| (place.clone(), named)))
    {
        let ident = &named.field;
        match model.field(ident) {
            // What it has, the compiler tells.
            Some(field) if field.role.flatten().is_some() && !named.inside.is_empty() => {}
            Some(field) if field.role.flatten().is_some() => {
                cx.error(ident, format!("`{ident}` is a flattened struct, of which `{place}` takes one field\nhelp: name it: `{ident}.field`"));
            }
            Some(_) if !named.inside.is_empty() => {
                cx.error(
                    named,
                    format!("`{ident}` is no flattened struct, so nothing of it can be named\nhelp: write `{ident}`"),
                );
            }
            Some(field) if !field.role.columns().is_empty() => {}
            Some(Field { role: Role::OneOf(_), .. }) if place != ORDERING => {}
            Some(field) => {
                let what = match field.role {
                    Role::Related(_) => "the other side of a relation",
                    Role::OneOf(_) => "polymorphic",
                    _ => "a many-to-many",
                };
                cx.error(ident, format!("`{ident}` is {what}, which has no column for `{place}`\nhelp: leave it out"));
            }
            None => {
                let names: Vec<_> = model.said().map(|field| field.ident.unraw().to_string()).collect();
                let names: Vec<_> = names.iter().map(String::as_str).collect();
                let way_out = match nearest(&ident.unraw().to_string(), &names) {
                    _ if place == UNIQUE && ident == DEFERRABLE => {
                        format!("write `{DEFERRABLE} = {INITIALLY_DEFERRED}`, or `{INITIALLY_IMMEDIATE}`")
                    }
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!(
                        "its fields are {}",
                        names.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
                    ),
                };
                cx.error(ident, format!("`{}` has no field `{ident}`\nhelp: {way_out}", model.ident));
            }
        }
    }
}

/// A column says nothing the second time.
pub(super) fn check_fields_differ(cx: &Ctxt, model: &Model) {
    for (place, list) in lists(model) {
        for (at, ident) in list.iter().enumerate() {
            if list[..at].contains(ident) {
                cx.error(ident, format!("`{ident}` stands in `{place}` twice\nhelp: keep one of them"));
            }
        }
    }
}

/// The same constraint twice only costs.
pub(super) fn check_sets_differ(cx: &Ctxt, model: &Model) {
    for sets in [&model.uniques, &model.indexes] {
        for (at, Together { word, fields, .. }) in sets.iter().enumerate() {
            if sets[..at].iter().any(|other| other.fields == *fields) {
                cx.error(word, format!("this `{word}` stands here twice\nhelp: keep one of them"));
            }
        }
    }
}

/// All lists of fields, with the word that they stand in.
fn lists(model: &Model) -> impl Iterator<Item = (String, Vec<&Named>)> {
    let ordering = model.ordering.iter().map(|it| &it.field).collect();
    let sets = model.uniques.iter().chain(&model.indexes);
    let sets = sets.map(|set| (set.word.to_string(), set.fields.iter().collect()));
    std::iter::once((ORDERING.to_owned(), ordering)).chain(sets)
}
