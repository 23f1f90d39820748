//! `#[orm::test]`: a test with a database of its own.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, FnArg, ItemFn, ReturnType, Signature, parse2};

/// Writes the test, or says what is wrong with it.
pub(crate) fn expand(words: TokenStream, item: TokenStream) -> TokenStream {
    match parse(words, item) {
        Ok((flavor, item)) => test(&flavor, item),
        Err(error) => error.into_compile_error(),
    }
}

fn parse(words: TokenStream, item: TokenStream) -> Result<(TokenStream, ItemFn), Error> {
    let flavor = match words.to_string().as_str() {
        "" => quote!(CurrentThread),
        "multi_thread" => quote!(MultiThread),
        _ => {
            let help =
                "unknown word\nhelp: `#[orm::test]` runs on the test's own thread, `#[orm::test(multi_thread)]` on two";
            return Err(Error::new_spanned(words, help));
        }
    };
    let item: ItemFn = parse2(item)?;
    check_signature(&item.sig)?;
    Ok((flavor, item))
}

fn check_signature(it: &Signature) -> Result<(), Error> {
    let form = "help: write `async fn name(db: Database)`, which may return a `Result`";
    if it.asyncness.is_none() {
        return Err(Error::new_spanned(it.fn_token, format!("a test with a database is `async`\n{form}")));
    }
    if !it.generics.params.is_empty() {
        return Err(Error::new_spanned(&it.generics, format!("a test has no generics\n{form}")));
    }
    match it.inputs.iter().collect::<Vec<_>>().as_slice() {
        [FnArg::Typed(_)] => Ok(()),
        _ => Err(Error::new_spanned(&it.ident, format!("a test takes one argument, its database\n{form}"))),
    }
}

fn test(flavor: &TokenStream, item: ItemFn) -> TokenStream {
    let ItemFn { attrs, vis, sig, block, .. } = item;
    let (name, inputs) = (&sig.ident, &sig.inputs);
    let output = match &sig.output {
        ReturnType::Default => quote!(()),
        ReturnType::Type(_, ty) => quote!(#ty),
    };
    quote! {
        #(#attrs)*
        #[::core::prelude::v1::test]
        #vis fn #name() {
            async fn body(#inputs) -> #output #block
            ::orm::testing::run(::orm::testing::Flavor::#flavor, |db| ::std::boxed::Box::pin(body(db)));
        }
    }
}
