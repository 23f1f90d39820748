//! Eva looks after Max and Luna, Alex after Max, Luna and Jasper, Mike after Tigger and Max. So Max has three owners.
//! The join table `owner_cats` is made by itself.

use orm::prelude::*;

#[derive(Model, Debug)]
struct Owner {
    id: i64,
    name: String,
    #[many_to_many(related_name = "owners")]
    cats: ManyToMany<Cat>,
}

#[derive(Model, Debug)]
struct Cat {
    id: i64,
    name: String,
}

pub(crate) async fn story(db: &Db) -> orm::Result<()> {
    let max = Cat::create().name("Max").save(db).await?;
    let luna = Cat::create().name("Luna").save(db).await?;
    let jasper = Cat::create().name("Jasper").save(db).await?;
    let tigger = Cat::create().name("Tigger").save(db).await?;

    let eva = Owner::create().name("Eva").save(db).await?;
    let alex = Owner::create().name("Alex").save(db).await?;
    let mike = Owner::create().name("Mike").save(db).await?;

    eva.cats.add(db, [&max, &luna]).await?;
    alex.cats.add(db, [&max, &luna, &jasper]).await?;
    mike.cats.add(db, [&tigger, &max]).await?;
    mike.cats.add(db, &max).await?; // once more changes nothing

    // Two statements, whatever the number of owners.
    for (owner, cats) in Owner::objects().order_by(Owner.id).with(Owner.cats).all(db).await? {
        let cats: Vec<_> = cats.into_iter().map(|cat| cat.name).collect();
        println!("  {} looks after {}", owner.name, cats.join(", "));
    }
    let owners = max.owners().order_by(Owner.id).all(db).await?;
    let owners: Vec<_> = owners.into_iter().map(|owner| owner.name).collect();
    println!("  Max has owners {}", owners.join(", "));

    let with_luna = Owner::objects().filter(Owner.cats.name.eq("Luna")).order_by(Owner.name).all(db).await?;
    println!("  {} of them look after Luna", with_luna.len());
    Ok(())
}
