//! Constraints that are looked at when the transaction ends; and what a database says that has none.
//!
//! A program of its own, since its models have no tables on every database.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]
#![cfg_attr(
    not(any(feature = "postgres", feature = "mysql")),
    allow(unused_imports, reason = "what differs is asked where there are servers")
)]

use orm::prelude::*;
use orm::schema::{ModelSchema, models};
#[cfg(feature = "postgres")]
use orm::testing::{Flavor, run_on};
use orm::{Backend, ErrorKind};

/// Neither can be there without the other.
#[derive(Model, Debug, Clone, PartialEq)]
struct Country {
    id: i64,
    name: String,
    #[one_to_one(deferrable, on_delete = cascade, related_name = "capital_of")]
    capital: OneToOne<City>,
}

#[derive(Model, Debug, Clone, PartialEq)]
struct City {
    id: i64,
    name: String,
    #[foreign_key(deferrable = initially_deferred, on_delete = cascade)]
    country: ForeignKey<Country>,
    #[foreign_key(deferrable, on_delete = set_null, related_name = "twins")]
    twin: Option<ForeignKey<City>>,
}

/// What stands in the way of deleting its city, in three ways.
#[derive(Model, Debug, Clone, PartialEq)]
struct Mayor {
    id: i64,
    #[foreign_key(deferrable, on_delete = protect, related_name = "mayors")]
    city: Option<ForeignKey<City>>,
    #[foreign_key(deferrable, on_delete = restrict, related_name = "former_mayors")]
    before: Option<ForeignKey<City>>,
    #[foreign_key(deferrable, on_delete = do_nothing, related_name = "guests")]
    host: Option<ForeignKey<City>>,
}

/// Its own keys refer to its rows in a circle.
#[derive(Model, Debug, Clone, PartialEq)]
struct Dancer {
    id: i64,
    #[foreign_key(deferrable, on_delete = cascade, related_name = "led")]
    partner: ForeignKey<Dancer>,
}

/// It is looked at when the statement ends, as where nothing is said, but for a transaction that says otherwise.
#[derive(Model, Debug, Clone, PartialEq)]
struct Letter {
    id: i64,
    #[foreign_key(deferrable = initially_immediate)]
    city: ForeignKey<City>,
}

fn with_foreign_keys() -> Vec<&'static ModelSchema> {
    models().into_iter().filter(|model| !model.uniques.iter().any(|set| set.name.starts_with("seat"))).collect()
}

/// Rows change places: only when both have moved is each alone on its own.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(unique(hall, number, deferrable = initially_deferred), unique(hall, guest, deferrable = initially_immediate))]
struct Seat {
    id: i64,
    hall: i32,
    number: i32,
    guest: i32,
    #[field(unique)]
    code: i32,
}

/// Each test on each database that has deferrable foreign keys.
macro_rules! on_each {
    ($( async fn $name:ident($db:ident: &Database) $body:block )*) => { $(
        mod $name {
            use super::*;

            async fn body($db: &Database) -> orm::Result<()> $body

            #[tokio::test]
            async fn sqlite() -> orm::Result<()> {
                let db = Database::connect("sqlite::memory:").await?;
                db.create_tables_of(&with_foreign_keys()).await?;
                body(&db).await
            }

            #[cfg(feature = "postgres")]
            #[test]
            fn postgres() {
                run_on(Backend::Postgres, Flavor::CurrentThread, |db| Box::pin(async move { body(&db).await }));
            }
        }
    )* };
}

async fn found(db: &Db) -> orm::Result<(Country, City)> {
    db.transaction(async |tx| {
        let country = Country::create().id(1).name("Fife").capital(ForeignKey::to(7)).save(&tx).await?;
        let city = City::create().id(7).name("Cupar").country(&country).save(&tx).await?;
        Ok((country, city))
    })
    .await
}

async fn is_empty(db: &Db) -> orm::Result<bool> {
    Ok(Country::objects().count(db).await? + City::objects().count(db).await? == 0)
}

/// What a transaction says that left one relation dangling.
fn told(error: &orm::Error, model: &str, field: &str) {
    let found = (error.kind(), error.model(), error.field());
    assert_eq!(found, (ErrorKind::ForeignKeyViolation, Some(model), Some(field)), "{error}");
    assert!(error.message().contains(&format!("`{model}.{field}`")), "{error}");
}

