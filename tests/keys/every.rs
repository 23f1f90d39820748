//! The same models and the same tests, for each kind of key.

use crate::support::{can, on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

/// `$key` makes the key of a number: keys of different numbers differ, and stand in the order of their numbers.
macro_rules! keys {
    ($name:ident, $ty:ty, [$($field:tt)*], [$land:literal, $town:literal, $flag:literal, $speech:literal], |$n:ident| $key:expr) => {
        mod $name {
            use super::*;

            #[derive(Model, Debug, Clone, PartialEq)]
            #[model(table = $land)]
            struct Land {
                #[primary_key]
                $($field)*
                code: $ty,
                #[field(max_length = 40, unique)]
                name: String,
                #[field(default = 0)]
                people: i64,
                #[foreign_key(on_delete = set_null, related_name = "colonies")]
                mother: Option<ForeignKey<Land>>,
                #[many_to_many(related_name = "spoken_in")]
                speeches: ManyToMany<Speech>,
                #[many_to_many]
                friends: ManyToMany<Land>,
                #[related(Town.land)]
                towns: RelatedSet<Town>,
                #[related(Banner.land)]
                flag: RelatedOne<Banner>,
            }

            #[derive(Model, Debug, Clone, PartialEq)]
            #[model(table = $town, unique(name, land))]
            struct Town {
                id: i64,
                #[field(max_length = 40)]
                name: String,
                #[foreign_key(on_delete = cascade)]
                land: ForeignKey<Land>,
                #[foreign_key(on_delete = protect, related_name = "twin_towns")]
                twin: Option<ForeignKey<Land>>,
            }

            /// It shares its land's key.
            #[derive(Model, Debug, Clone, PartialEq)]
            #[model(table = $flag)]
            struct Banner {
                #[one_to_one(primary_key, on_delete = cascade)]
                land: OneToOne<Land>,
                colour: String,
            }

            #[derive(Model, Debug, Clone, PartialEq)]
            #[model(table = $speech)]
            struct Speech {
                #[primary_key]
                $($field)*
                code: $ty,
                sound: Option<String>,
            }

            fn key($n: u8) -> $ty {
                $key
            }

            async fn land(db: &Db, n: u8) -> orm::Result<Land> {
                Land::create().code(key(n)).name(format!("land {n}")).people(i64::from(n)).save(db).await
            }

            fn names(towns: &[Town]) -> Vec<&str> {
                towns.iter().map(|town| town.name.as_str()).collect()
            }

            on_every_database! {
                async fn a_row_has_every_verb(db: &Database) {
                    let mut first = land(db, 1).await?;
                    let second = Land::create().code(key(2)).name("land 2").mother(&first).save(db).await?;
                    assert_eq!((&first.code, &second.code, second.people), (&key(1), &key(2), 0));
                    assert_eq!(Land::objects().get(db, key(1)).await?, first);
                    assert_eq!(Land::objects().get(db, &key(1)).await?, first);
                    assert_eq!(Land::objects().get(db, &second).await?, second);
                    assert_eq!(Land::objects().filter(Land.people.eq(0)).get(db, key(2)).await?, second);
                    assert_eq!(Land::objects().get(db, key(7)).await.unwrap_err().kind(), ErrorKind::NotFound);
                    first.people = 7;
                    first.save(db).await?;
                    first.update(db, Land.people.set(Land.people + 1)).await?;
                    assert_eq!(first.people, 8);
                    first.name = "other".into();
                    first.save_only(db, Land.name).await?;
                    first.people = 0;
                    first.refresh(db).await?;
                    assert_eq!((first.people, first.name.as_str()), (8, "other"));
                    assert_eq!(Land::objects().first(db).await?.map(|it| it.code), Some(key(1)));
                    assert_eq!(Land::objects().last(db).await?.map(|it| it.code), Some(key(2)));
                    let found = Land::objects().in_bulk(db, [key(2), key(3), key(1), key(2)]).await?;
                    assert_eq!((found.len(), &found[&key(2)]), (2, &second));
                    let chosen = Land::objects().filter(Land.code.in_([key(1), key(5)]) & Land.code.ne(key(5)));
                    assert_eq!(chosen.one(db).await?, first);
                    let error = land(db, 1).await.unwrap_err();
                    assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::UniqueViolation, Some("Land"), Some("code")));
                    // A row whose key is another is another row.
                    first.code = key(6);
                    assert_eq!(first.save(db).await.unwrap_err().kind(), ErrorKind::NotFound);
                    first.code = key(1);
                    assert_eq!(Land::objects().order_by(Land.name.desc()).limit(1).filter(Land.people.gt(0)).count(db).await?, 1);
                    assert_eq!(Land::objects().order_by(Land.name).limit(1).update(db, Land.people.set(1)).await?, 1);
                    assert_eq!(first.delete(db).await?.total(), 1);
                    assert_eq!(Land::objects().get(db, &second).await?.mother, None);
                    Ok(())
                }

                async fn rows_are_looked_up_and_written_in_bulk(db: &Database) {
                    let draft = |n: u8| Land::create().code(key(n)).name(format!("land {n}"));
                    let (row, created) = draft(1).get_or_create(db, Land.code).await?;
                    assert!(created);
                    assert_eq!(draft(1).people(3).get_or_create(db, Land.code).await?, (row.clone(), false));
                    assert_eq!(draft(1).people(3).update_or_create(db, Land.name).await?.0.people, 3);
                    assert!(draft(2).update_or_create(db, Land.code).await?.1);
                    let made = Land::objects().bulk_create(db, [draft(4), draft(3).people(9)]).await?;
                    assert_eq!((&made[0].code, &made[1].code, made[1].people), (&key(4), &key(3), 9));
                    assert_eq!(Land::objects().bulk_create(db, [draft(4), draft(5)]).ignore_conflicts().await?, 1);
                    Land::objects().bulk_create(db, [draft(5).people(1), draft(6).people(6)]).on_conflict(Land.code).update(Land.people).await?;
                    let mut all = Land::objects().order_by(Land.name).all(db).await?;
                    assert_eq!(all.iter().map(|it| it.people).collect::<Vec<_>>(), [3, 0, 9, 0, 1, 6]);
                    all.iter_mut().for_each(|it| it.people += 10);
                    assert_eq!(Land::objects().bulk_update(db, &all, Land.people).await?, 6);
                    assert_eq!(Land::objects().get(db, key(6)).await?.people, 16);
                    let error = Land::objects().bulk_create(db, [draft(7), draft(1)]).await.unwrap_err();
                    assert_eq!((error.kind(), error.field(), error.row()), (ErrorKind::UniqueViolation, Some(if can::name_constraints(db) { "code" } else { error.field().unwrap() }), Some(1)));
                    assert_eq!(Land::objects().filter(Land.code.in_([key(1), key(2)])).delete(db).await?.total(), 2);
                    Ok(())
                }

                async fn foreign_keys_lead_to_it(db: &Database) {
                    let (first, second) = (land(db, 1).await?, land(db, 2).await?);
                    let town = Town::create().name("b").land(&first).twin(&second).save(db).await?;
                    Town::create().name("a").land(key(1)).save(db).await?;
                    first.town_set().create().name("c").save(db).await?;
                    Town::create().name("d").land(second.code.clone()).twin(Some(&first)).save(db).await?;
                    assert_eq!(town.land.key(), &key(1));
                    assert_eq!(town.twin.as_ref().unwrap().load(db).await?, &second);
                    let mut towns = first.town_set().order_by(Town.name).all(db).await?;
                    assert_eq!(names(&towns), ["a", "b", "c"]);
                    assert_eq!(statements(db, towns[0].land.load(db)).await?, (&first, 1));
                    assert_eq!(statements(db, towns[2].land.load(db)).await?, (&first, 0));
                    assert_eq!(Town::objects().filter(Town.land.name.eq("land 2")).one(db).await?.name, "d");
                    assert_eq!(Town::objects().filter(Town.land.eq(&first) & Town.twin.is_null()).count(db).await?, 2);
                    assert_eq!(Town::objects().filter(Town.land.code.eq(key(2)) | Town.twin.in_([key(2)])).count(db).await?, 2);
                    assert_eq!(Land::objects().filter(via(Land::town_set).name.eq("d")).one(db).await?, second);
                    assert_eq!(Land::objects().filter(via(Land::town_set).some(Town.name.lt("c"))).one(db).await?, first);
                    let loaded = Town::objects().order_by(Town.name).load((Town.land.towns, Town.twin)).all(db).await?;
                    assert_eq!(names(loaded[0].land.loaded().unwrap().towns.loaded().unwrap()).len(), 3);
                    assert_eq!(loaded[1].twin.as_ref().unwrap().loaded(), Some(&second));
                    let beside = Land::objects().with(via(Land::town_set)).order_by(Land.name).all(db).await?;
                    assert_eq!(beside.iter().map(|(_, towns)| towns.len()).collect::<Vec<_>>(), [3, 1]);
                    let lands = Land::objects().order_by(Land.name).load(Land.towns.query().order_by(Town.name.desc()).limit_per_row(2)).all(db).await?;
                    assert_eq!(names(lands[0].towns.loaded().unwrap()), ["c", "b"]);
                    second.town_set().add(db, [&towns[0], &towns[1]]).await?;
                    first.twin_towns().set(db, &towns[2]).await?;
                    assert_eq!(names(&second.town_set().order_by(Town.name).all(db).await?), ["a", "b", "d"]);
                    towns[2].refresh(db).await?;
                    assert_eq!(towns[2].twin.as_ref().map(ForeignKey::key), Some(&key(1)));
                    first.twin_towns().clear(db).await?;
                    towns[2].update(db, Town.land.set(&second)).await?;
                    assert_eq!(towns[2].land.key(), &key(2));
                    let error = Town::create().name("e").land(key(7)).save(db).await.unwrap_err();
                    assert_eq!((error.kind(), error.field()), (ErrorKind::ForeignKeyViolation, Some("land")));
                    let error = Land::objects().filter(Land.people.eq(2)).delete(db).await.unwrap_err();
                    assert_eq!((error.kind(), error.in_the_way()[0].field()), (ErrorKind::Protected, "twin"));
                    Town::objects().update(db, Town.twin.set_null()).await?;
                    let gone = second.delete(db).await?;
                    assert_eq!((gone.total(), gone.of_model("Town")), (5, 4));
                    Ok(())
                }

                async fn one_to_ones_share_it(db: &Database) {
                    let (first, second) = (land(db, 1).await?, land(db, 2).await?);
                    let flag = Banner::create().land(&first).colour("red").save(db).await?;
                    assert_eq!(flag.land.key(), &key(1));
                    assert_eq!(first.banner(db).await?, Some(flag.clone()));
                    assert_eq!(second.banner(db).await?, None);
                    assert_eq!(Banner::objects().get(db, key(1)).await?, flag);
                    assert_eq!(Banner::objects().get(db, &flag).await?.land.load(db).await?, &first);
                    assert_eq!(Land::objects().filter(via(Land::banner).is_null()).one(db).await?, second);
                    let lands = Land::objects().order_by(Land.name).load(Land.flag).all(db).await?;
                    assert_eq!((lands[0].flag.loaded(), lands[1].flag.loaded()), (Some(Some(&flag)), Some(None)));
                    let mut flag = Banner::create().land(&second).colour("blue").update_or_create(db, Banner.land).await?.0;
                    flag.update(db, Banner.colour.set("green")).await?;
                    assert_eq!(Banner::objects().in_bulk(db, [key(2), key(1)]).await?[&key(2)], flag);
                    assert_eq!(first.delete(db).await?.of_model("Banner"), 1);
                    Ok(())
                }

                async fn many_to_many_lead_from_it_to_it(db: &Database) {
                    let (first, second, third) = (land(db, 1).await?, land(db, 2).await?, land(db, 3).await?);
                    let mut speeches = Vec::new();
                    for n in 1..=3 {
                        speeches.push(Speech::create().code(key(n)).sound(format!("s{n}")).save(db).await?);
                    }
                    first.speeches.add(db, &speeches).await?;
                    first.speeches.add(db, [key(1), key(2)]).await?;
                    speeches[2].spoken_in().add(db, [&second, &third]).await?;
                    assert_eq!(first.speeches.order_by(Speech.sound).all(db).await?, speeches);
                    assert_eq!(speeches[2].spoken_in().count(db).await?, 3);
                    second.speeches.set(db, [key(1), key(3)]).await?;
                    assert_eq!(second.speeches.remove(db, [key(3), key(2)]).await?, 1);
                    assert_eq!(second.speeches.all(db).await?, [speeches[0].clone()]);
                    assert_eq!(third.speeches.create(db, Speech::create().code(key(4))).await?.code, key(4));
                    let error = third.speeches.add(db, key(6)).await.unwrap_err();
                    assert_eq!((error.kind(), error.field()), (ErrorKind::ForeignKeyViolation, Some("speeches")));
                    assert_eq!(Land::objects().filter(Land.speeches.sound.eq("s2")).one(db).await?, first);
                    assert_eq!(Land::objects().filter(Land.speeches.eq(&speeches[0]) & Land.speeches.code.ne(key(7))).count(db).await?, 2);
                    let lands = Land::objects().order_by(Land.name).load(Land.speeches).all(db).await?;
                    assert_eq!(lands.iter().map(|it| it.speeches.loaded().unwrap().len()).collect::<Vec<_>>(), [3, 1, 2]);
                    let speakers = Speech::objects().with(via(Speech::spoken_in).query().order_by(Land.name)).get(db, key(3)).await?.1;
                    assert_eq!(speakers, [first.clone(), third.clone()]);
                    first.friends.add(db, [&second, &first]).await?;
                    assert_eq!(second.friends.all(db).await?, std::slice::from_ref(&first));
                    assert_eq!(first.friends.clear(db).await?, 2);
                    let new = Land::create().code(key(5)).name("land 5").speeches([&speeches[0]])
                        .related(Land::town_set, [Town::create().name("x")])
                        .related(Land::banner, Banner::create().colour("red"))
                        .save(db).await?;
                    assert_eq!((new.speeches.count(db).await?, new.town_set().count(db).await?), (1, 1));
                    let gone = new.delete(db).await?;
                    assert_eq!((gone.total(), gone.of_model("Land_speeches")), (4, 1));
                    assert_eq!(speeches[2].spoken_in().clear(db).await?, 2);
                    Ok(())
                }
            }
        }
    };
}

