//! A list of values as JSON text: one bind, for databases that have no arrays and read JSON.

use crate::value::Value;
use std::fmt::Write;

/// The values as an array. Bytes are hexadecimal digits.
pub(super) fn array(values: &[Value]) -> String {
    let mut out = String::with_capacity(values.len() * 8 + 2);
    out.push('[');
    for (n, value) in values.iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        // Writing to a String cannot fail.
        let _ = match value {
            Value::Int(_, number) => write!(out, "{number}"),
            Value::Bool(truth) => write!(out, "{}", i64::from(*truth)),
            Value::Float(_, number) => write!(out, "{number:?}"),
            Value::Text(text) | Value::Moment(_, text) | Value::Json(text) => {
                string(text, &mut out);
                Ok(())
            }
            Value::Decimal(it) => write!(out, "{}", it.units()),
            Value::Ip(it) => write!(out, "\"{it}\""),
            Value::Bytes(bytes) => hex(bytes, &mut out),
            Value::Uuid(bytes) => hex(bytes, &mut out),
            Value::Parts(parts) => {
                out.push_str(&array(parts));
                Ok(())
            }
            Value::Null(_) | Value::Array(..) | Value::List(..) | Value::Refused(..) => write!(out, "null"),
        };
    }
    out.push(']');
    out
}

fn hex(bytes: &[u8], out: &mut String) -> std::fmt::Result {
    out.push('"');
    bytes.iter().try_for_each(|byte| write!(out, "{byte:02x}"))?;
    out.push('"');
    Ok(())
}

fn string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if u32::from(c) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
