//! The models of the suite. They are those of the guide, and a few more for what these do not have.

use orm::prelude::*;

/// A person.
#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Owner {
    pub(crate) id: i64,
    #[field(max_length = 100)]
    pub(crate) name: String,
    pub(crate) city: Option<String>,
    #[many_to_many(related_name = "sitters")]
    pub(crate) sits_for: ManyToMany<Cat>,
    #[many_to_many(related_name = "feeders")]
    pub(crate) feeds: ManyToMany<Cat>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "cats", ordering(name, -lives), unique(name, owner), check(Cat.lives.ge(0)))]
pub(crate) struct Cat {
    pub(crate) id: i64,
    #[field(max_length = 40, index, column = "cat_name")]
    pub(crate) name: String,
    #[field(default = 9)]
    pub(crate) lives: i16,
    #[foreign_key(on_delete = cascade)]
    pub(crate) owner: ForeignKey<Owner>,
    #[foreign_key(on_delete = set_null, related_name = "patients")]
    pub(crate) vet: Option<ForeignKey<Owner>>,
    #[foreign_key(on_delete = set_null, related_name = "kittens")]
    pub(crate) mother: Option<ForeignKey<Cat>>,
}

#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Passport {
    #[one_to_one(primary_key, on_delete = cascade)]
    pub(crate) owner: OneToOne<Owner>,
    #[field(unique, max_length = 20)]
    pub(crate) number: String,
}

/// A one-to-one that may be empty.
#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Chip {
    pub(crate) id: i64,
    #[one_to_one(on_delete = set_null)]
    pub(crate) owner: Option<OneToOne<Owner>>,
    pub(crate) code: String,
}

/// Protects its owner.
#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Contract {
    pub(crate) id: i64,
    #[foreign_key]
    pub(crate) owner: ForeignKey<Owner>,
    #[foreign_key(on_delete = restrict, related_name = "witnessed")]
    pub(crate) witness: Option<ForeignKey<Owner>>,
}

/// A key that is text, and a relation to itself.
#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Tag {
    #[primary_key]
    #[field(max_length = 30)]
    pub(crate) name: String,
    #[foreign_key(on_delete = cascade, related_name = "children")]
    pub(crate) parent: Option<ForeignKey<Tag>>,
    #[many_to_many(symmetrical = false, related_name = "related_by")]
    pub(crate) related: ManyToMany<Tag>,
}
