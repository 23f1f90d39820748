//! SQLite's result codes and words, as errors that name models and fields.
//!
//! <https://www.sqlite.org/rescode.html>. What this is not: it never lets a bound value through. SQLite's own words are
//! shown only where they are made of names; where they can quote a value, the code's description stands instead.
//! Start reading at [`of_statement`].

use super::ffi::{Failure, Phase, describe};
use crate::error::{Error, ErrorKind};
use crate::schema::{ModelSchema, RelationDef, models, same_model};
use crate::sql::ddl::constraint::{column_of_check, model_of_table};
use crate::sql::ddl::{foreign_key_name, unique_name};
use libsqlite3_sys as sys;
use std::path::Path;

/// Primary code 5: somebody else is writing, or a reader is in the way. Waiting helps, but for a snapshot that is too old.
pub(super) fn is_busy(failure: &Failure) -> bool {
    failure.code & 0xff == sys::SQLITE_BUSY && failure.code != sys::SQLITE_BUSY_SNAPSHOT
}

/// The error of a statement about a model.
pub(super) fn of_statement(failure: &Failure, model: Option<&'static ModelSchema>) -> Error {
    let error = match failure.code {
        sys::SQLITE_CONSTRAINT_UNIQUE | sys::SQLITE_CONSTRAINT_PRIMARYKEY | sys::SQLITE_CONSTRAINT_ROWID => {
            about_columns(ErrorKind::UniqueViolation, "another row has the same value", failure, model)
        }
        sys::SQLITE_CONSTRAINT_NOTNULL => {
            about_columns(ErrorKind::NotNullViolation, "the column has no place for NULL", failure, model)
        }
        sys::SQLITE_CONSTRAINT_CHECK => about_check(failure, model),
        sys::SQLITE_CONSTRAINT_FOREIGNKEY | sys::SQLITE_CONSTRAINT_TRIGGER
            if failure.message.starts_with("FOREIGN KEY") =>
        {
            let message = "a row that is referred to does not exist, or a row is still referred to";
            named(Error::new(ErrorKind::ForeignKeyViolation, message), model)
        }
        _ => named(general(failure), model),
    };
    error.with_code(failure.code)
}

/// The error of a COMMIT after which the transaction is gone. SQLite undid it, as far as it knows; but where the file could not
/// be written, what stands in it decides when it is opened again.
pub(super) fn of_commit(error: Error) -> Error {
    match error.database_code() {
        Some(code) if code & 0xff == sys::SQLITE_IOERR => {
            let message = "the file could not be written while COMMIT was under way; it may have happened or not";
            Error::new(ErrorKind::CommitUnknown, message).with_code(code).with_source(error)
        }
        _ => error,
    }
}

/// The error of a COMMIT that a foreign key refused, which was looked at last. SQLite does not say which: it is one of these.
pub(super) fn of_dangling(error: Error, may_be: &[(&'static ModelSchema, &'static RelationDef)]) -> Error {
    let names: Vec<String> = may_be.iter().map(|(model, it)| format!("`{}.{}`", model.name, it.name)).collect();
    let message = match names.as_slice() {
        [] => return error,
        [only] => format!("when the transaction ended, {only} led to a row that does not exist"),
        several => {
            format!("when the transaction ended, one of {} led to a row that does not exist", several.join(", "))
        }
    };
    let error = error.reworded(ErrorKind::ForeignKeyViolation, message);
    let Some((model, _)) = may_be.first().filter(|(one, _)| may_be.iter().all(|(other, _)| same_model(other, one)))
    else {
        return error;
    };
    let error = match may_be {
        [(_, only)] => error.with_constraint(foreign_key_name(model, only)),
        _ => error,
    };
    may_be.iter().fold(error.with_model(model.name), |error, (_, it)| error.with_field(it.name))
}

/// The error of opening a file. A path is no secret.
pub(super) fn of_file(failure: &Failure, file: &Path) -> Error {
    let (kind, words) = kind_of(failure);
    let kind = if kind == ErrorKind::Database { ErrorKind::Unavailable } else { kind };
    Error::new(kind, format!("cannot open {}: {words}", file.display())).with_code(failure.code)
}

fn general(failure: &Failure) -> Error {
    let (kind, words) = kind_of(failure);
    let is_own = matches!(kind, ErrorKind::Database | ErrorKind::SchemaMismatch | ErrorKind::Unsupported);
    if is_own && (failure.phase == Phase::Prepare || is_harmless(failure)) && !failure.message.is_empty() {
        return Error::new(kind, failure.message.clone());
    }
    Error::new(kind, words)
}

