//! The server's error numbers and words, as errors that name tables, columns and constraints.
//!
//! <https://mariadb.com/kb/en/mariadb-error-code-reference/>,
//! <https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html>. The two servers share the numbers below 1900.
//! What this is not: it never lets a bound value through. The server quotes values within its words (`Duplicate entry 'x'`), so
//! only names that stand where no value can are taken out of them. Start reading at [`of_statement`].

use super::address::Address;
use super::names;
use super::open::Facts;
use crate::error::{Error, ErrorKind};
use crate::schema::ModelSchema;
use crate::sql::ddl::blame;
use sqlx::error::DatabaseError;
use sqlx::mysql::MySqlDatabaseError;

/// The server lost our prepared statement, or cannot run it as it was prepared. Nothing was done; preparing it anew helps.
pub(super) fn is_stale_statement(error: &sqlx::Error) -> bool {
    const NEED_REPREPARE: u16 = 1615;
    const UNKNOWN_STATEMENT: u16 = 1243;
    number_of(error).is_some_and(|number| matches!(number, NEED_REPREPARE | UNKNOWN_STATEMENT))
}

/// A thread that is not there any more cannot be ended, and need not be.
pub(super) fn is_unknown_thread(error: &sqlx::Error) -> bool {
    const NO_SUCH_THREAD: u16 = 1094;
    number_of(error) == Some(NO_SUCH_THREAD)
}

/// The error of a statement, which may be about a model.
pub(super) fn of_statement(error: sqlx::Error, model: Option<&'static ModelSchema>, facts: &Facts) -> Error {
    const WAITED_TOO_LONG: i32 = 1205;
    let mut error = of_any(error);
    if error.database_code() == Some(WAITED_TOO_LONG) && facts.timeout_undoes_all {
        let message = "another transaction held the rows for longer than the busy time-out, and this one was undone";
        error = error.reworded(ErrorKind::Serialization, message);
    }
    blame::named(error, model)
}

/// The error of anything that was sent on a connection.
pub(super) fn of_any(error: sqlx::Error) -> Error {
    match error {
        sqlx::Error::Database(error) => match error.try_downcast_ref() {
            Some(error) => of_server(error),
            None => Error::new(ErrorKind::Database, "the server refused the statement"),
        },
        sqlx::Error::Io(error) => {
            Error::new(ErrorKind::ConnectionLost, "the connection to the server broke").with_source(error)
        }
        sqlx::Error::Tls(_) => Error::new(ErrorKind::ConnectionLost, "the encryption of the connection broke"),
        sqlx::Error::BeginFailed => {
            Error::new(ErrorKind::ConnectionLost, "the server answered BEGIN and is in no transaction")
        }
        // Nothing was sent.
        sqlx::Error::Encode(error) => Error::new(ErrorKind::ValueRefused, format!("a value {error}")),
        // What was read does not fit what was expected: whatever follows is not to be trusted.
        _ => Error::new(ErrorKind::ConnectionLost, "the server answered what the protocol does not allow"),
    }
}

/// The error of opening a connection.
pub(super) fn of_connect(error: sqlx::Error, address: &Address) -> Error {
    let place = &address.place;
    match error {
        // What rustls refuses comes as a failure of the socket. Its words are of certificates and names.
        sqlx::Error::Io(error) if error.kind() == std::io::ErrorKind::InvalidData => not_encrypted(place, &error),
        sqlx::Error::Tls(error) => not_encrypted(place, &*error),
        sqlx::Error::Io(error) => {
            let message = format!("cannot reach MariaDB or MySQL at {place}: {}", error.kind());
            Error::new(ErrorKind::Unavailable, message).with_source(error)
        }
        sqlx::Error::Configuration(_) => {
            Error::new(ErrorKind::Config, "a certificate or key that the URL names cannot be read")
        }
        error => {
            let error = of_any(error);
            let kind = if error.kind() == ErrorKind::ConnectionLost { ErrorKind::Unavailable } else { error.kind() };
            let message = format!("MariaDB or MySQL at {place}: {}", error.message());
            error.reworded(kind, message)
        }
    }
}

fn not_encrypted(place: &str, error: &dyn std::error::Error) -> Error {
    let message =
        format!("no encrypted connection to MariaDB or MySQL at {place}: {error}; see `ssl-mode` and `ssl-ca`");
    Error::new(ErrorKind::Config, message)
}

fn number_of(error: &sqlx::Error) -> Option<u16> {
    error.as_database_error()?.try_downcast_ref().map(MySqlDatabaseError::number)
}

fn of_server(said: &MySqlDatabaseError) -> Error {
    let words = said.message();
    let error = match said.number() {
        1062 | 1586 | 1022 | 1169 | 1859 => {
            constrained(Error::new(ErrorKind::UniqueViolation, "another row has the same value"), names::key(words))
        }
        1451 | 1217 => about_reference("a row is still referred to", words),
        1452 | 1216 => about_reference("a row that is referred to does not exist", words),
        3819 => constrained(check(), names::quoted(words)),
        // MySQL has another meaning for this number, and another SQLSTATE.
        4025 if DatabaseError::code(said).as_deref() == Some("23000") => about_check(words),
        1048 | 1364 | 1263 => {
            let error = Error::new(ErrorKind::NotNullViolation, "the column has no place for NULL");
            error.with_place(None, names::quoted(words))
        }
        1406 => about_value("a text is longer than its column", words),
        1264 | 1690 | 1416 => about_value("a number is outside the range of its type", words),
        1366 | 1292 | 1411 | 1367 => about_value("a value does not fit its type", words),
        1365 => Error::new(ErrorKind::Database, "a division by zero"),
        number => general(number, words),
    };
    let error = error.with_code(i32::from(said.number()));
    match DatabaseError::code(said) {
        Some(state) => error.with_sqlstate(&state),
        None => error,
    }
}

