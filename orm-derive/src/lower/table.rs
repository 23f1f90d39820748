//! What `#[model]` says of the whole table: columns that are unique or indexed together, and checks.

use super::name::Namer;
use crate::attr::model::{CheckWords, TogetherWords};
use crate::ir::{Check, Field, Named, Together};
use crate::words;

/// Constraints and indexes are named as PostgreSQL would name them: `cats_name_owner_id_key`, `cats_name_owner_id_idx`.
pub(crate) fn lower_together(namer: &Namer, fields: &[Field], words: Vec<TogetherWords>) -> Vec<Together> {
    let one = |it: TogetherWords| {
        let columns: Vec<_> = it.fields.iter().flat_map(|named| columns_of(fields, named)).collect();
        let end = if it.word == words::UNIQUE { "key" } else { "idx" };
        let name = namer.joined(&it.word, it.name, &columns, end);
        Together { word: it.word, fields: it.fields, name, deferrable: it.deferrable }
    };
    words.into_iter().map(one).collect()
}

/// Checks are numbered: what a condition says can change without being another constraint.
pub(crate) fn lower_checks(namer: &Namer, words: Vec<CheckWords>) -> Vec<Check> {
    let one = |(at, it): (usize, CheckWords)| Check {
        condition: it.condition,
        name: namer.joined(&it.word, it.name, &["check".to_owned()], &(at + 1).to_string()),
    };
    words.into_iter().enumerate().map(one).collect()
}

/// A field that there is not keeps its name here; `check` tells that there is none. One of a flattened struct has it too:
/// what its column is called, the struct's derive knows.
fn columns_of(fields: &[Field], named: &Named) -> Vec<String> {
    let field = fields.iter().find(|field| named.is(&field.ident));
    match field.map_or(&[][..], |field| field.role.columns()) {
        [] => {
            let names = std::iter::once(&named.field).chain(&named.inside).map(super::plain);
            vec![names.collect::<Vec<_>>().join("_")]
        }
        columns => columns.iter().map(|name| name.text.clone()).collect(),
    }
}
