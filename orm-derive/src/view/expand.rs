//! Facts → code: what `#[derive(View)]` writes. For each field two lines: what it is, and how it is read.

use super::part::{Choice, Part};
use super::{Field, View};
use crate::expand::{at, moved};
use proc_macro2::{Span, TokenStream};
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
        let (name, held, part) = (&field.ident, held(&p, field), part(&p, model, field));
        // What does not fit is told of where this stands. Our own names are ours wherever that is.
        let here = Span::call_site().located_at(part.span());
        let (parts, row) = (Ident::new("__parts", here), Ident::new("__row", here));
        quote_spanned!(here=> #held.filled(#parts, |#row| &mut #row.#name, #part);)
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
    let (begin, end) = ends(ty);
    // A call that is of one place is told of once; one that begins elsewhere, there too.
    let p = moved(p, begin);
    let call = quote_spanned!(end=> ());
    quote_spanned!(begin=> #p::held::<#ty, _> #call)
}

/// Where some tokens begin and end.
fn ends(tokens: &impl quote::ToTokens) -> (Span, Span) {
    let spans: Vec<Span> = tokens.to_token_stream().into_iter().map(|token| token.span()).collect();
    let at = |span: Option<&Span>| span.copied().unwrap_or_else(Span::call_site);
    (at(spans.first()), at(spans.last()))
}

/// What the field is filled from, on the user's own tokens.
fn part(p: &Path, model: &Path, field: &Field) -> TokenStream {
    let Part { source, choices } = &field.part;
    let source = source.as_ref().map_or_else(|| of_that_name(model, &field.ident), quote::ToTokens::to_token_stream);
    let Some(first) = choices.first() else { return source };
    // What is no relation to many is told of at the word that makes it a list.
    let p = moved(p, first.word.span());
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
