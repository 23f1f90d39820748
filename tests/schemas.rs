//! Tables in schemas; and what a database says that has none.
//!
//! A program of its own, since its models have no tables on every database, and on MariaDB stand in databases that are the server's.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]
#![cfg_attr(
    not(any(feature = "postgres", feature = "mysql")),
    allow(dead_code, reason = "what SQLite refuses, only the servers are asked to do")
)]

use orm::prelude::*;
use orm::schema::{ModelSchema, models};
use orm::{Backend, ErrorKind};

/// Its table has the name of another one, which stands elsewhere.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(schema = "orm test \"archive", table = "schemas_cat", unique(name, owner), index(lives, name), check(OldCat.lives.ge(0)))]
struct OldCat {
    id: i64,
    #[field(max_length = 40)]
    name: String,
    #[field(default = 9, index)]
    lives: i16,
    #[foreign_key(on_delete = cascade)]
    owner: ForeignKey<OldOwner>,
    #[foreign_key(on_delete = cascade, related_name = "kittens")]
    mother: Option<ForeignKey<OldCat>>,
    #[related(OldOwner.feeds)]
    fed_by: RelatedSet<OldOwner>,
}

/// Each refers to the other, so one foreign key is added when both tables are there.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(schema = "orm test \"archive", table = "schemas_owner")]
struct OldOwner {
    id: i64,
    #[field(unique, max_length = 40)]
    name: String,
    #[foreign_key(on_delete = set_null, related_name = "admirers")]
    favourite: Option<ForeignKey<OldCat>>,
    #[many_to_many(related_name = "feeders")]
    feeds: ManyToMany<OldCat>,
    #[many_to_many(related_name = "visitors")]
    visits: ManyToMany<OldCat, Visit>,
}

/// In a third place.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(schema = "orm_test_visits", table = "schemas_visit")]
struct Visit {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    who: ForeignKey<OldOwner>,
    #[foreign_key(on_delete = cascade)]
    whom: ForeignKey<OldCat>,
}

/// Where the connection stands.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "schemas_cat", unique(name))]
struct Cat {
    id: i64,
    #[field(max_length = 40)]
    name: String,
    #[foreign_key(on_delete = cascade)]
    was: Option<ForeignKey<OldCat>>,
}

/// From a schema back to where the connection stands.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(schema = "orm_test_visits", table = "schemas_note")]
struct Note {
    id: i64,
    #[foreign_key]
    about: ForeignKey<Cat>,
}

fn all_but_note() -> Vec<&'static ModelSchema> {
    models().into_iter().filter(|model| model.name != "Note").collect()
}

fn names(cats: &[OldCat]) -> Vec<&str> {
    cats.iter().map(|cat| cat.name.as_str()).collect()
}

/// The error of a row, in a part of the transaction of its own.
macro_rules! refused {
    ($db:ident, $draft:expr) => {{
        let part = $db.begin().await?;
        let error = $draft.save(&part).await.map(drop).unwrap_err();
        part.rollback().await?;
        error
    }};
}

