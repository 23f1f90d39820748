//! MariaDB and MySQL. Sources: <https://mariadb.com/kb/en/sql-statements/>, <https://dev.mysql.com/doc/refman/8.4/en/>.
//!
//! Texts have a collation that compares and orders their bytes, blanks at the end included, so that they mean what they mean on
//! the other databases. Integers have signs, since a difference of two that have none is an error below zero.

use super::TypeCheck;
use crate::ast::{Case, Expr, Matching};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{ColumnDef, TableName};
use crate::sql::SqlWriter;
use crate::value::{ColumnType, DbValue, Value};

pub(super) fn quote(name: &str, out: &mut String) {
    super::quote_with('`', name, out);
}

/// A place for each value, since there are no arrays. The server prepares each text anew and keeps few, so there are few lengths:
/// the next power of two, filled up with the last value again, which changes nothing. A long list is one bind of JSON.
pub(super) fn in_list(w: &mut SqlWriter, values: &[Value], collation: &'static str) {
    if values.len() > PLACES && !w.writes_literals() {
        let first = values.first().map(Value::column_type);
        if let Some(kept) = first.and_then(|ty| kept_in_json(ty, collation)) {
            return in_json(w, values, kept);
        }
    }
    w.raw(" IN (").list(", ", values, |w, value| {
        w.bind(value.clone());
    });
    if let (Some(last), false) = (values.last(), w.writes_literals()) {
        // Up to the most that a statement takes.
        for _ in values.len()..values.len().next_power_of_two().min(65_000) {
            w.raw(", ").bind(last.clone());
        }
    }
    w.raw(")");
}

/// A longer list is one bind: a statement takes 65,535, and a query of JSON within a DELETE is asked again for each row.
pub(super) const PLACES: usize = 32_768;

/// The same of keys of several parts.
pub(super) fn in_rows(w: &mut SqlWriter, keys: &[Value], collation: &'static str) {
    let parts = keys.first().map_or(&[][..], Value::parts);
    if parts.len() * keys.len() > PLACES {
        let kept: Option<Vec<_>> = parts.iter().map(|part| kept_in_json(part.column_type(), collation)).collect();
        if let Some(kept) = kept {
            return in_json_rows(w, keys, &kept);
        }
    }
    let most = 65_000 / parts.len().max(1);
    let filled = keys.len()..keys.len().next_power_of_two().min(most);
    w.raw(" IN (").list(", ", keys.iter().chain(filled.filter_map(|_| keys.last())), |w, key| {
        w.raw("(").list(", ", key.parts(), |w, part| {
            w.bind(part.clone());
        });
        w.raw(")");
    });
    w.raw(")");
}

fn in_json_rows(w: &mut SqlWriter, keys: &[Value], kept: &[KeptInJson]) {
    w.raw(" IN (SELECT ").list(", ", (0..).zip(kept), |w, (at, kept)| {
        w.raw(kept.open).raw("part").number(at).raw(kept.close);
    });
    w.raw(" FROM JSON_TABLE(").bind(json(keys)).raw(", '$[*]' COLUMNS (");
    w.list(", ", (0..).zip(kept), |w, (at, kept)| {
        w.raw("part").number(at).raw(" ").raw(kept.ty).raw(kept.collation).raw(" PATH '$[").number(at).raw("]'");
    });
    w.raw(")) AS listed)");
}

fn json(values: &[Value]) -> Value {
    match super::refused(values) {
        Some(refused) => refused.clone(),
        None => Value::Text(super::json::array(values)),
    }
}

/// How the values of a list are read from JSON: what stands around one, and its type.
struct KeptInJson {
    open: &'static str,
    close: &'static str,
    ty: &'static str,
    collation: &'static str,
}

