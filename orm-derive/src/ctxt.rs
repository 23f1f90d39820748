//! The errors of one derive, collected, so that the user sees all of them at once.

use quote::ToTokens;
use std::cell::RefCell;
use std::fmt::Display;

/// Where every layer reports what is wrong. It must be [finished](Ctxt::finish): an error that nobody emits would turn a
/// wrong model into a strange one.
#[derive(Default)]
pub(crate) struct Ctxt {
    errors: RefCell<Option<syn::Error>>,
}

impl Ctxt {
    /// Reports an error on a token or a run of tokens.
    pub(crate) fn error(&self, on: impl ToTokens, message: impl Display) {
        self.add(syn::Error::new_spanned(on, message));
    }

    /// Reports what syn says.
    pub(crate) fn add(&self, error: syn::Error) {
        match &mut *self.errors.borrow_mut() {
            Some(all) => all.combine(error),
            none => *none = Some(error),
        }
    }

    /// How many errors there are so far: who reads a list asks before and after.
    pub(crate) fn count(&self) -> usize {
        self.errors.borrow().as_ref().map_or(0, |all| all.into_iter().count())
    }

    /// All errors as one.
    pub(crate) fn finish(self) -> Result<(), syn::Error> {
        self.errors.take().map_or(Ok(()), Err)
    }
}

impl Drop for Ctxt {
    fn drop(&mut self) {
        // Only our own tests may panic; a user's build never does.
        if cfg!(test) && !std::thread::panicking() {
            assert!(self.errors.borrow().is_none(), "errors were collected and not finished");
        }
    }
}
