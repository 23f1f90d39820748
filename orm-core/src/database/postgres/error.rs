//! PostgreSQL's errors as ours.
//!
//! <https://www.postgresql.org/docs/current/errcodes-appendix.html>. What this is not: it never lets a bound value through. The
//! server's own words are shown only where they are made of names; its DETAIL, which quotes rows, never, and so the error of
//! sqlx is not kept as the source. Start reading at [`of_statement`].

use super::address::{Address, Password};
use crate::error::{Error, ErrorKind};
use crate::schema::ModelSchema;
use crate::sql::ddl::blame;
use sqlx::postgres::{PgDatabaseError, PgSeverity};

/// The error of a statement about a model.
pub(super) fn of_statement(error: sqlx::Error, model: Option<&'static ModelSchema>) -> Error {
    blame::named(of_any(error), model)
}

/// The error of a COMMIT: a constraint that was looked at last says by its table whose it is.
pub(super) fn of_commit(error: sqlx::Error) -> Error {
    let error = blame::named(of_any(error), None);
    match (error.kind(), error.model(), error.field()) {
        (ErrorKind::ForeignKeyViolation, Some(model), Some(field)) => {
            let message = format!("when the transaction ended, `{model}.{field}` led to a row that does not exist");
            error.reworded(ErrorKind::ForeignKeyViolation, message)
        }
        _ => error,
    }
}

/// The error of anything that was sent on a connection.
pub(super) fn of_any(error: sqlx::Error) -> Error {
    match error {
        sqlx::Error::Database(error) => match error.try_downcast_ref::<PgDatabaseError>() {
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
            let message = format!("cannot reach PostgreSQL at {place}: {}", error.kind());
            Error::new(ErrorKind::Unavailable, message).with_source(error)
        }
        sqlx::Error::Configuration(_) => {
            Error::new(ErrorKind::Config, "a certificate or key that the URL names cannot be read")
        }
        error => {
            let error = of_any(error);
            if error.sqlstate() == Some("28P01") && address.password == Password::None {
                let message = format!("PostgreSQL at {place} asks for a password, and the URL has none");
                return error.reworded(ErrorKind::Config, message);
            }
            let kind = if error.kind() == ErrorKind::ConnectionLost { ErrorKind::Unavailable } else { error.kind() };
            let message = format!("PostgreSQL at {place}: {}", error.message());
            error.reworded(kind, message)
        }
    }
}

fn not_encrypted(place: &str, error: &dyn std::error::Error) -> Error {
    let message = format!("no encrypted connection to PostgreSQL at {place}: {error}; see `sslmode` and `sslrootcert`");
    Error::new(ErrorKind::Config, message)
}

/// A plan of the cache does not fit its tables any more, since one was altered. The routine tells it from what the server
/// cannot do at all.
pub(super) fn is_stale_plan(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(error) = error else { return false };
    let error = error.try_downcast_ref::<PgDatabaseError>();
    error.is_some_and(|error| error.code() == "0A000" && error.routine() == Some("RevalidateCachedQuery"))
}

fn of_server(error: &PgDatabaseError) -> Error {
    let code = error.code();
    let (mut kind, words) = kind_of(code, error.message());
    if matches!(error.severity(), PgSeverity::Fatal | PgSeverity::Panic) && !is_refusal(kind) {
        kind = ErrorKind::ConnectionLost;
    }
    let it = match words {
        Some(words) => Error::new(kind, words),
        None => Error::new(kind, error.message().to_owned()),
    };
    let it = it.with_sqlstate(code).with_place(error.table(), error.column()).with_schema(error.schema());
    match error.constraint() {
        Some(constraint) => it.with_constraint(constraint.to_owned()),
        None => it,
    }
}

/// What a server says fatally when it lets nobody in.
fn is_refusal(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::Config | ErrorKind::Unavailable)
}

/// The kind, and a sentence where the server's own words could quote a value.
fn kind_of(code: &str, words: &str) -> (ErrorKind, Option<&'static str>) {
    let (kind, words) = match code {
        "23505" => (ErrorKind::UniqueViolation, "another row has the same value"),
        "23P01" => (ErrorKind::UniqueViolation, "another row excludes this one"),
        "23502" => (ErrorKind::NotNullViolation, "the column has no place for NULL"),
        "23514" => (ErrorKind::CheckViolation, "the row does not hold what its table demands"),
        "23503" | "23001" => {
            (ErrorKind::ForeignKeyViolation, "a row that is referred to does not exist, or a row is still referred to")
        }
        "40001" => (ErrorKind::Serialization, "another transaction changed what this one read or was about to write"),
        "40P01" => (ErrorKind::Deadlock, "transactions waited for each other, and this one was chosen to give way"),
        "55P03" => (ErrorKind::Busy, "another transaction holds the lock"),
        "57014" if words.contains("statement timeout") => {
            (ErrorKind::Timeout, "the statement took longer than its time-out")
        }
        "57014" => (ErrorKind::Cancelled, "the statement was stopped before it was done"),
        "25006" => (ErrorKind::ReadOnly, "the database can only be read"),
        "25P02" => (ErrorKind::TransactionPoisoned, "an earlier statement failed, and only rollback is left"),
        "53100" => (ErrorKind::DiskFull, "the server's disk is full"),
        "53300" => (ErrorKind::Unavailable, "the server has no more connections to give"),
        "57P03" => (ErrorKind::Unavailable, "the server is starting up or shutting down"),
        "57P01" | "57P02" | "57P05" => (ErrorKind::ConnectionLost, "the server ended the connection"),
        "28P01" => (ErrorKind::Config, "the server refuses the password of this user"),
        "22003" => (ErrorKind::Database, "a number is outside the range of its type"),
        "22012" => (ErrorKind::Database, "a division by zero"),
        "22001" => (ErrorKind::Database, "a text is longer than its column"),
        "XX001" | "XX002" => (ErrorKind::Corrupt, "the server's files are damaged"),
        "54000" | "54001" | "54011" | "54023" => {
            (ErrorKind::Unsupported, "the statement is larger or more complex than the server takes")
        }
        // Made of the names of users, databases and hosts: no such one, no line of `pg_hba.conf`, no certificate.
        "28000" | "3D000" => return (ErrorKind::Config, None),
        // Made of names: tables, columns, functions, and the text itself, which holds no values.
        "42P01" | "42703" | "42704" | "42804" | "42883" => return (ErrorKind::SchemaMismatch, None),
        "0A000" => return (ErrorKind::Unsupported, None),
        _ => match code.get(..2) {
            Some("42" | "3F" | "2B") => return (ErrorKind::Database, None),
            Some("08") => (ErrorKind::ConnectionLost, "the connection to the server broke"),
            Some("22") => (ErrorKind::Database, "a value does not fit its type"),
            Some("53") => (ErrorKind::Unavailable, "the server lacks memory or another resource"),
            Some("P0") => (ErrorKind::Database, "a function or trigger of the database refuses"),
            _ => (ErrorKind::Database, "the server refuses the statement"),
        },
    };
    (kind, Some(words))
}
