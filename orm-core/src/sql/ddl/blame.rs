//! Which model and fields a violated constraint is about, where the database says its name, table and column.
//!
//! What this is not: it parses no message. What a database says is its driver's business.

use super::constraint::{column_of_check, model_of_table};
use super::{foreign_key_name, unique_name};
use crate::error::{Error, ErrorKind};
use crate::schema::{ModelSchema, RelationDef};

/// Names the model, and the fields where the constraint tells them. A constraint that is none of ours leaves the table's model,
/// or that of the statement.
pub(crate) fn named(error: Error, statement: Option<&'static ModelSchema>) -> Error {
    let of_table = error.table().map(|table| model_of_table((error.schema(), table), statement));
    // What stands in the way of a delete is a row of another table; what the statement was about is the caller's to say.
    let model = match (of_table, error.kind()) {
        (Some(Some(model)), _) => model,
        // A join table has no model: its relation names the error.
        (Some(None), _) | (None, ErrorKind::ForeignKeyViolation) if statement.is_none() => return error,
        _ => match statement {
            Some(model) => model,
            None => return error,
        },
    };
    let fields = fields(&error, model);
    fields.into_iter().fold(error.with_model(model.name), Error::with_field)
}

fn fields(error: &Error, model: &'static ModelSchema) -> Vec<&'static str> {
    if error.kind() == ErrorKind::NotNullViolation {
        return error.column().and_then(|it| model.column_named(it)).map(|it| it.field).into_iter().collect();
    }
    let Some(constraint) = error.constraint() else { return Vec::new() };
    let of = |columns: &[usize]| columns.iter().map(|&at| model.columns[at].field).collect();
    match error.kind() {
        ErrorKind::UniqueViolation => {
            let alone = |at: &usize| unique_name(model, &[model.columns[*at].name]).as_deref() == Some(constraint);
            let sets = model.uniques.iter().find(|set| set.name == constraint).map(|set| of(set.columns));
            let one = || (0..model.columns.len()).find(alone).map(|at| of(&[at]));
            // PostgreSQL's own name for it, and that of MariaDB and MySQL.
            let is_key = constraint == "PRIMARY" || constraint == format!("{}_pkey", model.table);
            let key = || is_key.then(|| of(model.key));
            sets.or_else(one).or_else(key).unwrap_or_default()
        }
        ErrorKind::ForeignKeyViolation => {
            let is_it = |relation: &&&RelationDef| {
                relation.through.is_none() && foreign_key_name(model, relation) == constraint
            };
            model.relations.iter().find(is_it).map(|relation| relation.name).into_iter().collect()
        }
        ErrorKind::CheckViolation => column_of_check(model, constraint).into_iter().collect(),
        _ => Vec::new(),
    }
}
