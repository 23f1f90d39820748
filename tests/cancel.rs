//! Every verb, dropped at every poll on every database: see the tables that it prints
//! (`cargo test --all-features --test cancel -- --nocapture`).
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

#[allow(dead_code, reason = "the drivers' tests include it too")]
#[path = "../orm-core/tests/every_poll/every_poll.rs"]
mod every_poll;
#[path = "cancel/reading.rs"]
mod reading;
#[path = "cancel/relations.rs"]
mod relations;
#[path = "cancel/sqlx_transaction.rs"]
mod sqlx_transaction;
#[path = "cancel/writing.rs"]
mod writing;

use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Owner {
    pub(crate) id: i64,
    #[field(max_length = 100, unique)]
    pub(crate) name: String,
    #[many_to_many(related_name = "sitters")]
    pub(crate) sits_for: ManyToMany<Cat>,
    #[many_to_many(related_name = "keepers")]
    pub(crate) keeps: ManyToMany<Cat, Keep>,
    #[many_to_many]
    pub(crate) friends: ManyToMany<Self>,
    #[related(Cat.owner)]
    pub(crate) cats: RelatedSet<Cat>,
    #[related(Passport.owner)]
    pub(crate) papers: RelatedOne<Passport>,
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
    #[foreign_key(on_delete = cascade, related_name = "kittens")]
    pub(crate) mother: Option<ForeignKey<Self>>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(unique(owner, cat))]
pub(crate) struct Keep {
    pub(crate) id: i64,
    #[foreign_key(on_delete = cascade)]
    pub(crate) owner: ForeignKey<Owner>,
    #[foreign_key(on_delete = cascade)]
    pub(crate) cat: ForeignKey<Cat>,
    pub(crate) since: i32,
}

/// Stands in the way of its owner's end.
#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Contract {
    pub(crate) id: i64,
    #[foreign_key]
    pub(crate) owner: ForeignKey<Owner>,
}

/// There are so many that they take more than one statement.
#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Stone {
    pub(crate) id: i64,
    #[field(unique)]
    pub(crate) number: i32,
    pub(crate) grams: i32,
}

#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Passport {
    #[one_to_one(primary_key, on_delete = cascade)]
    pub(crate) owner: OneToOne<Owner>,
    #[field(max_length = 10, unique)]
    pub(crate) number: String,
}

#[derive(Polymorphic, Debug, Clone, PartialEq)]
pub(crate) enum Subject {
    Cat(ForeignKey<Cat>),
    Owner(ForeignKey<Owner>),
}

#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Note {
    pub(crate) id: i64,
    #[polymorphic(Owner(on_delete = cascade), Cat(on_delete = cascade))]
    pub(crate) about: Subject,
}

/// Ann with Milo and Zoe, Bob with Rex. Zoe is Rex's mother, and he hers. Ann has a passport, sits for Rex and keeps Milo, and is
/// Bob's friend; Bob is the vet of Zoe and Rex, and has a contract.
async fn family(db: &Database) -> orm::Result<()> {
    db.create_tables().await?;
    let ann = Owner::create().name("Ann").save(db).await?;
    let bob = Owner::create().name("Bob").save(db).await?;
    Passport::create().owner(&ann).number("A1").save(db).await?;
    ann.cat_set().create().name("Milo").save(db).await?;
    ann.cat_set().create().name("Zoe").vet(&bob).save(db).await?;
    let rex = bob.cat_set().create().name("Rex").vet(&bob).save(db).await?;
    ann.sits_for.add(db, &rex).await?;
    let mut zoe = cat(db, "Zoe").await?;
    zoe.kittens().add(db, &rex).await?;
    zoe.update(db, Cat.mother.set(&rex)).await?;
    ann.keeps.add_with(db, 1, Keep::create().since(1960)).await?;
    ann.friends.add(db, &bob).await?;
    Contract::create().owner(&bob).save(db).await?;
    Ok(())
}

/// The family, and notes about Milo, Rex and Ann.
async fn noted(db: &Database) -> orm::Result<()> {
    family(db).await?;
    for name in ["Milo", "Rex"] {
        Note::create().about(&cat(db, name).await?).save(db).await?;
    }
    Note::create().about(&owner(db, "Ann").await?).save(db).await?;
    Ok(())
}

/// Drops that happen nowhere prove nothing.
#[cfg(any(feature = "postgres", feature = "mysql"))]
const LEAST: every_poll::servers::Least = every_poll::servers::Least(2, &[]);

/// Writes operations, and for each database a test that drops them: on the pool and in a transaction, or where it says.
macro_rules! dropped_everywhere {
    ($name:ident, $($operations:tt)*) => {
        dropped_everywhere! { $name on EVERYWHERE, from crate::family, $($operations)* }
    };
    ($name:ident on $settings:expr, from $fill:expr, $($operations:tt)*) => {
        mod $name {
            use super::*;

            fn operations() -> Vec<Operation> {
                operations! { $($operations)* }
            }

            #[tokio::test]
            async fn sqlite() {
                let template = crate::every_poll::sqlite::Template::new(stringify!($name), $fill).await;
                crate::every_poll::sqlite::drop_everywhere(&template, $settings, &operations()).await;
            }

            #[cfg(feature = "postgres")]
            #[tokio::test]
            async fn postgres() {
                use crate::every_poll::{postgres::Postgres, servers};
                servers::drop_everywhere::<Postgres>($fill, $settings, &operations(), crate::LEAST).await;
            }

            #[cfg(feature = "mysql")]
            #[tokio::test]
            async fn mariadb() {
                use crate::every_poll::{mysql::MySql, servers};
                servers::drop_everywhere::<MySql>($fill, $settings, &operations(), crate::LEAST).await;
            }
        }
    };
}
pub(crate) use dropped_everywhere;

async fn owner(db: &Db, name: &str) -> orm::Result<Owner> {
    Owner::objects().filter(Owner.name.eq(name)).one(db).await
}

async fn cat(db: &Db, name: &str) -> orm::Result<Cat> {
    Cat::objects().filter(Cat.name.eq(name)).one(db).await
}
