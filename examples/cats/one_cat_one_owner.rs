//! Mike has one cat, Luna. Luna has the same `id` as their owner, and none of its own.

use orm::prelude::*;

#[derive(Model, Debug)]
#[model(table = "one_owner")]
struct Owner {
    id: i64,
    name: String,
}

#[derive(Model, Debug)]
#[model(table = "one_cat")]
struct Cat {
    #[one_to_one(primary_key, on_delete = cascade)]
    owner: OneToOne<Owner>,
    name: String,
}

pub(crate) async fn story(db: &Db) -> orm::Result<()> {
    let mike = Owner::create().name("Mike").save(db).await?;
    let luna = Cat::create().name("Luna").owner(&mike).save(db).await?;

    let owner = luna.owner.load(db).await?;
    println!(
        "  {}'s owner is {}, and its id is {}, which is {}'s",
        luna.name,
        owner.name,
        luna.owner.key(),
        owner.name
    );

    let cat = mike.cat(db).await?;
    println!("  {}'s cat is {}", mike.name, cat.map_or("nobody".into(), |cat| cat.name));

    let second = Cat::create().name("Jasper").owner(&mike).save(db).await;
    println!("  A second cat is refused: {}", second.err().map_or_else(String::new, |error| error.to_string()));
    Ok(())
}
