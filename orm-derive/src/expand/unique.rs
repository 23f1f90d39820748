//! What is unique, as types: so that the compiler knows which tokens name one row.

use super::row::Bodies;
use super::{Names, schema, visibility};
use crate::ir::{Deferrable, Field, Model, Named, Role, Together};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use std::collections::BTreeSet;
use syn::Ident;

/// Sets of more columns than this are unique in the order of their declaration only: their permutations would be many.
const PERMUTED: usize = 3;

/// One impl for each set of columns that a constraint keeps unique, and for each order of a small set.
pub(super) fn expand(names: &Names<'_>, model: &Model, bodies: Bodies) -> TokenStream {
    let Names { p, model: ident, .. } = names;
    let own = |field: &Field| Named { field: field.ident.clone(), inside: Vec::new() };
    let mut sets: Vec<Vec<Named>> = vec![model.keys().map(own).collect()];
    let alone = model.fields.iter().filter(|field| is_unique(&field.role));
    sets.extend(alone.map(|field| vec![own(field)]));
    let is_said = |named: &Named| named.inside.is_empty() || matches!(bodies, Bodies::Real);
    // An insert cannot ask of one that may be looked at later. One that a polymorphic field is in is a constraint for each target,
    // and so no key.
    let is_key = |set: &&Together| {
        set.deferrable == Deferrable::No && !set.fields.iter().any(|named| is_polymorphic(model, &named.field))
    };
    let together = model.uniques.iter().filter(is_key).filter(|set| set.fields.iter().all(is_said));
    sets.extend(together.map(|set| set.fields.clone()));
    // The same set can be declared twice; the same impl cannot.
    let mut seen = BTreeSet::new();
    let orders = sets.iter().flat_map(|set| orders(set)).filter(|order| seen.insert(named(order)));
    let each = orders.filter_map(|order| {
        let (first, others) = order.split_first()?;
        let is_own = first.inside.is_empty();
        let (first, others) = (type_of(names, first), others.iter().map(|other| type_of(names, other)));
        Some(match (is_own, others.len()) {
            (true, _) => quote!(impl #p::UniqueWith<(#(#others,)*)> for #first {}),
            // What is unique alone in a struct, the struct says.
            (false, 0) => return None,
            // A column of a flattened struct is no type of this crate.
            (false, _) => quote!(impl #p::UniqueTogether<(#first, #(#others),*)> for #ident {}),
        })
    });
    let referred = model.fields.iter().filter_map(|field| expand_referred(names, model, field, bodies));
    each.chain(referred).collect()
}

fn is_polymorphic(model: &Model, name: &Ident) -> bool {
    matches!(model.field(name), Some(Field { role: Role::OneOf(_), .. }))
}

fn is_unique(role: &Role) -> bool {
    role.is_one_to_one() || role.value().is_some_and(|column| column.unique.is_some())
}

/// A field that a foreign key can refer to instead of the key.
fn expand_referred(names: &Names<'_>, model: &Model, field: &Field, bodies: Bodies) -> Option<TokenStream> {
    let Names { p, model: ident, .. } = names;
    let column = field.role.value().filter(|it| it.unique.is_some() && !it.nullable)?;
    // Its type would be seen further than the field.
    if field.role.is_key() || visibility::narrower(&field.vis, &model.vis) != model.vis {
        return None;
    }
    let (name, base, at) = (&field.ident, &column.base, schema::place(names, model, &field.ident));
    let named = super::through::named(names, name);
    let value = match bodies {
        Bodies::Real => quote!(::core::clone::Clone::clone(&self.#name)),
        Bodies::Stub => quote!(loop {}),
    };
    Some(quote! {
        impl #p::UniqueField<#named> for #ident {
            type Value = #base;
            const AT: &'static [usize] = &[#at];
            fn value(&self) -> Self::Value { #value }
        }
    })
}

/// A column as a type. Of a flattened struct it is found by its name.
fn type_of(names: &Names<'_>, Named { field, inside }: &Named) -> TokenStream {
    let p = &names.p;
    inside.iter().fold(names.marker(field), |of, ident| {
        let name = super::through::named(names, ident);
        let member = quote_spanned!(ident.span()=> <<#of as #p::Flattened>::Fields as #p::HasMember<#name>>::Member);
        quote!(#p::Within<#of, #member>)
    })
}

fn named(order: &[&Named]) -> Vec<String> {
    order.iter().map(ToString::to_string).collect()
}

/// The orders in which a set can be written.
fn orders(set: &[Named]) -> Vec<Vec<&Named>> {
    if set.len() > PERMUTED {
        return vec![set.iter().collect()];
    }
    let Some((first, others)) = set.split_first() else { return vec![Vec::new()] };
    let put_in = |order: Vec<_>| {
        (0..=order.len()).map(move |at| {
            let mut order = order.clone();
            order.insert(at, first);
            order
        })
    };
    orders(others).into_iter().flat_map(put_in).collect()
}
