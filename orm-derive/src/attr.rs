//! Attributes: tokens → words.
//!
//! [`parse_attrs`] picks our attributes from all that stand on a struct or a field, [`item`] splits one into its items,
//! [`value`] reads what an item gives. What belongs to which attribute is told by [`model`], [`field`], [`relation`],
//! [`related`] and [`polymorphic`].
//! Nothing here knows a field's type; that is the business of `lower`, above.
//!
//! **Invariant:** an unreadable item is reported and skipped, and those after it are read.

pub(crate) mod deferrable;
pub(crate) mod field;
pub(crate) mod item;
pub(crate) mod model;
pub(crate) mod polymorphic;
pub(crate) mod related;
pub(crate) mod relation;
pub(crate) mod value;

use crate::ctxt::Ctxt;
use crate::words::{self, Vocabulary};
use item::{Item, Value, parse_items};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Attribute, Ident, Meta};

/// One of our attributes: `#[field(index)]`, `#[primary_key]`.
pub(crate) struct Attr {
    pub(crate) word: Ident,
    pub(crate) items: Vec<Item>,
    /// What stands in its parentheses, as it was written.
    pub(crate) list: TokenStream,
    /// Whether an item of it was wrong: what it seems to lack may be what could not be read.
    pub(crate) broken: bool,
}

impl Attr {
    pub(crate) fn is(&self, word: &str) -> bool {
        self.word == word
    }
}

/// Our attributes in a list of all. Each stands at most once.
pub(crate) fn parse_attrs(cx: &Ctxt, attrs: &[Attribute], here: &Vocabulary) -> Vec<Attr> {
    let mut found: Vec<Attr> = Vec::new();
    for attr in attrs {
        let Some(word) = attr.path().get_ident().filter(|word| is_ours(word)) else { continue };
        let list = match &attr.meta {
            Meta::Path(_) => TokenStream::new(),
            Meta::List(list) => list.tokens.clone(),
            Meta::NameValue(pair) => {
                cx.error(&pair.value, format!("`{word}` is not given a value\nhelp: write `#[{word}(..)]`"));
                continue;
            }
        };
        if word == words::ESCAPE {
            for item in parse_items(cx, list) {
                let list = match item.value {
                    Value::Alone => TokenStream::new(),
                    Value::List(list) => list,
                    Value::Equals(value) => {
                        let word = &item.word;
                        cx.error(value, format!("`{word}` is not given a value\nhelp: write `#[orm({word}(..))]`"));
                        continue;
                    }
                };
                add(cx, &mut found, here, item.word, list);
            }
        } else {
            add(cx, &mut found, here, word.clone(), list);
        }
    }
    found
}

/// Whether rustc gives us this attribute. Others belong to other derives.
fn is_ours(word: &Ident) -> bool {
    [words::ON_STRUCT, words::ON_FIELDS, words::ON_FIELD]
        .iter()
        .any(|v| v.known.iter().chain(v.later).any(|known| word == known))
}

fn add(cx: &Ctxt, found: &mut Vec<Attr>, here: &Vocabulary, word: Ident, list: TokenStream) {
    let place = here.place;
    let elsewhere = if place == words::ON_FIELD.place { words::ON_STRUCT } else { words::ON_FIELD };
    if !here.known.iter().any(|known| word == known) {
        if elsewhere.known.iter().any(|known| word == known) {
            cx.error(&word, format!("`#[{word}]` stands on {}, not on {place}", elsewhere.place));
        } else {
            cx.error(&word, words::unknown(&word.unraw().to_string(), here));
        }
    } else if found.iter().any(|attr| attr.word == word) {
        cx.error(&word, format!("`#[{word}]` stands here twice\nhelp: put all words into one"));
    } else {
        let errors = cx.count();
        // It takes an expression, and no items.
        let items = if word == words::RELATED { Vec::new() } else { parse_items(cx, list.clone()) };
        found.push(Attr { word, items, list, broken: cx.count() > errors });
    }
}

/// The first line of the doc comment.
pub(crate) fn parse_doc(attrs: &[Attribute]) -> Option<String> {
    let lines = attrs.iter().filter(|attr| attr.path().is_ident("doc")).filter_map(|attr| match &attr.meta {
        Meta::NameValue(pair) => syn::parse2::<syn::LitStr>(pair.value.to_token_stream()).ok(),
        _ => None,
    });
    let text = lines.map(|line| line.value()).collect::<Vec<_>>().join("\n");
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    Some(line.to_owned())
}

/// Walks over the items of an attribute: unknown words, and words that stand twice, are reported and left out.
pub(crate) fn each_item(cx: &Ctxt, attr: &Attr, knows: &Vocabulary, many: &[&str], mut read: impl FnMut(&str, &Item)) {
    let mut seen: Vec<&Ident> = Vec::new();
    for item in &attr.items {
        let word = item.word.unraw().to_string();
        if !knows.known.contains(&word.as_str()) {
            cx.error(&item.word, words::unknown(&word, knows));
        } else if seen.contains(&&item.word) && !many.contains(&word.as_str()) {
            cx.error(&item.word, format!("`{word}` stands here twice\nhelp: keep one of them"));
        } else {
            seen.push(&item.word);
            read(&word, item);
        }
    }
}
