//! A program with a model of its own, which refers to those of a library.
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, unused_qualifications)]

mod papers;

use orm::prelude::*;
use papers::{Badge, BadgeRelations, Visit, VisitRelations};
use shelter::animals::Cat;
use shelter::people::{Person, Seen};

#[tokio::main(flavor = "current_thread")]
async fn main() -> orm::Result<()> {
    let db = Database::connect("sqlite::memory:").await?;
    db.create_tables().await?;
    let ann = Person::create().name("Ann").save(&db).await?;
    let tom = ann.cat_set().create().name("Tom").save(&db).await?;
    ann.walks.add(&db, &tom).await?;
    Badge::create().person(&ann).number("B1").save(&db).await?;
    let visit = Visit::create().cat(&tom).seen(Seen::at("home"));
    let (visit, _) = visit.get_or_create(&db, (Visit.seen.place, Visit.cat)).await?;
    assert_eq!(Visit::objects().filter(Visit.seen.place.eq("home")).select(Visit.seen).one(&db).await?, visit.seen);

    // The accessors on another crate's models come as traits.
    let badge = ann.badge(&db).await?;
    let visits = tom.visit_set().count(&db).await?;
    let found = Cat::objects().filter(Cat.person.name.eq("Ann") & via(Cat::walkers).name.eq("Ann")).count(&db).await?;
    let with_badge = Person::objects().filter(via(<Person as BadgeRelations>::badge).number.eq("B1")).count(&db).await?;
    let with_visit = Cat::objects().filter(!via(<Cat as VisitRelations>::visit_set).is_null()).count(&db).await?;
    println!("{:?} {visits} {found} {with_badge} {with_visit}", badge.map(|badge| badge.number));
    Ok(())
}
