//! Eva has Luna, Jasper and Max.

use orm::prelude::*;

#[derive(Model, Debug)]
#[model(table = "many_owner")]
struct Owner {
    id: i64,
    name: String,
}

#[derive(Model, Debug)]
#[model(table = "many_cat")]
struct Cat {
    id: i64,
    name: String,
    #[foreign_key(on_delete = cascade)]
    owner: ForeignKey<Owner>,
}

pub(crate) async fn story(db: &Db) -> orm::Result<()> {
    let eva = Owner::create().name("Eva").save(db).await?;
    for name in ["Luna", "Jasper", "Max"] {
        eva.cat_set().create().name(name).save(db).await?;
    }

    // Without an order a database may give rows as it likes.
    let cats = eva.cat_set().order_by(Cat.id).all(db).await?;
    println!("  {}'s cats are {}", eva.name, names(&cats));

    // One statement for the owners of all three, and no more.
    let before = db.statements_sent();
    for cat in &cats {
        println!("  {}'s owner is {}", cat.name, cat.owner.load(db).await?.name);
    }
    println!("  …which took {} statement", db.statements_sent() - before);

    let short =
        eva.cat_set().filter(Cat.name.startswith("M") | Cat.name.endswith("a")).order_by(Cat.name).all(db).await?;
    println!("  Those that begin with M or end with a: {}", names(&short));
    Ok(())
}

fn names(cats: &[Cat]) -> String {
    cats.iter().map(|cat| cat.name.as_str()).collect::<Vec<_>>().join(", ")
}
