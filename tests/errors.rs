//! Errors: each names what it is about, and none of them tells a value.

use crate::many_to_one::two_owners;
use crate::models::{Cat, Chip, Contract, Owner, Passport, Tag};
use crate::support::{Fresh, can, on_every_database, raw};
use orm::prelude::*;
use orm::{Error, ErrorKind};
use std::path::PathBuf;

/// Constraints of every kind.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "errors_room", unique(house, door), check(Room.seats.gt(0)), check(Room.note.ne("") | Room.seats.lt(100)))]
struct Room {
    id: i64,
    #[field(unique, max_length = 8, column = "room_code")]
    code: String,
    #[field(max_length = 20)]
    house: String,
    door: i32,
    #[field(default = 1)]
    seats: i16,
    note: Option<String>,
    #[field(max_length = 4)]
    seal: Option<Vec<u8>>,
    weight: Option<f64>,
    small: Option<f32>,
    stars: Option<u64>,
    letter: Option<char>,
}

/// Kind, model, fields and constraint, in one line.
fn told(error: &Error) -> String {
    let fields: Vec<_> = error.fields().collect();
    let constraint = error.constraint().map_or(String::new(), |name| format!(" by {name}"));
    format!("{:?} {}.{}{constraint}", error.kind(), error.model().unwrap_or("?"), fields.join("+"))
}

async fn failed<T: std::fmt::Debug>(work: impl Future<Output = orm::Result<T>>) -> String {
    told(&work.await.unwrap_err())
}

