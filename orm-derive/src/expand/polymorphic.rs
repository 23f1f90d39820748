//! A field that leads to a row of one of several models: what concerns all its targets together. What of a target is that of
//! any relation is written as such.
//!
//! The enum is another derive's. That the two agree is asked here, once: by the field for the enum's variants, by each target
//! for one of these, and by a constant whether they are all. All else names the field and the target, and not the enum.

use super::row::Bodies;
use super::{Names, optional, relation, schema, text, through, visibility};
use crate::ir::{Field, Model, OneOf, Role, Target};
use heck::ToUpperCamelCase;
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Ident;

pub(super) fn expand(names: &Names<'_>, model: &Model, bodies: Bodies) -> TokenStream {
    let each = model.fields.iter().filter_map(|field| match &field.role {
        Role::OneOf(it) => Some(expand_one(names, model, field, it, bodies)),
        _ => None,
    });
    each.collect()
}

fn expand_one(names: &Names<'_>, model: &Model, field: &Field, it: &OneOf, bodies: Bodies) -> TokenStream {
    let checked = match bodies {
        Bodies::Real => expand_agreement(names, field, it),
        Bodies::Stub => TokenStream::new(),
    };
    let (facts, tokens) = (expand_facts(names, model, field, it, bodies), expand_tokens(names, model, field, it));
    quote!(#checked #facts #tokens)
}

fn expand_agreement(names: &Names<'_>, field: &Field, it: &OneOf) -> TokenStream {
    let (p, ty, marker) = (&names.p, &it.ty, names.marker(&field.ident));
    let shown = quote!(#ty).to_string();
    let message = format!(
        "`{}.{}` does not name every variant of `{shown}`: name all of them in `#[polymorphic(..)]`",
        names.model,
        field.shown()
    );
    quote_spanned!(it.word.span()=>
        const _: () = ::core::assert!(#p::all_are_named::<#marker>(), #message);
    )
}

/// The field as a type.
fn expand_facts(names: &Names<'_>, model: &Model, field: &Field, it: &OneOf, bodies: Bodies) -> TokenStream {
    let Names { p, model: ident, .. } = names;
    let OneOf { ty, nullable, check, .. } = it;
    let (marker, tokens, variants) = (names.marker(&field.ident), tokens(names, field), variants(names, model, it));
    let (name, check) = (field.shown(), &check.text);
    let held = match bodies {
        Bodies::Real => held(field, it, &quote!(__row)),
        Bodies::Stub => quote!(loop {}),
    };
    let (mut columns, mut which, mut loads) = (Vec::new(), Vec::new(), Vec::new());
    for (target, _) in targets(model, it) {
        let (places, marker) = (schema::places(names, model, &target.ident), names.marker(&target.ident));
        columns.push(quote!(&[#(#places),*]));
        which.push(quote!(<#marker as #p::OneTarget>::AT));
        loads.push(quote!(#p::LoadPaths::<__M>::add_to(#p::Rel::<__P, #marker>::NEW, __loads);));
    }
    quote! {
        impl #p::OneOf for #marker {
            type Model = #ident;
            type Enum = #ty;
            type Variants = #variants;
            type Tokens<__P: #p::Path> = #tokens<__P>;
            const DEF: &'static #p::OneOfDef =
                &#p::OneOfDef { name: #name, check: #check, targets: &[#(#columns),*], nullable: #nullable };
            const VARIANTS: &'static [usize] = &[#(#which),*];
            fn held(__row: &#ident) -> ::core::option::Option<&#ty> { #held }
            fn load_each<__M: #p::Table, __P: #p::Reach<__M, Leaf = #ident>>(__loads: &mut #p::Loads<__M>) { #(#loads)* }
        }
    }
}

/// The struct of the targets' tokens.
fn expand_tokens(names: &Names<'_>, model: &Model, field: &Field, it: &OneOf) -> TokenStream {
    let (p, tokens) = (&names.p, tokens(names, field));
    let vis = visibility::narrower(&field.vis, &model.vis);
    let (declared, made): (Vec<_>, Vec<_>) = targets(model, it)
        .map(|(target, Target { token, .. })| {
            let marker = names.marker(&target.ident);
            (quote!(#vis #token: #p::Rel<__P, #marker>), quote!(#token: #p::Rel::NEW))
        })
        .unzip();
    quote! {
        #vis struct #tokens<__P> { __path: ::core::marker::PhantomData<fn() -> __P>, #(#declared),* }
        impl<__P: #p::Path> #p::Tokens for #tokens<__P> {
            const AT: &'static Self = &#tokens { __path: ::core::marker::PhantomData, #(#made),* };
        }
    }
}

/// A target as a type. With that it is a relation.
pub(super) fn expand_target(names: &Names<'_>, model: &Model, field: &Field, it: &Target) -> TokenStream {
    let p = &names.p;
    let Target { to_one, whole, variant, optional: may_be_none, .. } = it;
    let one_of = model.field(whole).and_then(|field| field.role.one_of());
    let variants = one_of.map(|it| variants(names, model, it));
    let (marker, whole, target) = (names.marker(&field.ident), names.marker(whole), &to_one.target);
    let (variant_name, name) = (through::named(names, variant), field.shown());
    let arity = if *may_be_none { quote!(AtMostOne) } else { quote!(OneAmongOthers) };
    let columns = schema::places(names, model, &field.ident);
    let on_delete = relation::on_delete(names, model, &field.role, to_one);
    let deferrable = super::deferrable(names, to_one.deferrable);
    let related_name = optional(to_one.accessor.ident().map(text));
    let beside = through::expand_foreign_key(names, model, field, to_one);
    quote! {
        impl #p::OneTarget for #marker {
            type Of = #whole;
            type To = #target;
            type Name = #variant_name;
            type Arity = #p::#arity;
            type Variants = #variants;
            const DEF: #p::TargetDef = #p::TargetDef {
                name: #name,
                columns: &[#(#columns),*],
                on_delete: #p::OnDelete::#on_delete,
                deferrable: #deferrable,
                related_name: #related_name,
            };
        }
        #beside
    }
}

/// How the struct's field is read from the columns of its targets.
pub(super) fn decode(names: &Names<'_>, field: &Field, it: &OneOf) -> TokenStream {
    let (p, name, marker, null) = (&names.p, &field.ident, names.marker(&field.ident), null(names, it));
    quote!(#name: #p::decode_target::<#marker, #null>(__cells, __at, &mut __peers.#name)?)
}

/// What a row has there.
pub(super) fn held(field: &Field, it: &OneOf, row: &TokenStream) -> TokenStream {
    let name = &field.ident;
    if it.nullable {
        quote!(::core::option::Option::as_ref(&#row.#name))
    } else {
        quote!(::core::option::Option::Some(&#row.#name))
    }
}

/// Whether there may be no row, as a type.
pub(super) fn null(names: &Names<'_>, it: &OneOf) -> TokenStream {
    let p = &names.p;
    if it.nullable { quote!(#p::Nullable) } else { quote!(#p::NotNull) }
}

/// The variants of the enum. It stands where the field names them, from the first to the last: at one place for the field and
/// all targets, so that rustc tells once of an enum that is none.
fn variants(names: &Names<'_>, model: &Model, it: &OneOf) -> TokenStream {
    let (p, ty) = (&names.p, &it.ty);
    let places: Vec<Span> = targets(model, it).map(|(_, target)| super::at(&target.variant)).collect();
    let place = |at: Option<&Span>| at.copied().unwrap_or_else(|| super::at(&it.word));
    let (first, last) = (place(places.first()), place(places.last()));
    let polymorphic = super::moved(quote!(#ty as #p::Polymorphic), first);
    let variants = Ident::new("Variants", last);
    quote_spanned!(first=> <#polymorphic>::#variants)
}

/// The struct of the targets' tokens: `CommentSubjectTargets`. (`CommentSubject` is what a user may well call the enum.)
fn tokens(names: &Names<'_>, field: &Field) -> Ident {
    format_ident!("{}{}Targets", names.model, field.shown().to_upper_camel_case())
}

/// The place of its first column.
pub(super) fn place(names: &Names<'_>, model: &Model, it: &OneOf) -> TokenStream {
    it.targets.first().map_or_else(|| quote!(0), |first| schema::place(names, model, first))
}

fn targets<'m>(model: &'m Model, it: &'m OneOf) -> impl Iterator<Item = (&'m Field, &'m Target)> {
    it.targets.iter().filter_map(|name| match model.field(name) {
        Some(field @ Field { role: Role::Target(target), .. }) => Some((field, &**target)),
        _ => None,
    })
}
