//! The grammar of all our attributes: items between commas, each a word, `word = value` or `word(list)`.

use crate::ctxt::Ctxt;
use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Ident, LitStr, Token, parenthesized, token};

/// One item.
pub(crate) struct Item {
    pub(crate) word: Ident,
    pub(crate) value: Value,
}

/// What stands after an item's word.
pub(crate) enum Value {
    Alone,
    Equals(Expr),
    List(TokenStream),
}

/// The items of a list. What is no item is reported, and reading goes on after the next comma.
pub(crate) fn parse_items(cx: &Ctxt, list: TokenStream) -> Vec<Item> {
    parse_list(cx, list, parse_item)
}

/// What stands between commas, each read by `one`. After an error, reading goes on behind the next comma.
pub(crate) fn parse_list<T>(cx: &Ctxt, list: TokenStream, one: fn(ParseStream<'_>) -> syn::Result<T>) -> Vec<T> {
    let mut found = Vec::new();
    let all = |input: ParseStream<'_>| {
        while !input.is_empty() {
            match one(input).and_then(|it| parse_comma(input).map(|()| it)) {
                Ok(it) => found.push(it),
                Err(error) => {
                    cx.add(error);
                    skip_past_comma(input)?;
                }
            }
        }
        Ok(())
    };
    if let Err(error) = all.parse2(list) {
        cx.add(error);
    }
    found
}

/// An expression, and what stands behind the comma after it.
pub(crate) fn parse_expr_and_rest(list: TokenStream) -> syn::Result<(Expr, TokenStream)> {
    let both = |input: ParseStream<'_>| {
        let expr = input.parse()?;
        parse_comma(input)?;
        Ok((expr, input.parse()?))
    };
    both.parse2(list)
}

fn parse_item(input: ParseStream<'_>) -> syn::Result<Item> {
    if !input.peek(Ident::peek_any) {
        let quoted = if input.peek(LitStr) { "\nhelp: write it without quotes" } else { "" };
        return Err(input.error(format!("expected a word{quoted}")));
    }
    let word = Ident::parse_any(input)?;
    let value = if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        Value::Equals(bare(input.parse()?))
    } else if input.peek(token::Paren) {
        let list;
        parenthesized!(list in input);
        Value::List(list.parse()?)
    } else {
        Value::Alone
    };
    Ok(Item { word, value })
}

/// `name`, or `address.zip` with what stands behind the dots, or an item that is neither.
pub(crate) fn parse_dotted(input: ParseStream<'_>) -> syn::Result<(Item, Vec<Ident>)> {
    let (item, mut inside) = (parse_item(input)?, Vec::new());
    while matches!(item.value, Value::Alone) && input.peek(Token![.]) {
        input.parse::<Token![.]>()?;
        inside.push(Ident::parse_any(input)?);
    }
    Ok((item, inside))
}

/// What a macro by example was given and passes on stands in a group that nobody sees.
fn bare(value: Expr) -> Expr {
    match value {
        Expr::Group(group) => bare(*group.expr),
        other => other,
    }
}

fn parse_comma(input: ParseStream<'_>) -> syn::Result<()> {
    if input.is_empty() {
        return Ok(());
    }
    if !input.peek(Token![,]) {
        return Err(input.error("expected `,`"));
    }
    input.parse::<Token![,]>().map(drop)
}

fn skip_past_comma(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() {
        let at_comma = input.peek(Token![,]);
        input.parse::<TokenTree>()?;
        if at_comma {
            break;
        }
    }
    Ok(())
}
