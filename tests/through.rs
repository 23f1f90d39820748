//! Many-to-many relations that go through a model of the user's own.

mod links;
mod races;
mod recursive;

use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Person {
    pub(crate) id: i64,
    #[field(max_length = 40)]
    pub(crate) name: String,
}

/// Has everything that a relation can say of a through model.
#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Band {
    pub(crate) id: i64,
    #[field(max_length = 40)]
    pub(crate) name: String,
    /// Two foreign keys to `Person`, so they are named; `role` has to be given.
    #[many_to_many(related_name = "bands", through_fields(band, person))]
    pub(crate) members: ManyToMany<Person, Membership>,
    /// Nothing has to be given, and a pair is unique.
    #[many_to_many(related_name = "liked")]
    pub(crate) fans: ManyToMany<Person, Fan>,
    #[many_to_many(related_name = "heard")]
    pub(crate) listeners: ManyToMany<Person>,
}

/// No constraint keeps a pair from standing twice.
#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Membership {
    pub(crate) id: i64,
    #[foreign_key(on_delete = cascade)]
    pub(crate) person: ForeignKey<Person>,
    #[foreign_key(on_delete = cascade)]
    pub(crate) band: ForeignKey<Band>,
    #[foreign_key(on_delete = set_null, related_name = "invited")]
    pub(crate) inviter: Option<ForeignKey<Person>>,
    #[field(max_length = 20)]
    pub(crate) role: String,
    #[field(default = 1960)]
    pub(crate) since: i32,
    #[field(db_default = 0)]
    pub(crate) fee: i64,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(unique(person, band), check(Fan.stars.le(5)))]
pub(crate) struct Fan {
    pub(crate) id: i64,
    #[foreign_key(on_delete = set_null)]
    pub(crate) person: Option<ForeignKey<Person>>,
    #[foreign_key(on_delete = cascade)]
    pub(crate) band: ForeignKey<Band>,
    #[field(default = 3)]
    pub(crate) stars: i16,
    #[field(max_length = 10, unique)]
    pub(crate) badge: Option<String>,
}

/// Rock and Jazz; Ann, Bob, Cid and Dee.
async fn world(db: &Db) -> orm::Result<([Band; 2], [Person; 4])> {
    let bands = Band::objects().bulk_create(db, ["Rock", "Jazz"].map(|name| Band::create().name(name))).await?;
    let people = ["Ann", "Bob", "Cid", "Dee"].map(|name| Person::create().name(name));
    let people = Person::objects().bulk_create(db, people).await?;
    Ok((bands.try_into().expect("two"), people.try_into().expect("four")))
}

async fn names(rows: impl Future<Output = orm::Result<Vec<Person>>>) -> orm::Result<String> {
    let mut names: Vec<_> = rows.await?.into_iter().map(|person| person.name).collect();
    names.sort();
    Ok(names.join(" "))
}
