//! The program that ORMs are compared by: what has to be written to say it. Two models with three relations; two rows and
//! a link; a query over a relation; all owners with their cats, without asking once per owner; the cats somebody sits for.

// >>> ceremony
use orm::prelude::*;

#[derive(Model, Debug)]
struct Owner {
    id: i64,
    name: String,
    #[many_to_many]
    sits_for: ManyToMany<Cat>,
}

#[derive(Model, Debug)]
struct Cat {
    id: i64,
    name: String,
    #[foreign_key]
    owner: ForeignKey<Owner>,
    #[one_to_one]
    favourite_of: Option<OneToOne<Owner>>,
}

async fn program(db: &Db) -> orm::Result<()> {
    let ann = Owner::create().name("Ann").save(db).await?;
    let tom = Cat::create().name("Tom").owner(&ann).save(db).await?;
    ann.sits_for.add(db, &tom).await?;
    let toms = ann.cat_set().filter(Cat.name.eq("Tom")).all(db).await?;
    let owners = Owner::objects().with(via(Owner::cat_set)).all(db).await?;
    let sits_for = ann.sits_for.all(db).await?;
    println!("{toms:?} {owners:?} {sits_for:?}");
    Ok(())
}
// <<< ceremony

#[tokio::main]
async fn main() -> orm::Result<()> {
    let db = Database::connect("sqlite::memory:").await?;
    db.create_tables().await?;
    program(&db).await
}
