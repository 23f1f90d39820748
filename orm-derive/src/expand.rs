//! Facts → code: what `#[derive(Model)]` writes, and in [`fields`] what `#[derive(Fields)]` does.
//!
//! One hidden constant of the struct's name, which holds the tokens, and one `const _` block with everything else, so
//! that nothing is added to the user's scope. One file for each thing that stands in it, in the order of [`block`].
//!
//! **Invariant:** the code is data and one-line calls. It names only what is under `orm::__private` and `::core`, and no
//! name of ours can stand where a user's type is named: what a field could be called stands in an inner module, the rest
//! is named after the model or starts with `__`. It makes no warnings, whatever the user's lints.

mod accessor;
mod column;
mod draft;
mod fallback;
mod fields;
mod flatten;
mod marker;
mod peers;
mod polymorphic;
mod relation;
mod row;
mod schema;
mod through;
mod tokens;
mod unique;
mod visibility;

use crate::ir::{By, Deferrable, Model, ToOne};
use heck::ToSnakeCase;
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use row::Bodies;
use syn::ext::IdentExt;
use syn::{Ident, Path};

pub(crate) use fallback::fallback;
pub(crate) use fields::{fields, fields_fallback};
pub(crate) use through::hash;

/// The code of a model.
pub(crate) fn model(model: &Model) -> TokenStream {
    block(model, Bodies::Real)
}

fn block(model: &Model, bodies: Bodies) -> TokenStream {
    let outside = Names::outside(model);
    let constant = tokens::expand_constant(&outside, model);
    let traits = accessor::expand_traits(&outside, model);
    let names = Names::inside(model);
    let (p, ident) = (&names.p, names.model);
    let table = quote!(<#ident as #p::Table>);
    let parts = [
        marker::expand(&names, model),
        tokens::expand(&names, model),
        row::expand(&names, model, bodies),
        peers::expand(&names, model),
        schema::expand(&names, model, bodies),
        column::expand(&names, model),
        flatten::expand(&names, model),
        flatten::expand_checks(&names, model, &table, bodies),
        relation::expand(&names, model, bodies),
        polymorphic::expand(&names, model, bodies),
        unique::expand(&names, model, bodies),
        accessor::expand(&names, model),
        draft::expand(&names, model),
    ];
    let block = in_block(&model.krate, &quote!(#(#parts)*));
    quote! {
        #constant
        #traits
        #block
    }
}

/// What adds nothing to the user's scope. In it [`p`] is what an expansion may name: a short path, since it stands in it some
/// hundreds of times, and each of its segments is parsed, looked up and kept again in every build.
pub(crate) fn in_block(krate: &Path, code: &TokenStream) -> TokenStream {
    let p = p();
    quote! {
        #[allow(
            dead_code, missing_debug_implementations, missing_docs, non_camel_case_types, non_snake_case,
            private_bounds, private_interfaces, unreachable_pub, unused_qualifications,
            clippy::all, clippy::pedantic, clippy::nursery
        )]
        const _: () = {
            use #krate::__private as #p;
            #code
        };
    }
}

fn p() -> Ident {
    format_ident!("__orm")
}

/// The names of what is written for one model.
struct Names<'a> {
    /// What an expansion may name, as a path.
    p: Path,
    model: &'a Ident,
    /// The module of one type for each field.
    markers: Ident,
    /// The struct of tokens.
    tokens: Ident,
    /// What the rows of one result share.
    peers: Ident,
    draft: Ident,
}

impl<'a> Names<'a> {
    /// For what stands in the block.
    fn inside(model: &'a Model) -> Self {
        Self::of(model, p().into())
    }

    /// For what stands beside it.
    fn outside(model: &'a Model) -> Self {
        let krate = &model.krate;
        Self::of(model, syn::parse_quote!(#krate::__private))
    }

    fn of(model: &'a Model, p: Path) -> Self {
        let ident = &model.ident;
        let name = ident.unraw();
        Self {
            p,
            model: ident,
            markers: format_ident!("__{}", name.to_string().to_snake_case()),
            tokens: format_ident!("{name}Fields"),
            peers: format_ident!("{name}Peers"),
            draft: format_ident!("{name}Draft"),
        }
    }

    /// The type that stands for a field.
    fn marker(&self, field: &Ident) -> TokenStream {
        let markers = &self.markers;
        quote!(#markers::#field)
    }
}

/// What a foreign key refers to, as a type.
fn by(names: &Names<'_>, it: &ToOne) -> TokenStream {
    let p = &names.p;
    other_than_key(names, it).unwrap_or_else(|| quote!(#p::PrimaryKey))
}

/// The same, where it says so.
fn other_than_key(names: &Names<'_>, it: &ToOne) -> Option<TokenStream> {
    let p = &names.p;
    match &it.by {
        By::Key => None,
        By::Said(by) => Some(quote!(#by)),
        By::Target(field) => {
            let marker = names.marker(field);
            Some(quote!(<#marker as #p::Relation>::RefersBy))
        }
    }
}

/// When a constraint is looked at, as data.
fn deferrable(names: &Names<'_>, it: Deferrable) -> TokenStream {
    let p = &names.p;
    match it {
        Deferrable::No => quote!(#p::Deferrable::No),
        Deferrable::InitiallyDeferred => quote!(#p::Deferrable::InitiallyDeferred),
        Deferrable::InitiallyImmediate => quote!(#p::Deferrable::InitiallyImmediate),
    }
}

/// An `Option`, whatever the user's scope calls so.
fn optional(value: Option<impl quote::ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// The place of a field, for code of ours: rustc points there, and knows that the user did not write it.
pub(crate) fn at(field: &Ident) -> Span {
    Span::mixed_site().located_at(field.span())
}

/// The same tokens, at another place.
pub(crate) fn moved(tokens: impl quote::ToTokens, to: Span) -> TokenStream {
    let each = tokens.into_token_stream().into_iter().map(|mut token| {
        // What this one stands for is known by where it was written.
        if token.to_string() != "$crate" {
            token.set_span(to);
        }
        token
    });
    each.collect()
}

/// What rustc calls it, as a text.
fn text(ident: &Ident) -> String {
    ident.unraw().to_string()
}
