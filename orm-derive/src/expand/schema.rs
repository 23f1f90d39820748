//! The model as data, and its entry in the list of all models.

use super::row::Bodies;
use super::{Names, optional, text};
use crate::ir::{Field, Model, Named, Role, ToOne, Together};
use crate::lower::shortened;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Ident;
use syn::ext::IdentExt;

/// The one `static` of the model, and its registration: without that the program would not know that it has the table.
pub(super) fn expand(names: &Names<'_>, model: &Model, bodies: Bodies) -> TokenStream {
    if matches!(bodies, Bodies::Stub) {
        return TokenStream::new();
    }
    let Names { p, model: ident, .. } = names;
    let name = text(ident);
    let key: Vec<_> = model.keys().flat_map(|field| places(names, model, &field.ident)).collect();
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
        let (column, descending) = (place_of(names, model, &order.field, "place_of_ordered"), order.descending);
        quote!(#p::OrderDef { column: #column, descending: #descending })
    });
    let comment = optional(model.comment.as_ref());
    let managed = model.managed;
    quote! {
        static __SCHEMA: #p::ModelSchema = #p::ModelSchema {
            name: #name,
            module: ::core::module_path!(),
            schema: <#ident as #p::Table>::SCHEMA,
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
    for (at, named) in set.fields.iter().enumerate() {
        let Some(Field { role: Role::OneOf(it), .. }) = model.field(&named.field) else { continue };
        let mut each = Vec::new();
        for target in &it.targets {
            let Some(token) = model.field(target).and_then(|target| target.role.token()) else { continue };
            for (name, mut fields) in all.iter().cloned() {
                fields[at] = Named { field: target.clone(), inside: Vec::new() };
                each.push((shortened(format!("{name}_{}", token.unraw())), fields));
            }
        }
        all = each;
    }
    let deferrable = super::deferrable(names, set.deferrable);
    let one = |(name, fields): (String, Vec<Named>)| {
        let columns = fields.iter().flat_map(|named| match named.inside.is_empty() {
            true => places(names, model, &named.field),
            false => vec![place_of(names, model, named, "place_of")],
        });
        quote!(#p::IndexDef { name: #name, columns: &[#(#columns),*], deferrable: #deferrable })
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
        let columns = places(names, model, &field.ident);
        quote!(#p::IndexDef { name: #name, columns: &[#(#columns),*], deferrable: #p::Deferrable::No })
    });
    each.collect()
}

/// The place of a column. One of a flattened struct is found by its token, on the user's own tokens: rustc knows whether
/// there is one, and `function` asks what it has to be.
fn place_of(names: &Names<'_>, model: &Model, named: &Named, function: &str) -> TokenStream {
    let Named { field, inside } = named;
    if inside.is_empty() {
        return place(names, model, field);
    }
    let (p, at, function) = (&names.p, field.span(), Ident::new(function, field.span()));
    let ident = super::moved(names.model, at);
    let function = super::moved(quote!(#p::#function), at);
    quote_spanned!(at=> #function(|| #ident.#field #(.#inside)*))
}

/// The places of a field's columns.
pub(super) fn places(names: &Names<'_>, model: &Model, field: &Ident) -> Vec<TokenStream> {
    let columns = model.field(field).map_or(1, |field| field.role.columns().len());
    let (after, first) = before(model, field);
    (first..first + columns).map(|at| behind(names, after, at)).collect()
}

/// A column's place in the table. (One that there is not was told of by `check`.)
pub(super) fn place(names: &Names<'_>, model: &Model, field: &Ident) -> TokenStream {
    let (after, at) = before(model, field);
    behind(names, after, at)
}

/// How many columns there are.
pub(super) fn count(names: &Names<'_>, model: &Model) -> TokenStream {
    let (after, own) = counted(&model.fields);
    behind(names, after, own)
}

/// What stands before a field.
fn before<'m>(model: &'m Model, field: &Ident) -> (Option<&'m Field>, usize) {
    let end = model.fields.iter().position(|other| other.ident == *field).unwrap_or(0);
    counted(&model.fields[..end])
}

/// The last of some fields that is an embedded struct, and how many columns stand behind it.
fn counted(fields: &[Field]) -> (Option<&Field>, usize) {
    let last = fields.iter().rposition(|field| field.role.flatten().is_some());
    let own = last.map_or(fields, |at| &fields[at + 1..]);
    (last.map(|at| &fields[at]), own.iter().map(|field| field.role.columns().len()).sum())
}

/// A place that is a number, but behind an embedded struct: of how many columns that is, only the compiler knows.
fn behind(names: &Names<'_>, struct_before: Option<&Field>, columns: usize) -> TokenStream {
    let Some(field) = struct_before else { return quote!(#columns) };
    let (p, marker) = (&names.p, names.marker(&field.ident));
    let end = quote!(<#marker as #p::Flattened>::END);
    if columns == 0 { end } else { quote!(#end + #columns) }
}