on_every_database! {
    async fn unique(db: &Database) {
        let room = || Room::create().house("h").door(1);
        let first = room().code("a").save(db).await?;
        let mut second = room().code("b").door(2).save(db).await?;
        assert_eq!(failed(room().code("a").door(3).save(db)).await, "UniqueViolation Room.code by errors_room_room_code_key");
        assert_eq!(failed(room().code("c").save(db)).await, "UniqueViolation Room.house+door by errors_room_house_door_key");
        let by_key = |table: &str| match () {
            () if can::is_mysql(db) => " by PRIMARY".to_owned(),
            () if can::name_constraints(db) => format!(" by {table}_pkey"),
            () => String::new(),
        };
        assert_eq!(failed(room().id(first.id).code("d").door(4).save(db)).await, format!("UniqueViolation Room.id{}", by_key("errors_room")));
        assert_eq!(failed(second.update(db, Room.code.set("a"))).await, "UniqueViolation Room.code by errors_room_room_code_key");
        assert_eq!(failed(Room::objects().update(db, Room.door.set(1))).await, "UniqueViolation Room.house+door by errors_room_house_door_key");
        second.door = 1;
        assert_eq!(failed(second.save(db)).await, "UniqueViolation Room.house+door by errors_room_house_door_key");
        let (ann, bob) = two_owners(db).await?;
        Passport::create().owner(&ann).number("n").save(db).await?;
        assert_eq!(failed(Passport::create().owner(&ann).number("m").save(db)).await, format!("UniqueViolation Passport.owner{}", by_key("passport")));
        assert_eq!(failed(Passport::create().owner(&bob).number("n").save(db)).await, "UniqueViolation Passport.number by passport_number_key");
        Chip::create().owner(&ann).code("c").save(db).await?;
        assert_eq!(failed(Chip::create().owner(&ann).code("d").save(db)).await, "UniqueViolation Chip.owner by chip_owner_id_key");
        assert_eq!(failed(ann.cat_set().create().name("Milo").save(db)).await, "UniqueViolation Cat.name+owner by cats_cat_name_owner_id_key");
        Tag::create().name("t").save(db).await?;
        assert_eq!(failed(Tag::create().name("t").save(db)).await, format!("UniqueViolation Tag.name{}", by_key("tag")));
        Ok(())
    }

    async fn foreign_keys(db: &Database) {
        let (ann, _) = two_owners(db).await?;
        // One relation: it is that one. Of several, it is those that dangle, or the first of them where the database names it.
        assert_eq!(failed(Tag::create().name("t").parent("none").save(db)).await, "ForeignKeyViolation Tag.parent by tag_parent_id_fkey");
        assert_eq!(failed(Passport::create().owner(99).number("n").save(db)).await, "ForeignKeyViolation Passport.owner by passport_owner_id_fkey");
        let cat = || Cat::create().name("Kit");
        assert_eq!(failed(cat().owner(99).vet(&ann).save(db)).await, "ForeignKeyViolation Cat.owner by cats_owner_id_fkey");
        assert_eq!(failed(cat().owner(&ann).vet(99).save(db)).await, "ForeignKeyViolation Cat.vet by cats_vet_id_fkey");
        let both = if can::name_constraints(db) { "ForeignKeyViolation Cat.owner by cats_owner_id_fkey" } else { "ForeignKeyViolation Cat.owner+mother" };
        assert_eq!(failed(cat().owner(99).vet(&ann).mother(98).save(db)).await, both);
        let mut milo = ann.cat_set().filter(Cat.name.eq("Milo")).one(db).await?;
        assert_eq!(failed(milo.update(db, (Cat.owner.set(&ann), Cat.vet.set(99)))).await, "ForeignKeyViolation Cat.vet by cats_vet_id_fkey");
        assert_eq!(failed(Cat::objects().update(db, Cat.owner.set(99))).await, "ForeignKeyViolation Cat.owner by cats_owner_id_fkey");
        milo.mother = Some(ForeignKey::to(99));
        assert_eq!(failed(milo.save(db)).await, "ForeignKeyViolation Cat.mother by cats_mother_id_fkey");
        // Inside a transaction nothing more can be asked, and those that it may be are named.
        let vet = if can::name_constraints(db) { "Cat.vet by cats_vet_id_fkey" } else { "Cat.owner+vet" };
        for (draft, expected) in [(cat().owner(99), "Cat.owner by cats_owner_id_fkey"), (cat().owner(&ann).vet(99), vet)] {
            let tx = db.begin().await?;
            assert_eq!(failed(draft.save(&tx)).await, format!("ForeignKeyViolation {expected}"));
            tx.rollback().await?;
        }
        assert_eq!(Cat::objects().count(db).await?, 3);
        Ok(())
    }

    async fn protected(db: &Database) {
        let (ann, bob) = two_owners(db).await?;
        let contract = Contract::create().owner(&bob).witness(&ann).save(db).await?;
        let error = ann.delete(db).await.unwrap_err();
        assert_eq!(told(&error), "Protected Owner.");
        assert!(error.message().contains("`Contract.witness`") && !error.message().contains("`Contract.owner`"), "{error}");
        let error = Owner::objects().delete(db).await.unwrap_err();
        assert_eq!(told(&error), "Protected Owner.");
        assert!(error.message().contains("`Contract.owner`") && error.message().contains("`Contract.witness`"), "{error}");
        assert_eq!((Owner::objects().count(db).await?, Cat::objects().count(db).await?), (2, 3), "nothing is changed");
        contract.delete(db).await?;
        let report = Owner::objects().delete(db).await?;
        assert_eq!((report.of_model("Owner"), report.of_model("Cat"), report.total()), (2, 3, 5));
        assert_eq!(Cat::objects().count(db).await?, 0);
        Ok(())
    }

    async fn checks(db: &Database) {
        let room = |code: &str| Room::create().code(code).house("h").door(i32::from(code.as_bytes()[0]));
        let mut it = room("a").save(db).await?;
        let error = room("b").seats(0).save(db).await.unwrap_err();
        assert!(told(&error).starts_with("CheckViolation Room."), "{error}");
        assert!(error.constraint().is_some_and(|name| name.starts_with("errors_room_")), "{error}");
        let error = it.update(db, Room.seats.set(Room.seats - 1)).await.unwrap_err();
        assert!(told(&error).starts_with("CheckViolation Room."), "{error}");
        assert!(failed(room("c").seats(200).note("").save(db)).await.starts_with("CheckViolation Room."));
        // A condition holds or it does not, also in a check: NULL differs from the empty text.
        room("d").seats(200).save(db).await?;
        // A type's range is a check of its field.
        it.update(db, Room.seats.set(32_767)).await?;
        let error = it.update(db, Room.seats.set(Room.seats + 1)).await.unwrap_err();
        assert_eq!(told(&error), "CheckViolation Room.seats by errors_room_seats_range");
        let error = Room::objects().update(db, Room.door.set(Room.door * 100_000_000)).await.unwrap_err();
        assert_eq!(told(&error), "CheckViolation Room.door by errors_room_door_range");
        it.update(db, Room.stars.set(1)).await?;
        assert_eq!(failed(it.update(db, Room.stars.set(0 - Room.stars))).await, "CheckViolation Room.stars by errors_room_stars_range");
        Ok(())
    }

    async fn not_null(db: &Database) {
        // Ours cannot leave out what is needed, so this table asks for more than the model knows.
        raw(db, "DROP TABLE errors_room").await?;
        let make = if can::hold_types(db) {
            "CREATE TABLE errors_room (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, room_code text, house text, door integer, \
             seats smallint, note text NOT NULL, seal bytea, weight float8, small real, stars bigint, letter text)"
        } else {
            "CREATE TABLE errors_room (id INTEGER PRIMARY KEY, room_code TEXT, house TEXT, door INTEGER, seats INTEGER, \
                 note TEXT NOT NULL, seal BLOB, weight REAL, small REAL, stars INTEGER, letter TEXT) STRICT"
        };
        raw(db, &in_words_of(db, make)).await?;
        let room = || Room::create().code("a").house("h").door(1);
        assert_eq!(failed(room().save(db)).await, "NotNullViolation Room.note");
        let mut it = room().note("n").save(db).await?;
        assert_eq!(failed(it.update(db, Room.note.set(Null))).await, "NotNullViolation Room.note");
        it.note = None;
        assert_eq!(failed(it.save(db)).await, "NotNullViolation Room.note");
        Ok(())
    }

    async fn values_are_refused_before_anything_is_sent(db: &Database) {
        let room = || Room::create().code("a").house("h").door(1);
        let mut it = room().save(db).await?;
        let before = db.statements_sent();
        assert_eq!(failed(room().note("a\0b").save(db)).await, "ValueRefused Room.note");
        assert_eq!(failed(room().letter('\0').save(db)).await, "ValueRefused Room.letter");
        assert_eq!(failed(room().weight(f64::NAN).save(db)).await, "ValueRefused Room.weight");
        assert_eq!(failed(room().weight(f64::INFINITY).save(db)).await, "ValueRefused Room.weight");
        assert_eq!(failed(room().weight(f64::NEG_INFINITY).save(db)).await, "ValueRefused Room.weight");
        assert_eq!(failed(room().small(f32::NAN).save(db)).await, "ValueRefused Room.small");
        assert_eq!(failed(room().stars(i64::MAX.unsigned_abs() + 1).save(db)).await, "ValueRefused Room.stars");
        assert_eq!(failed(room().stars(u64::MAX).save(db)).await, "ValueRefused Room.stars");
        assert_eq!(failed(room().code("123456789").save(db)).await, "ValueRefused Room.code");
        assert_eq!(failed(room().code("\u{1f600}".repeat(9)).save(db)).await, "ValueRefused Room.code");
        assert_eq!(failed(room().seal(&[0; 5]).save(db)).await, "ValueRefused Room.seal");
        assert_eq!(failed(it.update(db, Room.code.set("123456789"))).await, "ValueRefused Room.code");
        assert_eq!(failed(it.update(db, (Room.door.set(1), Room.weight.set(f64::NAN)))).await, "ValueRefused Room.weight");
        assert_eq!(failed(Room::objects().update(db, Room.seal.set(&[0; 5]))).await, "ValueRefused Room.seal");
        it.note = Some("\0".into());
        assert_eq!(failed(it.save(db)).await, "ValueRefused Room.note");
        assert_eq!(failed(Tag::objects().get(db, "\0")).await, "ValueRefused Tag.");
        assert_eq!(failed(Room::objects().filter(Room.stars.in_([1, u64::MAX])).count(db)).await, "ValueRefused Room.");
        assert_eq!(failed(Room::objects().update(db, Room.weight.set(Room.weight + f64::NAN))).await, "ValueRefused Room.");
        assert_eq!(db.statements_sent(), before);
        // At the limits they are taken: characters are counted, not bytes.
        let full = room().code("\u{1f600}".repeat(8)).door(2).seal(&[0; 4]).stars(i64::MAX.unsigned_abs()).save(db).await?;
        assert_eq!(Room::objects().get(db, full.id).await?, full);
        Ok(())
    }

    async fn a_table_that_does_not_fit(db: &Database) {
        raw(db, "ALTER TABLE errors_room DROP COLUMN weight").await?;
        let room = || Room::create().code("a").house("h").door(1);
        for error in [
            Room::objects().all(db).await.unwrap_err(), Room::objects().get(db, 1).await.unwrap_err(),
            Room::objects().filter(Room.weight.gt(1.0)).count(db).await.unwrap_err(), room().weight(1.0).save(db).await.unwrap_err(),
            Room::objects().update(db, Room.weight.set(1.0)).await.unwrap_err(),
        ] {
            assert_eq!((error.kind(), error.model()), (ErrorKind::SchemaMismatch, Some("Room")), "{error}");
            assert!(error.message().contains("weight"), "{error}");
        }
        raw(db, "DROP TABLE errors_room").await?;
        for error in [Room::objects().all(db).await.unwrap_err(), room().save(db).await.unwrap_err(), Room::objects().delete(db).await.unwrap_err()] {
            assert_eq!((error.kind(), error.model()), (ErrorKind::SchemaMismatch, Some("Room")), "{error}");
            assert!(error.message().contains("errors_room"), "{error}");
        }
        Ok(())
    }

    async fn no_error_tells_a_value(db: &Database) {
        const CANARY: &str = "canary77";
        const NUMBER: i64 = 770_077_007_700;
        let room = |code: &str| Room::create().code(code).house(CANARY).door(7_700_770);
        let mut it = room(CANARY).save(db).await?;
        let tag = Tag::create().name(CANARY).save(db).await?;
        Tag::create().name("child").parent(&tag).save(db).await?;
        let long = format!("{CANARY} {CANARY}");
        let mut errors = vec![
            room(CANARY).save(db).await.unwrap_err(), room("b").save(db).await.unwrap_err(), room("c").seats(0).door(1).save(db).await.unwrap_err(),
            room(&long).save(db).await.unwrap_err(), room("d").note(format!("{CANARY}\0")).save(db).await.unwrap_err(),
            Tag::create().name("x").parent(format!("{CANARY}!")).save(db).await.unwrap_err(),
            Tag::objects().get(db, format!("{CANARY}?")).await.unwrap_err(),
            Cat::create().name(CANARY).owner(NUMBER).save(db).await.unwrap_err(),
            tag.related.add(db, [CANARY.to_owned(), long.clone()]).await.unwrap_err(),
            tag.related.set(db, [format!("{CANARY}\0"), long.clone()]).await.unwrap_err(),
            it.update(db, Room.stars.set(u64::MAX)).await.unwrap_err(), it.update(db, Room.door.set(Room.door * 7_700_770)).await.unwrap_err(),
        ];
        let long_pattern = Room::objects().filter(Room.code.like(CANARY.repeat(9_000))).all(db).await;
        assert_eq!(long_pattern.is_ok(), can::match_long_patterns(db));
        errors.extend(long_pattern.err());
        raw(db, "DROP TABLE errors_room").await?;
        let make = if can::hold_types(db) {
            "CREATE TABLE errors_room (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, room_code text, house text, door text, \
             seats smallint, note text, seal bytea, weight float8, small real, stars bigint, letter text, \
             CHECK (note IS NULL OR note::json IS NOT NULL))".to_owned()
        } else {
            format!("CREATE TABLE errors_room (id INTEGER PRIMARY KEY, room_code, house, door, seats, note, seal, weight, small, stars, letter, \
                          CHECK (json_extract(note, '$') IS NOT '{CANARY}'))")
        };
        raw(db, &in_words_of(db, &make)).await?;
        errors.push(room("e").note(format!("{CANARY} is no JSON")).save(db).await.unwrap_err());
        raw(db, &format!("INSERT INTO errors_room VALUES (1, 'a', 'h', '{CANARY}', 1, NULL, NULL, NULL, NULL, NULL, NULL)")).await?;
        errors.push(Room::objects().all(db).await.unwrap_err());
        raw(db, "ALTER TABLE errors_room DROP COLUMN weight").await.ok();
        for error in errors {
            let mut text = format!("{error} {error:?}");
            let mut source = std::error::Error::source(&error);
            while let Some(inner) = source {
                text += &format!(" {inner} {inner:?}");
                source = inner.source();
            }
            assert!(!text.contains("canary") && !text.contains("770077"), "{text}");
        }
        Ok(())
    }
}

