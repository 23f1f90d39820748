//! The columns: each as a type, and all as data.

use super::row::Bodies;
use super::{Names, flatten, optional, schema, text};
use crate::ir::{By, Column, Default, Field, Kind, MaxLength, Model, Role, ToOne};
use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

/// Each column that holds a value, as a type.
pub(super) fn expand(names: &Names<'_>, model: &Model) -> TokenStream {
    let Names { p, model: ident, .. } = names;
    let columns = model.fields.iter().filter_map(|field| Some((field, field.role.value()?)));
    let each = columns.map(|(field, column)| {
        let (marker, base, at) = (names.marker(&field.ident), &column.base, schema::place(names, model, &field.ident));
        let null = if column.nullable { quote!(Nullable) } else { quote!(NotNull) };
        quote! {
            impl #p::Column for #marker {
                type Model = #ident;
                type Base = #base;
                type Null = #p::#null;
                const AT: usize = #at;
            }
        }
    });
    quote!(#(#each)*)
}

/// The definitions, in order.
pub(super) fn expand_definitions(names: &Names<'_>, model: &Model, bodies: Bodies) -> TokenStream {
    let own = |field: &Field| match &field.role {
        Role::Column(column) | Role::Key(column) => vec![of_value(names, model, field, column)],
        role => role.to_one().map_or_else(Vec::new, |it| of_relation(names, field, it, bodies)),
    };
    if flatten::flattened(model).next().is_some() {
        return flatten::expand_joined(names, model, own);
    }
    let each = model.fields.iter().flat_map(own);
    quote!(&[#(#each),*])
}

fn of_value(names: &Names<'_>, model: &Model, field: &Field, column: &Column) -> TokenStream {
    let Names { p, .. } = names;
    let Column { base, nullable, .. } = column;
    let (field_name, name) = (text(&field.ident), &column.name.text);
    let max_length = match column.max_length {
        MaxLength::Of(length, _) => Some(quote!(max_length: ::core::option::Option::Some(#length),)),
        MaxLength::Unbounded | MaxLength::Unclear => None,
    };
    let alone = model.only_key().is_some_and(|key| key.ident == field.ident);
    let auto = alone && column.kind == Kind::Integer;
    let ty = ty(names, column);
    let flags = flags([
        ("nullable", *nullable),
        ("auto", auto),
        ("unique", column.unique.is_some()),
        ("index", column.index.is_some()),
    ]);
    let db_default = match &column.default {
        Default::Database(value) => {
            let value = quote!(#p::DatabaseDefault(|| <_ as #p::IntoValue<#base>>::into_value(#value)));
            Some(quote!(db_default: ::core::option::Option::Some(#value),))
        }
        Default::None | Default::Draft(..) => None,
    };
    let labels = match column.kind {
        Kind::Text | Kind::Bytes | Kind::Integer => None,
        _ => Some(quote!(labels: <#base as #p::DbValue>::LABELS,)),
    };
    let plain = quote!(#p::ColumnDef::new(#field_name, #name, #ty));
    let said = quote!(#max_length #flags #labels #db_default);
    if said.is_empty() { plain } else { quote!(#p::ColumnDef { #said ..#plain }) }
}

/// Those that hold.
fn flags<const N: usize>(flags: [(&str, bool); N]) -> TokenStream {
    let holds = flags.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| format_ident!("{name}"));
    quote!(#(#holds: true,)*)
}

/// The column's type. What could be a decimal number is looked at by the compiler: it has to say its digits.
fn ty(names: &Names<'_>, column: &Column) -> TokenStream {
    let Names { p, .. } = names;
    let base = &column.base;
    if !matches!(column.kind, Kind::Decimal | Kind::Unknown) {
        return quote!(<#base as #p::DbValue>::TYPE);
    }
    let scale = optional(column.scale().map(|scale| expand_scale(names, scale)));
    quote_spanned!(base.span()=> #p::scaled(<#base as #p::DbValue>::TYPE, #scale))
}

/// How many digits, and how many of them stand after the point.
pub(super) fn expand_scale(names: &Names<'_>, (digits, places): (u8, u8)) -> TokenStream {
    let Names { p, .. } = names;
    quote!(#p::Scale { digits: #digits, places: #places })
}

/// A value that goes to the column: a decimal number is brought to its places.
pub(super) fn expand_value(names: &Names<'_>, column: &Column, value: TokenStream) -> TokenStream {
    let Names { p, .. } = names;
    match column.scale() {
        Some(scale) => {
            let scale = expand_scale(names, scale);
            quote!(#p::fitted(#value, #scale))
        }
        None => value,
    }
}

/// A column for each that it refers to.
fn of_relation(names: &Names<'_>, field: &Field, relation: &ToOne, bodies: Bodies) -> Vec<TokenStream> {
    let Names { p, .. } = names;
    let ToOne { target, nullable, columns, .. } = relation;
    let name = if let Role::Target(it) = &field.role { &it.whole } else { &field.ident };
    let field_name = text(name);
    let ty = match &relation.by {
        By::Target(field) => {
            let marker = names.marker(field);
            quote!(#p::part_of_target::<#marker>)
        }
        _ => {
            let by = super::by(names, relation);
            quote!(#p::key_part::<#target, #by>)
        }
    };
    let alone = columns.len() == 1;
    let unique = alone && field.role.is_one_to_one();
    let index = alone && !field.role.is_one_to_one() && relation.index;
    let flags = flags([("nullable", *nullable), ("unique", unique), ("index", index)]);
    let each = columns.iter().enumerate().map(|(part, name)| {
        let (name, parts) = (&name.text, columns.len());
        let ty = match bodies {
            // It is looked at where the user named the target.
            Bodies::Real => {
                let function = super::moved(&ty, target.span());
                quote_spanned!(target.span()=> #function(#part, #parts))
            }
            Bodies::Stub => quote!(#p::ColumnType::I64),
        };
        let plain = quote!(#p::ColumnDef::new(#field_name, #name, #ty));
        if flags.is_empty() { plain } else { quote!(#p::ColumnDef { #flags ..#plain }) }
    });
    each.collect()
}
