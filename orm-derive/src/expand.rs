//! Facts → code.

pub(crate) mod fallback;

use crate::ir::Model;
use proc_macro2::TokenStream;

pub(crate) use fallback::fallback;

/// The code of a model.
pub(crate) fn model(_model: &Model) -> TokenStream {
    TokenStream::new()
}