async fn every_verb(db: &Db) -> orm::Result<()> {
    let mike = OldOwner::create().name("Mike").save(db).await?;
    let eva = OldOwner::create().id(40).name("Eva").save(db).await?;
    let max = OldCat::create().name("Max").owner(&mike).save(db).await?;
    let mut tom = OldCat::create().id(70).name("Tom").owner(&eva).mother(&max).lives(3).save(db).await?;
    let new = Cat::create().name("Max").was(&max).save(db).await?;
    // A key that is given moves those that are made.
    let kit = OldCat::create().name("Kit").owner(&eva).mother(&tom).save(db).await?;
    assert!(kit.id > 70 && OldOwner::create().name("Ann").save(db).await?.id > 40);

    // Read, with paths over all of them, and the two tables of one name in one statement.
    assert_eq!(Cat::objects().filter(Cat.was.owner.name.eq("Mike")).one(db).await?, new);
    assert_eq!(Cat::objects().filter(Cat.was.name.eq(Cat.name)).count(db).await?, 1);
    let cats = OldCat::objects()
        .filter(OldCat.mother.owner.name.eq("Mike"))
        .order_by(OldCat.owner.name.desc())
        .all(db)
        .await?;
    assert_eq!((names(&cats), cats[0].owner.load(db).await?), (vec!["Tom"], &eva));
    assert_eq!(
        OldCat::objects().filter(OldCat.id.in_([max.id, tom.id])).order_by(OldCat.lives).first(db).await?.unwrap(),
        tom
    );
    assert_eq!(
        Cat::objects().select((Cat.name, Cat.was.owner.name)).all(db).await?,
        [("Max".to_owned(), Some("Mike".to_owned()))]
    );
    let with = Cat::objects().with(Cat.was).one(db).await?;
    assert_eq!(with, (new.clone(), Some(max.clone())));
    assert_eq!(names(&mike.old_cat_set().all(db).await?), ["Max"]);

    // Links, of its own table and of a model in another schema.
    mike.feeds.add(db, [&max, &tom]).await?;
    mike.feeds.add(db, &max).await?;
    mike.visits.add(db, [&tom, &kit]).await?;
    assert_eq!((mike.feeds.count(db).await?, tom.visitors().count(db).await?), (2, 1));
    assert_eq!(
        OldOwner::objects().filter(OldOwner.visits.name.eq("Kit") & OldOwner.feeds.id.eq(max.id)).one(db).await?,
        mike
    );
    let loaded = OldOwner::objects()
        .load(OldOwner.feeds.query().order_by(OldCat.name).limit_per_row(1))
        .get(db, mike.id)
        .await?;
    assert_eq!(loaded.feeds.loaded().map(names), Some(vec!["Max"]));
    let loaded = OldCat::objects().load(OldCat.fed_by).get(db, tom.id).await?;
    assert_eq!(loaded.fed_by.loaded().map(<[_]>::len), Some(1));
    assert_eq!(mike.feeds.remove(db, &tom).await?, 1);
    assert_eq!(mike.visits.clear(db).await?, 2);

    // Write.
    tom.update(db, OldCat.lives.set(OldCat.lives - 1)).await?;
    tom.name = "Thomas".into();
    tom.save(db).await?;
    tom.refresh(db).await?;
    assert_eq!((tom.name.as_str(), tom.lives), ("Thomas", 2));
    tom.lives = 5;
    assert_eq!(OldCat::objects().bulk_update(db, [&tom], OldCat.lives).await?, 1);
    assert_eq!(OldCat::objects().filter(OldCat.owner.name.eq("Eva")).update(db, OldCat.lives.set(6)).await?, 2);
    let (same, is_new) = OldOwner::create().name("Eva").get_or_create(db, OldOwner.name).await?;
    assert_eq!((same.id, is_new), (eva.id, false));
    let rows = ["Eva", "Leo"].map(|name| OldOwner::create().name(name));
    assert_eq!(OldOwner::objects().bulk_create(db, rows).ignore_conflicts().await?, 1);

    // Errors tell the model that stands there, and not the one of its table's name.
    let error = refused!(db, OldCat::create().name("Kit").owner(&eva));
    assert_eq!((error.kind(), error.model()), (ErrorKind::UniqueViolation, Some("OldCat")), "{error}");
    let error = refused!(db, Cat::create().name("Max"));
    assert_eq!(
        (error.kind(), error.model(), error.field()),
        (ErrorKind::UniqueViolation, Some("Cat"), Some("name")),
        "{error}"
    );
    let error = refused!(db, OldCat::create().name("X").owner(&eva).lives(-1));
    assert_eq!((error.kind(), error.model()), (ErrorKind::CheckViolation, Some("OldCat")), "{error}");
    let error = refused!(db, Cat::create().name("Y").was(12_345));
    assert_eq!(
        (error.kind(), error.model(), error.field()),
        (ErrorKind::ForeignKeyViolation, Some("Cat"), Some("was")),
        "{error}"
    );

    // Delete, with what goes along: a tree, links, and a row that stands where the connection does.
    let report = mike.delete(db).await?;
    assert_eq!((report.of_model("OldCat"), report.of_model("Cat"), report.of_model("OldOwner_feeds")), (3, 1, 1));
    assert_eq!((OldCat::objects().count(db).await?, Cat::objects().count(db).await?), (0, 0));
    Ok(())
}

#[cfg(feature = "postgres")]
#[test]
fn a_schema_of_postgres_is_made_and_used_by_every_verb() {
    use orm::testing::{Flavor, run_on};
    run_on(Backend::Postgres, Flavor::CurrentThread, |db| {
        Box::pin(async move {
            // A second time, everything is there.
            db.create_tables().await?;
            every_verb(&db).await?;
            let cat = Cat::create().name("Max").save(&db).await?;
            Note::create().about(&cat).save(&db).await?;
            let error = cat.delete(&db).await.unwrap_err();
            assert_eq!((error.kind(), error.in_the_way()[0].model()), (ErrorKind::Protected, "Note"));
            let error = Note::create().about(7).save(&db).await.unwrap_err();
            assert_eq!(
                (error.kind(), error.model(), error.field()),
                (ErrorKind::ForeignKeyViolation, Some("Note"), Some("about"))
            );
            Ok::<_, orm::Error>(())
        })
    });
}

/// A database of the server's is nobody's own, so what is written there is undone.
#[cfg(feature = "mysql")]
#[tokio::test]
async fn a_schema_of_mariadb_is_a_database_of_the_server() -> orm::Result<()> {
    let Ok(url) = std::env::var("ORM_TEST_MYSQL_URL") else { return Ok(()) };
    let db = Database::connect(&url).await?;
    let sent = db.statements_sent();
    let error = db.create_tables().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.model(), error.field()),
        (ErrorKind::Unsupported, Some("Note"), Some("about")),
        "{error}"
    );
    assert_eq!(db.statements_sent(), sent);
    db.create_tables_of(&all_but_note()).await?;
    db.create_tables_of(&all_but_note()).await?;
    let tx = db.begin().await?;
    every_verb(&tx).await?;
    tx.rollback().await?;
    assert_eq!(OldCat::objects().count(&db).await?, 0);
    Ok(())
}

#[tokio::test]
async fn sqlite_has_none_and_says_so_before_anything_is_sent() -> orm::Result<()> {
    let db = Database::connect("sqlite::memory:").await?;
    assert_eq!(db.backend(), Backend::Sqlite);
    let sent = db.statements_sent();
    let found: Vec<_> = db.check().iter().map(|it| (it.kind(), it.model().unwrap().to_owned())).collect();
    let of = |name: &str| (ErrorKind::Unsupported, name.to_owned());
    assert_eq!(found, ["Note", "OldCat", "OldOwner", "Visit"].map(of));
    assert_eq!(db.create_tables().await.unwrap_err().kind(), ErrorKind::Unsupported);
    for error in [OldCat::objects().all(&db).await.unwrap_err(), OldCat::objects().delete(&db).await.unwrap_err()] {
        assert_eq!((error.kind(), error.model()), (ErrorKind::Unsupported, Some("OldCat")));
    }
    assert_eq!(db.statements_sent(), sent);
    Ok(())
}
