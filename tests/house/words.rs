//! What may stand where: sizes, drivers, `unsafe`, panics.

use super::none;
use super::source::files;

const SOURCES: [&str; 4] = ["src", "orm-core/src", "orm-derive/src", "orm-migrate/src"];

/// Files over 500 lines, each with its reason.
const LONG: [(&str, &str); 0] = [];

#[test]
fn no_file_is_long_without_a_reason() {
    let all = files(&["src", "orm-core", "orm-derive", "orm-migrate", "tests", "examples", "benchmarks"]);
    let long: Vec<_> = all
        .iter()
        .map(|file| (&file.path, file.text.lines().count()))
        .filter(|(path, lines)| *lines > 500 && !LONG.iter().any(|(known, _)| known == path))
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    none("files over 500 lines; split them, or give the reason here", &long);
}

#[test]
fn only_the_database_layer_names_a_driver() {
    let others = files(&SOURCES).into_iter().filter(|file| !file.path.starts_with("orm-core/src/database"));
    let found = others
        .flat_map(|file| file.lines())
        .filter(|(_, code)| has_word(code, &["sqlx", "sqlx_core", "libsqlite3_sys"]));
    none("drivers are named outside `database`", &found.map(|(line, _)| line).collect::<Vec<_>>());
}

/// Where `unsafe` lives: the C API of SQLite, and the handle that it is called through.
const UNSAFE: [&str; 4] = [
    "orm-core/src/database/sqlite/ffi.rs",
    "orm-core/src/database/sqlite/ffi/row.rs",
    "orm-core/src/database/sqlite/ffi/statement.rs",
    "orm-core/src/database/sqlite/handle.rs",
];

#[test]
fn unsafe_lives_in_its_module() {
    let others = files(&SOURCES).into_iter().filter(|file| !UNSAFE.contains(&file.path.as_str()));
    let found = others.flat_map(|file| file.lines()).filter(|(_, code)| has_word(code, &["unsafe"]));
    none("`unsafe` outside of its module", &found.map(|(line, _)| line).collect::<Vec<_>>());
}

/// What ends a program. `.expect(` on `self` is a method of our own.
const PANICS: [&str; 6] = ["todo!", "unimplemented!", "unreachable!", "panic!", ".unwrap()", ".expect("];

/// Files that may, each with its reason.
const PANICKING: [(&str, &str); 1] = [("orm-core/src/testing.rs", "a panic is how a test fails")];

#[test]
fn no_source_can_panic_by_a_word() {
    let may = |path: &str| PANICKING.iter().any(|(known, _)| *known == path);
    let sources = files(&SOURCES).into_iter().filter(|file| !file.is_test() && !may(&file.path));
    let found = sources.flat_map(|file| file.lines()).filter(|(_, code)| {
        let code = code.replace("self.expect(", "");
        PANICS.iter().any(|word| code.contains(word))
    });
    let found: Vec<_> = found.map(|(line, code)| format!("{line}: {}", code.trim())).collect();
    none("a panic in what is no test; give an error instead", &found);
}

fn has_word(code: &str, words: &[&str]) -> bool {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| words.contains(&word))
}
