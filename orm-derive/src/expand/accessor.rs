//! The other side of each relation: a method of the target.
//!
//! It carries the span of the relation's field, so that two of one name are reported where they are declared.

use super::{Names, visibility};
use crate::ir::{Field, Model, Role};
use heck::ToUpperCamelCase;
use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Ident, Type};

/// Methods of targets in this crate.
pub(super) fn expand(names: &Names<'_>, model: &Model) -> TokenStream {
    let inherent = accessors(model).filter(|it| !it.external()).map(|it| {
        let target = it.target;
        let vis = super::moved(visibility::narrower(&it.field.vis, &model.vis), super::at(&it.field.ident));
        let method = it.method(names, &it.reverse(names));
        let doc = it.doc(names);
        quote!(impl #target { #[doc = #doc] #[inline] #vis #method })
    });
    let external: Vec<_> = accessors(model).filter(Accessor::external).collect();
    let of_trait = external.first().map(|first| {
        let (target, name) = (first.target, trait_name(names));
        let types = external.iter().map(|it| {
            let (ty, reverse) = (it.type_name(), it.reverse(names));
            quote!(type #ty = #reverse;)
        });
        let methods = external.iter().map(|it| it.method(names, &it.reverse(names)));
        quote!(impl #name for #target { #(#types)* #(#[inline] #methods)* })
    });
    quote!(#(#inherent)* #of_trait)
}

/// A type of another crate gets its methods by a trait, to import. It stands beside the struct.
pub(super) fn expand_traits(names: &Names<'_>, model: &Model) -> TokenStream {
    let Names { p, model: ident, .. } = names;
    let external: Vec<_> = accessors(model).filter(Accessor::external).collect();
    if external.is_empty() {
        return TokenStream::new();
    }
    // No wider than the fields' types, which it tells of.
    let vis = external.iter().fold(model.vis.clone(), |vis, it| visibility::narrower(&it.field.vis, &vis));
    let name = trait_name(names);
    let types = external.iter().map(|it| {
        let ty = it.type_name();
        quote!(#[doc(hidden)] type #ty: #p::Relation<Source = Self>;)
    });
    let methods = external.iter().map(|it| {
        let (ty, doc) = (it.type_name(), it.doc(names));
        let signature = it.signature(names, &quote!(Self::#ty));
        quote!(#[doc = #doc] #signature;)
    });
    let doc = format!("The other side of the relations that `{ident}` declares.");
    quote! {
        #[doc = #doc]
        #vis trait #name: #p::Table { #(#types)* #(#methods)* }
    }
}

fn trait_name(names: &Names<'_>) -> Ident {
    format_ident!("{}Relations", names.model)
}

struct Accessor<'a> {
    field: &'a Field,
    target: &'a Type,
    name: &'a Ident,
}

fn accessors(model: &Model) -> impl Iterator<Item = Accessor<'_>> {
    model.fields.iter().filter_map(|field| {
        let (target, accessor) = field.role.relation()?;
        Some(Accessor { field, target, name: accessor.ident()? })
    })
}

impl Accessor<'_> {
    fn external(&self) -> bool {
        self.field.role.is_external()
    }

    /// At most one row leads to each of the target.
    fn single(&self) -> bool {
        self.field.role.is_one_to_one()
    }

    fn reverse(&self, names: &Names<'_>) -> TokenStream {
        let (p, marker) = (&names.p, names.marker(&self.field.ident));
        if self.single() { quote!(#p::ReverseOne<#marker>) } else { quote!(#p::Reverse<#marker>) }
    }

    fn manager(&self) -> TokenStream {
        match self.field.role {
            Role::ManyToMany(_) => quote!(LinkedManager),
            _ => quote!(RelatedManager),
        }
    }

    fn signature(&self, names: &Names<'_>, reverse: &TokenStream) -> TokenStream {
        let (p, name, at) = (&names.p, self.name, super::at(&self.field.ident));
        let name = super::moved(name, at);
        if self.single() {
            quote_spanned!(at=> fn #name<'__a>(&'__a self, __db: &'__a #p::Db) -> #p::LoadOne<'__a, #reverse>)
        } else {
            let manager = self.manager();
            quote_spanned!(at=> fn #name(&self) -> #p::#manager<'_, #reverse>)
        }
    }

    fn method(&self, names: &Names<'_>, reverse: &TokenStream) -> TokenStream {
        let (p, at, signature) = (&names.p, super::at(&self.field.ident), self.signature(names, reverse));
        if self.single() {
            quote_spanned!(at=> #signature { #p::LoadOne::of(self, __db) })
        } else {
            let manager = self.manager();
            quote_spanned!(at=> #signature { #p::#manager::of(self) })
        }
    }

    /// The associated type of the trait; the relation itself cannot be named outside of the block.
    fn type_name(&self) -> Ident {
        format_ident!("{}", super::text(self.name).to_upper_camel_case())
    }

    fn doc(&self, names: &Names<'_>) -> String {
        let model = names.model;
        let field = match &self.field.role {
            Role::Target(it) => &it.whole,
            _ => &self.field.ident,
        };
        match self.field.role {
            Role::ManyToMany(_) => format!("The rows of `{model}` whose `{field}` has this row."),
            _ if self.single() => {
                format!("The row of `{model}` whose `{field}` is this row, if there is one. Await it.")
            }
            _ => format!("The rows of `{model}` whose `{field}` is this row."),
        }
    }
}
