//! ARCHITECTURE.md names files that are there.

use super::none;
use super::source::root;
use std::fs;

#[test]
fn every_file_that_the_map_names_exists() {
    let Ok(map) = fs::read_to_string(root().join("ARCHITECTURE.md")) else {
        eprintln!("skipped: there is no ARCHITECTURE.md yet");
        return;
    };
    let quoted = map.split('`').skip(1).step_by(2).filter(|name| is_file_name(name)).map(str::to_owned);
    let missing: Vec<_> = quoted.chain(links(&map)).filter(|name| !root().join(name).exists()).collect();
    none("ARCHITECTURE.md names files that are not there", &missing);
    assert!(map.lines().count() <= 200, "ARCHITECTURE.md has more than 200 lines");
}

/// A path of a file, and not a word of the program or a pattern.
fn is_file_name(text: &str) -> bool {
    let ends = [".rs", ".md", ".toml", ".sh"].iter().any(|end| text.ends_with(end)) || text.ends_with('/');
    ends && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c))
}

/// Where links lead that stay in the repository.
fn links(map: &str) -> impl Iterator<Item = String> {
    let targets = map.split("](").skip(1).filter_map(|after| after.split([')', '#']).next());
    targets.filter(|target| !target.is_empty() && !target.contains("://")).map(str::to_owned)
}
