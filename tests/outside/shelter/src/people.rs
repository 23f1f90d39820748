//! People.

use crate::animals::Cat;
use orm::prelude::*;

/// A person.
#[derive(Model, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Person {
    /// The key.
    pub id: i64,
    /// What they are called.
    pub name: String,
    /// The cats they walk.
    #[many_to_many(related_name = "walkers")]
    pub walks: ManyToMany<Cat>,
}

/// What was seen somewhere.
#[derive(Fields, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Seen {
    /// Where.
    #[field(max_length = 20, unique)]
    pub place: String,
    note: Option<String>,
}

impl Seen {
    /// At a place, without a note.
    #[must_use]
    pub fn at(place: &str) -> Self {
        Self { place: place.to_owned(), note: None }
    }
}
