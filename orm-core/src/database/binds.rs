//! What is looked at before a statement is sent.

use crate::error::{Error, ErrorKind, Result};
use crate::sql::Statement;
use crate::value::Value;

/// A value that not every database could give back as it was is not sent to any.
pub(super) fn check_binds(statement: &Statement) -> Result<()> {
    let refused = statement.binds.iter().find_map(|value| match value {
        Value::Refused(_, why) => Some(*why),
        _ => None,
    });
    let Some(why) = refused else { return Ok(()) };
    let error = Error::new(ErrorKind::ValueRefused, format!("a value {why}"));
    Err(match statement.model {
        Some(model) => error.with_model(model.name),
        None => error,
    })
}