on_each! {
    async fn two_rows_that_refer_to_each_other_come_in_one_transaction(db: &Database) {
        let (country, city) = found(db).await?;
        assert_eq!(country.capital.load(db).await?, &city);
        assert_eq!(city.country.load(db).await?, &country);
        assert_eq!(city.capital_of(db).await?, Some(country));
        Ok(())
    }

    async fn a_part_of_a_transaction_may_leave_it_to_the_whole(db: &Database) {
        db.transaction(async |tx| {
            let country = tx
                .transaction(async |inner| Country::create().id(1).name("Fife").capital(7).save(&inner).await)
                .await?;
            City::create().id(7).name("Cupar").country(&country).save(&tx).await.map(drop)
        })
        .await?;
        assert_eq!(Country::objects().one(db).await?.capital.load(db).await?.name, "Cupar");
        Ok(())
    }

    async fn what_dangles_at_the_end_undoes_all_of_it(db: &Database) {
        found(db).await?;
        let error = db
            .transaction(async |tx| {
                Mayor::create().host(7).save(&tx).await?;
                Dancer::create().id(1).partner(2).save(&tx).await.map(drop)
            })
            .await
            .unwrap_err();
        // SQLite says that one does; it is one of those of the models that were written.
        assert!(error.message().contains("`Dancer.partner`"), "{error}");
        assert_eq!(error.kind(), ErrorKind::ForeignKeyViolation);
        assert_eq!((Mayor::objects().count(db).await?, Dancer::objects().count(db).await?), (0, 0));

        // By hand, and with one model: it is named. The handle is over, and the connection as good as before.
        let tx = db.begin().await?;
        let other = tx.clone();
        Dancer::create().id(1).partner(2).save(&tx).await?;
        told(&tx.commit().await.unwrap_err(), "Dancer", "partner");
        assert_eq!(Dancer::objects().count(&other).await.unwrap_err().kind(), ErrorKind::TransactionEnded);
        for _ in 0..20 {
            assert_eq!(Dancer::objects().count(db).await?, 0);
            db.transaction(async |tx| {
                Dancer::create().id(1).partner(2).save(&tx).await?;
                Dancer::create().id(2).partner(1).save(&tx).await?;
                assert_eq!(Dancer::objects().delete(&tx).await?.total(), 2);
                Ok::<_, orm::Error>(())
            })
            .await?;
        }
        Ok(())
    }

    async fn a_statement_alone_is_a_transaction(db: &Database) {
        let error = Dancer::create().id(1).partner(2).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::ForeignKeyViolation, Some("Dancer"), Some("partner")));
        let himself = Dancer::create().id(1).partner(1).save(db).await?;
        let error = Dancer::objects().update(db, Dancer.partner.set(2)).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::ForeignKeyViolation, Some("partner")));
        assert_eq!(Dancer::objects().all(db).await?, [himself]);
        let rows = (10..2_000).map(|at| Dancer::create().id(at).partner(at + 1));
        let error = Dancer::objects().bulk_create(db, rows).await.unwrap_err();
        assert_eq!((error.kind(), Dancer::objects().count(db).await?), (ErrorKind::ForeignKeyViolation, 1));
        // The last leads back to the first.
        let rows = (10..2_000).map(|at| Dancer::create().id(at).partner(if at == 1_999 { 10 } else { at + 1 }));
        Dancer::objects().bulk_create(db, rows).await?;
        assert_eq!(Dancer::objects().count(db).await?, 1_991);
        Ok(())
    }

    async fn circles_go_together(db: &Database) {
        let (country, city) = found(db).await?;
        City::create().name("Perth").country(&country).twin(&city).save(db).await?;
        assert_eq!(city.clone().delete(db).await?.total(), 3);
        assert!(is_empty(db).await?);
        let (country, _) = found(db).await?;
        db.transaction(async |tx| country.delete(&tx).await.map(drop)).await?;
        assert!(is_empty(db).await?);
        let rows = (1..=500).map(|at| Dancer::create().id(at).partner(at % 500 + 1));
        Dancer::objects().bulk_create(db, rows).await?;
        let one = Dancer::objects().get(db, 250).await?;
        assert_eq!(db.transaction(async |tx| one.delete(&tx).await).await?.total(), 500);
        Ok(())
    }

    async fn who_stands_in_the_way_is_told_at_once(db: &Database) {
        let (country, city) = found(db).await?;
        let mut mayor = Mayor::create().city(&city).save(db).await?;
        for _ in 0..2 {
            let error = db
                .transaction(async |tx| {
                    let error = country.clone().delete(&tx).await.unwrap_err();
                    assert_eq!(City::objects().count(&tx).await?, 1);
                    Err::<(), _>(error)
                })
                .await
                .unwrap_err();
            let alone = city.clone().delete(db).await.unwrap_err();
            for error in [error, alone] {
                assert_eq!(error.kind(), ErrorKind::Protected, "{error}");
                assert_eq!((error.in_the_way()[0].model(), error.in_the_way()[0].rows()), ("Mayor", 1));
            }
            mayor.update(db, (Mayor.city.set_null(), Mayor.before.set(&city))).await?;
        }
        // What does nothing is left to the end, where something else may stand in its place.
        mayor.update(db, (Mayor.before.set_null(), Mayor.host.set(&city))).await?;
        db.transaction(async |tx| {
            country.clone().delete(&tx).await?;
            found(&tx).await.map(drop)
        })
        .await?;
        let error = db.transaction(async |tx| country.delete(&tx).await).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ForeignKeyViolation, "{error}");
        assert!(error.message().contains("`Mayor.host`"), "{error}");
        assert_eq!(City::objects().count(db).await?, 1);
        Ok(())
    }

    async fn what_begins_immediate_is_looked_at_with_the_statement(db: &Database) {
        let tx = db.begin().await?;
        let error = Letter::create().city(9).save(&tx).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::ForeignKeyViolation, Some("city")));
        tx.rollback().await
    }
}

