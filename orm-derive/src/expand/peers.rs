//! What the rows of one result share: a place to load each relation into, once for all of them.

use super::Names;
use crate::ir::{Model, Role};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn expand(names: &Names<'_>, model: &Model) -> TokenStream {
    let Names { p, model: ident, peers, .. } = names;
    let vis = &model.vis;
    let fields = model.fields.iter().filter_map(|field| {
        let (name, target) = (&field.ident, field.role.relation().map(|(target, _)| target));
        let ty = match &field.role {
            // What they are of, the enum alone knows.
            Role::OneOf(_) => quote!(#p::Shared),
            Role::Target(_) => return None,
            Role::ManyToMany(_) | Role::Related(_) => quote!(#p::ToManyPeers<#target, <#ident as #p::Table>::Key>),
            role => match super::other_than_key(names, role.to_one()?) {
                Some(by) => quote!(#p::ToOnePeers<#target, #by>),
                None => quote!(#p::ToOnePeers<#target>),
            },
        };
        Some((quote!(#name: #ty), quote!(#name: ::core::default::Default::default())))
    });
    let (declared, made): (Vec<_>, Vec<_>) = fields.unzip();
    quote! {
        #vis struct #peers { #(#declared),* }
        #[automatically_derived]
        impl ::core::default::Default for #peers {
            fn default() -> Self { #peers { #(#made),* } }
        }
    }
}
