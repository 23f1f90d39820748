//! What a SQLite URL says: `sqlite::memory:`, `sqlite:file.db`, `sqlite://file.db?mode=ro`.

use crate::database::percent::decode;
use crate::error::{Error, ErrorKind, Result};
use std::path::PathBuf;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) place: Place,
    pub(super) mode: Mode,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Memory,
    File(PathBuf),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Read,
    Write,
    /// Write, and create the file if it is missing: the default.
    Create,
}

pub(super) fn parse(url: &str) -> Result<Target> {
    let rest = url.strip_prefix("sqlite:").ok_or_else(|| config("the URL does not begin with `sqlite:`"))?;
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (mut mode, mut memory) = (Mode::Create, path == ":memory:");
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        match (key, value) {
            ("mode", "ro") => mode = Mode::Read,
            ("mode", "rw") => mode = Mode::Write,
            ("mode", "rwc") => mode = Mode::Create,
            ("mode", "memory") => memory = true,
            ("mode", _) => return Err(config("the URL's parameter `mode` is none of `ro`, `rw`, `rwc` and `memory`")),
            (unknown, _) => {
                return Err(config(format!("the URL's parameter `{unknown}` is not known; SQLite takes `mode`")));
            }
        }
    }
    if memory {
        return Ok(Target { place: Place::Memory, mode: Mode::Create });
    }
    let path = decode(path)?;
    if path.is_empty() {
        return Err(config("the URL names no file; for a database in memory, say `sqlite::memory:`"));
    }
    // An absolute path is never taken for a `file:` URI, and stays right when the program changes its directory.
    let path = std::path::absolute(path).map_err(|error| config("the URL's path is not valid").with_source(error))?;
    Ok(Target { place: Place::File(path), mode })
}

fn config(message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Config, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_says_where_and_how_and_a_misspelt_parameter_is_named() {
        let file = |url: &str| match parse(url).map(|target| (target.place, target.mode)) {
            Ok((Place::File(path), mode)) => format!("{} {mode:?}", path.file_name().unwrap_or_default().display()),
            Ok((Place::Memory, mode)) => format!("memory {mode:?}"),
            Err(error) => format!("{:?}: {}", error.kind(), error.message()),
        };
        assert_eq!(file("sqlite::memory:"), "memory Create");
        assert_eq!(file("sqlite://:memory:"), "memory Create");
        assert_eq!(file("sqlite:a.db"), "a.db Create");
        assert_eq!(file("sqlite://a%3Fb.db?mode=ro"), "a?b.db Read");
        assert_eq!(file("sqlite:///tmp/a.db?mode=rw"), "a.db Write");
        assert_eq!(file("sqlite://a.db?mod=ro"), "Config: the URL's parameter `mod` is not known; SQLite takes `mode`");
        assert!(file("sqlite://a.db?mode=wr").starts_with("Config: the URL's parameter `mode`"));
        assert!(file("sqlite:").starts_with("Config: the URL names no file"));
        assert!(file("postgres://a").starts_with("Config"));
    }
}
