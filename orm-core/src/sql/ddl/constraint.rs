//! Which model and field a table or a check is of, by the names that the tables were made with.

use super::names::name;
use crate::schema::{ColumnDef, ModelSchema, models};

/// The model of a table; the statement's, where it is that. Where the database says the schema, a model of that schema comes first,
/// then one that says none: it may stand in any.
pub(crate) fn model_of_table(
    (schema, table): (Option<&str>, &str),
    statement: Option<&'static ModelSchema>,
) -> Option<&'static ModelSchema> {
    let is_named = |model: &&'static ModelSchema| model.table == table;
    let stands_there = |model: &&'static ModelSchema| schema.is_none() || model.schema == schema;
    let may_stand_there = |model: &&'static ModelSchema| stands_there(model) || model.schema.is_none();
    if let Some(model) = statement.filter(is_named).filter(stands_there) {
        return Some(model);
    }
    let named: Vec<_> = models().into_iter().filter(is_named).collect();
    let exact = named.iter().copied().find(|model| schema.is_some() && stands_there(model));
    exact.or(statement.filter(is_named).filter(may_stand_there)).or_else(|| named.into_iter().find(may_stand_there))
}

/// The field that a check is named after: `{table}_{column}_{what}`; or that of which it keeps one target set.
pub(crate) fn column_of_check(model: &ModelSchema, check: &str) -> Option<&'static str> {
    let mut polymorphic = model.relations.iter().filter_map(|relation| relation.one_of);
    if let Some(it) = polymorphic.find(|it| it.check == check) {
        return Some(it.name);
    }
    let what = ["range", "length", "label"];
    // A name that is too long is cut, and so only is found whole.
    let is_whole = |column: &&ColumnDef| what.iter().any(|what| name(&[model.table, column.name, what]) == check);
    if let Some(column) = model.columns.iter().find(is_whole) {
        return Some(column.field);
    }
    let rest = check.strip_prefix(model.table)?.strip_prefix('_')?;
    // The longest name wins: `name_length` is the column's where there is one, and not a check of `name`.
    let named = |column: &&ColumnDef| {
        rest.strip_prefix(column.name).is_some_and(|what| what.is_empty() || what.starts_with('_'))
    };
    model.columns.iter().filter(named).max_by_key(|column| column.name.len()).map(|column| column.field)
}

/// The check that keeps a column within the range of its Rust type.
pub(crate) fn range_name(model: &ModelSchema, column: &str) -> String {
    name(&[model.table, column, "range"])
}
