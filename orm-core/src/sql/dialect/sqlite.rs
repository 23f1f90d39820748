//! SQLite. Sources: <https://www.sqlite.org/lang.html>, <https://www.sqlite.org/stricttables.html>.

use super::TypeCheck;
use super::json::array as json_array;
use crate::ast::{Case, Matching};
use crate::schema::ColumnDef;
use crate::sql::SqlWriter;
use crate::value::{ColumnType, DbValue, Value};

/// One bind for any number of values, so that the text, and the prepared statement, is the same for every length.
/// It also is a little faster than a list of `?`, and has no limit of 32,766. Floats are a list of `?` nevertheless: SQLite
/// reads one of many digits from JSON as one beside it.
pub(super) fn in_list(w: &mut SqlWriter, values: &[Value]) {
    let is_float = |value: &Value| matches!(value.column_type(), ColumnType::F32 | ColumnType::F64);
    // A CHECK takes no queries.
    if w.writes_literals() || values.iter().any(is_float) {
        w.raw(" IN (").list(", ", values, |w, value| {
            w.bind(value.clone());
        });
        w.raw(")");
        return;
    }
    let all = match super::refused(values) {
        Some(refused) => refused.clone(),
        None => Value::Text(json_array(values)),
    };
    // Bytes have no form in JSON; they travel as hexadecimal digits.
    let is_bytes = matches!(values.first(), Some(Value::Bytes(_) | Value::Uuid(_)));
    w.raw(if is_bytes { " IN (SELECT unhex(value) FROM json_each(" } else { " IN (SELECT value FROM json_each(" });
    w.bind(all).raw("))");
}

/// One bind for any number of keys: an array of arrays. (Of what a key can be, JSON keeps all as it is.)
pub(super) fn in_rows(w: &mut SqlWriter, keys: &[Value]) {
    let all = match super::refused(keys) {
        Some(refused) => refused.clone(),
        None => Value::Text(json_array(keys)),
    };
    let parts = keys.first().map_or(&[][..], Value::parts);
    w.raw(" IN (SELECT ").list(", ", (0..).zip(parts), |w, (at, part)| {
        let is_bytes = matches!(part, Value::Bytes(_) | Value::Uuid(_));
        w.raw(if is_bytes { "unhex(value->>" } else { "value->>" }).number(at).raw(if is_bytes { ")" } else { "" });
    });
    w.raw(" FROM json_each(").bind(all).raw("))");
}

/// The longest pattern that LIKE and GLOB take: <https://www.sqlite.org/limits.html#max_like_pattern_length>.
const PATTERN: usize = 50_000;

/// SQLite's LIKE ignores the case of ASCII letters and its GLOB does not, so the case picks the operator. Text that is too
/// long for a pattern is compared by functions, which have no limit, and use no index.
pub(super) fn matches(w: &mut SqlWriter, it: &mut dyn FnMut(&mut SqlWriter), how: Matching, case: Case, text: &str) {
    match (how, case) {
        (Matching::Exact, Case::Sensitive) => {
            it(w);
            w.raw(" = ").bind(bound(text));
        }
        // A range, which an index serves, where LIKE with a bind would scan.
        (Matching::StartsWith, Case::Sensitive) => {
            it(w);
            w.raw(" >= ").bind(bound(text)).raw(" AND ");
            it(w);
            w.raw(" < ").bind(successor(text));
        }
        (Matching::Contains, Case::Sensitive) => {
            w.raw("instr(");
            it(w);
            w.raw(", ").bind(bound(text)).raw(") > 0");
        }
        (Matching::Like, _) => glob(w, it, glob_of_like(text)),
        // A pattern escapes what is special in it, and so can be three times as long.
        _ if text.len() > PATTERN / 4 => compare_long(w, it, how, case, text),
        (Matching::EndsWith, Case::Sensitive) => glob(w, it, format!("*{}", glob_literal(text))),
        (Matching::Exact, Case::Insensitive) => like(w, it, like_literal(text)),
        (Matching::StartsWith, Case::Insensitive) => like(w, it, format!("{}%", like_literal(text))),
        (Matching::Contains, Case::Insensitive) => like(w, it, format!("%{}%", like_literal(text))),
        (Matching::EndsWith, Case::Insensitive) => like(w, it, format!("%{}", like_literal(text))),
    }
}

/// Text as a bind; refused like any other, if it holds NUL.
fn bound(text: &str) -> Value {
    DbValue::into_value(text.to_owned())
}

