//! How much of TLS is asked for, and what is refused.

use crate::certificates::Certificates;
use crate::private::Private;
use crate::support::*;
use orm_core::database::Database;
use orm_core::error::{ErrorKind, Result};
use std::process::Command;

/// A server whose certificate is of an authority of our own and names `localhost`, and the certificate of that authority.
async fn with_tls() -> Option<(Private, String)> {
    server()?;
    let mut server = Private::new(&[]);
    let certificates = Certificates::new(server.directory().join("tls"));
    certificates.sign("server", "/CN=localhost", "DNS:localhost");
    // Keys are made for their owner alone, who is not whom the server runs as.
    let readable = Command::new("chmod").args(["-R", "a+rX"]).arg(certificates.directory()).status().unwrap();
    assert!(readable.success());
    for (setting, file) in [("ssl-ca", "ours.pem"), ("ssl-cert", "server.pem"), ("ssl-key", "server.key")] {
        server.set(format!("--{setting}={}", certificates.path(file).display()));
    }
    server.run().await;
    Some((server, certificates.directory().display().to_string()))
}

async fn cipher(url: &str) -> Result<String> {
    let db = Database::options(url).max_connections(1).connect().await?;
    let sink = Each::boxed(|row| Ok(row.text(1).unwrap().to_owned()));
    let found = Each::<String>::of(db.fetch(read("SHOW STATUS LIKE 'Ssl_cipher'"), sink).await?).rows;
    db.close().await;
    Ok(found[0].clone())
}

#[tokio::test]
async fn what_is_asked_for_is_had_or_refused() {
    let Some((server, certificates)) = with_tls().await else { return };
    let (here, named) = (server.url("cats"), server.url_at("localhost", "cats"));
    let ours = format!("ssl-ca={certificates}/ours.pem");
    let encrypted = [
        here.clone(),
        format!("{here}?ssl-mode=preferred"),
        format!("{here}?ssl-mode=required"),
        // By one that is trusted, whatever its name.
        format!("{here}?ssl-mode=verify-ca&{ours}"),
        format!("{named}?ssl-mode=verify-identity&{ours}"),
        format!("{named}?ssl-mode=VERIFY_IDENTITY&{ours}"),
    ];
    for url in encrypted {
        assert!(!cipher(&url).await.unwrap().is_empty(), "{url}");
    }
    assert_eq!(cipher(&format!("{here}?ssl-mode=disabled")).await.unwrap(), "");
    let refused = [
        // By nobody whom we know.
        format!("{here}?ssl-mode=verify-ca"),
        format!("{named}?ssl-mode=verify-identity"),
        format!("{here}?ssl-mode=verify-ca&ssl-ca={certificates}/others.pem"),
        // Another name.
        format!("{here}?ssl-mode=verify-identity&{ours}"),
        format!("{here}?ssl-mode=verify-ca&ssl-ca={certificates}/none.pem"),
    ];
    for url in refused {
        let error = cipher(&url).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{url}: {error}");
    }
}

#[tokio::test]
async fn a_server_without_it_is_refused_where_it_is_asked_for() {
    let Some(server) = Private::start(&["--skip-ssl"]).await else { return };
    let url = server.url("cats");
    assert_eq!(cipher(&url).await.unwrap(), "");
    for mode in ["required", "verify-ca", "verify-identity"] {
        let error = cipher(&format!("{url}?ssl-mode={mode}")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{error}");
        assert!(error.message().contains("encrypted"), "{error}");
    }
}
