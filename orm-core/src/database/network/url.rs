//! The parts that URLs of all servers have: `scheme://user:password@host:port/database?key=value`.
//!
//! What this is not: which keys there are, and what they mean, is each driver's. **Invariant:** no error repeats a part of the URL that
//! could be a password. Start reading at [`Parts::of`].

use crate::database::percent::decode;
use crate::error::{Error, ErrorKind, Result};

/// A URL after its `scheme://`, decoded. What is empty is not there, but for a password.
pub(in crate::database) struct Parts {
    pub(in crate::database) user: Option<String>,
    pub(in crate::database) password: Option<String>,
    pub(in crate::database) host: Option<String>,
    pub(in crate::database) port: Option<u16>,
    pub(in crate::database) database: Option<String>,
    /// The keys after the `?`, and their values.
    pub(in crate::database) parameters: Vec<(String, String)>,
}

impl Parts {
    pub(in crate::database) fn of(rest: &str) -> Result<Self> {
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
        let (login, place) =
            authority.rsplit_once('@').map_or((None, authority), |(login, place)| (Some(login), place));
        let (user, password) = match login.map(|login| login.split_once(':').ok_or(login)) {
            None => (None, None),
            Some(Ok((user, password))) => (given(decode(user)?), Some(decode(password)?)),
            Some(Err(user)) => (given(decode(user)?), None),
        };
        let (host, port) = host_and_port(place)?;
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let parameters = pairs.map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((key.to_owned(), decode(value)?))
        });
        let parameters = parameters.collect::<Result<_>>()?;
        Ok(Self { user, password, host, port, database: given(decode(database)?), parameters })
    }
}

// `host`, `host:5432`, `[::1]:5432`, `%2Frun%2Fpostgresql`, or nothing.
fn host_and_port(place: &str) -> Result<(Option<String>, Option<u16>)> {
    if place.contains(',') {
        return Err(config("the URL names several hosts; say one"));
    }
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (host, after) =
                rest.split_once(']').ok_or_else(|| config("the URL's address in brackets is not closed"))?;
            (host, after.strip_prefix(':').unwrap_or(after))
        }
        None => place.rsplit_once(':').unwrap_or((place, "")),
    };
    let port = if port.is_empty() { None } else { Some(port_of(port)?) };
    Ok((given(decode(host)?), port))
}

pub(in crate::database) fn port_of(port: &str) -> Result<u16> {
    port.parse().map_err(|_| config("the URL's port is no number from 1 to 65535"))
}

pub(in crate::database) fn number(key: &str, value: &str) -> Result<u64> {
    value.parse().map_err(|_| config(format!("the URL's parameter `{key}` is no number")))
}

pub(in crate::database) fn truth(key: &str, value: &str) -> Result<bool> {
    value.parse().map_err(|_| config(format!("the URL's parameter `{key}` is neither `true` nor `false`")))
}

/// The error of a key that is not known. It is repeated only if it looks like one that is: in `?x=1&` and a password with an `&` in
/// it, the rest is taken for a key.
pub(in crate::database) fn unknown_key(key: &str, known: &[&str], whose: &str) -> Error {
    let nearest = known.iter().map(|known| (distance(key, known), known)).min().filter(|(far, _)| *far <= 3);
    config(match nearest {
        Some((_, known)) => format!("the URL's parameter `{key}` is not known; did you mean `{known}`?"),
        None => format!("the URL has a parameter that is not known; {whose} {}", known.join(", ")),
    })
}

/// How many letters have to be added, taken away or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// The file that a parameter names, if it can be read. Asked when the database is opened: later it would be told as a server that
/// cannot be reached.
pub(in crate::database) fn readable<'f>(key: &str, file: &'f str) -> Result<&'f str> {
    match std::fs::File::open(file) {
        Ok(_) => Ok(file),
        Err(error) => {
            let message = format!("the file that the URL's `{key}` names cannot be read: {}", error.kind());
            Err(config(message).with_source(error))
        }
    }
}

pub(in crate::database) fn given(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

pub(in crate::database) fn config(message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Config, message)
}
