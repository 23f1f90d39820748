//! Where the server is, and what each connection is told when it is opened.

use super::url::{self, Target, Tls};
use crate::database::network::url::readable;
use crate::database::options::Options;
use crate::error::{Error, ErrorKind, Result};
use sqlx::ConnectOptions;
use sqlx::mysql::{MySqlConnectOptions, MySqlSslMode};
use std::time::Duration;

/// Shown to nobody: it holds the password.
pub(in crate::database) struct Address {
    pub(super) options: MySqlConnectOptions,
    /// For errors: `host:port`, or the socket.
    pub(super) place: String,
    pub(super) connect_timeout: Duration,
    pub(super) settings: Settings,
    pub(super) way: Way,
}

/// What stands between us and the server.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Direct,
    /// ProxySQL, MaxScale or the like: the number of a connection may be somebody else's by the time it is to be ended.
    Proxy,
}

/// What a session is told that is up to the program.
#[derive(Clone, Copy)]
pub(super) struct Settings {
    /// In whole seconds, as the server counts.
    pub(super) lock_timeout: u64,
    pub(super) statement_timeout: Option<Duration>,
    pub(super) access: &'static str,
}

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// The server has one bound for all prepared statements of all its clients (`max_prepared_stmt_count`, 16,382), so a connection
/// keeps fewer than elsewhere.
const STATEMENT_CACHE: usize = 256;

impl Address {
    pub(super) fn new(options: &Options) -> Result<Self> {
        let target = url::parse(&options.url)?;
        let host = target.host.as_deref().unwrap_or("localhost");
        let port = target.port.unwrap_or(3306);
        let statements = target.statement_cache.or(options.statement_cache).unwrap_or(STATEMENT_CACHE);
        // What a session is told, we tell it ourselves; our own events tell of statements.
        let it = MySqlConnectOptions::new()
            .host(host)
            .port(port)
            .ssl_mode(ssl_mode(&target, host))
            .statement_cache_capacity(statements)
            .pipes_as_concat(false)
            .no_engine_substitution(false)
            .timezone(None)
            .set_names(false)
            .disable_statement_logging();
        let place = target.socket.clone().unwrap_or_else(|| format!("{host}:{port}"));
        let connect_timeout = target.connect_timeout.or(options.connect_timeout).unwrap_or(CONNECT_TIMEOUT);
        let lock_timeout = options.busy_timeout.as_millis().div_ceil(1_000).clamp(1, 31_536_000);
        let settings = Settings {
            lock_timeout: u64::try_from(lock_timeout).unwrap_or(1),
            statement_timeout: target.statement_timeout.or(options.statement_timeout),
            access: if options.read_only { "READ ONLY" } else { "READ WRITE" },
        };
        let way = if target.proxy == Some(true) { Way::Proxy } else { Way::Direct };
        Ok(Self { options: whom(it, &target)?, place, connect_timeout, settings, way })
    }
}

fn whom(mut it: MySqlConnectOptions, target: &Target) -> Result<MySqlConnectOptions> {
    if let Some(user) = &target.user {
        it = it.username(user);
    }
    if let Some(password) = &target.password {
        it = it.password(password);
    }
    if let Some(database) = &target.database {
        it = it.database(database);
    }
    if let Some(socket) = &target.socket {
        if target.host.is_some() {
            let message =
                "the URL names both a host and a socket; leave the host out: `mysql://user@/database?socket=..`";
            return Err(Error::new(ErrorKind::Config, message));
        }
        it = it.socket(socket);
    }
    if let Some(file) = &target.root_certificate {
        it = it.ssl_ca(readable("ssl-ca", file)?);
    }
    if let Some(file) = &target.client_certificate {
        it = it.ssl_client_cert(readable("ssl-cert", file)?);
    }
    if let Some(file) = &target.client_key {
        it = it.ssl_client_key(readable("ssl-key", file)?);
    }
    Ok(it)
}

/// Everything where the server is far, and what there is where it is near.
fn ssl_mode(target: &Target, host: &str) -> MySqlSslMode {
    match target.tls {
        Some(Tls::Disabled) => MySqlSslMode::Disabled,
        Some(Tls::Preferred) => MySqlSslMode::Preferred,
        Some(Tls::Required) => MySqlSslMode::Required,
        Some(Tls::VerifyCa) => MySqlSslMode::VerifyCa,
        Some(Tls::VerifyIdentity) => MySqlSslMode::VerifyIdentity,
        None if target.socket.is_some() => MySqlSslMode::Disabled,
        None if is_local(host) => MySqlSslMode::Preferred,
        None => MySqlSslMode::VerifyIdentity,
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
            Err(error) => error.message().to_owned(),
        };
        assert_eq!(mode("mysql://a@db.example.com/a"), "VerifyIdentity");
        assert_eq!(mode("mysql://a@10.0.0.1/a"), "VerifyIdentity");
        assert_eq!(mode("mysql://a@db.example.com/a?ssl-mode=disabled"), "Disabled");
        assert_eq!(mode("mariadb://a@127.0.0.1/a"), "Preferred");
        assert_eq!(mode("mysql://a@[::1]/a"), "Preferred");
        assert_eq!(mode("mysql://a@/a?socket=/run/mysqld/mysqld.sock"), "Disabled");
        assert!(mode("mysql://a@h/a?socket=/run/mysqld/mysqld.sock").contains("both a host and a socket"));
    }
}
