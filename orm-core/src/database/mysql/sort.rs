//! What a text does besides reading and writing rows, by its first word.
//!
//! On these servers what defines tables commits the transaction that it is in, and so does much else; what was to be undone then
//! stays. So within a transaction only words are let through that are known not to. What this is not: a parser; a word that is
//! not known counts as the worst.

/// What a statement leaves behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Rows, read or written.
    Rows,
    /// Tables. It commits the transaction that it is in.
    Tables,
    /// A change of the session that the next borrower of the connection would see. It may commit.
    Session,
    /// A table of the session's own. It commits nothing.
    Temporary,
}

const ROWS: &[&str] = &[
    "SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH", "VALUES", "TABLE", "DO", "EXPLAIN", "DESCRIBE", "DESC",
    "SHOW",
];
const TABLES: &[&str] =
    &["CREATE", "ALTER", "DROP", "TRUNCATE", "RENAME", "ANALYZE", "OPTIMIZE", "CHECK", "REPAIR", "GRANT", "REVOKE"];

impl Sort {
    pub(super) fn of(text: &str) -> Self {
        let Some(text) = after_comments(text) else { return Self::Session };
        // `(SELECT ..) UNION ..`
        if text.starts_with('(') {
            return Self::Rows;
        }
        let mut words = text.split(|c: char| !c.is_ascii_alphabetic() && c != '_').filter(|word| !word.is_empty());
        let is_one_of = |word: &str, words: &[&str]| words.iter().any(|it| it.eq_ignore_ascii_case(word));
        let first = words.next().unwrap_or_default();
        if is_one_of(first, ROWS) {
            Self::Rows
        } else if is_one_of(first, &["CREATE", "DROP"]) && words.next().is_some_and(|it| is_one_of(it, &["TEMPORARY"]))
        {
            Self::Temporary
        } else if is_one_of(first, TABLES) {
            Self::Tables
        } else {
            Self::Session
        }
    }
}

// `None` where a comment begins that the server runs, or that has no end.
fn after_comments(mut text: &str) -> Option<&str> {
    loop {
        text = text.trim_start();
        text = if let Some(rest) = text.strip_prefix("/*") {
            if rest.starts_with('!') || rest.starts_with("M!") {
                return None;
            }
            rest.split_once("*/")?.1
        } else if text.starts_with('#') || text.starts_with("-- ") {
            text.split_once('\n')?.1
        } else {
            return Some(text);
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_tells_and_what_is_not_known_is_not_trusted() {
        let rows =
            ["SELECT 1", "  with x as (select 1) select * from x", "(SELECT 1)", "/* a */ insert into t values (1)"];
        assert!(rows.iter().all(|text| Sort::of(text) == Sort::Rows));
        assert_eq!(Sort::of("-- a\n# b\nUPDATE t SET a = 1"), Sort::Rows);
        assert!(["CREATE TABLE t (a int)", "drop table t", "truncate t"].iter().all(|it| Sort::of(it) == Sort::Tables));
        assert_eq!(Sort::of("CREATE TEMPORARY TABLE t (a int)"), Sort::Temporary);
        let session = [
            "SET autocommit = 1",
            "COMMIT",
            "begin",
            "CALL p()",
            "/*! COMMIT */",
            "/*M! COMMIT */",
            "/* open",
            "",
            "SELECTED",
        ];
        for text in session {
            assert_eq!(Sort::of(text), Sort::Session, "{text}");
        }
    }
}
