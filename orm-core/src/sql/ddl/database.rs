//! Databases of a PostgreSQL server, as tests need them: made as copies of one that has the tables, and dropped.

use super::super::{Cost, Dialect, SqlWriter, Statement, Text};
use crate::value::{DbValue, Value};

/// How a database is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Copy {
    /// As files: dropping it has nothing to write back. PostgreSQL 15 and newer.
    Files,
    /// As the server does it.
    Default,
}

fn done(w: SqlWriter) -> Statement {
    w.finish(Cost::Bulk, None)
}

/// A new database, empty or as a copy.
pub(crate) fn create(name: &str, of: Option<(&str, Copy)>) -> Statement {
    let mut w = SqlWriter::for_ddl(Dialect::Postgres);
    w.raw("CREATE DATABASE ").ident(name);
    match of {
        // Not of `template1`, whose encoding and additions are the server's.
        None => w.raw(" TEMPLATE template0 ENCODING 'UTF8'"),
        Some((template, Copy::Default)) => w.raw(" TEMPLATE ").ident(template),
        Some((template, Copy::Files)) => w.raw(" TEMPLATE ").ident(template).raw(" STRATEGY FILE_COPY"),
    };
    done(w)
}

/// The database goes, and with it who still is connected.
pub(crate) fn drop_forced(name: &str) -> Statement {
    let mut w = SqlWriter::for_ddl(Dialect::Postgres);
    w.raw("DROP DATABASE IF EXISTS ").ident(name).raw(" WITH (FORCE)");
    done(w)
}

/// The database goes, unless it is in use.
pub(crate) fn drop_unused(name: &str) -> Statement {
    let mut w = SqlWriter::for_ddl(Dialect::Postgres);
    w.raw("DROP DATABASE IF EXISTS ").ident(name);
    done(w)
}

pub(crate) fn rename(from: &str, to: &str) -> Statement {
    let mut w = SqlWriter::for_ddl(Dialect::Postgres);
    w.raw("ALTER DATABASE ").ident(from).raw(" RENAME TO ").ident(to);
    done(w)
}

/// The names of the databases that begin with a word of ours.
pub(crate) fn names(prefix: &'static str) -> Statement {
    let mut w = SqlWriter::new(Dialect::Postgres);
    w.raw("SELECT datname::text FROM pg_database WHERE starts_with(datname::text, ");
    w.bind(Value::Text(prefix.to_owned())).raw(")");
    w.finish(Cost::Read, None)
}

/// Holds a lock of the server until the transaction ends.
pub(crate) fn hold(lock: i64) -> Statement {
    let text = Text::Fixed("SELECT pg_advisory_xact_lock($1)");
    Statement::new(text, vec![DbValue::into_value(lock)], Cost::Bulk, None)
}
