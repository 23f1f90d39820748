//! `#[related(..)]`: the token of the relation that the field is the other side of.

use super::Attr;
use crate::ctxt::Ctxt;
use crate::words;
use syn::parse::Parser;
use syn::{Expr, Member, Token};

/// `Cat.owner`. What is no token of a relation is reported here; whether there is such a relation, rustc says.
pub(crate) fn parse_related(cx: &Ctxt, attr: &Attr) -> Option<Expr> {
    let one = |input: syn::parse::ParseStream<'_>| {
        let expr: Expr = input.parse()?;
        input.parse::<Option<Token![,]>>()?;
        Ok(expr)
    };
    let help = "help: write `#[related(Cat.owner)]`: the model that declares the relation, and its field";
    match one.parse2(attr.list.clone()) {
        Ok(expr) if is_token(&expr) => Some(expr),
        Ok(expr) => {
            cx.error(expr, format!("`#[{}]` takes the token of a relation\n{help}", words::RELATED));
            None
        }
        Err(_) => {
            cx.error(&attr.word, format!("`#[{}]` takes the token of a relation\n{help}", words::RELATED));
            None
        }
    }
}

fn is_token(expr: &Expr) -> bool {
    match expr {
        Expr::Field(field) => {
            let target_of = |base: &Expr| matches!(base, Expr::Field(_)) && is_token(base);
            matches!(field.member, Member::Named(_)) && (matches!(*field.base, Expr::Path(_)) || target_of(&field.base))
        }
        _ => false,
    }
}
