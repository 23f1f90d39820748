//! The stub after an error, so that the one true error is the only one.

use crate::ir::Model;
use proc_macro2::TokenStream;

/// The errors, and as much of the model as there is.
pub(crate) fn fallback(model: Option<&Model>, error: &syn::Error) -> TokenStream {
    let errors = error.to_compile_error();
    let stub = model.map(super::model);
    quote::quote! { #errors #stub }
}
