//! Tests of the front half: a struct as text in, errors or facts as text out.

mod errors_of_attributes;
mod errors_of_fields;
mod errors_of_models;
mod expansion;
mod facts;

use crate::ctxt::Ctxt;
use crate::{check, lower};
use expect_test::Expect;

/// All errors of a struct, each with the tokens that it stands on.
fn check(input: &str, expected: Expect) {
    expected.assert_eq(&errors(input));
}

fn errors(input: &str) -> String {
    let input = syn::parse_str(input).expect("a struct");
    let cx = Ctxt::default();
    if let Some(model) = lower::model(&cx, &input) {
        check::model(&cx, &model);
    }
    let Err(all) = cx.finish() else { return String::new() };
    let one = |error: syn::Error| {
        let on = error.span().source_text().unwrap_or_else(|| "?".to_owned());
        format!("[{on}] {error}\n")
    };
    all.into_iter().map(one).collect()
}
