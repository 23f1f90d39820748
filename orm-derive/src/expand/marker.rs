//! One type for each field. They stand in a module of their own, since a field can be called like a type: `u8`, `str`.

use super::{Names, visibility};
use crate::ir::Model;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn expand(names: &Names<'_>, model: &Model) -> TokenStream {
    let markers = &names.markers;
    let each = model.fields.iter().map(|field| {
        // A type that is seen further than its model would leak it through the traits' associated types.
        let vis = visibility::from_inside(&visibility::narrower(&field.vis, &model.vis));
        let name = &field.ident;
        quote!(#vis struct #name;)
    });
    quote!(mod #markers { #(#each)* })
}
