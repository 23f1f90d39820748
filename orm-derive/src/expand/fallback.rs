//! The stub after an error, so that the one true error is the only one.

use super::row::Bodies;
use crate::ir::{Accessor, Model, Role};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{DeriveInput, Ident};

/// The errors, and as much of the model as there is: the tokens, the draft and the accessors, so that code that uses them
/// is not told that they are missing. Its functions are empty.
pub(crate) fn fallback(input: &DeriveInput, model: Option<Model>, error: &syn::Error) -> TokenStream {
    let errors = error.to_compile_error();
    // Of a generic struct nothing can be said without its parameters.
    let stub =
        model.filter(|_| input.generics.params.is_empty()).map(|model| super::block(&sound(model), Bodies::Stub));
    quote! { #errors #stub }
}

/// Leaves out what would be a second error: a method that stands twice.
fn sound(mut model: Model) -> Model {
    let mut seen: Vec<(String, Ident)> = Vec::new();
    for field in &mut model.fields {
        let target = field.role.relation().map_or_else(String::new, |(target, _)| target.to_token_stream().to_string());
        let accessor = match &mut field.role {
            Role::Column(_) | Role::Key(_) | Role::Related(_) | Role::Flatten(_) | Role::OneOf(_) => continue,
            Role::ForeignKey(it) | Role::OneToOne(it) | Role::OneToOneKey(it) | Role::ForeignKeyKey(it) => {
                &mut it.accessor
            }
            Role::Target(it) => &mut it.to_one.accessor,
            Role::ManyToMany(it) => &mut it.accessor,
        };
        let Some(name) = accessor.ident().map(IdentExt::unraw) else { continue };
        let method = (target, name);
        if seen.contains(&method) {
            *accessor = Accessor::None;
        } else {
            seen.push(method);
        }
    }
    model
}