/// A table of PostgreSQL's words in those of the database.
fn in_words_of(db: &Db, text: &str) -> String {
    if !can::is_mysql(db) {
        return text.to_owned();
    }
    let words = [
        ("GENERATED BY DEFAULT AS IDENTITY", "AUTO_INCREMENT"),
        ("bytea", "longblob"),
        ("float8", "double"),
        ("note::json IS NOT NULL", "json_valid(note)"),
    ];
    words.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Opening: what is wrong with a URL or a file.
mod opening {
    use super::*;

    struct Dir(PathBuf);
    impl Dir {
        fn new(name: &str) -> Self {
            let dir = std::env::temp_dir().join(format!("orm-errors-{}-{name}", std::process::id()));
            std::fs::create_dir_all(&dir).unwrap();
            Self(dir)
        }
        fn url(&self, rest: &str) -> String {
            format!("sqlite://{}/{rest}", self.0.display())
        }
    }
    impl Drop for Dir {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    async fn refused(url: &str) -> Error {
        Database::connect(url).await.expect_err(url)
    }

    #[tokio::test]
    async fn urls() {
        let secret = "hunter2";
        for url in [
            "",
            "x",
            "sqlite",
            "sqlite:",
            "sqlite://",
            "sqlite:?mode=ro",
            "sqlite:a.db?mode=rx",
            "sqlite:a.db?mod=ro",
            "sqlite:a.db?cache=shared",
            "sqlite:%zz.db",
            "sqlite:%ff.db",
            "oracle://u:hunter2@host/db",
            "postgres://u:hunter2@host/db?sslmod=require",
            "mysql://u:hunter2@h/d?ssl-mod=required",
            "u:hunter2@host",
        ] {
            let error = refused(url).await;
            assert_eq!(error.kind(), ErrorKind::Config, "{url}: {error}");
            assert!(!format!("{error} {error:?}").contains(secret), "{error}");
        }
        assert!(
            refused("sqlite:a.db?cache=shared").await.message().contains("`cache`"),
            "it names what it does not know"
        );
        assert!(refused("oracle://u:hunter2@host/db").await.message().contains("`oracle:`"));
    }

    #[tokio::test]
    async fn files() {
        let dir = Dir::new("files");
        assert_eq!(
            refused(&dir.url("none/a.db")).await.kind(),
            ErrorKind::Unavailable,
            "a missing directory is not made"
        );
        assert_eq!(refused(&dir.url("a.db?mode=rw")).await.kind(), ErrorKind::Unavailable);
        assert_eq!(refused(&dir.url("a.db?mode=ro")).await.kind(), ErrorKind::Unavailable);
        assert_eq!(refused(&dir.url("")).await.kind(), ErrorKind::Unavailable, "a directory is no file");
        assert_eq!(std::fs::read_dir(&dir.0).unwrap().count(), 0, "nothing is left behind");
        std::fs::write(dir.0.join("text.db"), "no database, but long enough to be taken for one. ".repeat(100))
            .unwrap();
        let error = refused(&dir.url("text.db")).await;
        assert_eq!(error.kind(), ErrorKind::Corrupt, "{error}");
    }

    #[tokio::test]
    async fn read_only() -> orm::Result<()> {
        let dir = Dir::new("read-only");
        let writable = Database::connect(&dir.url("a.db")).await?;
        writable.create_tables().await?;
        let mut it = Owner::create().name("Ann").save(&writable).await?;
        for db in [
            Database::connect(&dir.url("a.db?mode=ro")).await?,
            Database::options(&dir.url("a.db")).read_only().connect().await?,
        ] {
            assert_eq!(Owner::objects().get(&db, it.id).await?.name, "Ann");
            assert_eq!(failed(Owner::create().name("Bob").save(&db)).await, "ReadOnly Owner.");
            assert_eq!(failed(it.save(&db)).await, "ReadOnly Owner.");
            assert_eq!(failed(it.delete(&db)).await, "ReadOnly Cat.");
            assert_eq!(it.sits_for.add(&db, [1, 2]).await.unwrap_err().kind(), ErrorKind::ReadOnly);
            assert_eq!(it.sits_for.set(&db, [1, 2]).await.unwrap_err().kind(), ErrorKind::ReadOnly);
            db.create_tables().await?; // what is there stays as it is, and needs no write
            db.close().await;
        }
        writable.close().await;
        Ok(())
    }

    #[tokio::test]
    async fn closed() -> orm::Result<()> {
        let test = Fresh::memory().await?;
        let db = test.db.clone();
        test.finish().await?;
        assert_eq!(Owner::objects().all(&db).await.unwrap_err().kind(), ErrorKind::Closed);
        assert_eq!(Owner::create().name("Ann").save(&db).await.unwrap_err().kind(), ErrorKind::Closed);
        assert_eq!(db.begin().await.unwrap_err().kind(), ErrorKind::Closed);
        Ok(())
    }
}
