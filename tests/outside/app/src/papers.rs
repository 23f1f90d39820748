//! Papers about what another crate knows.

use orm::prelude::*;
use shelter::animals::Cat;
use shelter::people::{Person, Seen};

/// Shares the key of a person.
#[derive(Model, Debug)]
pub(crate) struct Badge {
    #[one_to_one(primary_key, external)]
    pub(crate) person: OneToOne<Person>,
    pub(crate) number: String,
}

/// A cat was visited.
#[derive(Model, Debug)]
#[model(unique(seen.place, cat))]
pub(crate) struct Visit {
    pub(crate) id: i64,
    #[foreign_key(external)]
    pub(crate) cat: ForeignKey<Cat>,
    #[field(flatten(prefix = "seen_"))]
    pub(crate) seen: Seen,
}
