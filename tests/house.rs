//! The rules of the house that a machine can hold: layers, sizes, words, and the map in ARCHITECTURE.md.

#[path = "house/layers.rs"]
mod layers;
#[path = "house/map.rs"]
mod map;
#[path = "house/source.rs"]
mod source;
#[path = "house/words.rs"]
mod words;

/// Fails with all that was found, one a line, and not with the first alone.
fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}\n  {}", found.join("\n  "));
}
