//! Facts → code: what `#[derive(View)]` writes. For each field two lines: what it is, and how it is read.

use super::part::{Choice, Part};
use super::{Field, View};
use crate::expand::{at, moved};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Ident, Path};

pub(super) fn view(view: &View) -> TokenStream {
    let View { ident, krate, model, fields } = view;
    let p: Path = syn::parse_quote!(#krate::__private);
    let sizes = fields.iter().map(|field| {
        let held = held(&p, field);
        quote!(#held.size())
    });
    let parts = fields.iter().map(|field| {
        let (name, ty, part) = (&field.ident, &field.ty, part(&p, model, field));
        // What does not fit is told of where this stands.
        let add = Ident::new("add", part.span());
        quote!(__parts.#add::<#ty, _, _>(|__row| &mut __row.#name, #part);)
    });
    let reads = fields.iter().map(|field| {
        let (name, held) = (&field.ident, held(&p, field));
        quote!(#name: #held.read(__cells)?)
    });
    quote! {
        #[allow(dead_code, unused_qualifications, clippy::all, clippy::pedantic, clippy::nursery)]
        const _: () = {
            #[automatically_derived]
            impl #p::View for #ident {
                type Model = #model;
                const SIZE_WITH_ALL_VIEWS_WITHIN: #p::Size = #p::Size::of(&[#(#sizes),*]);
                fn parts(__parts: &mut #p::ViewParts<Self>) {
                    #(#parts)*
                }
                fn read(__cells: &mut #p::Reading<'_>) -> ::core::result::Result<Self, #p::CellError> {
                    ::core::result::Result::Ok(#ident { #(#reads),* })
                }
            }
            // A view that leads back to itself has no size, which is found here.
            const _: #p::Size = <#ident as #p::View>::SIZE_WITH_ALL_VIEWS_WITHIN;
        };
    }
}

/// At the field's type, where rustc tells of one that a view cannot hold.
fn held(p: &Path, field: &Field) -> TokenStream {
    let ty = &field.ty;
    quote_spanned!(ty.span()=> #p::held::<#ty, _>())
}

/// What the field is filled from, on the user's own tokens.
fn part(p: &Path, model: &Path, field: &Field) -> TokenStream {
    let Part { source, choices } = &field.part;
    let source = source.as_ref().map_or_else(|| of_that_name(model, &field.ident), quote::ToTokens::to_token_stream);
    let Some(first) = choices.first() else { return source };
    // What is no relation to many is told of at the word that makes it a list.
    let list = quote_spanned!(first.word.span()=> #p::list_of::<#model, _>(#source));
    let choices = choices.iter().map(|Choice { word, arguments }| {
        let arguments = if arguments.len() > 1 { quote!((#arguments)) } else { quote!(#arguments) };
        quote_spanned!(word.span()=> .#word(#arguments))
    });
    quote!(#list #(#choices)*)
}

/// The column or relation of the field's name. An error about it stands on the name.
fn of_that_name(model: &Path, field: &Ident) -> TokenStream {
    let model = moved(model, at(field));
    quote!(#model.#field)
}
