//! Where the server is, and what each connection is told when it is opened.

use super::url::{self, Target, Tls};
use crate::database::network::url::{config, readable};
use crate::database::options::{Options, Pooler};
use crate::error::Result;
use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use std::time::Duration;

/// Shown to nobody: it holds the password.
pub(in crate::database) struct Address {
    pub(super) options: PgConnectOptions,
    /// For errors: `host:port`, or the socket.
    pub(super) place: String,
    pub(super) password: Password,
    pub(super) pooler: Pooler,
    pub(super) connect_timeout: Duration,
}

/// Whether there is one, for the error of a server that asks for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Password {
    Given,
    None,
}

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const STATEMENT_CACHE: usize = 512;

impl Address {
    pub(super) fn new(options: &Options) -> Result<Self> {
        let target = url::parse(&options.url)?;
        let pooler = match target.pgbouncer {
            Some(true) => Pooler::Transactions,
            Some(false) => Pooler::None,
            None => options.pgbouncer,
        };
        let host = target.host.as_deref().unwrap_or("localhost");
        let port = target.port.unwrap_or(5432);
        // What the URL does not say, libpq's variables in the environment do: `PGUSER`, `PGPASSWORD` and the like. Not where
        // the server is, nor how much of TLS is asked for.
        let mut it = PgConnectOptions::new_without_pgpass().port(port).ssl_mode(ssl_mode(target.tls, host));
        it = if host.starts_with('/') { it.socket(host) } else { it.host(host) };
        if let Some(user) = &target.user {
            it = it.username(user);
        }
        if let Some(password) = &target.password {
            it = it.password(password);
        }
        if let Some(database) = target.database.as_ref().or(target.user.as_ref()) {
            it = it.database(database);
        }
        if let Some(name) = &target.application_name {
            it = it.application_name(name);
        }
        it = certificates(it, &target)?;
        let statements = target.statement_cache.or(options.statement_cache).unwrap_or(STATEMENT_CACHE);
        // Floats travel in binary, whole; our own events tell of statements.
        it = it.statement_cache_capacity(statements).extra_float_digits(None).disable_statement_logging();
        it = settings(it, options, target.statement_timeout.or(options.statement_timeout), pooler)?;
        let place = if host.starts_with('/') { host.to_owned() } else { format!("{host}:{port}") };
        let connect_timeout = target.connect_timeout.or(options.connect_timeout).unwrap_or(CONNECT_TIMEOUT);
        let has_password = target.password.is_some() || std::env::var_os("PGPASSWORD").is_some();
        let password = if has_password { Password::Given } else { Password::None };
        Ok(Self { options: it, place, password, pooler, connect_timeout })
    }
}

fn certificates(mut it: PgConnectOptions, target: &Target) -> Result<PgConnectOptions> {
    if let Some(file) = &target.root_certificate {
        it = it.ssl_root_cert(readable("sslrootcert", file)?);
    }
    match (&target.client_certificate, &target.client_key) {
        (Some(certificate), Some(key)) => {
            it = it.ssl_client_cert(readable("sslcert", certificate)?).ssl_client_key(readable("sslkey", key)?);
        }
        (None, None) => {}
        _ => return Err(config("the URL's `sslcert` and `sslkey` say who we are together; one of them is missing")),
    }
    Ok(it)
}

// What each session is told as it begins. A pooler would tell it to whichever connection is free.
fn settings(
    it: PgConnectOptions,
    options: &Options,
    statement_timeout: Option<Duration>,
    pooler: Pooler,
) -> Result<PgConnectOptions> {
    let mut settings = Vec::new();
    if let Some(timeout) = statement_timeout {
        if pooler == Pooler::Transactions {
            return Err(config(
                "behind PgBouncer a connection keeps no settings; set `statement_timeout` for the role: \
                 `ALTER ROLE .. SET statement_timeout = ..`",
            ));
        }
        settings.push(("statement_timeout", timeout.as_millis().max(1).to_string()));
    }
    if options.read_only && pooler == Pooler::None {
        settings.push(("default_transaction_read_only", "on".to_owned()));
    }
    Ok(if settings.is_empty() { it } else { it.options(settings) })
}

/// Everything where the server is far, and what there is where it is near.
fn ssl_mode(asked: Option<Tls>, host: &str) -> PgSslMode {
    match asked {
        Some(Tls::Disable) => PgSslMode::Disable,
        Some(Tls::Prefer) => PgSslMode::Prefer,
        Some(Tls::Require) => PgSslMode::Require,
        Some(Tls::VerifyCa) => PgSslMode::VerifyCa,
        Some(Tls::VerifyFull) => PgSslMode::VerifyFull,
        None if host.starts_with('/') => PgSslMode::Disable,
        None if is_local(host) => PgSslMode::Prefer,
        None => PgSslMode::VerifyFull,
    }
}

fn is_local(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::Database;

    #[test]
    fn a_far_server_is_verified_unless_said_otherwise() {
        let mode = |url: &str| match Address::new(&Database::options(url)) {
            Ok(it) => format!("{:?}", it.options.get_ssl_mode()),
            Err(error) => panic!("{error}"),
        };
        assert_eq!(mode("postgres://db.example.com/a"), "VerifyFull");
        assert_eq!(mode("postgres://10.0.0.1/a"), "VerifyFull");
        assert_eq!(mode("postgres://db.example.com/a?sslmode=disable"), "Disable");
        assert_eq!(mode("postgres://127.0.0.1/a"), "Prefer");
        assert_eq!(mode("postgres://[::1]/a"), "Prefer");
        assert_eq!(mode("postgres:///a?host=/run/postgresql"), "Disable");
    }
}
