//! The tokens: a struct with one for each field, at any path; and the constant that holds those of the model itself.

use super::{Names, polymorphic};
use crate::ir::{Model, Role};
use proc_macro2::TokenStream;
use quote::quote;

/// `Cat`, the value: the tokens at the path of no hops.
pub(super) fn expand_constant(names: &Names<'_>, model: &Model) -> TokenStream {
    let Names { p, model: ident, .. } = names;
    let vis = &model.vis;
    quote! {
        #[doc(hidden)]
        #[allow(dead_code, non_upper_case_globals)]
        #vis const #ident: <#ident as #p::Table>::Fields<#p::Root<#ident>> =
            *<<#ident as #p::Table>::Fields<#p::Root<#ident>> as #p::Tokens>::AT;
    }
}

pub(super) fn expand(names: &Names<'_>, model: &Model) -> TokenStream {
    let Names { p, tokens, .. } = names;
    let vis = &model.vis;
    let named = || model.fields.iter().filter(|field| !matches!(field.role, Role::Target(_)));
    let declared = named().map(|field| {
        let (name, vis, marker) = (&field.ident, &field.vis, names.marker(&field.ident));
        if let Role::OneOf(it) = &field.role {
            let null = polymorphic::null(names, it);
            return quote!(#vis #name: #p::Poly<__P, #marker, #null>);
        }
        let token = token(&field.role);
        quote!(#vis #name: #p::#token<__P, #marker>)
    });
    let made = named().map(|field| {
        let name = &field.ident;
        let token = token(&field.role);
        quote!(#name: #p::#token::NEW)
    });
    quote! {
        #vis struct #tokens<__P> { #(#declared),* }
        impl<__P> ::core::marker::Copy for #tokens<__P> {}
        impl<__P> ::core::clone::Clone for #tokens<__P> {
            fn clone(&self) -> Self { *self }
        }
        impl<__P: #p::Path> #p::Tokens for #tokens<__P> {
            const AT: &'static Self = &#tokens { #(#made),* };
        }
    }
}

fn token(role: &Role) -> TokenStream {
    match role {
        Role::Flatten(_) => quote!(Flat),
        Role::OneOf(_) => quote!(Poly),
        _ if role.relation().is_some() => quote!(Rel),
        _ => quote!(Field),
    }
}
