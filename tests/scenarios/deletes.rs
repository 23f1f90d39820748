//! What goes along, what stays and what stands in the way, where relations are of all kinds at once.

use super::each;
use crate::support::{on_every_database, statements};
use orm::prelude::*;
use orm::{Error, ErrorKind};

/// Toys that children played with, when and for how long.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_toy", ordering(name))]
struct Toy {
    id: i64,
    name: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_child")]
struct Child {
    id: i64,
    name: String,
    #[many_to_many(related_name = "played_by")]
    toys: ManyToMany<Toy, PlayedWith>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_played_with")]
struct PlayedWith {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    child: ForeignKey<Child>,
    #[foreign_key(on_delete = cascade)]
    toy: ForeignKey<Toy>,
    #[field(column = "date_col")]
    day: i32,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_note")]
struct PlayedWithNote {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    played: ForeignKey<PlayedWith>,
    note: String,
}

/// Food by its name, and who ate it.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_food")]
struct Food {
    id: i64,
    #[field(max_length = 20, unique)]
    name: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_eaten")]
struct Eaten {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    food: ForeignKey<Food, to_field!(name)>,
    meal: String,
}

/// A policy, versions of it, and where these are kept: a chain that may be broken in the middle.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_policy")]
struct Policy {
    id: i64,
    #[field(max_length = 10, unique)]
    number: String,
    #[foreign_key(on_delete = set_null, related_name = "current_of")]
    current: Option<ForeignKey<Version>>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_version")]
struct Version {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    policy: ForeignKey<Policy>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_location")]
struct Location {
    id: i64,
    #[foreign_key(on_delete = set_null)]
    version: Option<ForeignKey<Version>>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_item")]
struct Item {
    id: i64,
    #[foreign_key(on_delete = protect)]
    version: ForeignKey<Version>,
    #[foreign_key(on_delete = cascade)]
    location: Option<ForeignKey<Location>>,
}

async fn counts(db: &Db) -> orm::Result<[i64; 4]> {
    Ok([
        Child::objects().count(db).await?,
        Toy::objects().count(db).await?,
        PlayedWith::objects().count(db).await?,
        PlayedWithNote::objects().count(db).await?,
    ])
}

on_every_database! {
    async fn a_link_that_others_refer_to_goes_with_them(db: &Database) {
        let sara = Child::create().name("sara").save(db).await?;
        let [paints, bike, doll] = Toy::objects().bulk_create(db, ["paints", "bike", "doll"].map(|name| Toy::create().name(name))).await?.try_into().expect("three");
        sara.toys.add_with(db, [&paints, &bike, &doll], PlayedWith::create().day(1)).await?;
        let link = |toy: &Toy| PlayedWith::objects().filter(PlayedWith.toy.eq(toy));
        for toy in [&paints, &bike, &doll] {
            PlayedWithNote::create().played(&link(toy).one(db).await?).note("the next day").save(db).await?;
        }
        assert_eq!(counts(db).await?, [1, 3, 3, 3]);
        // By the link itself, by the manager of the relation, by the row at its end.
        let gone = link(&paints).one(db).await?.delete(db).await?;
        assert_eq!((gone.of_model("PlayedWith"), gone.of_model("PlayedWithNote"), gone.total()), (1, 1, 2));
        assert_eq!((sara.toys.remove(db, &bike).await?, counts(db).await?), (1, [1, 3, 1, 1]));
        let gone = doll.delete(db).await?;
        assert_eq!((gone.of_model("Toy"), gone.of_model("PlayedWith"), gone.of_model("PlayedWithNote")), (1, 1, 1));
        // And where all are exchanged for others.
        sara.toys.set_with(db, [&paints, &bike], PlayedWith::create().day(2)).await?;
        PlayedWithNote::create().played(&link(&paints).one(db).await?).note("again").save(db).await?;
        sara.toys.set_with(db, [&bike], PlayedWith::create().day(3)).await?;
        assert_eq!((counts(db).await?, link(&bike).one(db).await?.day), ([1, 2, 1, 0], 2));
        PlayedWithNote::create().played(&link(&bike).one(db).await?).note("and again").save(db).await?;
        assert_eq!((sara.toys.clear(db).await?, counts(db).await?), (1, [1, 2, 0, 0]));
        Ok(())
    }

    async fn food_is_eaten_by_its_name(db: &Database) {
        // Keys and names that never agree.
        let apple = Food::create().id(20).name("apple").save(db).await?;
        let pear = Food::create().id(10).name("pear").save(db).await?;
        for (food, meal) in [(&apple, "lunch"), (&apple, "dinner"), (&pear, "lunch")] {
            Eaten::create().food(food).meal(meal).save(db).await?;
        }
        let gone = apple.delete(db).await?;
        assert_eq!((gone.of_model("Food"), gone.of_model("Eaten")), (1, 2));
        assert_eq!(Eaten::objects().one(db).await?.food.load(db).await?, &pear);
        let (gone, _) = statements(db, Food::objects().filter(via(Food::eaten_set).meal.eq("lunch")).delete(db)).await?;
        assert_eq!((gone.total(), Eaten::objects().exists(db).await?), (2, false));
        Ok(())
    }

    async fn a_policy_with_all_that_hangs_on_it(db: &Database) {
        let mut policy = Policy::create().number("1234").save(db).await?;
        let versions = Version::objects().bulk_create(db, [0, 1].map(|_| Version::create().policy(&policy))).await?;
        policy.update(db, Policy.current.set(&versions[1])).await?;
        let mut place = Location::create().version(&versions[0]).save(db).await?;
        let item = Item::create().version(&versions[1]).location(&place).save(db).await?;
        // The item protects its version, and so all above it; nothing is changed, also not what would be set.
        let refused = |error: Error| {
            let way: Vec<_> = error.in_the_way().iter().map(|it| format!("{}.{} {}", it.model(), it.field(), it.rows())).collect();
            assert_eq!((error.kind(), way), (ErrorKind::Protected, vec!["Item.version 1".to_owned()]), "{error}");
        };
        refused(policy.delete(db).await.unwrap_err());
        refused(Policy::objects().filter(Policy.number.startswith("12")).delete(db).await.unwrap_err());
        refused(policy.version_set().query().delete(db).await.unwrap_err());
        place.refresh(db).await?;
        policy.refresh(db).await?;
        assert_eq!((place.version.is_some(), policy.current.as_ref().map(|it| *it.key())), (true, Some(versions[1].id)));
        // The other version may go, and its place stays without one.
        assert_eq!(versions[0].delete(db).await?.total(), 1);
        place.refresh(db).await?;
        assert_eq!(place.version, None);
        // The place takes the item along, and then the policy is free.
        let gone = place.delete(db).await?;
        assert_eq!((gone.of_model("Item"), gone.total(), item.delete(db).await?.total()), (1, 2, 0));
        let gone = policy.delete(db).await?;
        assert_eq!((gone.of_model("Version"), gone.of_model("Policy"), gone.total()), (1, 1, 2));
        Ok(())
    }

    async fn by_any_condition_and_nothing_else(db: &Database) {
        let toys = Toy::objects().bulk_create(db, (0..10).map(|n| Toy::create().name(format!("toy {n}")))).await?;
        let kids = Child::objects().bulk_create(db, ["a", "b"].map(|name| Child::create().name(name))).await?;
        kids[0].toys.add_with(db, &toys[..3], PlayedWith::create().day(1)).await?;
        kids[1].toys.add_with(db, &toys[2..5], PlayedWith::create().day(2)).await?;
        let left = async || Ok::<_, Error>(Toy::objects().count(db).await?);
        assert_eq!(Toy::objects().filter(Toy.id.in_([] as [i64; 0])).delete(db).await?.total(), 0);
        assert_eq!(Toy::objects().filter(orm::any_of([])).delete(db).await?.total(), 0);
        assert_eq!(left().await?, 10);
        // Over a relation, over a queryset of another model, over what is left of an order.
        assert_eq!(Toy::objects().filter(via(Toy::played_by).name.eq("b") & via(Toy::played_by).name.eq("a")).delete(db).await?.of_model("PlayedWith"), 2);
        assert_eq!(each!(Toy::objects().filter(!via(Toy::played_by).is_null()).all(db).await?, name), ["toy 0", "toy 1", "toy 3", "toy 4"]);
        let played = PlayedWith::objects().filter(PlayedWith.day.eq(2)).select(PlayedWith.toy);
        assert_eq!(Toy::objects().filter(Toy.id.in_(played)).delete(db).await?.of_model("Toy"), 2);
        assert_eq!(Toy::objects().order_by(Toy.name.desc()).limit(3).delete(db).await?.total(), 3);
        assert_eq!(each!(Toy::objects().all(db).await?, name), ["toy 0", "toy 1", "toy 5", "toy 6"]);
        assert_eq!(kids[0].toys.filter(Toy.name.ne("toy 0")).delete(db).await?.total(), 2);
        assert_eq!(Toy::objects().exclude(via(Toy::played_with_set).is_null()).count(db).await?, 1);
        assert_eq!((Child::objects().delete(db).await?.total(), Toy::objects().delete(db).await?.total()), (3, 3));
        assert_eq!((Toy::objects().delete(db).await?.total(), counts(db).await?), (0, [0, 0, 0, 0]));
        Ok(())
    }
}
