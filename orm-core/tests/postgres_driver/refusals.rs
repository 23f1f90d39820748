//! Who is not let in is told which of the things that they said was wrong; and who comes in by the socket.

use crate::private::Private;
use crate::support::*;
use orm_core::database::Database;
use orm_core::error::{Error, ErrorKind};
use std::time::{Duration, Instant};

/// A server that asks everybody but its owner on the socket for a password, and user and database of that password.
async fn with_passwords() -> Option<Private> {
    let mut server = Private::new(&["password_encryption=scram-sha-256"])?;
    server.let_in("host secret_cats all 127.0.0.1/32 scram-sha-256\nhost postgres all 127.0.0.1/32 scram-sha-256");
    server.run().await;
    let owner = Database::connect(&server.socket_url("postgres")).await.unwrap();
    owner.execute(bulk("CREATE ROLE anna LOGIN PASSWORD 'ca/na:ry'")).await.unwrap();
    owner.execute(bulk("CREATE ROLE bo PASSWORD 'ca/na:ry'")).await.unwrap();
    owner.execute(bulk("CREATE DATABASE secret_cats")).await.unwrap();
    owner.close().await;
    Some(server)
}

async fn refused(url: &str) -> Error {
    let begun = Instant::now();
    let error = Database::connect(url).await.err().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(1), "{error} after {:?}", begun.elapsed());
    for shown in [format!("{error}"), format!("{error:?}")] {
        assert!(!shown.contains("ca/na:ry") && !shown.contains("wrong"), "{shown}");
    }
    error
}

#[tokio::test]
async fn what_was_wrong_is_told_within_a_second() {
    let Some(server) = with_passwords().await else { return };
    let as_user = |login: &str, database: &str| server.url(database).replace("postgres@", &format!("{login}@"));
    let right = as_user("anna:ca%2Fna%3Ary", "secret_cats");
    let db = Database::connect(&right).await.unwrap();
    assert_eq!(texts(&db, read("SELECT current_user::text")).await.unwrap(), ["anna"]);
    db.close().await;
    let cases = [
        (
            with_place(&right, "127.0.0.1:1"),
            ErrorKind::Unavailable,
            "cannot reach PostgreSQL at 127.0.0.1:1: connection refused",
        ),
        (
            with_place(&right, "no-such-host.invalid:5432"),
            ErrorKind::Unavailable,
            "cannot reach PostgreSQL at no-such-host.invalid:5432",
        ),
        (as_user("anna:wrong", "secret_cats"), ErrorKind::Config, "refuses the password"),
        (as_user("anna", "secret_cats"), ErrorKind::Config, "asks for a password"),
        // A server that asks for a password does not tell who is known.
        (as_user("nobody:wrong", "secret_cats"), ErrorKind::Config, "refuses the password"),
        (as_user("bo:ca%2Fna%3Ary", "secret_cats"), ErrorKind::Config, "role \"bo\" is not permitted to log in"),
        (as_user("anna:ca%2Fna%3Ary", "dogs"), ErrorKind::Config, "pg_hba.conf"),
    ];
    for (url, kind, words) in cases {
        let error = refused(&url).await;
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.message().contains(words), "{error}");
        assert!(!error.is_retryable());
    }
    let error = refused(&server.socket_url("dogs")).await;
    assert!(error.message().contains("database \"dogs\" does not exist"), "{error}");
    let error = refused(&server.socket_url("postgres").replace("postgres@", "nobody@")).await;
    assert!(error.message().contains("role \"nobody\" does not exist"), "{error}");
}

#[tokio::test]
async fn a_socket_is_said_by_its_directory() {
    // By the network nobody comes in.
    let mut server = match Private::new(&[]) {
        Some(server) => server,
        None => return,
    };
    server.set("listen_addresses=".to_owned());
    server.run().await;
    let by_host = server.socket_url("postgres");
    let directory = server.directory().display().to_string();
    let (_, port) = by_host.rsplit_once('=').unwrap();
    let by_place = format!("postgres://postgres@{}:{port}/postgres", directory.replace('/', "%2F"));
    for url in [by_host, by_place] {
        let db = Database::connect(&url).await.unwrap();
        let unknown = "SELECT (inet_server_addr() IS NULL AND inet_client_addr() IS NULL)::int";
        assert_eq!(ints(&db, read(unknown)).await.unwrap(), [1]);
        db.close().await;
    }
    let error = refused(&server.url("postgres")).await;
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    let error = refused(&format!("postgres://postgres@/postgres?host={directory}/none")).await;
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    assert!(error.message().contains("/none"), "{error}");
}
