//! The derive macros of `orm`. Use them through that crate; its documentation tells what each attribute means.

mod attr;
mod check;
mod ctxt;
mod expand;
mod ir;
mod lower;
#[cfg(test)]
mod tests;
mod words;

use ctxt::Ctxt;
use syn::{DeriveInput, parse_macro_input};

/// Makes a struct a model: a table, its columns and relations, a draft to make rows with, and typed tokens of the
/// struct's name.
#[proc_macro_derive(Model, attributes(model, field, primary_key, one_to_one, foreign_key, many_to_many, related, orm))]
pub fn derive_model(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    model(&input).into()
}

fn model(input: &DeriveInput) -> proc_macro2::TokenStream {
    let cx = Ctxt::default();
    let facts = lower::model(&cx, input);
    facts.iter().for_each(|model| check::model(&cx, model));
    match (cx.finish(), facts) {
        (Ok(()), facts) => facts.as_ref().map(expand::model).unwrap_or_default(),
        (Err(error), facts) => expand::fallback(input, facts, &error),
    }
}
