//! What a PostgreSQL URL says: `postgres://user:password@host:5432/database?sslmode=require`.
//!
//! The keys after the `?` are libpq's where libpq has them. **Invariant:** no error repeats a part of the URL that could be a
//! password. <https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS>

use crate::database::network::url::{Parts, config, given, number, port_of, truth, unknown_key};
use crate::error::Result;
use std::time::Duration;

#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Target {
    /// A name, an address, or the directory of a socket.
    pub(super) host: Option<String>,
    pub(super) port: Option<u16>,
    pub(super) user: Option<String>,
    pub(super) password: Option<String>,
    pub(super) database: Option<String>,
    pub(super) tls: Option<Tls>,
    pub(super) root_certificate: Option<String>,
    pub(super) client_certificate: Option<String>,
    pub(super) client_key: Option<String>,
    pub(super) application_name: Option<String>,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) statement_timeout: Option<Duration>,
    pub(super) statement_cache: Option<usize>,
    pub(super) pgbouncer: Option<bool>,
}

/// How much of TLS is asked for, from nothing to everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tls {
    Disable,
    /// If the server has it.
    Prefer,
    Require,
    /// And by one that is trusted.
    VerifyCa,
    /// And it is the server that was asked for.
    VerifyFull,
}

/// The keys after the `?`, for the suggestion.
const KEYS: [&str; 14] = [
    "host",
    "port",
    "user",
    "password",
    "dbname",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "application_name",
    "connect_timeout",
    "statement_timeout",
    "statement_cache",
    "pgbouncer",
];

pub(super) fn parse(url: &str) -> Result<Target> {
    let rest = url.strip_prefix("postgres:").or_else(|| url.strip_prefix("postgresql:"));
    let rest = rest.and_then(|rest| rest.strip_prefix("//"));
    let rest = rest.ok_or_else(|| config("the URL does not begin with `postgres://`"))?;
    let parts = Parts::of(rest)?;
    let mut target = Target {
        user: parts.user,
        password: parts.password,
        host: parts.host,
        port: parts.port,
        database: parts.database,
        ..Target::default()
    };
    for (key, value) in parts.parameters {
        parameter(&mut target, &key, value)?;
    }
    Ok(target)
}

fn parameter(target: &mut Target, key: &str, value: String) -> Result<()> {
    match key {
        "host" => target.host = given(value),
        "port" => target.port = Some(port_of(&value)?),
        "user" => target.user = given(value),
        "password" => target.password = Some(value),
        "dbname" => target.database = given(value),
        "sslmode" => target.tls = Some(tls_of(&value)?),
        "sslrootcert" => target.root_certificate = given(value),
        "sslcert" => target.client_certificate = given(value),
        "sslkey" => target.client_key = given(value),
        "application_name" => target.application_name = given(value),
        "connect_timeout" => {
            let seconds = number(key, &value)?;
            target.connect_timeout = Some(Duration::from_secs(seconds));
        }
        "statement_timeout" => {
            let milliseconds = number(key, &value)?;
            target.statement_timeout = Some(Duration::from_millis(milliseconds));
        }
        "statement_cache" => {
            let statements = usize::try_from(number(key, &value)?).unwrap_or(usize::MAX);
            target.statement_cache = Some(statements.max(1));
        }
        "pgbouncer" => target.pgbouncer = Some(truth(key, &value)?),
        unknown => return Err(unknown_key(unknown, &KEYS, "PostgreSQL takes")),
    }
    Ok(())
}

fn tls_of(mode: &str) -> Result<Tls> {
    Ok(match mode {
        "disable" => Tls::Disable,
        "prefer" => Tls::Prefer,
        "require" => Tls::Require,
        "verify-ca" => Tls::VerifyCa,
        "verify-full" => Tls::VerifyFull,
        _ => {
            return Err(config(
                "the URL's parameter `sslmode` is none of `disable`, `prefer`, `require`, `verify-ca` and `verify-full`",
            ));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    fn parsed(url: &str) -> Target {
        match parse(url) {
            Ok(target) => target,
            Err(error) => panic!("{url}: {error}"),
        }
    }

    #[test]
    fn a_url_says_where_who_and_how() {
        let it = parsed("postgres://anna:p%40ss%2Fw%3Ard@db.example.com:5433/cats?sslmode=require&connect_timeout=3");
        assert_eq!(it.host.as_deref(), Some("db.example.com"));
        assert_eq!((it.port, it.tls), (Some(5433), Some(Tls::Require)));
        assert_eq!(it.user.as_deref(), Some("anna"));
        assert_eq!(it.password.as_deref(), Some("p@ss/w:rd"));
        assert_eq!(it.database.as_deref(), Some("cats"));
        assert_eq!(it.connect_timeout, Some(Duration::from_secs(3)));
        let it = parsed("postgresql://[::1]:6000/a");
        assert_eq!((it.host.as_deref(), it.port), (Some("::1"), Some(6000)));
        let it = parsed("postgres:///cats?host=/var/run/postgresql&pgbouncer=true&user=bo");
        assert_eq!(it.host.as_deref(), Some("/var/run/postgresql"));
        assert_eq!((it.pgbouncer, it.user.as_deref()), (Some(true), Some("bo")));
        assert_eq!(parsed("postgres://%2Frun%2Fpg/x").host.as_deref(), Some("/run/pg"));
    }

    #[test]
    fn what_is_wrong_is_told_without_a_password() {
        let told = |url: &str| match parse(url) {
            Ok(_) => panic!("{url} was taken"),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Config);
                error.message().to_owned()
            }
        };
        let sslmod = told("postgres://a:canary@h/d?sslmod=verify-full");
        assert_eq!(sslmod, "the URL's parameter `sslmod` is not known; did you mean `sslmode`?");
        assert_eq!(
            told("postgres://h/d?conect_timeout=3"),
            "the URL's parameter `conect_timeout` is not known; did you mean `connect_timeout`?"
        );
        for url in [
            "postgres://a:canary@h/d?sslmode=verifyfull",
            "postgres://a:canary@h:12345678/d",
            "postgres://a:canary%zz@h/d",
            "postgres://a:canary@h/d?canarycanary=1",
            "postgres://a:canary@h,i/d",
            "postgres:canary",
        ] {
            assert!(!told(url).contains("canary"), "{url}");
        }
    }
}