fn kind_of(failure: &Failure) -> (ErrorKind, &'static str) {
    match failure.code & 0xff {
        sys::SQLITE_BUSY if failure.code == sys::SQLITE_BUSY_SNAPSHOT => {
            (ErrorKind::Serialization, "another transaction changed the database since this one first read it")
        }
        sys::SQLITE_BUSY => (ErrorKind::Busy, "another writer held the database for longer than the busy time-out"),
        sys::SQLITE_LOCKED => (ErrorKind::Serialization, "another statement holds the table"),
        sys::SQLITE_FULL => (ErrorKind::DiskFull, "the disk, or the size set for the database, is full"),
        sys::SQLITE_READONLY => (ErrorKind::ReadOnly, "the database can only be read"),
        sys::SQLITE_CORRUPT => (ErrorKind::Corrupt, "the database file is damaged"),
        sys::SQLITE_NOTADB => (ErrorKind::Corrupt, "the file is no database"),
        sys::SQLITE_CANTOPEN => (ErrorKind::Unavailable, "the database file, or one beside it, cannot be opened"),
        sys::SQLITE_INTERRUPT => (ErrorKind::Cancelled, "the statement was stopped before it was done"),
        sys::SQLITE_TOOBIG => (ErrorKind::ValueRefused, "a value or the statement is longer than SQLite takes"),
        sys::SQLITE_MISUSE => (ErrorKind::Unsupported, "the statement cannot be sent"),
        _ if failure.message.starts_with("no such table")
            || failure.message.starts_with("no such column")
            || failure.message.contains("has no column named")
            || failure.code == sys::SQLITE_CONSTRAINT_DATATYPE =>
        {
            (ErrorKind::SchemaMismatch, "the database does not fit the model")
        }
        _ => (ErrorKind::Database, describe(failure.code)),
    }
}

// Words of a running statement that are made of names. Functions over values (JSON, full-text search, RAISE with an
// expression) quote what they were given, so everything else is left out.
fn is_harmless(failure: &Failure) -> bool {
    let beginnings = ["integer overflow", "malformed JSON", "cannot store ", "too many levels of trigger recursion"];
    failure.code == sys::SQLITE_MISMATCH || beginnings.iter().any(|it| failure.message.starts_with(it))
}

// `UNIQUE constraint failed: cat.name, cat.owner_id`, or `…: index 'cat_lower_name'` for an index on expressions.
fn about_columns(
    kind: ErrorKind,
    words: &'static str,
    failure: &Failure,
    model: Option<&'static ModelSchema>,
) -> Error {
    let error = Error::new(kind, words);
    let Some((_, subject)) = failure.message.split_once(": ") else { return named(error, model) };
    if let Some(index) = subject.strip_prefix("index '") {
        return named(error, model).with_constraint(index.trim_end_matches('\'').to_owned());
    }
    let columns: Vec<_> = subject.split(", ").filter_map(|it| it.rsplit_once('.')).collect();
    let Some((table, _)) = columns.first() else { return named(error, model) };
    let model = model_of_table((None, table), model);
    let error = match model {
        Some(model) => error.with_model(model.name),
        None => error.with_model((*table).to_owned()),
    };
    let names: Vec<_> = columns.iter().map(|(_, name)| *name).collect();
    let error = match model.filter(|_| kind == ErrorKind::UniqueViolation).and_then(|it| unique_name(it, &names)) {
        Some(constraint) => error.with_constraint(constraint),
        None => error,
    };
    columns.iter().fold(error, |error, (_, name)| match model.and_then(|model| model.column_named(name)) {
        Some(column) => error.with_field(column.field),
        None => error.with_field((*name).to_owned()),
    })
}

// `CHECK constraint failed: cat_age_range`. A check of one column is named after its table and column.
fn about_check(failure: &Failure, model: Option<&'static ModelSchema>) -> Error {
    let error = Error::new(ErrorKind::CheckViolation, "the row does not hold what its table demands");
    let Some((_, name)) = failure.message.split_once(": ") else { return named(error, model) };
    let name = name.split(", ").next().unwrap_or(name);
    let owner =
        model.filter(|model| owns_check(model, name)).or_else(|| models().into_iter().find(|it| owns_check(it, name)));
    let error = named(error, owner.or(model)).with_constraint(name.to_owned());
    match owner.and_then(|model| column_of_check(model, name)) {
        Some(field) => error.with_field(field),
        None => error,
    }
}

fn named(error: Error, model: Option<&'static ModelSchema>) -> Error {
    match model {
        Some(model) => error.with_model(model.name),
        None => error,
    }
}

/// Whether a check is of this model.
fn owns_check(model: &ModelSchema, check: &str) -> bool {
    model.checks.iter().any(|it| it.name == check) || column_of_check(model, check).is_some()
}
