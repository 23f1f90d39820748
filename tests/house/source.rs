//! The source files, and what of them is code.

use std::fs;
use std::path::{Path, PathBuf};

/// A file, by its path from the root of the repository.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files below these folders.
pub(crate) fn files(folders: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    folders.iter().for_each(|folder| visit(&root().join(folder), &mut found));
    found.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source file is UTF-8");
        let path = path.strip_prefix(root()).expect("it was found below the root");
        Source { path: path.to_string_lossy().replace('\\', "/"), text }
    };
    found.into_iter().map(read).collect()
}

fn visit(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.file_name().and_then(|name| name.to_str()) {
            Some("target") => {}
            _ if path.is_dir() => visit(&path, found),
            Some(name) if name.ends_with(".rs") => found.push(path),
            _ => {}
        }
    }
}

impl Source {
    /// Whether all of it is tests.
    pub(crate) fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// The text with comments, the insides of literals and test modules blanked, line by line as it was.
    pub(crate) fn code(&self) -> String {
        without_tests(&without_words(&self.text))
    }

    /// The lines of code with their numbers, as `path:line`.
    pub(crate) fn lines(&self) -> Vec<(String, String)> {
        let code = self.code();
        (1..).zip(code.lines()).map(|(n, line)| (format!("{}:{n}", self.path), line.to_owned())).collect()
    }
}

/// Blanks comments and what stands in quotes.
fn without_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (skipped, keep) = match first {
            '/' if rest.starts_with("//") => (rest.find('\n').unwrap_or(rest.len()), ""),
            '/' if rest.starts_with("/*") => (rest.find("*/").map_or(rest.len(), |end| end + 2), ""),
            '"' => (1 + end_of_string(&rest[1..]), "\"\""),
            'r' if !ends_in_a_name(&out) && raw_hashes(rest).is_some() => (end_of_raw(rest), "\"\""),
            '\'' => (length_of_char(rest), "''"),
            other => (other.len_utf8(), &rest[..other.len_utf8()]),
        };
        out.push_str(keep);
        out.extend(rest[..skipped].chars().filter(|c| *c == '\n' && first != '\n'));
        rest = &rest[skipped..];
    }
    out
}

fn ends_in_a_name(text: &str) -> bool {
    text.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_')
}

fn end_of_string(inside: &str) -> usize {
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    inside.len()
}

fn raw_hashes(text: &str) -> Option<usize> {
    let hashes = text[1..].chars().take_while(|c| *c == '#').count();
    text[1 + hashes..].starts_with('"').then_some(hashes)
}

fn end_of_raw(text: &str) -> usize {
    let hashes = raw_hashes(text).unwrap_or(0);
    let (begin, end) = (hashes + 2, format!("\"{}", "#".repeat(hashes)));
    text[begin..].find(&end).map_or(text.len(), |at| begin + at + end.len())
}

/// A character in quotes; of a lifetime, only its quote.
fn length_of_char(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), _) => text[2..].char_indices().skip(1).find(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 3),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// Blanks `#[cfg(test)]` with the block that follows it.
fn without_tests(code: &str) -> String {
    let Some((before, after)) = code.split_once("#[cfg(test)]") else { return code.to_owned() };
    let (open, end) = (after.find('{'), after.find(';'));
    let length = match (open, end) {
        (Some(open), end) if end.is_none_or(|end| open < end) => {
            let mut depth = 0_i32;
            let closing = after[open..].find(|c| {
                depth += i32::from(c == '{') - i32::from(c == '}');
                depth == 0
            });
            closing.map_or(after.len(), |at| open + at + 1)
        }
        (_, end) => end.map_or(after.len(), |end| end + 1),
    };
    let blank: String = after[..length].chars().filter(|c| *c == '\n').collect();
    format!("{before}{blank}{}", without_tests(&after[length..]))
}

#[test]
fn words_and_tests_are_no_code() {
    let text =
        "a // unwrap()\nb \"pa\\\"nic!\" 'x' '\\'' &'a c /* d\n */ r#\"e\"f\"# g\n#[cfg(test)]\nmod t {\n { h }\n}\ni";
    let source = Source { path: String::new(), text: text.to_owned() };
    assert_eq!(source.code(), "a \nb \"\" '' '' &''a c \n \"\" g\n\n\n\n\ni");
}