keys!(
    text,
    String,
    [#[field(max_length = 20)]],
    ["keys_text_land", "keys_text_town", "keys_text_flag", "keys_text_speech"],
    // A quote, a case and a space are part of it.
    |n| ["", "Ab", "a'b", "ab", "ab ", "b", "é", "😀"][usize::from(n)].to_owned()
);
keys!(
    bytes,
    Vec<u8>,
    [#[field(max_length = 8)]],
    ["keys_bytes_land", "keys_bytes_town", "keys_bytes_flag", "keys_bytes_speech"],
    |n| if n < 4 { vec![0; usize::from(n)] } else { vec![n, 255, 0] }
);
keys!(
    letters,
    Letter,
    [],
    ["keys_letters_land", "keys_letters_town", "keys_letters_flag", "keys_letters_speech"],
    |n| [Letter::Z, Letter::A, Letter::B, Letter::C, Letter::D, Letter::E, Letter::F, Letter::G][usize::from(n)]
);
#[cfg(feature = "uuid")]
keys!(uuids, ::uuid::Uuid, [], ["keys_uuid_land", "keys_uuid_town", "keys_uuid_flag", "keys_uuid_speech"], |n| {
    ::uuid::Uuid::from_u128(u128::from(n) << 120 | u128::from(n))
});
#[derive(DbEnum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Letter {
    A,
    B,
    C,
    D,
    E,
    F,
    G,
    Z,
}
