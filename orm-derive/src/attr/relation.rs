//! `#[foreign_key(..)]`, `#[one_to_one(..)]`, `#[many_to_many(..)]`, and each target of `#[polymorphic(..)]`

use super::deferrable::parse_deferrable;
use super::item::Item;
use super::{Attr, each_item};
use crate::ctxt::Ctxt;
use crate::ir::{Deferrable, OnDelete};
use crate::words::{self, Vocabulary};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, Ident, LitStr, Path, Token};

/// What the three say, together. Which words each takes is told by its vocabulary.
pub(crate) struct RelationWords {
    pub(crate) primary_key: bool,
    /// The model, where the word is not its name.
    pub(crate) model: Option<Path>,
    pub(crate) on_delete: OnDelete,
    pub(crate) on_delete_word: Option<Ident>,
    pub(crate) default: Option<(Ident, Expr)>,
    pub(crate) related_name: RelatedName,
    pub(crate) column: Option<LitStr>,
    /// One for each column of a key of several.
    pub(crate) columns: Vec<LitStr>,
    pub(crate) table: Option<LitStr>,
    pub(crate) index: bool,
    pub(crate) external: bool,
    pub(crate) deferrable: Deferrable,
    /// As asked for, with the word that asks.
    pub(crate) symmetrical: Option<(bool, Ident)>,
    /// The through model's two foreign keys.
    pub(crate) through_fields: ThroughFields,
}

/// `through_fields(group, person)`
#[derive(Default)]
pub(crate) enum ThroughFields {
    #[default]
    Default,
    Written {
        word: Ident,
        near: Ident,
        far: Ident,
    },
    /// They could not be read. That is told already.
    Unclear,
}

impl Default for RelationWords {
    fn default() -> Self {
        Self {
            primary_key: false,
            model: None,
            on_delete: OnDelete::Protect,
            on_delete_word: None,
            default: None,
            related_name: RelatedName::Default,
            column: None,
            columns: Vec::new(),
            table: None,
            index: true,
            external: false,
            deferrable: Deferrable::No,
            symmetrical: None,
            through_fields: ThroughFields::Default,
        }
    }
}

/// The other side's accessor, as asked for.
#[derive(Default)]
pub(crate) enum RelatedName {
    #[default]
    Default,
    Written(LitStr),
    /// It could not be read. That is told already.
    Unclear,
}

pub(crate) fn parse_relation_words(cx: &Ctxt, attr: &Attr, knows: &Vocabulary) -> RelationWords {
    // Also where it is refused: then that is the error, and not that there is no key.
    let primary_key = attr.items.iter().any(|item| item.word == words::PRIMARY_KEY);
    let mut found = RelationWords { primary_key, ..RelationWords::default() };
    let errors = cx.count();
    each_item(cx, attr, knows, &[], |word, item| match word {
        words::PRIMARY_KEY => drop(item.flag(cx)),
        words::MODEL => found.model = item.path(cx),
        words::ON_DELETE => {
            found.on_delete = parse_on_delete(cx, item).unwrap_or(found.on_delete.clone());
            found.on_delete_word = Some(item.word.clone());
        }
        words::DEFAULT => found.default = item.expression(cx).map(|value| (item.word.clone(), value)),
        words::RELATED_NAME => found.related_name = item.text(cx).map_or(RelatedName::Unclear, RelatedName::Written),
        words::COLUMN => found.column = item.text(cx),
        words::COLUMNS => found.columns = parse_columns(cx, item),
        words::TABLE => found.table = item.text(cx),
        words::INDEX => found.index = item.yes_or_no(cx).unwrap_or(true),
        words::SYMMETRICAL => found.symmetrical = item.yes_or_no(cx).map(|yes| (yes, item.word.clone())),
        words::DEFERRABLE => found.deferrable = parse_deferrable(cx, item),
        words::THROUGH_FIELDS => found.through_fields = parse_through_fields(cx, item),
        _ => found.external = item.flag(cx).is_some(),
    });
    if let (Some(column), false) = (&found.column, found.columns.is_empty()) {
        cx.error(column, "`column` stands beside `columns`\nhelp: keep `columns`, which names all of them");
    }
    let broken = attr.broken || cx.count() > errors;
    if broken && matches!(found.related_name, RelatedName::Default) {
        found.related_name = RelatedName::Unclear;
    }
    found
}

/// `columns("seat_row", "seat_number")`
fn parse_columns(cx: &Ctxt, item: &Item) -> Vec<LitStr> {
    let Some(list) = item.list(cx) else { return Vec::new() };
    match Punctuated::<LitStr, Token![,]>::parse_terminated.parse2(list) {
        Ok(columns) => columns.into_iter().collect(),
        Err(error) => {
            let word = &item.word;
            let message = format!("expected a text\nhelp: write `{word}(\"seat_row\", \"seat_number\")`");
            cx.add(syn::Error::new(error.span(), message));
            Vec::new()
        }
    }
}

fn parse_through_fields(cx: &Ctxt, item: &Item) -> ThroughFields {
    let Some(list) = item.list(cx) else { return ThroughFields::Unclear };
    let parsed = Punctuated::<Ident, Token![,]>::parse_terminated.parse2(list.clone());
    let mut names = parsed.into_iter().flatten();
    let word = item.word.clone();
    match (names.next(), names.next(), names.next()) {
        (Some(near), Some(far), None) => ThroughFields::Written { word, near, far },
        _ => {
            cx.error(list, "`through_fields` names two foreign keys of the through model\nhelp: write `through_fields(to_this_model, to_the_target)`");
            ThroughFields::Unclear
        }
    }
}

fn parse_on_delete(cx: &Ctxt, item: &Item) -> Option<OnDelete> {
    let word = item.word(cx, words::CASCADE)?;
    let name = word.unraw().to_string();
    let value = item.argument(cx).ok()?;
    match (name.as_str(), &value) {
        (words::SET, None) => {
            cx.error(&word, "`set` does not say to what\nhelp: write `on_delete = set(value)`");
            return None;
        }
        (words::SET, Some(_)) | (_, None) => {}
        (known, Some(value)) if words::AS_ON_DELETE.known.contains(&known) => {
            cx.error(value, format!("`{known}` takes no value\nhelp: write `on_delete = {known}`"));
            return None;
        }
        _ => {}
    }
    Some(match name.as_str() {
        words::CASCADE => OnDelete::Cascade,
        words::PROTECT => OnDelete::Protect,
        words::RESTRICT => OnDelete::Restrict,
        words::SET_NULL => OnDelete::SetNull(word.clone()),
        words::SET_DEFAULT => OnDelete::SetDefault(word.clone()),
        words::SET => OnDelete::Set(word.clone(), value.to_token_stream()),
        words::DO_NOTHING => OnDelete::DoNothing,
        words::DB_CASCADE => OnDelete::DbCascade,
        words::DB_SET_NULL => OnDelete::DbSetNull(word.clone()),
        words::DB_RESTRICT => OnDelete::DbRestrict,
        other => {
            cx.error(&word, words::unknown(other, &words::AS_ON_DELETE));
            return None;
        }
    })
}
