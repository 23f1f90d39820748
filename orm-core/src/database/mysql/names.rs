//! Names within the server's words.
//!
//! The session asks for English words, so their form is known. Values stand in single quotes, and may hold any character, so a
//! name is taken only from behind the last of them or from where no value can be.

/// The key of `Duplicate entry '..' for key 'cat.cat_name_key'`. MySQL puts its table before it, MariaDB does not.
pub(super) fn key(words: &str) -> Option<&str> {
    let (_, name) = words.strip_suffix('\'')?.rsplit_once(" for key '")?;
    Some(name.rsplit_once('.').map_or(name, |(_, name)| name))
}

/// The first thing in single quotes, for words that have names alone there.
pub(super) fn quoted(words: &str) -> Option<&str> {
    words.split('\'').nth(1).filter(|name| !name.is_empty())
}

/// The column of `.. for column 'age' at row 1`, or of ``.. for column `db`.`cat`.`age` at row 1``.
pub(super) fn column(words: &str) -> Option<&str> {
    let (_, rest) = words.rsplit_once(" for column ")?;
    match rest.strip_prefix('\'') {
        Some(rest) => rest.split_once('\'').map(|(name, _)| name),
        None => in_backticks(rest).last().copied(),
    }
}

/// Everything in backticks, in order. A backtick within a name is doubled, and such a name is given up.
pub(super) fn in_backticks(words: &str) -> Vec<&str> {
    words.split('`').skip(1).step_by(2).collect()
}

/// The words with all that may be a value left out: from the first single quote to the last one.
pub(super) fn without_values(words: &str) -> String {
    match (words.find('\''), words.rfind('\'')) {
        (Some(first), Some(last)) if first < last => format!("{}'..'{}", &words[..first], &words[last + 1..]),
        (Some(first), _) => words[..first].trim_end().to_owned(),
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_beside_values_that_look_like_them() {
        assert_eq!(key("Duplicate entry 'a' for key 'cat_name_key'"), Some("cat_name_key"));
        assert_eq!(key("Duplicate entry 'a' for key 'cat.cat_name_key'"), Some("cat_name_key"));
        assert_eq!(key("Duplicate entry 'x' for key 'y' for key 'PRIMARY'"), Some("PRIMARY"));
        assert_eq!(key("Can't write; duplicate key in table 'cat'"), None);
        assert_eq!(column("Data too long for column 'name' at row 1"), Some("name"));
        let words = "Incorrect integer value: 'a for column `b`' for column `db`.`cat`.`age` at row 1";
        assert_eq!(column(words), Some("age"));
        assert_eq!(quoted("Column 'name' cannot be null"), Some("name"));
        let words = "fails (`db`.`kitten`, CONSTRAINT `fk` FOREIGN KEY (`cat_id`) REFERENCES `cat` (`id`))";
        assert_eq!(in_backticks(words), ["db", "kitten", "fk", "cat_id", "cat", "id"]);
    }

    #[test]
    fn no_value_is_left_in_words_that_are_not_known() {
        assert_eq!(
            without_values("Truncated incorrect value: 'it's a secret' at row 1"),
            "Truncated incorrect value: '..' at row 1"
        );
        assert_eq!(without_values("Cut off in 'the midd"), "Cut off in");
        assert_eq!(without_values("Plain words"), "Plain words");
    }
}
