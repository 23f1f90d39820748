//! What a MariaDB or MySQL URL says: `mysql://user:password@host:3306/database?ssl-mode=required`.
//!
//! The keys after the `?` are the clients' own where they have them. **Invariant:** no error repeats a part of the URL that could be
//! a password. <https://dev.mysql.com/doc/refman/8.4/en/connecting-using-uri-or-key-value-pairs.html>

use crate::database::network::url::{Parts, config, given, number, truth, unknown_key};
use crate::error::{Error, Result};
use std::time::Duration;

#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Target {
    /// A name or an address.
    pub(super) host: Option<String>,
    pub(super) port: Option<u16>,
    /// The file of a socket, instead of host and port.
    pub(super) socket: Option<String>,
    pub(super) user: Option<String>,
    pub(super) password: Option<String>,
    pub(super) database: Option<String>,
    pub(super) tls: Option<Tls>,
    pub(super) root_certificate: Option<String>,
    pub(super) client_certificate: Option<String>,
    pub(super) client_key: Option<String>,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) statement_timeout: Option<Duration>,
    pub(super) statement_cache: Option<usize>,
    pub(super) proxy: Option<bool>,
}

/// How much of TLS is asked for, from nothing to everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tls {
    Disabled,
    /// If the server has it.
    Preferred,
    Required,
    /// And by one that is trusted.
    VerifyCa,
    /// And it is the server that was asked for.
    VerifyIdentity,
}

/// The keys after the `?`, for the suggestion.
const KEYS: [&str; 9] = [
    "socket",
    "ssl-mode",
    "ssl-ca",
    "ssl-cert",
    "ssl-key",
    "connect-timeout",
    "statement-timeout",
    "statement-cache",
    "proxy",
];

pub(super) fn parse(url: &str) -> Result<Target> {
    let rest = url.strip_prefix("mysql:").or_else(|| url.strip_prefix("mariadb:"));
    let rest = rest.and_then(|rest| rest.strip_prefix("//"));
    let rest = rest.ok_or_else(|| config("the URL does not begin with `mysql://` or `mariadb://`"))?;
    let parts = Parts::of(rest)?;
    let mut target = Target {
        user: parts.user,
        password: parts.password.and_then(given),
        host: parts.host,
        port: parts.port,
        database: parts.database,
        ..Target::default()
    };
    for (key, value) in parts.parameters {
        parameter(&mut target, &key, value)?;
    }
    if target.database.is_none() {
        return Err(config("the URL names no database: `mysql://user@host/database`"));
    }
    if target.user.is_none() {
        return Err(config("the URL names no user: `mysql://user@host/database`"));
    }
    Ok(target)
}

fn parameter(target: &mut Target, key: &str, value: String) -> Result<()> {
    match key {
        "socket" => target.socket = given(value),
        "ssl-mode" => target.tls = Some(tls_of(&value)?),
        "ssl-ca" => target.root_certificate = given(value),
        "ssl-cert" => target.client_certificate = given(value),
        "ssl-key" => target.client_key = given(value),
        "connect-timeout" => target.connect_timeout = Some(Duration::from_secs(number(key, &value)?)),
        "statement-timeout" => target.statement_timeout = Some(Duration::from_millis(number(key, &value)?)),
        "statement-cache" => {
            let statements = usize::try_from(number(key, &value)?).unwrap_or(usize::MAX);
            target.statement_cache = Some(statements.max(1));
        }
        "proxy" => target.proxy = Some(truth(key, &value)?),
        unknown => return Err(not_taken(unknown)),
    }
    Ok(())
}

// As the clients spell it (`VERIFY_IDENTITY`), and as URLs do.
fn tls_of(mode: &str) -> Result<Tls> {
    Ok(match mode.to_ascii_lowercase().replace('_', "-").as_str() {
        "disabled" => Tls::Disabled,
        "preferred" => Tls::Preferred,
        "required" => Tls::Required,
        "verify-ca" => Tls::VerifyCa,
        "verify-identity" => Tls::VerifyIdentity,
        _ => {
            return Err(config(
                "the URL's parameter `ssl-mode` is none of `disabled`, `preferred`, `required`, `verify-ca` and `verify-identity`",
            ));
        }
    })
}

fn not_taken(key: &str) -> Error {
    const SETTINGS: [&str; 6] = ["charset", "collation", "timezone", "time-zone", "sql-mode", "sql_mode"];
    if SETTINGS.contains(&key) {
        return config(format!(
            "the URL's parameter `{key}` is not taken: a session is set up so that values mean the same on every database"
        ));
    }
    unknown_key(key, &KEYS, "MariaDB and MySQL take")
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
        let it = parsed("mysql://anna:p%40ss%2Fw%3Ard@db.example.com:3307/cats?ssl-mode=REQUIRED&connect-timeout=3");
        assert_eq!(it.host.as_deref(), Some("db.example.com"));
        assert_eq!((it.port, it.tls), (Some(3307), Some(Tls::Required)));
        assert_eq!((it.user.as_deref(), it.password.as_deref()), (Some("anna"), Some("p@ss/w:rd")));
        assert_eq!(it.database.as_deref(), Some("cats"));
        assert_eq!(it.connect_timeout, Some(Duration::from_secs(3)));
        let it = parsed("mariadb://bo@[::1]:6000/a?ssl-mode=VERIFY_IDENTITY");
        assert_eq!((it.host.as_deref(), it.port, it.tls), (Some("::1"), Some(6000), Some(Tls::VerifyIdentity)));
        let it = parsed("mysql://bo@/a?socket=/run/mysqld/mysqld.sock&statement-cache=64");
        assert_eq!((it.host.as_deref(), it.socket.as_deref()), (None, Some("/run/mysqld/mysqld.sock")));
        assert_eq!((it.statement_cache, it.password), (Some(64), None));
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
        let sslmode = told("mysql://a:canary@h/d?sslmode=verify-identity");
        assert_eq!(sslmode, "the URL's parameter `sslmode` is not known; did you mean `ssl-mode`?");
        assert!(told("mysql://a:canary@h/d?charset=latin1").contains("mean the same"));
        assert!(told("mysql://a:canary@h").contains("names no database"));
        assert!(told("mysql://h/d").contains("names no user"));
        for url in [
            "mysql://a:canary@h/d?ssl-mode=verifyidentity",
            "mysql://a:canary@h:12345678/d",
            "mysql://a:canary%zz@h/d",
            "mysql://a:canary@h/d?canarycanary=1",
            "mysql://a:canary@h,i/d",
            "mysql:canary",
        ] {
            assert!(!told(url).contains("canary"), "{url}");
        }
    }
}
