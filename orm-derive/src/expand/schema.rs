//! The model as data, and its entry in the list of all models.

use super::row::Bodies;
use super::{Names, optional, text};
use crate::ir::{Field, Model, Role, ToOne, Together};
use crate::lower::shortened;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;
use syn::ext::IdentExt;

/// The one `static` of the model, and its registration: without that the program would not know that it has the table.
pub(super) fn expand(names: &Names<'_>, model: &Model, bodies: Bodies) -> TokenStream {
    if matches!(bodies, Bodies::Stub) {
        return TokenStream::new();
    }
    let Names { p, model: ident, .. } = names;
    let name = text(ident);
    let key = positions(model, model.keys().map(|field| &field.ident));
    let relations = model.fields.iter().filter(|field| declares_relation(&field.role)).map(|field| {
        let marker = names.marker(&field.ident);
        quote!(<#marker as #p::Relation>::STEP.relation)
    });
    let uniques = model.uniques.iter().flat_map(|set| expand_together(names, model, set));
    let uniques = uniques.chain(of_relations(names, model, "key", |it, field| {
        field.role.is_one_to_one() && it.columns.len() > 1 && !field.role.is_key()
    }));
    let indexes = model.indexes.iter().flat_map(|set| expand_together(names, model, set));
    let indexes = indexes.chain(of_relations(names, model, "idx", |it, field| {
        !field.role.is_one_to_one() && it.columns.len() > 1 && it.index
    }));
    let checks = model.checks.iter().map(|check| {
        let (name, condition) = (&check.name.text, &check.condition);
        quote!(#p::CheckDef { name: #name, condition: || #p::check_of::<#ident>(#condition) })
    });
    let checks = checks.chain(model.fields.iter().filter_map(|field| {
        let (Role::OneOf(it), marker) = (&field.role, names.marker(&field.ident)) else { return None };
        let name = &it.check.text;
        Some(quote!(#p::CheckDef { name: #name, condition: #p::check_of_one::<#marker> }))
    }));
    let ordering = model.ordering.iter().map(|order| {
        let (column, descending) = (position(model, &order.field), order.descending);
        quote!(#p::OrderDef { column: #column, descending: #descending })
    });
    let comment = optional(model.comment.as_ref());
    let managed = model.managed;
    quote! {
        static __SCHEMA: #p::ModelSchema = #p::ModelSchema {
            name: #name,
            module: ::core::module_path!(),
            table: <#ident as #p::Table>::TABLE,
            columns: <#ident as #p::Table>::COLUMNS,
            key: &[#(#key),*],
            relations: &[#(#relations),*],
            uniques: &[#(#uniques),*],
            indexes: &[#(#indexes),*],
            checks: &[#(#checks),*],
            ordering: &[#(#ordering),*],
            comment: #comment,
            managed: #managed,
            texts: #p::TextSlot::new(),
        };
        #p::inventory::submit! { #p::Registration(&__SCHEMA) }
    }
}

/// A relation stands in the schema of the model that declares it, and nowhere else.
fn declares_relation(role: &Role) -> bool {
    role.relation().is_some() && !matches!(role, Role::Related(_))
}

/// One, or for each target of a polymorphic field one: NULL equals nothing, so each speaks of the rows of its target alone.
fn expand_together(names: &Names<'_>, model: &Model, set: &Together) -> Vec<TokenStream> {
    let Names { p, .. } = names;
    let mut all = vec![(set.name.text.clone(), set.fields.clone())];
    for (at, field) in set.fields.iter().enumerate() {
        let Some(Field { role: Role::OneOf(it), .. }) = model.field(field) else { continue };
        let mut each = Vec::new();
        for target in &it.targets {
            let Some(token) = model.field(target).and_then(|target| target.role.token()) else { continue };
            for (name, mut fields) in all.iter().cloned() {
                fields[at] = target.clone();
                each.push((shortened(format!("{name}_{}", token.unraw())), fields));
            }
        }
        all = each;
    }
    let one = |(name, fields): (String, Vec<Ident>)| {
        let columns = positions(model, &fields);
        quote!(#p::IndexDef { name: #name, columns: &[#(#columns),*] })
    };
    all.into_iter().map(one).collect()
}

/// Relations that are kept in several columns: a constraint or an index over these.
fn of_relations(
    names: &Names<'_>,
    model: &Model,
    what: &str,
    is_of: impl Fn(&ToOne, &Field) -> bool,
) -> Vec<TokenStream> {
    let p = &names.p;
    let of = model.fields.iter().filter_map(|field| Some((field, field.role.to_one()?)));
    let each = of.filter(|(field, it)| is_of(it, field)).map(|(field, it)| {
        let columns: Vec<_> = it.columns.iter().map(|name| name.text.as_str()).collect();
        let name = shortened(format!("{}_{}_{what}", model.table.text, columns.join("_")));
        let columns = positions(model, [&field.ident]);
        quote!(#p::IndexDef { name: #name, columns: &[#(#columns),*] })
    });
    each.collect()
}

/// The places of all columns of these fields.
pub(super) fn positions<'a>(model: &Model, fields: impl IntoIterator<Item = &'a Ident>) -> Vec<usize> {
    let of = |field: &Ident| {
        let first = position(model, field);
        let columns = model.field(field).map_or(1, |field| field.role.columns().len());
        first..first + columns
    };
    fields.into_iter().flat_map(of).collect()
}

/// A column's place in the table. (One that there is not was told of by `check`.)
pub(super) fn position(model: &Model, field: &Ident) -> usize {
    model.columns().position(|(other, _)| other.ident == *field).unwrap_or(0)
}
