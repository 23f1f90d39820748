//! The layers of `orm-core`: arrows only go down.

use super::none;
use super::source::{Source, files};

/// What each module may name beside what is below its layer: itself, and these of its own layer.
const LAYERS: [(u8, &str, &[&str]); 10] = [
    // What `#[orm::test]` stands on: for tests, above all.
    (5, "testing", &[]),
    (4, "query", &["relation"]),
    (4, "relation", &["query"]),
    (3, "model", &[]),
    (3, "database", &[]),
    (2, "sql", &[]),
    (1, "schema", &["ast"]),
    (1, "ast", &["schema"]),
    (0, "value", &[]),
    (0, "error", &[]),
];

#[test]
fn arrows_only_go_down() {
    let mut wrong = Vec::new();
    for file in files(&["orm-core/src"]).iter().filter(|file| !file.is_test()) {
        let from = module_path(file);
        // `lib.rs` names all of them: it is what shows them to the world.
        let Some(own) = from.first() else { continue };
        for (line, to) in named(file, &from) {
            if !may_name(own, &to) {
                wrong.push(format!("{line}: `{own}` names `{to}`"));
            }
        }
    }
    none("modules name what stands above or beside them; see the table in ARCHITECTURE.md", &wrong);
}

fn may_name(own: &str, to: &str) -> bool {
    let layer = |name: &str| LAYERS.iter().find(|(_, module, _)| *module == name);
    match (layer(own), layer(to)) {
        (Some((from, _, beside)), Some((below, _, _))) => own == to || below < from || beside.contains(&to),
        // A new module has to be put into the table.
        _ => false,
    }
}

/// `sql/render/select.rs` is `[sql, render, select]`; `lib.rs` is the root.
fn module_path(file: &Source) -> Vec<String> {
    let path = file.path.trim_start_matches("orm-core/src/").trim_end_matches(".rs");
    if path == "lib" { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
}

/// The modules below the root that a file names: by `crate::`, and by `super::` where that leads to the root.
fn named(file: &Source, from: &[String]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let code = file.code();
    let line = |at: usize| format!("{}:{}", file.path, code[..at].matches('\n').count() + 1);
    for (at, _) in code.match_indices("crate::") {
        let after = &code[at + "crate::".len()..];
        found.extend(first_names(after).into_iter().map(|name| (line(at), name)));
    }
    let to_the_root = "super::".repeat(from.len());
    for (at, _) in code.match_indices(&to_the_root) {
        let before = &code[..at];
        if !before.ends_with("super::") {
            let after = &code[at + to_the_root.len()..];
            found.extend(first_names(after).into_iter().map(|name| (line(at), name)));
        }
    }
    found
}

/// The first name of a path, or of each path in braces.
fn first_names(after: &str) -> Vec<String> {
    let Some(group) = after.strip_prefix('{') else { return vec![name(after)] };
    let mut depth = 0_i32;
    let mut names = vec![name(group.trim_start())];
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name(group[at + 1..].trim_start())),
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn each_way_of_naming_a_module_is_seen() {
    let text =
        "use crate::ast;\nuse crate::{error::{A, B}, value};\nfn f() { super::super::query::g() }\nuse super::own;";
    let file = Source { path: "orm-core/src/sql/render.rs".to_owned(), text: text.to_owned() };
    let named = named(&file, &module_path(&file));
    assert_eq!(named.iter().map(|(_, to)| to.as_str()).collect::<Vec<_>>(), ["ast", "error", "value", "query"]);
    assert!(may_name("sql", "ast") && may_name("query", "relation") && !may_name("sql", "query"));
    assert!(!may_name("model", "database") && !may_name("sql", "a_new_module"));
}
