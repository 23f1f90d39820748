//! Unique fields of the struct, and the model's own lists that name its fields.

use crate::support::{can, on_every_database};
use orm::ErrorKind;
use orm::prelude::*;

#[derive(Fields, Debug, Clone, PartialEq)]
struct Plate {
    #[field(unique, max_length = 12)]
    number: String,
    #[field(max_length = 3)]
    country: String,
    weight: i32,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(
    table = "embedded_car",
    ordering(-plate.weight, name),
    unique(name, plate.country),
    unique(plate.country, plate.weight, name = "embedded_car_heavy"),
    index(plate.weight, name)
)]
struct Car {
    id: i64,
    #[field(flatten)]
    plate: Plate,
    #[field(max_length = 20)]
    name: String,
    #[field(flatten(prefix = "old_"))]
    old: Plate,
}

fn plate(number: &str, country: &str, weight: i32) -> Plate {
    Plate { number: number.to_owned(), country: country.to_owned(), weight }
}

async fn car(db: &Db, name: &str, weight: i32) -> orm::Result<Car> {
    let old = plate(&format!("old {name}"), "FR", weight);
    Car::create().name(name).plate(plate(name, "DE", weight)).old(old).save(db).await
}

on_every_database! {
    async fn the_models_own_order(db: &Database) {
        for (name, weight) in [("a", 2), ("b", 3), ("c", 1)] {
            car(db, name, weight).await?;
        }
        let names: Vec<_> = Car::objects().all(db).await?.into_iter().map(|car| car.name).collect();
        assert_eq!(names, ["b", "a", "c"]);
        Ok(())
    }

    async fn a_violation_names_the_field(db: &Database) {
        let a = car(db, "a", 1).await?;
        let draft = |plate, old| Car::create().name("b").plate(plate).old(old).save(db);
        let error = draft(plate("a", "FR", 2), plate("x", "FR", 1)).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::UniqueViolation, Some("Car"), Some("plate.number")));
        assert_eq!(error.constraint(), Some("embedded_car_number_key"));
        let error = draft(plate("x", "FR", 2), plate("old a", "FR", 1)).await.unwrap_err();
        assert_eq!((error.field(), error.constraint()), (Some("old.number"), Some("embedded_car_old_number_key")));
        let error = draft(plate("x", "DE", 1), plate("x", "FR", 1)).await.unwrap_err();
        assert_eq!(error.fields().collect::<Vec<_>>(), ["plate.country", "plate.weight"]);
        assert_eq!(error.constraint(), Some("embedded_car_heavy"));
        let error = Car::create().name("a").plate(plate("x", "DE", 9)).old(a.old).save(db).await.unwrap_err();
        if !can::name_constraints(db) {
            assert_eq!(error.fields().collect::<Vec<_>>(), ["name", "plate.country"]);
            assert_eq!(error.constraint(), Some("embedded_car_name_plate_country_key"));
        }
        assert_eq!(Car::objects().count(db).await?, 1);
        Ok(())
    }

    async fn a_number_that_the_column_cannot_hold_names_the_field(db: &Database) {
        car(db, "a", 3).await?;
        let error = Car::objects().update(db, Car.old.weight.set(Car.plate.weight * 1_000_000_000)).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::CheckViolation, Some("Car"), Some("old.weight")));
        assert_eq!(error.constraint(), Some("embedded_car_old_weight_range"));
        Ok(())
    }

    async fn rows_are_found_by_what_is_unique_in_the_struct(db: &Database) {
        let a = car(db, "a", 1).await?;
        let draft = |number: &str, weight| Car::create().name("a").plate(plate(number, "DE", weight)).old(plate("o", "FR", 1));
        assert_eq!(draft("a", 7).get_or_create(db, Car.plate.number).await?, (a.clone(), false));
        assert_eq!(draft("x", 7).get_or_create(db, (Car.name, Car.plate.country)).await?, (a.clone(), false));
        assert_eq!(draft("x", 1).get_or_create(db, (Car.plate.country, Car.plate.weight)).await?, (a.clone(), false));
        assert_eq!(draft("x", 1).get_or_create(db, (Car.plate.country, Car.name)).await?, (a.clone(), false));
        let (car, created) = draft("a", 9).update_or_create(db, Car.plate.number).await?;
        assert_eq!((car.id, car.plate.weight, created), (a.id, 9, false));
        assert_eq!(car.old.number, "o");
        let (made, created) = Car::create().name("b").plate(plate("b", "IT", 2)).old(plate("p", "IT", 2)).get_or_create(db, Car.plate.number).await?;
        assert_eq!((made.name.as_str(), created), ("b", true));
        Ok(())
    }

    async fn many_rows_over_those_that_are_there(db: &Database) {
        let a = car(db, "a", 1).await?;
        let drafts = [
            Car::create().name("a2").plate(plate("a", "DE", 5)).old(plate("o1", "FR", 1)),
            Car::create().name("b").plate(plate("b", "IT", 2)).old(plate("o2", "FR", 1)),
        ];
        Car::objects().bulk_create(db, drafts).on_conflict(Car.plate.number).update((Car.plate.weight, Car.name)).await?;
        let found = Car::objects().get(db, a.id).await?;
        assert_eq!((found.plate.weight, found.name.as_str(), found.old.number.as_str()), (5, "a2", "old a"));
        assert_eq!(Car::objects().count(db).await?, 2);
        Ok(())
    }
}
