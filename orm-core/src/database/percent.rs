//! `%3F` in a URL is how a question mark is said that is none of the URL's own.

use crate::error::{Error, ErrorKind, Result};

/// What a part of a URL says.
///
/// # Errors
/// `Config`, without the part: it can be a password.
pub(super) fn decode(part: &str) -> Result<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = rest.next().zip(rest.next()).and_then(|(high, low)| Some((digit(high)?, digit(low)?)));
        let (high, low) = digits.ok_or_else(|| {
            Error::new(ErrorKind::Config, "the URL has a `%` without two hexadecimal digits; write `%25` for `%`")
        })?;
        bytes.push(high * 16 + low);
    }
    String::from_utf8(bytes).map_err(|_| Error::new(ErrorKind::Config, "a part of the URL is not valid UTF-8"))
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
