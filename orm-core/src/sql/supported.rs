//! Whether a database has what a model's columns and its place need.

use super::Dialect;
use crate::error::{Error, ErrorKind, Result};
use crate::schema::ModelSchema;

/// Asked before a statement about the model is sent, and before its table is made.
///
/// # Errors
/// `Unsupported` where a column is an array and the database has none, or the table stands in a schema and it has none.
pub(crate) fn check_columns(dialect: Dialect, model: &ModelSchema) -> Result<()> {
    if let (Some(schema), false) = (model.schema, dialect.has_schemas()) {
        // What SQLite attaches belongs to one connection, and no foreign key leads out of it: https://www.sqlite.org/lang_attach.html
        let message =
            format!("this database has no schemas, so there is no \"{schema}\" to stand in: leave `schema` out");
        return Err(Error::new(ErrorKind::Unsupported, message).with_model(model.name));
    }
    if dialect.has_arrays() {
        return Ok(());
    }
    let Some(column) = model.columns.iter().find(|column| column.ty.element().is_some()) else { return Ok(()) };
    let message = "this database has no arrays; keep the list as `Json<Vec<..>>`, or as rows of a model of its own";
    Err(Error::new(ErrorKind::Unsupported, message).with_model(model.name).with_field(column.field))
}
