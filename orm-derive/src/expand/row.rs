//! The struct as a table, and a value of it as a row: how it is read and written, column by column.

use super::{Names, column, schema};
use crate::ir::{Field, Model, Role};
use proc_macro2::TokenStream;
use quote::quote;

/// What stands in the functions.
#[derive(Clone, Copy)]
pub(super) enum Bodies {
    Real,
    /// Nothing: the model has errors, and these shall be the only ones.
    Stub,
}

pub(super) fn expand(names: &Names<'_>, model: &Model, bodies: Bodies) -> TokenStream {
    let Names { p, model: ident, tokens, peers, .. } = names;
    let table = &model.table.text;
    let stands_in = model.schema.as_ref().map(|schema| {
        let schema = &schema.text;
        quote!(const SCHEMA: ::core::option::Option<&'static str> = ::core::option::Option::Some(#schema);)
    });
    let definitions = column::expand_definitions(names, model, bodies);
    let (key_type, key) = key(names, model);
    let create = super::draft::expand_empty_type(names, model);
    let body = |real: TokenStream| match bodies {
        Bodies::Real => real,
        Bodies::Stub => quote!(loop {}),
    };
    let schema = body(quote!(&__SCHEMA));
    let key = body(key);
    let decode = body(decode(names, model));
    let encode = body(encode(names, model));
    let take_columns = body(take_columns(names, model));
    quote! {
        #[automatically_derived]
        impl #p::Table for #ident {
            #stands_in
            const TABLE: &'static str = #table;
            const COLUMNS: &'static [#p::ColumnDef] = #definitions;
            type Key = #key_type;
            type Fields<__P: #p::Path> = #tokens<__P>;
            type Create = #create;
            type Peers = #peers;
            fn schema() -> &'static #p::ModelSchema { #schema }
            fn key(&self) -> Self::Key { #key }
            fn decode(
                __cells: &dyn #p::Cells, __at: usize, __peers: &mut Self::Peers,
            ) -> ::core::result::Result<Self, #p::CellError> { #decode }
            fn encode(&self) -> ::std::vec::Vec<#p::Value> { #encode }
            fn take_columns(&mut self, __fresh: Self) { #take_columns }
        }
    }
}

fn key(names: &Names<'_>, model: &Model) -> (TokenStream, TokenStream) {
    let (types, values): (Vec<_>, Vec<_>) = model.keys().filter_map(|field| key_part(names, field)).unzip();
    match (types.as_slice(), values.as_slice()) {
        // Of a model that has an error.
        ([], _) if !model.only_reads() => (quote!(i64), quote!(loop {})),
        ([], _) => {
            let p = &names.p;
            (quote!(#p::NoKey), quote!(#p::NoKey))
        }
        ([ty], [value]) => (ty.clone(), value.clone()),
        _ => (quote!((#(#types),*)), quote!((#(#values),*))),
    }
}

/// The type of a part of the key, and what a row has there.
fn key_part(names: &Names<'_>, field: &Field) -> Option<(TokenStream, TokenStream)> {
    let (p, name) = (&names.p, &field.ident);
    Some(match field.role.to_one() {
        Some(it) => {
            let (target, by) = (&it.target, super::by(names, it));
            (
                quote!(<#by as #p::Reference<#target>>::Value),
                quote!(::core::clone::Clone::clone(#p::ForeignKey::key(&self.#name))),
            )
        }
        None => {
            let base = &field.role.value()?.base;
            (quote!(#base), quote!(::core::clone::Clone::clone(&self.#name)))
        }
    })
}

/// The fields that have no column need the key; so they are read first, and the key moves into its field last.
pub(super) fn decode(names: &Names<'_>, model: &Model) -> TokenStream {
    let Names { p, model: ident, .. } = names;
    let is_to_many = |field: &Field| matches!(field.role, Role::ManyToMany(_) | Role::Related(_));
    let needs_key = model.fields.iter().any(is_to_many);
    let mut to_many = Vec::new();
    let mut others = Vec::new();
    for field in &model.fields {
        let name = &field.ident;
        let at = schema::place(names, model, name);
        let marker = names.marker(name);
        match &field.role {
            Role::ManyToMany(_) | Role::Related(_) => {
                to_many.push(quote!(#name: __peers.#name.next(<#marker as #p::Relation>::STEP, &__key)));
            }
            Role::Key(column) if needs_key && column.scale().is_none() && model.keys().count() == 1 => {
                others.push(quote!(#name: __key))
            }
            Role::Flatten(_) => others.push(quote!(#name: #p::decode_fields::<#marker>(__cells, __at)?)),
            Role::Column(column) | Role::Key(column) => {
                let base = &column.base;
                let cells = match column.scale() {
                    Some((_, places)) => quote!(&#p::Scaled::new(__cells, #places)),
                    None => quote!(__cells),
                };
                others.push(if column.nullable {
                    quote!(#name: #p::decode_nullable::<#base>(#cells, __at + #at)?)
                } else {
                    quote!(#name: <#base as #p::DbValue>::decode(#cells, __at + #at)?)
                });
            }
            Role::OneOf(it) => others.push(super::polymorphic::decode(names, field, it)),
            Role::Target(_) => {}
            role => {
                let nullable = role.to_one().is_some_and(|it| it.nullable);
                let decode = if nullable { quote!(decode_nullable) } else { quote!(decode) };
                others.push(quote!(#name: __peers.#name.#decode(__cells, __at + #at)?));
            }
        }
    }
    let key = needs_key.then(|| {
        let each = model.keys().filter_map(|field| {
            let (ty, at) = (key_part(names, field)?.0, schema::place(names, model, &field.ident));
            Some(quote!(<#ty as #p::Key>::decode(__cells, __at + #at)?))
        });
        let each: Vec<_> = each.collect();
        match each.as_slice() {
            [only] => quote!(let __key = #only;),
            _ => quote!(let __key = (#(#each),*);),
        }
    });
    quote! {
        #key
        ::core::result::Result::Ok(#ident { #(#to_many,)* #(#others),* })
    }
}

fn encode(names: &Names<'_>, model: &Model) -> TokenStream {
    let each: Vec<_> = model.said().map(|field| encode_one(names, field)).collect();
    let is_several = |field: &Field| matches!(field.role, Role::Flatten(_) | Role::OneOf(_));
    if model.columns().count() == each.len() && !model.fields.iter().any(is_several) {
        return quote!(::std::vec![#(#each),*]);
    }
    let each = model.said().map(|field| push_one(names, field, &quote!(&mut __values)));
    quote! {
        let mut __values = ::std::vec::Vec::new();
        #(#each)*
        __values
    }
}

/// Adds what a field is kept as to `__values`, which are `all` as an argument.
pub(super) fn push_one(names: &Names<'_>, field: &Field, all: &TokenStream) -> TokenStream {
    let (p, name, value) = (&names.p, &field.ident, encode_one(names, field));
    match (&field.role, field.role.columns()) {
        (Role::Flatten(_), _) => {
            let marker = names.marker(name);
            quote!(#p::encode_fields::<#marker>(&self.#name, #all);)
        }
        (_, [_]) => quote!(__values.push(#value);),
        _ => quote!(__values.extend(#p::Value::into_parts(#value));),
    }
}

fn encode_one(names: &Names<'_>, field: &Field) -> TokenStream {
    let (p, name) = (&names.p, &field.ident);
    if let Role::OneOf(it) = &field.role {
        let (marker, held) = (names.marker(name), super::polymorphic::held(field, it, &quote!(self)));
        return quote!(#p::encode_target::<#marker>(#held));
    }
    if let Some(it) = field.role.to_one() {
        return if it.nullable {
            quote!(#p::encode_nullable_key(::core::option::Option::as_ref(&self.#name)))
        } else {
            quote!(#p::ForeignKey::encode(&self.#name))
        };
    }
    let Some(column) = field.role.value() else { return TokenStream::new() };
    let base = &column.base;
    let value = if column.nullable {
        quote!(#p::encode_nullable::<#base>(::core::option::Option::as_ref(&self.#name)))
    } else {
        quote!(<#base as #p::DbValue>::encode(&self.#name))
    };
    column::expand_value(names, column, value)
}

fn take_columns(names: &Names<'_>, model: &Model) -> TokenStream {
    let Names { p, .. } = names;
    let each = model.said().map(|field| {
        let name = &field.ident;
        match (&field.role, field.role.to_one()) {
            (Role::OneOf(it), _) if it.nullable => {
                let marker = names.marker(name);
                quote!(#p::take_nullable_target::<#marker>(&mut self.#name, __fresh.#name);)
            }
            (Role::OneOf(_), _) => {
                let marker = names.marker(name);
                quote!(#p::take_target::<#marker>(&mut self.#name, __fresh.#name);)
            }
            (_, Some(it)) if it.nullable => quote!(#p::take_nullable_key(&mut self.#name, __fresh.#name);),
            (_, Some(_)) => quote!(#p::ForeignKey::take_key(&mut self.#name, __fresh.#name);),
            (_, None) => quote!(self.#name = __fresh.#name;),
        }
    });
    quote!(#(#each)*)
}
