//! Values as literals. DDL takes no binds, so defaults and checks are the one place where a value becomes text; these
//! values are constants of the program, never data.

use crate::value::Value;
use std::fmt::Write;

/// As SQLite reads it: <https://www.sqlite.org/lang_expr.html#literal_values_constants_>.
pub(super) fn sqlite(value: &Value) -> String {
    match value {
        Value::Null(_) | Value::Array(..) | Value::Refused(..) => "NULL".to_owned(),
        Value::Bool(truth) => i64::from(*truth).to_string(),
        Value::Int(_, number) => number.to_string(),
        Value::Float(_, number) => format!("{number:?}"),
        Value::Decimal(it) => it.units().to_string(),
        Value::Ip(it) => format!("'{it}'"),
        Value::Text(text) | Value::Moment(_, text) | Value::Json(text) => format!("'{}'", text.replace('\'', "''")),
        Value::Bytes(bytes) => blob(bytes),
        Value::Uuid(bytes) => blob(bytes),
    }
}

fn blob(bytes: &[u8]) -> String {
    let digits = bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    });
    format!("x'{digits}'")
}
