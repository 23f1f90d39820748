//! A field that leads to a row of one of several models: what concerns all its targets together. Each target is a relation,
//! and written as such.
//!
//! The enum is another derive's. That the two agree is asked here, and what is wrong is told where the field names it.

use super::row::Bodies;
use super::{Names, schema, through, visibility};
use crate::ir::{Field, Model, OneOf, Role, Target};
use heck::ToUpperCamelCase;
use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Ident, Type};

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

/// Each name is a variant, or the traits would say so; so they are all of them if they are as many.
fn expand_agreement(names: &Names<'_>, field: &Field, it: &OneOf) -> TokenStream {
    let (p, ty, count) = (&names.p, &it.ty, it.targets.len());
    let shown = quote!(#ty).to_string();
    let message = format!(
        "`{}.{}` does not name every variant of `{shown}`: name all of them in `#[polymorphic(..)]`",
        names.model,
        field.shown()
    );
    quote_spanned!(it.word.span()=>
        const _: () = ::core::assert!(<#ty as #p::Polymorphic>::VARIANTS == #count, #message);
    )
}

/// The field as a type.
fn expand_facts(names: &Names<'_>, model: &Model, field: &Field, it: &OneOf, bodies: Bodies) -> TokenStream {
    let Names { p, model: ident, .. } = names;
    let OneOf { ty, nullable, check, .. } = it;
    let (marker, name, check) = (names.marker(&field.ident), field.shown(), &check.text);
    let null = if *nullable { quote!(Nullable) } else { quote!(NotNull) };
    let columns = targets(model, it).map(|(target, _)| {
        let columns = schema::places(names, model, &target.ident);
        quote!(&[#(#columns),*])
    });
    let values = targets(model, it).map(|(_, target)| {
        let has = has_variant(names, ty, &target.variant, &target.to_one.target);
        let held = super::moved(quote!(#has::held), super::at(&target.variant));
        quote!(#p::encode_nullable_key(::core::option::Option::and_then(__target, #held)))
    });
    let encode = match bodies {
        Bodies::Real => quote!(#p::targets_of([#(#values),*])),
        Bodies::Stub => quote!(loop {}),
    };
    quote! {
        impl #p::OneOf for #marker {
            type Model = #ident;
            type Enum = #ty;
            type Null = #p::#null;
            const DEF: &'static #p::OneOfDef =
                &#p::OneOfDef { name: #name, check: #check, targets: &[#(#columns),*], nullable: #nullable };
            fn encode(__target: ::core::option::Option<&#ty>) -> #p::Value { #encode }
        }
    }
}

/// The tokens of the targets, and what is asked of all of them.
fn expand_tokens(names: &Names<'_>, model: &Model, field: &Field, it: &OneOf) -> TokenStream {
    let Names { p, model: ident, .. } = names;
    let (tokens, marker, ty) = (tokens(names, field), names.marker(&field.ident), &it.ty);
    let vis = visibility::narrower(&field.vis, &model.vis);
    let (declared, made): (Vec<_>, Vec<_>) = targets(model, it)
        .map(|(target, Target { token, .. })| {
            let marker = names.marker(&target.ident);
            (quote!(#vis #token: #p::Rel<__P, #marker>), quote!(#token: #p::Rel::NEW))
        })
        .unzip();
    let loads =
        targets(model, it).map(|(_, Target { token, .. })| quote!(#p::LoadPaths::<__M>::add_to(self.#token, __loads);));
    let set = if it.nullable {
        quote! {
            #[doc = "Says which row the field leads to after an update, or `Null`."]
            #vis fn set<__W>(self, __row: impl #p::IntoNullableTarget<#ty, __W>) -> #p::Assign<#ident> {
                #p::assigned::<#marker>(#p::IntoNullableTarget::into_nullable_target(__row).as_ref())
            }
            #[doc = "Lets the field lead to nothing, in an update."]
            #vis fn set_null(self) -> #p::Assign<#ident> {
                #p::assigned::<#marker>(::core::option::Option::None)
            }
        }
    } else {
        quote! {
            #[doc = "Says which row the field leads to after an update: one target is set, the others are emptied."]
            #vis fn set(self, __row: impl #p::IntoTarget<#ty>) -> #p::Assign<#ident> {
                #p::assigned::<#marker>(::core::option::Option::Some(&#p::IntoTarget::into_target(__row)))
            }
        }
    };
    quote! {
        #vis struct #tokens<__P> { __path: ::core::marker::PhantomData<fn() -> __P>, #(#declared),* }
        impl<__P> ::core::marker::Copy for #tokens<__P> {}
        impl<__P> ::core::clone::Clone for #tokens<__P> {
            fn clone(&self) -> Self { *self }
        }
        impl<__P> #tokens<__P> {
            const NEW: Self = #tokens { __path: ::core::marker::PhantomData, #(#made),* };
        }
        impl<__P: #p::Path<Leaf = #ident>> #tokens<__P> {
            #[doc = "It leads to this row."]
            #vis fn eq(self, __row: impl #p::IntoTarget<#ty>) -> #p::Cond<__P::Root> {
                #p::leads_to::<__P, #marker>(&#p::IntoTarget::into_target(__row))
            }
            #[doc = "It does not lead to this row."]
            #vis fn ne(self, __row: impl #p::IntoTarget<#ty>) -> #p::Cond<__P::Root> {
                !self.eq(__row)
            }
            #[doc = "It leads to no row."]
            #vis fn is_null(self) -> #p::Cond<__P::Root> {
                #p::leads_nowhere::<__P, #marker>()
            }
        }
        impl #tokens<#p::Root<#ident>> { #set }
        impl #p::OwnColumns<#ident> for #tokens<#p::Root<#ident>> {
            fn positions() -> ::std::vec::Vec<usize> {
                <#marker as #p::OneOf>::DEF.positions()
            }
        }
        impl<__M: #p::Table, __P: #p::Reach<__M, Leaf = #ident>> #p::LoadPaths<__M> for #tokens<__P> {
            fn add_to(self, __loads: &mut #p::Loads<__M>) { #(#loads)* }
        }
    }
}

/// How the struct's field is read from the columns of its targets.
pub(super) fn decode(names: &Names<'_>, model: &Model, field: &Field, it: &OneOf) -> TokenStream {
    let (p, name, first) = (&names.p, &field.ident, place(names, model, it));
    let each = targets(model, it).map(|(target, Target { variant, to_one, ty, .. })| {
        let (peers, at) = (&target.ident, schema::place(names, model, &target.ident));
        let has = has_variant(names, ty, variant, &to_one.target);
        let hold = super::moved(quote!(#has::hold), super::at(variant));
        quote!(__peers.#peers.decode_nullable(__cells, __at + #at)?.map(#hold))
    });
    let read = if it.nullable { quote!(at_most_one) } else { quote!(exactly_one) };
    quote!(#name: #p::#read(__at + #first, [#(#each),*])?)
}

/// The foreign key of one target that a row holds, or none.
pub(super) fn held(names: &Names<'_>, it: &Target, row: &TokenStream) -> TokenStream {
    let (whole, Target { ty, variant, to_one, .. }) = (&it.whole, it);
    let has = has_variant(names, ty, variant, &to_one.target);
    let held = super::moved(quote!(#has::held), super::at(variant));
    if it.optional {
        quote!(::core::option::Option::and_then(::core::option::Option::as_ref(&#row.#whole), #held))
    } else {
        quote!(#held(&#row.#whole))
    }
}

/// That the enum has this variant, as a trait.
pub(super) fn has_variant(names: &Names<'_>, ty: &Type, variant: &Ident, target: &Type) -> TokenStream {
    let (p, named) = (&names.p, through::named(names, variant));
    quote!(<#ty as #p::HasVariant<#named, #target>>)
}

/// The struct of the targets' tokens: `CommentSubjectTargets`. (`CommentSubject` is what a user may well call the enum.)
pub(super) fn tokens(names: &Names<'_>, field: &Field) -> Ident {
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
