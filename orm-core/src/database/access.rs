//! What may be done through a handle: everything, or only reading; and what is refused before it is sent.
//!
//! A server refuses by itself what it is told to refuse, but only after a round trip, in words of its own, and not behind every
//! pooler. So the text is looked at first. What this is not: a parser; a first word that is not known counts as a write, and what
//! a function of the server's writes the server knows alone. Start reading at [`Access::check`].

use crate::error::{Error, ErrorKind, Result};
use crate::sql::Statement;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    ReadWrite,
    /// Because the program said so.
    Read,
    /// Because what it is of is a copy.
    Replica,
}

/// What begins a statement that only reads, if nothing in it says otherwise.
const READS: [&str; 8] = ["SELECT", "WITH", "VALUES", "TABLE", "SHOW", "EXPLAIN", "DESCRIBE", "DESC"];
/// What a WITH can hold or end in.
const WRITES: [&str; 4] = ["INSERT", "UPDATE", "DELETE", "MERGE"];
/// After FOR: rows are held for a write.
const HOLDS: [&str; 2] = ["UPDATE", "SHARE"];

impl Access {
    /// # Errors
    /// `ReadOnly` or, on a replica, `Unsupported` for a statement that writes.
    pub(super) fn check(self, statement: &Statement) -> Result<()> {
        if self == Self::ReadWrite || is_read(&statement.text) {
            return Ok(());
        }
        let error = match self {
            Self::Replica => unsupported(Error::new(ErrorKind::ReadOnly, "")),
            _ => Error::new(ErrorKind::ReadOnly, "the database was opened only to be read, and this writes"),
        };
        Err(match statement.model {
            Some(model) => error.with_model(model.name),
            None => error,
        })
    }

    /// An error as whoever asked has to see it: that it was the replica.
    pub(super) fn told(self, error: Error) -> Error {
        match (self, error.kind()) {
            (Self::Replica, ErrorKind::ReadOnly) => unsupported(error),
            (Self::Replica, kind @ (ErrorKind::ConnectionLost | ErrorKind::Unavailable)) => {
                let message = format!("{}; this is a replica, and the database itself may be well", error.message());
                error.reworded(kind, message)
            }
            _ => error,
        }
    }
}

fn unsupported(error: Error) -> Error {
    let message = "this writes or holds rows, and a replica only reads; do it through the database itself, and not through \
                   its `replica()`";
    error.reworded(ErrorKind::Unsupported, message)
}

fn is_read(text: &str) -> bool {
    let mut words = Words(text);
    let is_one_of = |word: &str, words: &[&str]| words.iter().any(|it| it.eq_ignore_ascii_case(word));
    let Some(first) = words.next().filter(|first| is_one_of(first, &READS)) else { return false };
    let may_write = first.eq_ignore_ascii_case("WITH");
    let mut before = first;
    for word in words {
        if may_write && is_one_of(word, &WRITES) || is_one_of(before, &["FOR"]) && is_one_of(word, &HOLDS) {
            return false;
        }
        before = word;
    }
    true
}

/// The words of a text that are no names in quotes, no texts and no comments.
struct Words<'t>(&'t str);

impl<'t> Iterator for Words<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        loop {
            let first = self.0.chars().next()?;
            let after = self.0.get(first.len_utf8()..)?;
            self.0 = if is_part_of_word(first) {
                let end = self.0.find(|c| !is_part_of_word(c)).unwrap_or(self.0.len());
                let (word, rest) = self.0.split_at(end);
                self.0 = rest;
                return Some(word);
            } else if matches!(first, '\'' | '"' | '`') {
                after.split_once(first).map_or("", |(_, rest)| rest)
            } else if let Some(comment) = self.0.strip_prefix("--") {
                comment.split_once('\n').map_or("", |(_, rest)| rest)
            } else if let Some(comment) = self.0.strip_prefix("/*") {
                // MySQL runs what stands in one that begins so.
                match comment.strip_prefix("M!").or_else(|| comment.strip_prefix('!')) {
                    Some(rest) => rest.trim_start_matches(|c: char| c.is_ascii_digit()),
                    None => comment.split_once("*/").map_or("", |(_, rest)| rest),
                }
            } else {
                after
            };
        }
    }
}

fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_reads_is_known_and_what_is_not_known_writes() {
        let reads = [
            "SELECT 1",
            "  select * from \"update\" where a = 'for update'",
            "(SELECT 1) UNION (SELECT 2)",
            "/* insert */ VALUES (1)",
            "-- delete\nTABLE cat",
            "WITH RECURSIVE x AS (SELECT \"delete\" FROM t) SELECT * FROM x",
            "SELECT `for` FROM t WHERE b = `update`",
            "SHOW TABLES",
        ];
        reads.iter().for_each(|text| assert!(is_read(text), "{text}"));
        let writes = [
            "INSERT INTO t VALUES (1)",
            "update t set a = 1",
            "WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x",
            "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x",
            "SELECT * FROM t FOR UPDATE",
            "SELECT * FROM t WHERE a = 'it''s' for  share",
            "CREATE TABLE t (a int)",
            "CALL p()",
            "SET a = 1",
            "/*!50000 DELETE FROM t */",
            "/*M! DELETE FROM t */",
            "SELECTED",
            "'",
            "",
        ];
        writes.iter().for_each(|text| assert!(!is_read(text), "{text}"));
    }
}
