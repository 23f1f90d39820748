//! How much of TLS is asked for, and what is refused.

use crate::certificates::Certificates;
use crate::private::{Private, give_away};
use crate::support::*;
use orm_core::database::Database;
use orm_core::error::{Error, ErrorKind, Result};

/// An address of this machine that does not look like one: what is said of far servers holds for it.
const FAR: &str = "0.0.0.0";

/// A server whose certificate is of an authority of our own and names `localhost` and [`FAR`], and where the certificates are.
fn with_tls() -> Option<(Private, String)> {
    let mut server = Private::new(&["ssl=on"])?;
    let certificates = Certificates::new(server.directory().join("tls"));
    for (name, subject) in [("server", "/CN=localhost"), ("client", "/CN=anna")] {
        certificates.sign(name, subject, &format!("DNS:localhost,IP:{FAR}"));
    }
    // The server takes no key that others can read.
    give_away(&certificates.path("server.key"));
    for (setting, file) in
        [("ssl_ca_file", "ours.pem"), ("ssl_cert_file", "server.pem"), ("ssl_key_file", "server.key")]
    {
        server.set(format!("{setting}={}", certificates.path(file).display()));
    }
    let certificates = certificates.directory().display().to_string();
    Some((server, certificates))
}

async fn is_encrypted(url: &str) -> Result<bool> {
    let db = Database::options(url).max_connections(1).connect().await?;
    let found = ints(&db, read("SELECT ssl::int FROM pg_stat_ssl WHERE pid = pg_backend_pid()")).await?;
    db.close().await;
    Ok(found == [1])
}

async fn refused(url: &str) -> Error {
    let error = is_encrypted(url).await.err().unwrap_or_else(|| panic!("{url} was taken"));
    assert_eq!(error.kind(), ErrorKind::Config, "{url}: {error}");
    error
}

#[tokio::test]
async fn what_is_asked_for_is_had_or_refused() {
    let Some((mut server, certificates)) = with_tls() else { return };
    server.run().await;
    let (here, named) = (server.url("postgres"), server.url_at("localhost", "postgres"));
    let far = server.url_at(FAR, "postgres");
    let ours = format!("sslrootcert={certificates}/ours.pem");
    let encrypted = [
        here.clone(),
        format!("{here}?sslmode=prefer"),
        format!("{here}?sslmode=require"),
        // By one that is trusted, whatever its name.
        format!("{here}?sslmode=verify-ca&{ours}"),
        format!("{named}?sslmode=verify-full&{ours}"),
        // Of a far server everything is asked, without a word.
        format!("{far}?{ours}"),
        format!("{far}?sslmode=require"),
    ];
    for url in encrypted {
        assert!(is_encrypted(&url).await.unwrap(), "{url}");
    }
    for url in [format!("{here}?sslmode=disable"), format!("{far}?sslmode=disable"), server.socket_url("postgres")] {
        assert!(!is_encrypted(&url).await.unwrap(), "{url}");
    }
    let not_trusted = [
        // By nobody whom we know.
        far.clone(),
        format!("{here}?sslmode=verify-ca"),
        format!("{named}?sslmode=verify-full"),
        format!("{here}?sslmode=verify-ca&sslrootcert={certificates}/others.pem"),
        // Another name.
        format!("{here}?sslmode=verify-full&{ours}"),
    ];
    for url in not_trusted {
        let error = refused(&url).await;
        assert!(error.message().contains("certificate"), "{url}: {error}");
    }
    let error = refused(&format!("{here}?sslmode=verify-ca&sslrootcert={certificates}/none.pem")).await;
    assert!(error.message().contains("`sslrootcert`"), "{error}");
}

#[tokio::test]
async fn a_server_without_it_is_refused_where_it_is_asked_for() {
    let Some(server) = Private::start(&["ssl=off"]).await else { return };
    let url = server.url("postgres");
    assert!(!is_encrypted(&url).await.unwrap());
    for mode in ["require", "verify-ca", "verify-full"] {
        let error = refused(&format!("{url}?sslmode={mode}")).await;
        assert!(error.message().contains("encrypted"), "{error}");
    }
    assert!(refused(&server.url_at(FAR, "postgres")).await.message().contains("encrypted"));
}

#[tokio::test]
async fn a_server_can_ask_who_we_are_by_a_certificate_and_for_encryption() {
    let Some((mut server, certificates)) = with_tls() else { return };
    server.let_in("hostssl all all 127.0.0.1/32 cert");
    server.run().await;
    let owner = Database::connect(&server.socket_url("postgres")).await.unwrap();
    owner.execute(bulk("CREATE ROLE anna LOGIN")).await.unwrap();
    owner.close().await;
    let anna = server.url("postgres").replace("postgres@", "anna@");
    let certificate = format!("sslcert={certificates}/client.pem");
    let whole = format!("{anna}?{certificate}&sslkey={certificates}/client.key");
    assert!(is_encrypted(&whole).await.unwrap());
    for (url, words) in [
        (anna.clone(), "requires a valid client certificate"),
        (whole.replace("anna@", "postgres@"), "certificate authentication failed for user \"postgres\""),
        (format!("{anna}?sslmode=disable"), "no encryption"),
        (format!("{anna}?{certificate}"), "`sslkey`"),
        (format!("{anna}?{certificate}&sslkey={certificates}/none.key"), "`sslkey`"),
    ] {
        let error = refused(&url).await;
        assert!(error.message().contains(words), "{url}: {error}");
    }
}
