//! Places, some of which are restaurants or bars.

use super::each;
use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_place")]
struct Place {
    id: i64,
    #[field(max_length = 50)]
    name: String,
    #[field(max_length = 80, unique)]
    address: String,
    #[related(Restaurant.place)]
    as_restaurant: RelatedOne<Restaurant>,
}

/// It shares its place's key, and others refer to it by that.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_restaurant")]
struct Restaurant {
    #[one_to_one(primary_key, on_delete = cascade)]
    place: OneToOne<Place>,
    #[field(default = false)]
    serves_hot_dogs: bool,
    #[field(default = false)]
    serves_pizza: bool,
}

/// A key of its own.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_bar")]
struct Bar {
    id: i64,
    #[one_to_one(on_delete = cascade)]
    place: OneToOne<Place>,
    #[field(default = true)]
    serves_cocktails: bool,
}

/// It may be without a place, and then many are.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_underground_bar")]
struct UndergroundBar {
    id: i64,
    #[one_to_one(on_delete = set_null)]
    place: Option<OneToOne<Place>>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_waiter", ordering(name))]
struct Waiter {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    restaurant: ForeignKey<Restaurant>,
    #[field(max_length = 50)]
    name: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_favorites")]
struct Favorites {
    id: i64,
    name: String,
    #[many_to_many]
    restaurants: ManyToMany<Restaurant>,
}

/// Two relations to one row, of different models, and one that has no other side.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_lease")]
struct Lease {
    id: i64,
    #[one_to_one(on_delete = cascade)]
    place: OneToOne<Place>,
    #[one_to_one(on_delete = cascade)]
    bar: OneToOne<Bar>,
    #[one_to_one(on_delete = set_null, related_name = "+")]
    before: Option<OneToOne<Lease>>,
}

/// Demon Dogs, a restaurant and a bar, and Ace Hardware, which is neither.
async fn places(db: &Db) -> orm::Result<(Place, Place, Restaurant, Bar)> {
    let dogs = Place::create().name("Demon Dogs").address("944 W. Fullerton").save(db).await?;
    let ace = Place::create().name("Ace Hardware").address("1013 N. Ashland").save(db).await?;
    let restaurant = Restaurant::create().place(&dogs).serves_hot_dogs(true).save(db).await?;
    let bar = Bar::create().place(&dogs).serves_cocktails(false).save(db).await?;
    Ok((dogs, ace, restaurant, bar))
}

on_every_database! {
    async fn a_place_is_a_restaurant_or_it_is_not(db: &Database) {
        let (dogs, ace, restaurant, bar) = places(db).await?;
        assert_eq!(restaurant.place.load(db).await?, &dogs);
        assert_eq!(dogs.restaurant(db).await?, Some(restaurant));
        assert_eq!(dogs.bar(db).await?.map(|it| it.id), Some(bar.id));
        assert_eq!(ace.restaurant(db).await?, None);
        assert_eq!(Restaurant::objects().filter(Restaurant.serves_hot_dogs.eq(true)).count(db).await?, 1);
        // Asked through fields: once for all places, and that there is none is remembered too.
        let places = Place::objects().order_by(Place.name).all(db).await?;
        let (found, sent) = statements(db, async {
            let mut found = Vec::new();
            for place in places.iter().chain(&places) {
                found.push(place.as_restaurant.load(db).await?.is_some());
            }
            Ok(found)
        }).await?;
        assert_eq!((found, sent), (vec![false, true, false, true], 1));
        Ok(())
    }

    async fn it_is_found_from_both_sides(db: &Database) {
        let (dogs, ace, restaurant, bar) = places(db).await?;
        for condition in [Restaurant.place.eq(&dogs), Restaurant.place.eq(dogs.id),
            Restaurant.place.id.eq(dogs.id), Restaurant.place.name.startswith("Demon"), Restaurant.place.ne(&ace),
            Restaurant.place.in_([&dogs, &ace]), Restaurant.place.in_(Place::objects().filter(Place.name.contains("Dogs"))),
            !Restaurant.place.address.contains("Ashland")] {
            assert_eq!(Restaurant::objects().filter(condition).one(db).await?, restaurant);
        }
        for condition in [via(Place::restaurant).eq(&restaurant), via(Place::restaurant).eq(dogs.id), via(Place::restaurant).place.eq(&dogs),
            via(Place::restaurant).place.name.startswith("Demon"), via(Place::bar).eq(&bar), via(Place::bar).serves_cocktails.eq(false),
            Place.as_restaurant.serves_hot_dogs.eq(true), !via(Place::restaurant).is_null()] {
            assert_eq!(Place::objects().filter(condition.clone()).one(db).await?, dogs);
            assert_eq!(Place::objects().exclude(condition).one(db).await?, ace);
        }
        // A relation that leads to no row leads to nothing further on.
        assert_eq!(Place::objects().filter(via(Place::bar).place.id.is_null()).one(db).await?, ace);
        Ok(())
    }

    async fn a_row_that_shares_a_key_has_relations_of_its_own(db: &Database) {
        let (dogs, ace, restaurant, _) = places(db).await?;
        let joe = restaurant.waiter_set().create().name("Joe").save(db).await?;
        let zed = Waiter::create().name("Zed").restaurant(dogs.id).save(db).await?;
        assert_eq!(each!(restaurant.waiter_set().all(db).await?, name), ["Joe", "Zed"]);
        for condition in [Waiter.restaurant.eq(&restaurant), Waiter.restaurant.place.eq(&dogs), Waiter.restaurant.place.id.eq(dogs.id),
            Waiter.restaurant.place.name.startswith("Demon")] {
            assert_eq!(Waiter::objects().filter(condition).count(db).await?, 2);
        }
        assert_eq!(joe.restaurant.load(db).await?.place.load(db).await?.name, "Demon Dogs");
        let best = Favorites::create().name("best").restaurants([&restaurant]).save(db).await?;
        best.restaurants.add(db, dogs.id).await?;
        assert_eq!(best.restaurants.one(db).await?, restaurant, "once, though it was linked twice");
        assert_eq!(restaurant.favorites_set().one(db).await?.name, "best");
        assert_eq!(Favorites::objects().filter(Favorites.restaurants.place.name.eq("Demon Dogs")).count(db).await?, 1);
        // There is no such restaurant, though there is such a place.
        let error = best.restaurants.add(db, ace.id).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ForeignKeyViolation);
        let gone = dogs.delete(db).await?;
        assert_eq!((gone.of_model("Place"), gone.of_model("Restaurant"), gone.of_model("Bar"), gone.of_model("Waiter")), (1, 1, 1, 2));
        assert_eq!((gone.of_model("Favorites_restaurants"), gone.total(), zed.delete(db).await?.total()), (1, 6, 0));
        assert_eq!(Favorites::objects().count(db).await?, 1);
        Ok(())
    }

