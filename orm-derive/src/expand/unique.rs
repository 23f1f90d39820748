//! What is unique, as types: so that the compiler knows which tokens name one row.

use super::row::Bodies;
use super::{Names, schema, visibility};
use crate::ir::{Field, Model, Role, Together};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;
use syn::Ident;

/// Sets of more columns than this are unique in the order of their declaration only: their permutations would be many.
const PERMUTED: usize = 3;

/// One impl for each set of columns that a constraint keeps unique, and for each order of a small set.
pub(super) fn expand(names: &Names<'_>, model: &Model, bodies: Bodies) -> TokenStream {
    let Names { p, .. } = names;
    let mut sets: Vec<Vec<&Ident>> = vec![model.keys().map(|field| &field.ident).collect()];
    let alone = model.fields.iter().filter(|field| is_unique(&field.role));
    sets.extend(alone.map(|field| vec![&field.ident]));
    // One that a polymorphic field is in is a constraint for each target, and so no key.
    let is_key = |set: &&Together| !set.fields.iter().any(|name| is_polymorphic(model, name));
    sets.extend(model.uniques.iter().filter(is_key).map(|set| set.fields.iter().collect()));
    // The same set can be declared twice; the same impl cannot.
    let mut seen = BTreeSet::new();
    let orders = sets.iter().flat_map(|set| orders(set)).filter(|order| seen.insert(named(order)));
    let each = orders.filter_map(|order| {
        let (first, others) = order.split_first()?;
        let (first, others) = (names.marker(first), others.iter().map(|other| names.marker(other)));
        Some(quote!(impl #p::UniqueWith<(#(#others,)*)> for #first {}))
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
    let (name, base, at) = (&field.ident, &column.base, schema::position(model, &field.ident));
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

fn named(order: &[&Ident]) -> Vec<String> {
    order.iter().map(ToString::to_string).collect()
}

/// The orders in which a set can be written.
fn orders<'a>(set: &[&'a Ident]) -> Vec<Vec<&'a Ident>> {
    if set.len() > PERMUTED {
        return vec![set.to_vec()];
    }
    let Some((&first, others)) = set.split_first() else { return vec![Vec::new()] };
    let put_in = |order: Vec<&'a Ident>| {
        (0..=order.len()).map(move |at| {
            let mut order = order.clone();
            order.insert(at, first);
            order
        })
    };
    orders(others).into_iter().flat_map(put_in).collect()
}
