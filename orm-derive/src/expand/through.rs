//! Relations that go through a model: from its side, which foreign keys it has; from the side of the relation, which two
//! of them are the ends of a link.
//!
//! A derive sees one struct, so the two sides meet in the compiler: by the name of the field, or of the type that it leads
//! to. A text cannot be a type's parameter, so a name is told by its hash.

use super::Names;
use crate::ir::{By, End, Field, Links, ManyToMany, Model, Role, ToOne};
use crate::lower::last_segment;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Ident, Type};

/// What a foreign key is found by.
pub(super) fn expand_foreign_key(names: &Names<'_>, model: &Model, field: &Field, it: &ToOne) -> TokenStream {
    let Names { p, model: ident, .. } = names;
    let (marker, name) = (names.marker(&field.ident), named(names, &field.ident));
    // A target of a polymorphic field is not set without the others.
    let as_what = if matches!(field.role, Role::Target(_)) { quote!(InColumns) } else { quote!(Settable) };
    let settable = quote!(impl #p::#as_what for #marker { type Name = #name; });
    // The links of a relation are pairs of keys.
    if !matches!(it.by, By::Key) {
        return settable;
    }
    let columns = it.columns.iter().map(|column| &column.text);
    let (target, to) = (type_name(&it.target), &it.target);
    let to_ones =
        model.fields.iter().filter_map(|field| field.role.to_one()).filter(|other| matches!(other.by, By::Key));
    let only = (to_ones.filter(|other| type_name(&other.target) == target).count() == 1).then(|| {
        let hash = hash(&target);
        quote!(impl #p::OneForeignKeyTo<#to, #hash> for #ident { type Name = #name; })
    });
    quote! {
        #settable
        impl #p::HasForeignKey<#name, #to> for #ident { const COLUMNS: &'static [&'static str] = &[#(#columns),*]; }
        #only
    }
}

/// What the links of a many-to-many are rows of.
pub(super) fn expand_links(names: &Names<'_>, field: &Field, it: &ManyToMany) -> TokenStream {
    let Names { p, model: ident, .. } = names;
    let (marker, target) = (names.marker(&field.ident), &it.target);
    match &it.links {
        Links::Unclear => TokenStream::new(),
        Links::Own { .. } => quote! {
            impl #p::LinkedBy for #marker {
                type Link = #p::OwnTable;
                type By = #p::Plain;
            }
        },
        Links::Through { model, near, far } => {
            let near = end(names, model, near, &named_type(ident));
            let far = end(names, model, far, target);
            quote! {
                impl #p::ThroughRelation for #marker {
                    type Through = #model;
                    type Near = #near;
                    type Far = #far;
                }
                impl #p::LinkedBy for #marker {
                    type Link = #model;
                    type By = #marker;
                }
                impl #p::LinkOf<#target, #marker> for #model {}
            }
        }
    }
}

/// The join table of a relation that goes through a model, as data. That each end is a foreign key to its side is asked
/// here, and what is wrong is told where the user named it.
pub(super) fn expand_join_table(
    names: &Names<'_>,
    it: &ManyToMany,
    (through, near, far): (&Type, &End, &End),
    symmetry: &TokenStream,
) -> TokenStream {
    let p = &names.p;
    let at = |which: &End, side: &Type| match which {
        End::Named(field) => {
            let (through, name) = (super::moved(through, field.span()), named(names, field));
            quote_spanned!(field.span()=> #p::foreign_key_to::<#through, #name, #side>())
        }
        End::Only => {
            let only = only(names, through, side);
            super::moved(quote!(#only::ONLY), through.span())
        }
    };
    let (near, far) = (at(near, &named_type(names.model)), at(far, &it.target));
    quote!(#p::through::<#through>(#near, #far, #symmetry))
}

/// The name of one end.
fn end(names: &Names<'_>, through: &Type, end: &End, side: &Type) -> TokenStream {
    match end {
        End::Named(field) => named(names, field),
        End::Only => {
            let only = only(names, through, side);
            super::moved(quote!(#only::Name), through.span())
        }
    }
}

/// The only foreign key to a side.
fn only(names: &Names<'_>, through: &Type, side: &Type) -> TokenStream {
    let (p, hash) = (&names.p, hash(&type_name(side)));
    quote!(<#through as #p::OneForeignKeyTo<#side, #hash>>)
}

fn named_type(model: &Ident) -> Type {
    syn::parse_quote!(#model)
}

/// The name of a field as a type.
pub(super) fn named(names: &Names<'_>, field: &Ident) -> TokenStream {
    let (p, hash) = (&names.p, hash(&field.unraw().to_string()));
    quote!(#p::Named<#hash>)
}

fn type_name(ty: &Type) -> String {
    last_segment(ty).map_or_else(String::new, |(name, _)| name)
}

/// FNV-1a. It is the same in every crate that is compiled with this version.
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