fn general(number: u16, words: &str) -> Error {
    let (kind, message) = match number {
        // The second where they waited for the next key of a table.
        1213 | 1467 => {
            (ErrorKind::Deadlock, "the server ended this transaction, since it and another waited for each other")
        }
        1020 => (ErrorKind::Serialization, "another transaction changed a row since this one first read"),
        1206 => (ErrorKind::Serialization, "the server has no room for more locks, and this transaction was undone"),
        1412 => (ErrorKind::Serialization, "the table was changed since this transaction began"),
        1205 | 3572 => (ErrorKind::Busy, "another transaction held the rows for longer than the busy time-out"),
        1969 | 3024 => (ErrorKind::Timeout, "the statement ran for longer than it may"),
        1317 => (ErrorKind::Cancelled, "the statement was stopped before it was done"),
        1053 | 1077 | 1079 | 1080 | 1152 | 1158..=1161 | 1184 | 1927 | 2006 | 2013 | 4031 => {
            (ErrorKind::ConnectionLost, "the server ended the connection")
        }
        1040 => (ErrorKind::Unavailable, "the server has as many connections as it takes"),
        1203 | 1226 => {
            (ErrorKind::Unavailable, "this user has as many connections, or did as much, as the server allows")
        }
        1461 => (
            ErrorKind::Unavailable,
            "the server keeps as many prepared statements as it takes; lower `statement_cache`",
        ),
        1129 => (ErrorKind::Unavailable, "the server blocks this host after too many failed attempts"),
        1044 | 1045 | 1130 | 1698 | 1251 | 2059 => {
            (ErrorKind::Config, "the server refuses the user or its password, or this user may not use the database")
        }
        1049 => (ErrorKind::Config, "the server has no database of this name"),
        1290 | 1792 | 1836 => (ErrorKind::ReadOnly, "the database can only be read"),
        1021 | 1114 | 3675 => (ErrorKind::DiskFull, "the disk, or the size set for the table, is full"),
        1030 | 1034 | 1035 | 1194 | 1195 | 1712 | 1877 => (ErrorKind::Corrupt, "the table or its index is damaged"),
        1153 => {
            (ErrorKind::ValueRefused, "a value or the statement is longer than the server takes (`max_allowed_packet`)")
        }
        1390 => (ErrorKind::ValueRefused, "the statement has more binds than the server takes, which is 65535"),
        1665 => (
            ErrorKind::Config,
            "the server's binary log is of statements, which do not tell what READ COMMITTED does; set `binlog_format` to ROW or MIXED",
        ),
        1295 => (ErrorKind::Unsupported, "the server cannot prepare a statement of this kind"),
        1146 | 1054 | 1051 | 1109 => return Error::new(ErrorKind::SchemaMismatch, words.to_owned()),
        // Words of the text, which has no values in it but those that the program wrote there.
        1064 | 1060 | 1061 | 1050 | 1091 | 1305 | 1235 => return Error::new(ErrorKind::Database, words.to_owned()),
        _ => return Error::new(ErrorKind::Database, names::without_values(words)),
    };
    Error::new(kind, message)
}

fn check() -> Error {
    Error::new(ErrorKind::CheckViolation, "the row does not hold what its table demands")
}

fn about_value(message: &'static str, words: &str) -> Error {
    Error::new(ErrorKind::Database, message).with_place(None, names::column(words))
}

fn constrained(error: Error, name: Option<&str>) -> Error {
    match name {
        Some(name) => error.with_constraint(name.to_owned()),
        None => error,
    }
}

// `CONSTRAINT `cat_age_range` failed for `db`.`cat``; a check that was written with its column is named `cat.age`.
fn about_check(words: &str) -> Error {
    let names = names::in_backticks(words);
    let table = names.get(2).copied();
    match names.first().copied() {
        Some(name) => match name.split_once('.') {
            Some((table, column)) => check().with_place(Some(table), Some(column)),
            None => {
                let error = check().with_constraint(name.to_owned());
                error.with_place(table, None).with_schema(names.get(1).copied())
            }
        },
        None => check(),
    }
}

// `.. (`db`.`kitten`, CONSTRAINT `kitten_cat_fk` FOREIGN KEY (`cat_id`) REFERENCES `cat` (`id`))`
fn about_reference(message: &'static str, words: &str) -> Error {
    let error = Error::new(ErrorKind::ForeignKeyViolation, message);
    match names::in_backticks(words).as_slice() {
        [schema, table, constraint, column, ..] => {
            let error = error.with_constraint((*constraint).to_owned()).with_place(Some(table), Some(column));
            error.with_schema(Some(schema))
        }
        _ => error,
    }
}
