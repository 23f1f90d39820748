//! The struct as a table, and a value of it as a row: how it is read and written, column by column.

use super::{Names, column, schema};
use crate::ir::{Field, Model, Role, ToOne};
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
    let definitions = column::expand_definitions(names, model);
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
    let Names { p, .. } = names;
    let Some(Field { ident: name, role, .. }) = model.keys().next() else { return (quote!(i64), quote!(loop {})) };
    match role {
        Role::OneToOneKey(ToOne { target, .. }) => {
            (quote!(<#target as #p::Table>::Key), quote!(::core::clone::Clone::clone(#p::ForeignKey::key(&self.#name))))
        }
        role => {
            let base = role.value().map(|column| &column.base);
            (quote!(#base), quote!(::core::clone::Clone::clone(&self.#name)))
        }
    }
}

/// The fields that have no column need the key; so they are read first, and the key moves into its field last.
fn decode(names: &Names<'_>, model: &Model) -> TokenStream {
    let Names { p, model: ident, .. } = names;
    let is_to_many = |field: &Field| matches!(field.role, Role::ManyToMany(_) | Role::Related(_));
    let needs_key = model.fields.iter().any(is_to_many);
    let mut to_many = Vec::new();
    let mut others = Vec::new();
    for field in &model.fields {
        let name = &field.ident;
        let at = schema::position(model, name);
        let marker = names.marker(name);
        match &field.role {
            Role::ManyToMany(_) | Role::Related(_) => {
                to_many.push(quote!(#name: __peers.#name.next(<#marker as #p::Relation>::STEP, &__key)));
            }
            Role::Key(column) if needs_key && column.scale().is_none() => others.push(quote!(#name: __key)),
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
            Role::ForeignKey(it) | Role::OneToOne(it) | Role::OneToOneKey(it) => {
                let decode = if it.nullable { quote!(decode_nullable) } else { quote!(decode) };
                others.push(quote!(#name: __peers.#name.#decode(__cells, __at + #at)?));
            }
        }
    }
    let key = needs_key.then(|| {
        let at = model.keys().next().map_or(0, |field| schema::position(model, &field.ident));
        quote!(let __key = <Self::Key as #p::DbValue>::decode(__cells, __at + #at)?;)
    });
    quote! {
        #key
        ::core::result::Result::Ok(#ident { #(#to_many,)* #(#others),* })
    }
}

fn encode(names: &Names<'_>, model: &Model) -> TokenStream {
    let Names { p, .. } = names;
    let each = model.columns().map(|(field, _)| {
        let name = &field.ident;
        match &field.role {
            Role::ForeignKey(it) | Role::OneToOne(it) | Role::OneToOneKey(it) => {
                if it.nullable {
                    quote!(#p::encode_nullable_key(::core::option::Option::as_ref(&self.#name)))
                } else {
                    quote!(#p::ForeignKey::encode(&self.#name))
                }
            }
            role => {
                let Some(column) = role.value() else { return TokenStream::new() };
                let base = &column.base;
                let value = if column.nullable {
                    quote!(#p::encode_nullable::<#base>(::core::option::Option::as_ref(&self.#name)))
                } else {
                    quote!(<#base as #p::DbValue>::encode(&self.#name))
                };
                column::expand_value(names, column, value)
            }
        }
    });
    quote!(::std::vec![#(#each),*])
}

fn take_columns(names: &Names<'_>, model: &Model) -> TokenStream {
    let Names { p, .. } = names;
    let each = model.columns().map(|(field, _)| {
        let name = &field.ident;
        match field.role.to_one() {
            Some(it) if it.nullable => quote!(#p::take_nullable_key(&mut self.#name, __fresh.#name);),
            Some(_) => quote!(#p::ForeignKey::take_key(&mut self.#name, __fresh.#name);),
            None => quote!(self.#name = __fresh.#name;),
        }
    });
    quote!(#(#each)*)
}
