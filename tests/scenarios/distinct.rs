//! Each value once: names of cats, the cities of their owners, and what is counted of them.

use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_keeper", ordering(name))]
struct Keeper {
    id: i64,
    name: String,
    city: Option<String>,
    #[many_to_many(related_name = "sitters")]
    sits_for: ManyToMany<Pet>,
}

/// Its own order begins with what is not always selected.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_pet", ordering(name, -lives))]
struct Pet {
    id: i64,
    name: String,
    lives: i16,
    /// In the database it is called like what a distinct value is called in the statement.
    #[field(column = "value")]
    weight: Option<f64>,
    #[foreign_key(on_delete = cascade)]
    keeper: ForeignKey<Keeper>,
    #[foreign_key(on_delete = set_null, related_name = "patients")]
    vet: Option<ForeignKey<Keeper>>,
}

/// Luna 9, Luna 7, Max 9 of Eva and of Mike, Max 9 of Jo; Eva and Mike live in Paris, Jo nowhere.
async fn pets(db: &Db) -> orm::Result<[Keeper; 3]> {
    let keeper = |(name, city): (&str, Option<&str>)| Keeper::create().name(name).city(city);
    let all = [("Eva", Some("Paris")), ("Jo", None), ("Mike", Some("Paris"))].map(keeper);
    let all: [Keeper; 3] = Keeper::objects().bulk_create(db, all).await?.try_into().expect("three");
    let [eva, jo, mike] = &all;
    for (name, lives, keeper, vet) in [
        ("Luna", 9, eva, None),
        ("Luna", 7, eva, Some(jo)),
        ("Max", 9, eva, None),
        ("Max", 9, mike, Some(jo)),
        ("Max", 9, jo, None),
    ] {
        Pet::create().name(name).lives(lives).keeper(keeper).vet(vet).save(db).await?;
    }
    Ok(all)
}

fn named(names: &[&str]) -> Vec<String> {
    names.iter().map(|&it| it.to_owned()).collect()
}

