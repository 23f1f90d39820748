//! Values as literals. DDL takes no binds, so defaults and checks are the one place where a value becomes text; these
//! values are constants of the program, never data.

use crate::value::{ColumnType, Value};
use std::fmt::Write;

/// As SQLite reads it: <https://www.sqlite.org/lang_expr.html#literal_values_constants_>.
pub(super) fn sqlite(value: &Value) -> String {
    match value {
        Value::Null(_) | Value::Array(..) | Value::List(..) | Value::Parts(_) | Value::Refused(..) => "NULL".to_owned(),
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

/// As PostgreSQL reads it, whatever the session says of backslashes:
/// <https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-CONSTANTS>.
pub(super) fn postgres(value: &Value) -> String {
    match value {
        Value::Null(_) | Value::Array(..) | Value::List(..) | Value::Parts(_) | Value::Refused(..) => "NULL".to_owned(),
        Value::Decimal(it) => it.to_string(),
        Value::Json(text) => format!("{}::jsonb", escaped(text)),
        Value::Ip(it) => format!("'{it}'::inet"),
        Value::Bool(true) => "TRUE".to_owned(),
        Value::Bool(false) => "FALSE".to_owned(),
        Value::Int(_, number) => number.to_string(),
        Value::Float(_, number) => format!("'{number:?}'::float8"),
        Value::Text(text) => escaped(text),
        Value::Moment(ty, text) => format!(
            "{}::{}",
            escaped(text),
            match ty {
                ColumnType::Date => "date",
                ColumnType::Time => "time",
                ColumnType::DateTime => "timestamp",
                // It is kept in UTC, and so written; without the zone it would be the session's.
                _ => return format!("{}::timestamptz", escaped(&format!("{text}+00"))),
            }
        ),
        Value::Bytes(bytes) => format!("decode('{}', 'hex')", digits(bytes)),
        Value::Uuid(bytes) => format!("'{}'::uuid", digits(bytes)),
    }
}

/// As MariaDB and MySQL read it in our sessions, to which a backslash is a character as any other:
/// <https://mariadb.com/kb/en/string-literals/>.
pub(super) fn mysql(value: &Value) -> String {
    match value {
        // They know no `T` and no zone there; moments are kept in UTC.
        Value::Moment(_, text) => format!("'{}'", text.replace('T', " ").trim_end_matches('Z').replace('\'', "''")),
        other => sqlite(other),
    }
}

fn escaped(text: &str) -> String {
    let doubled = text.replace('\'', "''");
    if text.contains('\\') { format!("E'{}'", doubled.replace('\\', "\\\\")) } else { format!("'{doubled}'") }
}

fn blob(bytes: &[u8]) -> String {
    format!("x'{}'", digits(bytes))
}

fn digits(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
