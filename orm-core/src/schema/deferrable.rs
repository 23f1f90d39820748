//! Constraints that can be looked at when the transaction ends, and not when a statement does.

use super::{ModelSchema, RelationDef, models, same_model};
use std::sync::OnceLock;

/// When a constraint is looked at. The words are SQL's:
/// <https://www.postgresql.org/docs/current/sql-set-constraints.html>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deferrable {
    /// When the statement is done, or sooner.
    No,
    /// When the transaction ends, unless it says otherwise.
    InitiallyDeferred,
    /// When the statement is done, unless the transaction says otherwise.
    InitiallyImmediate,
}

/// The foreign keys that a transaction about these models may have left dangling; all of the program, where none of these has
/// any.
pub(crate) fn deferred_of(touched: &[&'static ModelSchema]) -> Vec<(&'static ModelSchema, &'static RelationDef)> {
    let all = deferred();
    let is_touched = |model| touched.iter().any(|it| same_model(it, model));
    let of_these = all.iter().filter(|(model, it)| is_touched(model) || is_touched((it.target)()));
    let of_these: Vec<_> = of_these.copied().collect();
    if of_these.is_empty() { all.to_vec() } else { of_these }
}

/// Whether the program has such a foreign key at all.
pub(crate) fn has_deferred() -> bool {
    !deferred().is_empty()
}

fn deferred() -> &'static [(&'static ModelSchema, &'static RelationDef)] {
    static ALL: OnceLock<Vec<(&ModelSchema, &RelationDef)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let each = models().into_iter().flat_map(|model| model.relations.iter().map(move |it| (model, *it)));
        each.filter(|(_, it)| it.deferrable != Deferrable::No).collect()
    })
}
