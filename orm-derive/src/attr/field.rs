//! `#[field(..)]` and `#[primary_key]`

use super::item::{Item, Value, parse_items};
use super::{Attr, each_item};
use crate::ctxt::Ctxt;
use crate::words;
use syn::{Expr, Ident, LitInt, LitStr, Path};

/// What `#[field(..)]` says.
#[derive(Default)]
pub(crate) struct FieldWords {
    pub(crate) max_length: MaxLength,
    pub(crate) max_digits: Digits,
    pub(crate) decimal_places: Digits,
    pub(crate) index: Option<Ident>,
    pub(crate) unique: Option<Ident>,
    pub(crate) column: Option<LitStr>,
    pub(crate) default: Option<(Ident, Expr)>,
    pub(crate) db_default: Option<(Ident, Expr)>,
    pub(crate) flatten: Option<FlattenWords>,
}

/// `flatten`, `flatten(prefix = "billing_")`
pub(crate) struct FlattenWords {
    pub(crate) prefix: Option<LitStr>,
}

/// A number of digits.
#[derive(Clone, Default)]
pub(crate) enum Digits {
    #[default]
    Unsaid,
    Of(u32, LitInt),
    /// It could not be read, which is told already.
    Unclear,
}

/// The length of text or bytes.
#[derive(Clone, Default)]
pub(crate) enum MaxLength {
    #[default]
    Unbounded,
    Of(u32, LitInt),
    /// It could not be read, or may hide in a word that could not. That is told already.
    Unclear,
}

pub(crate) fn parse_field_words(cx: &Ctxt, attr: &Attr) -> FieldWords {
    let mut found = FieldWords::default();
    let errors = cx.count();
    each_item(cx, attr, &words::IN_FIELD, &[], |word, item| match word {
        words::MAX_LENGTH => {
            found.max_length = item.number(cx).map_or(MaxLength::Unclear, |(n, at)| MaxLength::Of(n, at))
        }
        words::MAX_DIGITS => found.max_digits = digits(cx, item),
        words::DECIMAL_PLACES => found.decimal_places = digits(cx, item),
        words::INDEX => found.index = item.flag(cx),
        words::UNIQUE => found.unique = item.flag(cx),
        words::COLUMN => found.column = item.text(cx),
        words::DEFAULT => found.default = item.expression(cx).map(|it| (item.word.clone(), it)),
        words::FLATTEN => found.flatten = Some(parse_flatten(cx, item)),
        _ => found.db_default = item.literal(cx).map(|it| (item.word.clone(), it)),
    });
    let broken = attr.broken || cx.count() > errors;
    if broken && matches!(found.max_length, MaxLength::Unbounded) {
        found.max_length = MaxLength::Unclear;
    }
    // One of them may hide in a word that could not be read.
    for digits in [&mut found.max_digits, &mut found.decimal_places] {
        if broken && matches!(digits, Digits::Unsaid) {
            *digits = Digits::Unclear;
        }
    }
    found
}

fn parse_flatten(cx: &Ctxt, item: &Item) -> FlattenWords {
    let mut found = FlattenWords { prefix: None };
    match &item.value {
        Value::Alone => {}
        Value::Equals(value) => {
            cx.error(value, "`flatten` takes no value\nhelp: write `flatten`, or `flatten(prefix = \"..\")`");
        }
        Value::List(list) => {
            let items = parse_items(cx, list.clone());
            let list = Attr { word: item.word.clone(), items, list: list.clone(), broken: false };
            each_item(cx, &list, &words::IN_FLATTEN, &[], |_, item| found.prefix = item.text(cx));
        }
    }
    found
}

fn digits(cx: &Ctxt, item: &Item) -> Digits {
    item.number(cx).map_or(Digits::Unclear, |(n, at)| Digits::Of(n, at))
}

/// `#[fields(crate = path)]`, on the struct.
pub(crate) fn parse_fields_words(cx: &Ctxt, attr: &Attr) -> Option<Path> {
    let mut krate = None;
    each_item(cx, attr, &words::IN_FIELDS, &[], |_, item| krate = item.path(cx));
    krate
}

/// `#[primary_key]` has no words of its own; those that somebody tries are reported.
pub(crate) fn parse_primary_key(cx: &Ctxt, attr: &Attr) {
    each_item(cx, attr, &words::IN_PRIMARY_KEY, &[], |_, _| {});
}
