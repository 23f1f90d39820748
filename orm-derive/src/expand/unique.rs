//! What is unique, as types: so that the compiler knows which tokens name one row.

use super::Names;
use crate::ir::{Model, Role};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;
use syn::Ident;

/// Sets of more columns than this are unique in the order of their declaration only: their permutations would be many.
const PERMUTED: usize = 3;

/// One impl for each set of columns that a constraint keeps unique, and for each order of a small set.
pub(super) fn expand(names: &Names<'_>, model: &Model) -> TokenStream {
    let Names { p, .. } = names;
    let alone = model.fields.iter().filter(|field| match &field.role {
        Role::Key(_) | Role::OneToOne(_) | Role::OneToOneKey(_) => true,
        Role::Column(column) => column.unique.is_some(),
        Role::ForeignKey(_) | Role::ManyToMany(_) | Role::Related(_) => false,
    });
    let mut sets: Vec<Vec<&Ident>> = alone.map(|field| vec![&field.ident]).collect();
    sets.extend(model.uniques.iter().map(|set| set.fields.iter().collect()));
    // The same set can be declared twice; the same impl cannot.
    let mut seen = BTreeSet::new();
    let orders = sets.iter().flat_map(|set| orders(set)).filter(|order| seen.insert(named(order)));
    let each = orders.filter_map(|order| {
        let (first, others) = order.split_first()?;
        let (first, others) = (names.marker(first), others.iter().map(|other| names.marker(other)));
        Some(quote!(impl #p::UniqueWith<(#(#others,)*)> for #first {}))
    });
    each.collect()
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