on_every_database! {
    async fn each_value_comes_once(db: &Database) {
        let [eva, jo, _] = pets(db).await?;
        let names = Pet::objects().select(Pet.name).distinct();
        let (found, sent) = statements(db, names.clone().all(db)).await?;
        assert_eq!((found, sent), (named(&["Luna", "Max"]), 1));
        assert_eq!(Pet::objects().select(Pet.name).all(db).await?.len(), 5, "without it they repeat");
        // Of a tuple, what differs in one part is another.
        let pairs = Pet::objects().select((Pet.name, Pet.lives)).distinct().all(db).await?;
        assert_eq!(pairs, [("Luna".to_owned(), 9), ("Luna".to_owned(), 7), ("Max".to_owned(), 9)], "in the model's order, all of which is selected");
        // Keys, paths, what may be missing, expressions and conditions. NULL is one value.
        assert_eq!(Pet::objects().order_by(Pet.keeper.id).select(Pet.keeper).distinct().all(db).await?, [eva.id, jo.id, jo.id + 1]);
        assert_eq!(Pet::objects().order_by(Pet.vet.id).select(Pet.vet).distinct().all(db).await?, [None, Some(jo.id)]);
        let cities = Pet::objects().order_by(Pet.keeper.city).select(Pet.keeper.city).distinct().all(db).await?;
        assert_eq!(cities, [None, Some("Paris".to_owned())]);
        let sums = Pet::objects().order_by(Pet.lives * 2).select(Pet.lives * 2).distinct().all(db).await?;
        assert_eq!(sums, [14, 18]);
        let mut facts = Pet::objects().select((Pet.lives.gt(8), Pet.keeper.city.eq("Paris"))).distinct().all(db).await?;
        facts.sort_unstable();
        assert_eq!(facts, [(false, true), (true, false), (true, true)]);
        let counts = Keeper::objects().order_by(via(Keeper::pet_set).count().desc()).select(via(Keeper::pet_set).count()).distinct();
        assert_eq!(counts.all(db).await?, [3, 1]);
        assert_eq!(Pet::objects().select(Pet.weight).distinct().one(db).await?, None);
        // Of the rows of a manager, and over relations to many.
        assert_eq!(eva.pet_set().select(Pet.name).distinct().all(db).await?, ["Luna", "Max"]);
        assert_eq!(jo.patients().order_by(Pet.keeper.name).select(Pet.keeper.name).distinct().all(db).await?, ["Eva", "Mike"]);
        let of_max = Keeper::objects().filter(via(Keeper::pet_set).name.eq("Max")).select(Keeper.city).distinct();
        assert_eq!(of_max.count(db).await?, 2);
        Ok(())
    }

    async fn conditions_limits_and_counts(db: &Database) {
        pets(db).await?;
        let pets = Pet::objects;
        // A condition is asked of each row, before or after.
        assert_eq!(pets().filter(Pet.lives.lt(9)).select(Pet.name).distinct().all(db).await?, ["Luna"]);
        assert_eq!(pets().select(Pet.name).distinct().filter(Pet.lives.lt(9)).all(db).await?, ["Luna"]);
        assert_eq!(pets().select(Pet.name).distinct().exclude(Pet.vet.is_null()).all(db).await?, ["Luna", "Max"]);
        // A limit is one of values, and so is what is counted: one statement, with a query in it.
        let names = || pets().order_by(Pet.name.desc()).select(Pet.name).distinct();
        assert_eq!(names().limit(1).all(db).await?, ["Max"]);
        assert_eq!(names().offset(1).all(db).await?, ["Luna"]);
        assert_eq!(names().limit(5).offset(1).reverse().all(db).await.unwrap_err().kind(), ErrorKind::Unsupported);
        let (count, sent) = statements(db, names().count(db)).await?;
        assert_eq!((count, sent), (2, 1));
        assert_eq!((names().limit(1).count(db).await?, names().offset(2).count(db).await?), (1, 0));
        assert_eq!(pets().select((Pet.keeper.name, Pet.vet.name, Pet.name)).distinct().count(db).await?, 5, "columns of one name");
        assert_eq!(pets().select((Pet.keeper.city, Pet.name)).distinct().count(db).await?, 3, "NULL is a value");
        assert_eq!((names().exists(db).await?, names().offset(1).exists(db).await?, names().offset(2).exists(db).await?), (true, true, false));
        assert_eq!((names().first(db).await?, names().last(db).await?), (Some("Max".to_owned()), Some("Luna".to_owned())));
        // Without an order they go by themselves, where rows go by their key.
        let cities = || pets().order_by(()).select((Pet.keeper.city, Pet.lives)).distinct();
        assert_eq!(cities().first(db).await?, Some((None, 9)));
        assert_eq!(cities().last(db).await?, Some((Some("Paris".to_owned()), 9)));
        let page = cities().page(db, 1, 2).await?;
        assert_eq!((page.rows, page.total), (vec![(None, 9), (Some("Paris".to_owned()), 7)], 3));
        assert_eq!(cities().page(db, 2, 2).await?.rows, [(Some("Paris".to_owned()), 9)]);
        let mut stream = names().stream(db);
        assert_eq!(stream.next().await.unwrap()?, "Max");
        drop(stream);
        assert_eq!(pets().filter(Pet.lives.eq(9)).select(Pet.lives).distinct().one(db).await?, 9, "four rows, and one value");
        Ok(())
    }

    async fn orders_go_by_what_is_selected(db: &Database) {
        pets(db).await?;
        let pets = Pet::objects;
        // The model's own order counts as far as it is selected.
        assert_eq!(pets().select(Pet.lives).distinct().all(db).await?, [9, 7]);
        assert_eq!(pets().reverse().select(Pet.lives).distinct().all(db).await?, [7, 9]);
        assert_eq!(pets().select(Pet.keeper.city).distinct().count(db).await?, 2);
        // Each its own way, NULL where it is said, the same column in another place, and a path that is the key it holds.
        let cities = |set: orm::QuerySet<Pet>| set.select((Pet.lives, Pet.keeper.city)).distinct();
        let orders = pets().order_by((Pet.keeper.city.asc().nulls_last(), Pet.lives));
        assert_eq!(cities(orders).all(db).await?.into_iter().map(|it| it.0).collect::<Vec<_>>(), [7, 9, 9]);
        let orders = pets().order_by((Pet.keeper.city.desc().nulls_first(), Pet.lives.desc()));
        assert_eq!(cities(orders).all(db).await?.into_iter().map(|it| it.1.is_some()).collect::<Vec<_>>(), [false, true, true]);
        assert!(pets().select(Pet.keeper).distinct().order_by(Pet.keeper.id.desc()).first(db).await?.is_some());
        pets().filter(Pet.name.eq("Luna")).update(db, Pet.weight.set(2.5)).await?;
        let names = async |set: orm::QuerySet<Pet>| Ok::<Vec<_>, orm::Error>(set.select((Pet.name, Pet.weight)).distinct().all(db).await?.into_iter().map(|it| it.0).collect());
        assert_eq!(names(pets().order_by(Pet.name)).await?, ["Luna", "Max"]);
        assert_eq!(names(pets().order_by(Pet.weight)).await?, ["Max", "Luna"]);
        assert_eq!(names(pets().order_by(Pet.weight.asc().nulls_last())).await?, ["Luna", "Max"]);
        // Anything else is no order of these values: which Luna is it, the one of nine or of seven?
        for refused in [
            pets().order_by(Pet.lives).select(Pet.name).distinct().all(db).await,
            pets().select(Pet.name).distinct().order_by((Pet.name, Pet.keeper.name)).limit(3).all(db).await,
            pets().select(Pet.name).distinct().order_by(orm::Random).all(db).await,
        ] {
            let error = refused.unwrap_err();
            assert_eq!((error.kind(), error.model()), (ErrorKind::Unsupported, Some("Pet")));
            assert!(error.to_string().contains("select it too, or order by what is selected"), "{error}");
        }
        assert_eq!(pets().select(Pet.name).order_by(Pet.lives).distinct().count(db).await.unwrap_err().kind(), ErrorKind::Unsupported);
        assert_eq!(pets().select(Pet.name).distinct().order_by(()).count(db).await?, 2);
        // A limit comes after it, and a condition before the limit.
        for refused in [
            pets().limit(3).select(Pet.name).distinct().all(db).await,
            pets().select(Pet.name).distinct().limit(1).filter(Pet.lives.eq(9)).all(db).await,
        ] {
            assert_eq!(refused.unwrap_err().kind(), ErrorKind::Unsupported);
        }
        assert_eq!(pets().select(Pet.name).distinct().page_after(db, 2, None).await.unwrap_err().kind(), ErrorKind::Unsupported);
        Ok(())
    }

    async fn values_within_conditions(db: &Database) {
        let [eva, _, mike] = pets(db).await?;
        let names = || Pet::objects().filter(Pet.vet.is_null()).select(Pet.name).distinct();
        assert_eq!(Pet::objects().filter(Pet.name.in_(names())).count(db).await?, 5);
        assert_eq!(Pet::objects().filter(Pet.name.in_(names().order_by(Pet.name).limit(1))).count(db).await?, 2, "the two Lunas");
        assert_eq!(Pet::objects().filter(Pet.name.in_(names().order_by(Pet.name.desc()).limit(1))).count(db).await?, 3);
        let owners = Pet::objects().filter(Pet.name.eq("Max")).select(Pet.keeper).distinct().order_by(Pet.keeper.id).limit(1);
        assert_eq!(Keeper::objects().filter(Keeper.id.in_(owners)).one(db).await?, eva);
        let error = Pet::objects().filter(Pet.name.in_(names().order_by(Pet.lives).limit(1))).all(db).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ValueRefused);
        // Long texts that differ at their end are two.
        for end in ["a", "b", "b"] {
            mike.pet_set().create().name("x".repeat(70_000) + end).lives(1).save(db).await?;
        }
        assert_eq!(mike.pet_set().filter(Pet.lives.eq(1)).select(Pet.name).distinct().count(db).await?, 2);
        assert_eq!(mike.pet_set().filter(Pet.lives.eq(1)).order_by(Pet.name).select(Pet.name).distinct().all(db).await?.len(), 2);
        // Small and large letters, with and without an accent, a blank at the end: what is equal is what `eq` finds.
        let like = ["é", "e", "E", "e ", "É"];
        for name in like {
            mike.pet_set().create().name(name).lives(2).save(db).await?;
        }
        assert_eq!(Pet::objects().filter(Pet.lives.eq(2)).select(Pet.name).distinct().count(db).await?, 5);
        Ok(())
    }
}
