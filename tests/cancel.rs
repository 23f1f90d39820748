//! Every verb, dropped at every poll: see the table that it prints (`cargo test --test cancel -- --nocapture`).
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

#[path = "../orm-core/tests/sqlite_driver/at_every_poll.rs"]
mod at_every_poll;
#[path = "cancel/reading.rs"]
mod reading;
#[path = "cancel/relations.rs"]
mod relations;
#[path = "cancel/sqlx_transaction.rs"]
mod sqlx_transaction;
#[path = "cancel/writing.rs"]
mod writing;

use at_every_poll::Template;
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Owner {
    pub(crate) id: i64,
    #[field(max_length = 100, unique)]
    pub(crate) name: String,
    #[many_to_many(related_name = "sitters")]
    pub(crate) sits_for: ManyToMany<Cat>,
}

#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Cat {
    pub(crate) id: i64,
    pub(crate) name: String,
    #[field(default = 9)]
    pub(crate) lives: i16,
    #[foreign_key(on_delete = cascade)]
    pub(crate) owner: ForeignKey<Owner>,
    #[foreign_key(on_delete = set_null, related_name = "patients")]
    pub(crate) vet: Option<ForeignKey<Owner>>,
}

#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Passport {
    #[one_to_one(primary_key, on_delete = cascade)]
    pub(crate) owner: OneToOne<Owner>,
    pub(crate) number: String,
}

/// Ann with Milo and Zoe, Bob with Rex. Ann has a passport and sits for Rex; Bob is the vet of Zoe and Rex.
async fn template(name: &str) -> Template {
    let fill = async |db: &Database| {
        db.create_tables().await?;
        let ann = Owner::create().name("Ann").save(db).await?;
        let bob = Owner::create().name("Bob").save(db).await?;
        Passport::create().owner(&ann).number("A1").save(db).await?;
        ann.cat_set().create().name("Milo").save(db).await?;
        ann.cat_set().create().name("Zoe").vet(&bob).save(db).await?;
        let rex = bob.cat_set().create().name("Rex").vet(&bob).save(db).await?;
        ann.sits_for.add(db, &rex).await
    };
    Template::new(name, fill).await
}

async fn owner(db: &Db, name: &str) -> orm::Result<Owner> {
    Owner::objects().filter(Owner.name.eq(name)).one(db).await
}

async fn cat(db: &Db, name: &str) -> orm::Result<Cat> {
    Cat::objects().filter(Cat.name.eq(name)).one(db).await
}
