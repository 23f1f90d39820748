//! What `#[derive(Fields)]` writes: a struct whose fields are columns of the models that it is flattened into.
//!
//! It is a model without a table: the same columns and tokens, but that each is in what the struct is flattened into. So
//! nothing here says of which model a column is, nor where in it.

use super::row::Bodies;
use super::{Names, column, draft, flatten, marker, row, schema, through, visibility};
use crate::ir::{Default, Field, Model, Role};
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

/// The code of a struct of fields.
pub(crate) fn fields(model: &Model) -> TokenStream {
    block(model, Bodies::Real)
}

/// The errors, and as much of the struct as there is: models that it is flattened into are not told that it is none.
pub(crate) fn fields_fallback(input: &DeriveInput, model: Option<Model>, error: &syn::Error) -> TokenStream {
    let errors = error.to_compile_error();
    let mut stub = model.filter(|_| input.generics.params.is_empty());
    if let Some(model) = &mut stub {
        // One without fields would be told of again, for its parameters.
        model.fields.retain(|field| field.role.value().is_some() || field.role.flatten().is_some());
    }
    let stub = stub.filter(|model| !model.fields.is_empty()).map(|model| block(&model, Bodies::Stub));
    quote! { #errors #stub }
}

fn block(model: &Model, bodies: Bodies) -> TokenStream {
    let names = Names::inside(model);
    let (markers, tokens) = (marker::expand(&names, model), expand_tokens(&names, model));
    let (fields, members) = (expand_fields(&names, model, bodies), expand_members(&names, model));
    let flattened = flatten::expand(&names, model);
    let (p, ident) = (&names.p, names.model);
    let checks = flatten::expand_checks(&names, model, &quote!(<#ident as #p::Fields>), bodies);
    let named = model.fields.iter().filter_map(|field| expand_named(&names, model, field));
    super::in_block(&model.krate, &quote!(#markers #tokens #fields #members #flattened #(#named)* #checks))
}

/// The tokens: at any path, and in any field that the struct is flattened into.
fn expand_tokens(names: &Names<'_>, model: &Model) -> TokenStream {
    let Names { p, tokens, .. } = names;
    let vis = &model.vis;
    let declared = model.fields.iter().map(|field| {
        let (name, vis, marker, token) = (&field.ident, &field.vis, names.marker(&field.ident), token(field));
        quote!(#vis #name: #p::#token<__P, #p::Within<__E, #marker>>)
    });
    let made = model.fields.iter().map(|field| {
        let (name, token) = (&field.ident, token(field));
        quote!(#name: #p::#token::NEW)
    });
    quote! {
        #vis struct #tokens<__P, __E> {
            #(#declared),*
        }
        impl<__P: 'static, __E: 'static> #p::Tokens for #tokens<__P, __E> {
            const AT: &'static Self = &#tokens { #(#made),* };
        }
    }
}

fn token(field: &Field) -> TokenStream {
    if field.role.flatten().is_some() { quote!(Flat) } else { quote!(Field) }
}

fn expand_fields(names: &Names<'_>, model: &Model, bodies: Bodies) -> TokenStream {
    let Names { p, model: ident, tokens, .. } = names;
    let columns = column::expand_definitions(names, model, bodies);
    let optional = expand_optional(names, model);
    let body = |real: TokenStream| match bodies {
        Bodies::Real => real,
        Bodies::Stub => quote!(loop {}),
    };
    let decode = body(row::decode(names, model));
    let each = model.fields.iter().map(|field| row::push_one(names, field, &quote!(__values)));
    let encode = body(quote!(#(#each)*));
    let defaults: Vec<_> = model.fields.iter().filter_map(|field| draft::expand_default(names, model, field)).collect();
    let fill = (!defaults.is_empty()).then(|| {
        let fill = body(quote!(#(#defaults)*));
        quote!(fn fill(__values: &mut [::core::option::Option<#p::Value>]) { #fill })
    });
    quote! {
        #[automatically_derived]
        impl #p::Fields for #ident {
            const COLUMNS: &'static [#p::ColumnDef] = #columns;
            type Tokens<__P: #p::Path, __E: #p::Flattened> = #tokens<__P, __E>;
            const OPTIONAL: bool = #optional;
            fn decode(
                __cells: &dyn #p::Cells, __at: usize,
            ) -> ::core::result::Result<Self, #p::CellError> { #decode }
            fn encode(&self, __values: &mut ::std::vec::Vec<#p::Value>) { #encode }
            #fill
        }
    }
}

/// A draft can do without a struct of which each field has something to be.
fn expand_optional(names: &Names<'_>, model: &Model) -> TokenStream {
    let is_needed = |field: &Field| match &field.role {
        Role::Column(column) => !column.nullable && matches!(column.default, Default::None),
        _ => false,
    };
    let own = !model.fields.iter().any(is_needed);
    let within = flatten::flattened(model).map(|(_, it)| flatten::optional(names, it));
    quote!(#own #(&& #within)*)
}

/// What a field is found by, where a model names it in a set that is unique.
fn expand_named(names: &Names<'_>, model: &Model, field: &Field) -> Option<TokenStream> {
    let Names { p, model: ident, .. } = names;
    // Its type would be seen further than the field.
    if visibility::narrower(&field.vis, &model.vis) != model.vis {
        return None;
    }
    let (name, marker) = (through::named(names, &field.ident), names.marker(&field.ident));
    Some(quote!(impl #p::HasMember<#name> for #ident { type Member = #marker; }))
}

/// Each column as a type, and what is unique alone.
fn expand_members(names: &Names<'_>, model: &Model) -> TokenStream {
    let Names { p, model: ident, .. } = names;
    let columns = model.fields.iter().filter_map(|field| Some((field, field.role.value()?)));
    let each = columns.map(|(field, column)| {
        let (marker, base, at) = (names.marker(&field.ident), &column.base, schema::place(names, model, &field.ident));
        let null = if column.nullable { quote!(Nullable) } else { quote!(NotNull) };
        let unique = column.unique.is_some().then(|| quote!(impl #p::UniqueWith<()> for #marker {}));
        quote! {
            impl #p::Member for #marker {
                type Of = #ident;
                type Base = #base;
                type Null = #p::#null;
                const AT: usize = #at;
            }
            #unique
        }
    });
    each.collect()
}
