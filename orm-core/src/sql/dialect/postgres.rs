//! PostgreSQL. Sources: <https://www.postgresql.org/docs/current/sql.html>.
//!
//! Binds of integers travel as `bigint` and of floats as `double precision`, whatever their column is; the operators between
//! these and the narrower types are in the same operator families, so indexes serve them. Texts are `COLLATE "C"`: equal where
//! their bytes are, in the order of their characters, and of letters only A to Z have a case, as in SQLite.

use super::TypeCheck;
use crate::ast::{Case, Matching};
use crate::schema::{ColumnDef, TableName};
use crate::sql::SqlWriter;
use crate::value::{ColumnType, DbValue, Value};

/// One array for any number of values, so that the text, and the prepared statement, is the same for every length.
pub(super) fn in_list(w: &mut SqlWriter, values: &[Value]) {
    // A CHECK holds its values, and an array of arrays would be one of all their elements.
    if w.writes_literals() || matches!(values.first(), Some(Value::Array(..))) {
        w.raw(" IN (").list(", ", values, |w, value| {
            w.bind(value.clone());
        });
        w.raw(")");
        return;
    }
    let all = match super::refused(values) {
        Some(refused) => refused.clone(),
        None => Value::List(values.first().map_or(ColumnType::Text, Value::column_type), values.to_vec()),
    };
    w.raw(" = ANY(").bind(all).raw(")");
}

/// An array for each part of the keys, whatever their number.
pub(super) fn in_rows(w: &mut SqlWriter, keys: &[Value]) {
    let parts = keys.first().map_or(&[][..], Value::parts);
    w.raw(" IN (SELECT * FROM unnest(").list(", ", parts.iter().enumerate(), |w, (at, part)| {
        w.bind(match super::refused(keys) {
            Some(refused) => refused.clone(),
            None => {
                let all = keys.iter().filter_map(|key| key.parts().get(at).cloned()).collect();
                Value::List(part.column_type(), all)
            }
        });
    });
    w.raw("))");
}

/// LIKE takes patterns of any length, and with one that begins with text it uses an index, since the collation is "C". Its own
/// way to escape is the backslash; with ESCAPE it would become a function, which the planner does not look through.
pub(super) fn matches(w: &mut SqlWriter, it: &mut dyn FnMut(&mut SqlWriter), how: Matching, case: Case, text: &str) {
    it(w);
    if (how, case) == (Matching::Exact, Case::Sensitive) {
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
    w.raw(if is_insensitive { " ILIKE " } else { " LIKE " }).bind(DbValue::into_value(pattern));
}

fn like_literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A backslash that escapes nothing is an error to PostgreSQL; it stands for itself.
fn like_of_user(pattern: &str) -> String {
    let trailing = pattern.chars().rev().take_while(|c| *c == '\\').count();
    if trailing % 2 == 1 { format!("{pattern}\\") } else { pattern.to_owned() }
}

/// The type, and for text the collation that makes it mean the same as elsewhere.
pub(super) const fn column_type(ty: ColumnType) -> &'static str {
    match ty {
        ColumnType::Bool => "boolean",
        ColumnType::I8 | ColumnType::I16 | ColumnType::U8 => "smallint",
        ColumnType::I32 | ColumnType::U16 => "integer",
        ColumnType::I64 | ColumnType::U32 | ColumnType::U64 => "bigint",
        ColumnType::F32 => "real",
        ColumnType::F64 => "double precision",
        ColumnType::Char | ColumnType::Text => "text COLLATE \"C\"",
        ColumnType::Bytes => "bytea",
        ColumnType::Uuid => "uuid",
        ColumnType::Date => "date",
        ColumnType::Time => "time",
        ColumnType::DateTime => "timestamp",
        ColumnType::Timestamp => "timestamptz",
        // How many digits it has is a CHECK, since `numeric(12, 2)` would round in silence and name no field.
        ColumnType::Decimal(_) => "numeric",
        ColumnType::Json => "jsonb",
        ColumnType::Ip => "inet",
        ColumnType::Array(element) => array_type(*element),
    }
}

