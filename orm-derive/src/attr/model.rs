//! `#[model(..)]`

use super::deferrable::parse_deferrable;
use super::item::{Item, Value, parse_dotted, parse_expr_and_rest, parse_list};
use super::{Attr, each_item};
use crate::ctxt::Ctxt;
use crate::ir::Deferrable;
use crate::words;
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::fmt;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Ident, LitStr, Path, Token};

/// What `#[model(..)]` says.
#[derive(Default)]
pub(crate) struct ModelWords {
    pub(crate) table: Option<LitStr>,
    pub(crate) schema: Option<LitStr>,
    pub(crate) krate: Option<Path>,
    pub(crate) comment: Option<LitStr>,
    /// `managed = false`
    pub(crate) managed: Option<bool>,
    pub(crate) ordering: Vec<OrderWord>,
    pub(crate) uniques: Vec<TogetherWords>,
    pub(crate) indexes: Vec<TogetherWords>,
    pub(crate) checks: Vec<CheckWords>,
}

/// `name`, or `address.zip` of a flattened struct.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) field: Ident,
    /// What stands behind the dots.
    pub(crate) inside: Vec<Ident>,
}

/// `name` or `-name`
pub(crate) struct OrderWord {
    pub(crate) field: Named,
    pub(crate) descending: bool,
}

/// `unique(name, owner)`, `index(name, owner, name = "cat_by_owner")`
pub(crate) struct TogetherWords {
    pub(crate) word: Ident,
    pub(crate) fields: Vec<Named>,
    pub(crate) name: Option<LitStr>,
    pub(crate) deferrable: Deferrable,
}

/// `check(Cat.lives.ge(0))`, `check(Cat.lives.ge(0), name = "alive")`
pub(crate) struct CheckWords {
    pub(crate) word: Ident,
    pub(crate) condition: Expr,
    pub(crate) name: Option<LitStr>,
}

pub(crate) fn parse_model_words(cx: &Ctxt, attr: &Attr) -> ModelWords {
    let mut found = ModelWords::default();
    let many = [words::UNIQUE, words::INDEX, words::CHECK];
    each_item(cx, attr, &words::IN_MODEL, &many, |word, item| match word {
        words::TABLE => found.table = item.text(cx),
        words::SCHEMA => found.schema = item.text(cx),
        words::CRATE => found.krate = item.path(cx),
        words::COMMENT => found.comment = item.text(cx),
        words::MANAGED => found.managed = item.yes_or_no(cx),
        words::ORDERING => {
            let list = item.list(cx).unwrap_or_default();
            found.ordering = parse_list(cx, list, parse_order);
        }
        words::UNIQUE => found.uniques.extend(parse_together(cx, item)),
        words::INDEX => found.indexes.extend(parse_together(cx, item)),
        _ => found.checks.extend(parse_check(cx, item)),
    });
    found
}

fn parse_order(input: ParseStream<'_>) -> syn::Result<OrderWord> {
    let descending = input.parse::<Option<Token![-]>>()?.is_some();
    if !input.peek(Ident::peek_any) {
        return Err(input.error("expected a field\nhelp: write `name`, or `-name` for the highest first"));
    }
    let (item, inside) = parse_dotted(input)?;
    match item.value {
        Value::Alone => Ok(OrderWord { field: Named { field: item.word, inside }, descending }),
        _ => Err(syn::Error::new_spanned(item.word, "expected `,`")),
    }
}

fn parse_together(cx: &Ctxt, item: &Item) -> Option<TogetherWords> {
    let mut found =
        TogetherWords { word: item.word.clone(), fields: Vec::new(), name: None, deferrable: Deferrable::No };
    for (inner, inside) in parse_list(cx, item.list(cx)?, parse_dotted) {
        match &inner.value {
            Value::Alone => found.fields.push(Named { field: inner.word, inside }),
            Value::Equals(_) if inner.word == words::NAME => found.name = inner.text(cx),
            Value::Equals(_) if inner.word == words::DEFERRABLE => {
                if item.word == words::UNIQUE {
                    found.deferrable = parse_deferrable(cx, &inner);
                } else {
                    cx.error(&inner.word, "an index refuses nothing, so it has nothing to defer\nhelp: leave it out");
                }
            }
            _ => cx.error(&inner.word, format!("expected a field\nhelp: write `{}(one, another)`", item.word)),
        }
    }
    Some(found)
}

fn parse_check(cx: &Ctxt, item: &Item) -> Option<CheckWords> {
    let (condition, rest) = parse_expr_and_rest(item.list(cx)?).map_err(|error| cx.add(error)).ok()?;
    let name = if rest.is_empty() { None } else { Some(parse_check_name(rest).map_err(|error| cx.add(error)).ok()?) };
    Some(CheckWords { word: item.word.clone(), condition, name })
}

/// `name = ".."`, and nothing else.
fn parse_check_name(rest: TokenStream) -> syn::Result<LitStr> {
    let name = |input: ParseStream<'_>| {
        let word: Ident = input.parse()?;
        input.parse::<Token![=]>()?;
        let name = input.parse()?;
        input.parse::<Option<Token![,]>>()?;
        if word == words::NAME && input.is_empty() { Ok(name) } else { Err(input.error("")) }
    };
    let wrong = "a check is one condition\nhelp: join them with `&`, or write a second `check(..)`";
    name.parse2(rest.clone()).map_err(|_| syn::Error::new_spanned(rest, wrong))
}

impl Named {
    /// A field of the model itself.
    pub(crate) fn is(&self, field: &Ident) -> bool {
        self.inside.is_empty() && self.field == *field
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.field)?;
        self.inside.iter().try_for_each(|ident| write!(f, ".{ident}"))
    }
}

impl ToTokens for Named {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { field, inside } = self;
        tokens.extend(quote::quote!(#field #(.#inside)*));
    }
}
