//! `#[polymorphic(Cat(on_delete = cascade), Owner)]`: the variants of the field's enum, and what is said of each.

use super::Attr;
use super::item::{Value, parse_items};
use super::relation::{RelationWords, parse_relation_words};
use crate::ctxt::Ctxt;
use crate::words;
use syn::Ident;

/// One variant.
pub(crate) struct TargetWords {
    pub(crate) variant: Ident,
    pub(crate) words: RelationWords,
}

/// The variants, each once. What is not one is reported.
pub(crate) fn parse_targets(cx: &Ctxt, attr: &Attr) -> Vec<TargetWords> {
    let mut found: Vec<TargetWords> = Vec::new();
    for item in &attr.items {
        let word = &item.word;
        if found.iter().any(|before| before.variant == *word) {
            cx.error(word, format!("`{word}` stands here twice\nhelp: keep one of them"));
            continue;
        }
        let list = match &item.value {
            Value::Alone => Default::default(),
            Value::List(list) => list.clone(),
            Value::Equals(value) => {
                cx.error(
                    value,
                    format!(
                        "a variant is not given a value\nhelp: write `{word}(on_delete = cascade)`, or `{word}` alone"
                    ),
                );
                continue;
            }
        };
        let errors = cx.count();
        let inner =
            Attr { word: word.clone(), items: parse_items(cx, list.clone()), list, broken: cx.count() > errors };
        let words = parse_relation_words(cx, &inner, &words::IN_TARGET);
        found.push(TargetWords { variant: word.clone(), words });
    }
    if attr.items.is_empty() && !attr.broken {
        let word = &attr.word;
        cx.error(word, format!("`#[{word}]` does not name the variants of the enum\nhelp: write `#[{word}(Cat, Owner)]`: this derive cannot see the enum"));
    }
    found
}