/// Floats of many digits are not what they were when they come from JSON.
const fn kept_in_json(ty: ColumnType, collation: &'static str) -> Option<KeptInJson> {
    let (open, close) = match ty {
        ColumnType::Bytes | ColumnType::Uuid => ("UNHEX(", ")"),
        _ => ("", ""),
    };
    let (ty, collation) = match ty {
        ColumnType::F32 | ColumnType::F64 => return None,
        ColumnType::Char | ColumnType::Text | ColumnType::Ip | ColumnType::Bytes | ColumnType::Uuid => {
            ("longtext", collation)
        }
        ColumnType::Date => ("date", ""),
        ColumnType::Time => ("time(6)", ""),
        ColumnType::DateTime | ColumnType::Timestamp => ("datetime(6)", ""),
        _ => ("bigint", ""),
    };
    Some(KeptInJson { open, close, ty, collation })
}

fn in_json(w: &mut SqlWriter, values: &[Value], kept: KeptInJson) {
    w.raw(" IN (SELECT ").raw(kept.open).raw("value").raw(kept.close).raw(" FROM JSON_TABLE(").bind(json(values));
    w.raw(", '$[*]' COLUMNS (value ").raw(kept.ty).raw(kept.collation).raw(" PATH '$')) AS listed)");
}

pub(super) const COLLATION_OF_MARIADB: &str = " CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin";
pub(super) const COLLATION_OF_MYSQL: &str = " CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin";

/// LIKE compares by the column's collation: bytes. Where case does not count, both sides are folded; the server folds all
/// letters there, not A to Z alone.
pub(super) fn matches(w: &mut SqlWriter, it: &mut dyn FnMut(&mut SqlWriter), how: Matching, case: Case, text: &str) {
    if (how, case) == (Matching::Exact, Case::Sensitive) {
        it(w);
        w.raw(" = ").bind(DbValue::into_value(text.to_owned()));
        return;
    }
    let pattern = match how {
        Matching::Like => like_of_user(text),
        Matching::Exact => like_literal(text),
        Matching::StartsWith => format!("{}%", like_literal(text)),
        Matching::EndsWith => format!("%{}", like_literal(text)),
        Matching::Contains => format!("%{}%", like_literal(text)),
    };
    // A pattern of the user's is told case and all, as `like` says.
    let is_insensitive = case == Case::Insensitive && how != Matching::Like;
    w.raw(if is_insensitive { "LOWER(" } else { "" });
    it(w);
    w.raw(if is_insensitive { ") LIKE LOWER(" } else { " LIKE " }).bind(DbValue::into_value(pattern));
    // A backslash is a character as any other in our sessions, so another one escapes.
    w.raw(if is_insensitive { ") ESCAPE '!'" } else { " ESCAPE '!'" });
}

fn like_literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        if matches!(c, '%' | '_' | '!') {
            out.push('!');
        }
        out.push(c);
    }
    out
}

/// The user escapes by a backslash. One at the end escapes nothing, and stands for itself.
fn like_of_user(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 4);
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push_str(&like_literal(chars.next().unwrap_or('\\').encode_utf8(&mut [0; 4]))),
            '!' => out.push_str("!!"),
            c => out.push(c),
        }
    }
    out
}

/// The longest text, in characters, and the longest bytes that can be indexed, and so have a type of their length. Longer ones would
/// soon fill the 65,535 bytes that all of a row's columns of such types may have together.
/// <https://mariadb.com/kb/en/innodb-limitations/>
const INDEXED_TEXT: u32 = 768;
const INDEXED_BYTES: u32 = 3_072;

/// How long a column's values are at most, if it has a type of that length.
fn bound(column: &ColumnDef) -> Option<u32> {
    let longest = column.labels.iter().map(|label| label.chars().count()).max().and_then(|it| u32::try_from(it).ok());
    let limit = if column.ty == ColumnType::Bytes { INDEXED_BYTES } else { INDEXED_TEXT };
    longest.or(column.max_length).filter(|max| *max <= limit)
}

/// Whether a column has no type that an index or a DEFAULT could be of.
pub(super) fn is_unbounded(column: &ColumnDef) -> bool {
    matches!(column.ty, ColumnType::Text | ColumnType::Bytes) && bound(column).is_none()
}

/// The type. Of text, the collation is the table's.
pub(super) fn column_type(w: &mut SqlWriter, column: &ColumnDef) {
    match (column.ty, bound(column)) {
        (ColumnType::Text, Some(max)) => w.raw("varchar(").number(u64::from(max)).raw(")"),
        (ColumnType::Bytes, Some(max)) => w.raw("varbinary(").number(u64::from(max)).raw(")"),
        (ty, _) => w.raw(simple_type(ty)),
    };
}

