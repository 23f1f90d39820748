//! What the rows of one result share: a place to load each relation into, once for all of them.

use super::Names;
use crate::ir::{Model, Role};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn expand(names: &Names<'_>, model: &Model) -> TokenStream {
    let Names { p, model: ident, peers, .. } = names;
    let vis = &model.vis;
    let relations = model.fields.iter().filter_map(|field| Some((field, field.role.relation()?.0)));
    let (declared, made): (Vec<_>, Vec<_>) = relations
        .map(|(field, target)| {
            let name = &field.ident;
            let ty = match &field.role {
                Role::ManyToMany(_) | Role::Related(_) => quote!(#p::ToManyPeers<#target, <#ident as #p::Table>::Key>),
                role => match role.to_one().and_then(|it| super::other_than_key(names, it)) {
                    Some(by) => quote!(#p::ToOnePeers<#target, #by>),
                    None => quote!(#p::ToOnePeers<#target>),
                },
            };
            (quote!(#name: #ty), quote!(#name: ::core::default::Default::default()))
        })
        .unzip();
    quote! {
        #vis struct #peers { #(#declared),* }
        #[automatically_derived]
        impl ::core::default::Default for #peers {
            fn default() -> Self { #peers { #(#made),* } }
        }
    }
}
