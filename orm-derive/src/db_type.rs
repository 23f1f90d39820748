//! `#[derive(DbType)]`: a struct around one column type is a column type itself.

use crate::ctxt::Ctxt;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Field, Member};

pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    let cx = Ctxt::default();
    let inner = lower(&cx, input);
    match (cx.finish(), inner) {
        (Ok(()), Some((member, field))) => write(input, &member, field),
        (Ok(()), None) => TokenStream::new(),
        (Err(error), _) => error.into_compile_error(),
    }
}

/// The one field, and how it is named.
fn lower<'i>(cx: &Ctxt, input: &'i DeriveInput) -> Option<(Member, &'i Field)> {
    check_no_generics(cx, input);
    let Data::Struct(data) = &input.data else {
        cx.error(
            &input.ident,
            "only a struct around one column type can be a column type\nhelp: for an enum, derive `DbEnum`",
        );
        return None;
    };
    let fields = &data.fields;
    match (fields.members().next(), fields.iter().next(), fields.len()) {
        (Some(member), Some(field), 1) => Some((member, field)),
        _ => {
            let help = "help: write `struct Name(String);`, with any column type in it";
            cx.error(&input.ident, format!("a column holds one value, so the struct has exactly one field\n{help}"));
            None
        }
    }
}

/// A column's type has to be said in full.
pub(crate) fn check_no_generics(cx: &Ctxt, input: &DeriveInput) {
    if !input.generics.params.is_empty() {
        cx.error(&input.generics, "a column type has no generics\nhelp: write the type in full");
    }
}

fn write(input: &DeriveInput, member: &Member, field: &Field) -> TokenStream {
    let (name, inner) = (&input.ident, &field.ty);
    let of_inner = quote::quote_spanned!(syn::spanned::Spanned::span(inner)=> <#inner as ::orm::__private::DbValue>);
    // At the type, where a type that is none is told of; elsewhere it would be told of twice.
    let lookups = quote::quote_spanned!(syn::spanned::Spanned::span(inner)=> #of_inner::Lookups);
    let member = member.to_token_stream();
    quote! {
        #[automatically_derived]
        impl ::orm::__private::DbValue for #name {
            type Lookups = #lookups;
            const TYPE: ::orm::__private::ColumnType = #of_inner::TYPE;
            const LABELS: &'static [&'static str] = #of_inner::LABELS;
            fn encode(&self) -> ::orm::__private::Value {
                #of_inner::encode(&self.#member)
            }
            fn into_value(self) -> ::orm::__private::Value {
                #of_inner::into_value(self.#member)
            }
            fn decode(
                __cells: &dyn ::orm::__private::Cells,
                __at: usize,
            ) -> ::core::result::Result<Self, ::orm::__private::CellError> {
                ::core::result::Result::Ok(#name { #member: #of_inner::decode(__cells, __at)? })
            }
        }
    }
}