const fn simple_type(ty: ColumnType) -> &'static str {
    match ty {
        ColumnType::Bool | ColumnType::I8 => "tinyint",
        ColumnType::I16 | ColumnType::U8 => "smallint",
        ColumnType::I32 | ColumnType::U16 => "int",
        // A decimal is kept in units of its last place: against a bind, which the driver can send as text alone, the server would
        // compare a DECIMAL as a float.
        ColumnType::I64 | ColumnType::U32 | ColumnType::U64 | ColumnType::Decimal(_) => "bigint",
        ColumnType::F32 => "float",
        ColumnType::F64 => "double",
        ColumnType::Char => "varchar(1)",
        // There are no arrays, and a model that has one is refused.
        ColumnType::Text | ColumnType::Json | ColumnType::Array(_) => "longtext",
        ColumnType::Ip => "varchar(45)",
        ColumnType::Bytes => "longblob",
        ColumnType::Uuid => "binary(16)",
        ColumnType::Date => "date",
        ColumnType::Time => "time(6)",
        // The type that is called TIMESTAMP ends in 2038.
        ColumnType::DateTime | ColumnType::Timestamp => "datetime(6)",
    }
}

pub(super) fn type_check(column: &ColumnDef) -> Option<TypeCheck> {
    if !column.labels.is_empty() {
        return Some(TypeCheck::Labels(column.labels));
    }
    match column.ty {
        ColumnType::Bool => Some(TypeCheck::Range(0, 1)),
        ColumnType::Char => Some(TypeCheck::OneCharacter),
        ColumnType::Decimal(scale) => Some(TypeCheck::Range(-scale.highest(), scale.highest())),
        ColumnType::Json => Some(TypeCheck::Json),
        ColumnType::Ip => Some(TypeCheck::Address),
        // Shorter ones have a type of their length.
        ColumnType::Text | ColumnType::Bytes if bound(column).is_none() => column.max_length.map(TypeCheck::MaxLength),
        // These have a type of their own.
        ColumnType::I8 | ColumnType::I16 | ColumnType::I32 => None,
        integer => integer.range().map(|(low, high)| TypeCheck::Range(low, high)),
    }
}

pub(super) const TABLE_END_OF_MARIADB: &str =
    ") ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin";
pub(super) const TABLE_END_OF_MYSQL: &str = ") ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin";

/// Adds a foreign key to a table which was made later. MySQL has no words for "unless it is there": that is an error, which is
/// passed over.
pub(super) fn add_foreign_key(
    w: &mut SqlWriter,
    table: TableName,
    name: &str,
    words: &'static str,
    write: impl FnOnce(&mut SqlWriter),
) {
    w.raw("ALTER TABLE ").table(table).raw(" ADD CONSTRAINT ").ident(name).raw(words);
    write(w);
}

/// MySQL sets one column after the other, and a later one reads what an earlier one was set to. So each goes before those that
/// set what it reads; where two read each other, there is no such order.
pub(super) fn order_assignments<'a>(
    mut set: Vec<&'a (&'static ColumnDef, Expr)>,
) -> Result<Vec<&'a (&'static ColumnDef, Expr)>> {
    let mut ordered = Vec::with_capacity(set.len());
    while !set.is_empty() {
        let is_read = |at: usize| {
            let column = set[at].0;
            set.iter().enumerate().any(|(other, (_, value))| other != at && reads(value, column))
        };
        let Some(next) = (0..set.len()).find(|at| !is_read(*at)) else {
            let message = "columns that are set from each other at once, which MySQL does one after the other";
            return Err(Error::new(ErrorKind::Unsupported, message).with_field(set[0].0.field));
        };
        ordered.push(set.remove(next));
    }
    Ok(ordered)
}

fn reads(value: &Expr, column: &ColumnDef) -> bool {
    match value {
        Expr::Column(_, read) => read.name == column.name,
        other => !other.all_children(&mut |child| !reads(child, column)),
    }
}