fn pattern(text: String) -> Value {
    if text.len() > PATTERN {
        return Value::Refused(ColumnType::Text, "is a pattern of more than 50,000 bytes, which SQLite does not take");
    }
    DbValue::into_value(text)
}

fn glob(w: &mut SqlWriter, it: &mut dyn FnMut(&mut SqlWriter), text: String) {
    it(w);
    w.raw(" GLOB ").bind(pattern(text));
}

fn like(w: &mut SqlWriter, it: &mut dyn FnMut(&mut SqlWriter), text: String) {
    it(w);
    w.raw(" LIKE ").bind(pattern(text)).raw(" ESCAPE '!'");
}

fn compare_long(w: &mut SqlWriter, it: &mut dyn FnMut(&mut SqlWriter), how: Matching, case: Case, text: &str) {
    let (open, close) = match case {
        Case::Sensitive => ("", ""),
        Case::Insensitive => ("lower(", ")"),
    };
    w.raw(match how {
        Matching::Contains | Matching::StartsWith => "instr(",
        Matching::EndsWith => "substr(",
        Matching::Exact | Matching::Like => "",
    });
    w.raw(open);
    it(w);
    w.raw(close).raw(match how {
        Matching::Contains | Matching::StartsWith => ", ",
        Matching::EndsWith => ", -length(",
        Matching::Exact | Matching::Like => " = ",
    });
    if how == Matching::EndsWith {
        w.bind(bound(text)).raw(")) = ");
    }
    w.raw(open).bind(bound(text)).raw(close).raw(match how {
        Matching::StartsWith => ") = 1",
        Matching::Contains => ") > 0",
        Matching::EndsWith | Matching::Exact | Matching::Like => "",
    });
}

/// The lowest text above every text that begins with this one; where there is none, a blob, which is above all text.
fn successor(prefix: &str) -> Value {
    let mut kept = prefix.chars();
    while let Some(last) = kept.next_back() {
        let next = match last {
            char::MAX => continue,
            '\u{D7FF}' => '\u{E000}',
            other => char::from_u32(u32::from(other) + 1).unwrap_or(char::MAX),
        };
        let mut text = String::with_capacity(prefix.len() + 1);
        text.push_str(kept.as_str());
        text.push(next);
        return Value::Text(text);
    }
    Value::Bytes(Vec::new())
}

fn like_literal(text: &str) -> String {
    escaped(text, |c| matches!(c, '%' | '_' | '!').then(|| format!("!{c}")))
}

fn glob_literal(text: &str) -> String {
    escaped(text, |c| matches!(c, '*' | '?' | '[').then(|| format!("[{c}]")))
}

fn glob_of_like(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '%' => out.push('*'),
            '_' => out.push('?'),
            '\\' => out.push_str(&glob_literal(chars.next().unwrap_or('\\').encode_utf8(&mut [0; 4]))),
            c => out.push_str(&glob_literal(c.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

fn escaped(text: &str, special: impl Fn(char) -> Option<String>) -> String {
    text.chars().fold(String::with_capacity(text.len() + 4), |mut out, c| {
        match special(c) {
            Some(escape) => out.push_str(&escape),
            None => out.push(c),
        }
        out
    })
}

/// STRICT tables know five types; what is narrower than these is a CHECK.
pub(super) const fn column_type(column: &ColumnDef) -> &'static str {
    match column.ty {
        ColumnType::F32 | ColumnType::F64 => "REAL",
        ColumnType::Char
        | ColumnType::Text
        | ColumnType::Date
        | ColumnType::Time
        | ColumnType::DateTime
        | ColumnType::Timestamp
        | ColumnType::Json
        | ColumnType::Ip => "TEXT",
        ColumnType::Bytes | ColumnType::Uuid => "BLOB",
        _ => "INTEGER",
    }
}

pub(super) fn type_check(column: &ColumnDef) -> Option<TypeCheck> {
    if !column.labels.is_empty() {
        return Some(TypeCheck::Labels(column.labels));
    }
    match column.ty {
        ColumnType::Bool => Some(TypeCheck::Range(0, 1)),
        ColumnType::Char => Some(TypeCheck::OneCharacter),
        ColumnType::Uuid => Some(TypeCheck::SixteenBytes),
        ColumnType::Decimal(scale) => Some(TypeCheck::Range(-scale.highest(), scale.highest())),
        ColumnType::Json => Some(TypeCheck::Json),
        ColumnType::Ip => Some(TypeCheck::Address),
        ColumnType::Text | ColumnType::Bytes => column.max_length.map(TypeCheck::MaxLength),
        integer => integer.range().map(|(low, high)| TypeCheck::Range(low, high)),
    }
}