/// Binds of arrays are as wide as binds of their elements, and arrays of different widths do not compare; so these are wide.
const fn array_type(element: ColumnType) -> &'static str {
    match element {
        ColumnType::Bool => "boolean[]",
        ColumnType::F32 | ColumnType::F64 => "double precision[]",
        ColumnType::Char | ColumnType::Text => "text[] COLLATE \"C\"",
        ColumnType::Uuid => "uuid[]",
        ColumnType::Date => "date[]",
        ColumnType::Time => "time[]",
        ColumnType::DateTime => "timestamp[]",
        ColumnType::Timestamp => "timestamptz[]",
        ColumnType::Ip => "inet[]",
        _ => "bigint[]",
    }
}

pub(super) fn type_check(column: &ColumnDef) -> Option<TypeCheck> {
    if !column.labels.is_empty() {
        return Some(TypeCheck::Labels(column.labels));
    }
    match column.ty {
        ColumnType::Char => Some(TypeCheck::OneCharacter),
        ColumnType::Decimal(scale) => Some(TypeCheck::Decimal(scale)),
        ColumnType::Text | ColumnType::Bytes => column.max_length.map(TypeCheck::MaxLength),
        // These have a type of their own.
        ColumnType::I16 | ColumnType::I32 => None,
        integer => integer.range().map(|(low, high)| TypeCheck::Range(low, high)),
    }
}

/// What a key that was given does to the sequence of its column: the next key is above it, as it is in SQLite. It stands last in
/// what an insert returns, for each row that it inserted, so an insert whose keys are made pays nothing for it.
///
/// `setval` alone would set the sequence back where others took more keys between its reading and its setting; so up to a
/// thousand keys are taken one by one, and only what is further away is set.
pub(super) fn advance_key(w: &mut SqlWriter, table: TableName, column: &str) {
    let name = quoted(w, table);
    let key = |w: &mut SqlWriter| {
        w.ident(table.name).raw(".").ident(column);
    };
    w.raw("(SELECT CASE WHEN ");
    key(w);
    w.raw(" <= last THEN last WHEN ");
    key(w);
    w.raw(" - last > 1000 THEN setval(seq, ");
    key(w);
    // The keys are named before the highest is taken: an aggregate of what stands outside would be one of the outside.
    w.raw(") ELSE (SELECT max(taken) FROM (SELECT nextval(seq) AS taken FROM generate_series(last + 1, ");
    key(w);
    w.raw(")) AS each) END FROM (SELECT seq, COALESCE(pg_sequence_last_value(seq), 0) AS last FROM (SELECT pg_get_serial_sequence(");
    w.literal(&Value::Text(name)).raw(", ").literal(&Value::Text(column.to_owned()));
    w.raw(")::regclass AS seq) AS named) AS at)");
}

/// Waits until no other transaction makes tables: `IF NOT EXISTS` of two at once fails on the catalog's own unique indexes.
pub(super) const WHILE_TABLES_ARE_MADE: &str = "SELECT pg_advisory_xact_lock(7308051942)";

/// The name of a table as it stands in a text.
fn quoted(w: &SqlWriter, table: TableName) -> String {
    let mut name = SqlWriter::new(w.dialect());
    name.table(table);
    name.into_text()
}

/// Adds a foreign key to a table which was made later, unless it is there.
pub(super) fn add_foreign_key(w: &mut SqlWriter, table: TableName, name: &str, write: impl FnOnce(&mut SqlWriter)) {
    let quoted = quoted(w, table);
    let mut body = SqlWriter::for_ddl(w.dialect());
    body.raw("BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = ").literal(&Value::Text(name.to_owned()));
    body.raw(" AND conrelid = ").literal(&Value::Text(quoted)).raw("::regclass) THEN ALTER TABLE ").table(table);
    body.raw(" ADD CONSTRAINT ").ident(name).raw(" FOREIGN KEY");
    write(&mut body);
    body.raw("; END IF; END");
    w.raw("DO ").literal(&Value::Text(body.into_text()));
}