#[cfg(feature = "postgres")]
#[test]
fn what_is_unique_at_the_end_may_be_twice_before() {
    run_on(Backend::Postgres, Flavor::CurrentThread, |db| Box::pin(async move { trade_places(&db).await }));
}

#[cfg(feature = "postgres")]
async fn trade_places(db: &Database) -> orm::Result<()> {
    let seat = |number: i32| Seat::create().hall(1).number(number).guest(number * 10).code(number);
    let (mut one, mut two) = (seat(1).save(db).await?, seat(2).save(db).await?);
    db.transaction(async |tx| {
        one.update(&tx, Seat.number.set(2)).await?;
        two.update(&tx, Seat.number.set(1)).await
    })
    .await?;
    // At the end of the statement, and not at each of its rows.
    assert_eq!(Seat::objects().update(db, Seat.guest.set(Seat.guest + 1)).await?, 2);

    let error = db.transaction(async |tx| one.update(&tx, Seat.number.set(1)).await).await.unwrap_err();
    assert_eq!((error.kind(), error.model()), (ErrorKind::UniqueViolation, Some("Seat")));
    assert_eq!(error.fields().collect::<Vec<_>>(), ["hall", "number"]);
    assert_eq!(error.constraint(), Some("seat_hall_number_key"));

    // What is looked at now can be asked of; what is looked at later cannot.
    let (row, is_new) = seat(3).get_or_create(db, Seat.code).await?;
    assert_eq!((row.number, is_new), (3, true));
    let (row, is_new) = Seat::create().hall(1).number(4).guest(9).code(3).update_or_create(db, Seat.code).await?;
    assert_eq!((row.number, is_new), (4, false));
    assert_eq!(Seat::objects().bulk_create(db, [seat(3)]).on_conflict(Seat.code).ignore().await?, 0);
    let sent = db.statements_sent();
    let error = Seat::objects().bulk_create(db, [seat(5)]).ignore_conflicts().await.unwrap_err();
    assert_eq!((error.kind(), error.constraint()), (ErrorKind::Unsupported, Some("seat_hall_number_key")));
    assert_eq!(db.statements_sent(), sent);
    Ok(())
}

/// The model, and the first field, of each problem.
fn found_by_check(db: &Db) -> Vec<(String, String)> {
    let each = db.check().into_iter().map(|error| {
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
        assert!(error.message().contains("leave the word out"), "{error}");
        (error.model().unwrap().to_owned(), error.field().unwrap().to_owned())
    });
    each.collect()
}

#[tokio::test]
async fn sqlite_has_no_unique_constraints_that_wait() -> orm::Result<()> {
    let db = Database::connect("sqlite::memory:").await?;
    let sent = db.statements_sent();
    assert_eq!(found_by_check(&db), [("Seat".to_owned(), "hall".to_owned()), ("Seat".to_owned(), "hall".to_owned())]);
    assert_eq!(db.create_tables().await.unwrap_err().kind(), ErrorKind::Unsupported);
    assert_eq!(db.statements_sent(), sent);
    Ok(())
}

#[cfg(feature = "mysql")]
#[tokio::test]
async fn mariadb_has_none_at_all() -> orm::Result<()> {
    let Ok(url) = std::env::var("ORM_TEST_MYSQL_URL") else { return Ok(()) };
    let db = Database::connect(&url).await?;
    let sent = db.statements_sent();
    let found = found_by_check(&db);
    for (model, field) in [("Country", "capital"), ("City", "country"), ("Letter", "city"), ("Seat", "hall")] {
        assert!(found.contains(&(model.to_owned(), field.to_owned())), "{found:?}");
    }
    assert_eq!(db.create_tables().await.unwrap_err().kind(), ErrorKind::Unsupported);
    assert_eq!(db.statements_sent(), sent);
    Ok(())
}
