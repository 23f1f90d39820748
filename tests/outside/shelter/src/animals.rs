//! Animals.

use crate::people::Person;
use orm::prelude::*;

/// A cat.
#[derive(Model, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cat {
    /// The key.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// Whom it lives with.
    #[foreign_key(on_delete = cascade)]
    pub person: ForeignKey<Person>,
}
