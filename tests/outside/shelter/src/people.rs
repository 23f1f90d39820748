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