    async fn one_row_leads_to_one(db: &Database) {
        let (dogs, ace, _, bar) = places(db).await?;
        let mut lease = Lease::create().place(&ace).bar(&bar).save(db).await?;
        let other = Bar::create().place(&ace).save(db).await?;
        for (draft, field) in [(Lease::create().place(&ace).bar(&other), "place"), (Lease::create().place(&dogs).bar(&bar), "bar")] {
            let error = draft.save(db).await.unwrap_err();
            assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::UniqueViolation, Some("Lease"), Some(field)));
        }
        // To itself, which is one as well.
        lease.update(db, Lease.before.set(&lease)).await?;
        assert_eq!(lease.before.as_ref().map(|it| *it.key()), Some(lease.id));
        assert_eq!(lease.delete(db).await?.total(), 1);
        other.delete(db).await?;
        // Another place for the same bar: the key of the bar is its own, so it moves.
        let mut bar = bar;
        bar.place = OneToOne::to(&ace);
        bar.save(db).await?;
        assert_eq!((dogs.bar(db).await?, ace.bar(db).await?.map(|it| it.id)), (None, Some(bar.id)));
        Ok(())
    }

    async fn many_may_lead_to_nothing(db: &Database) {
        let (dogs, ace, ..) = places(db).await?;
        let mut one = UndergroundBar::create().place(&dogs).save(db).await?;
        let two = UndergroundBar::create().save(db).await?;
        let three = UndergroundBar::create().place(Null).save(db).await?;
        assert_eq!(UndergroundBar::objects().filter(UndergroundBar.place.is_null()).count(db).await?, 2);
        assert_eq!(UndergroundBar::objects().filter(UndergroundBar.place.eq(None::<&Place>)).count(db).await?, 2);
        // Whoever has none is not somebody else's, so `ne` finds it.
        assert_eq!(UndergroundBar::objects().filter(UndergroundBar.place.ne(&ace)).count(db).await?, 3);
        assert_eq!(Place::objects().filter(via(Place::underground_bar).is_null()).one(db).await?, ace);
        // Moved, the old place has none.
        one.place = Some((&ace).into());
        assert_eq!(one.place.as_ref().unwrap().load(db).await?.name, "Ace Hardware");
        one.save(db).await?;
        assert_eq!((dogs.underground_bar(db).await?, ace.underground_bar(db).await?.map(|it| it.id)), (None, Some(one.id)));
        // The place goes, the bar stays without.
        assert_eq!(ace.delete(db).await?.total(), 1);
        one.refresh(db).await?;
        assert_eq!((one.place, UndergroundBar::objects().filter(UndergroundBar.id.in_([&two, &three].map(|it| it.id))).count(db).await?), (None, 2));
        Ok(())
    }
}
