//! Fields that are embedded structs: each as a type, and their columns among the others.
//!
//! Their columns are constants of the structs, of which a derive knows only the names. So what is written here puts
//! constants together, and the compiler looks at the result.

use super::row::Bodies;
use super::{Names, text};
use crate::ir::{Field, Flatten, Model};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

/// Each as a type.
pub(super) fn expand(names: &Names<'_>, model: &Model) -> TokenStream {
    let Names { p, model: ident, .. } = names;
    let each = flattened(model).map(|(field, Flatten { ty, .. })| {
        let (marker, at) = (names.marker(&field.ident), super::schema::place(names, model, &field.ident));
        quote! {
            impl #p::Flattened for #marker {
                type Of = #ident;
                type Fields = #ty;
                const AT: usize = #at;
            }
        }
    });
    each.collect()
}

/// Looks at the names of their columns. A constant that nobody uses is looked at where the model is.
pub(super) fn expand_checks(names: &Names<'_>, model: &Model, of: &TokenStream, bodies: Bodies) -> TokenStream {
    if matches!(bodies, Bodies::Stub) {
        return TokenStream::new();
    }
    let (p, name) = (&names.p, text(names.model));
    let each = flattened(model).map(|(field, Flatten { ty, .. })| {
        let marker = names.marker(&field.ident);
        let function = super::moved(quote!(#p::check_flattened::<#marker>), ty.span());
        quote_spanned!(ty.span()=> const _: () = #function(#name, #of::COLUMNS);)
    });
    each.collect()
}

/// All columns, where some of them are those of embedded structs; `own` writes a column of the struct itself.
pub(super) fn expand_joined(
    names: &Names<'_>,
    model: &Model,
    mut own: impl FnMut(&Field) -> Vec<TokenStream>,
) -> TokenStream {
    let p = &names.p;
    let parts = model.fields.iter().map(|field| match field.role.flatten() {
        Some(it) => expand_prefixed(names, field, it),
        None => {
            let columns = own(field);
            quote!(&[#(#columns),*])
        }
    });
    quote! {
        {
            const __PARTS: &'static [&'static [#p::ColumnDef]] = &[#(#parts),*];
            const __ALL: [#p::ColumnDef; #p::count(__PARTS)] = #p::joined(__PARTS);
            &__ALL
        }
    }
}

fn expand_prefixed(names: &Names<'_>, field: &Field, Flatten { prefix, .. }: &Flatten) -> TokenStream {
    let (p, name, marker) = (&names.p, text(&field.ident), names.marker(&field.ident));
    quote! {
        {
            const __IT: #p::Prefixed = #p::Prefixed {
                field: #name,
                prefix: #prefix,
                columns: <#marker as #p::Flattened>::COLUMNS,
            };
            const __TEXTS: &'static [u8] = &__IT.texts::<{ __IT.length() }>();
            const __COLUMNS: &'static [#p::ColumnDef] = &__IT.columns::<{ __IT.columns.len() }>(__TEXTS);
            __COLUMNS
        }
    }
}

pub(super) fn flattened(model: &Model) -> impl Iterator<Item = (&Field, &Flatten)> {
    model.fields.iter().filter_map(|field| Some((field, field.role.flatten()?)))
}

/// Whether a draft can do without it, as a constant. A struct that is none of fields is told of at its type.
pub(super) fn optional(names: &Names<'_>, Flatten { ty, .. }: &Flatten) -> TokenStream {
    let p = &names.p;
    quote_spanned!(ty.span()=> <#ty as #p::Fields>::OPTIONAL)
}
