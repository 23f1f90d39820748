//! Column types of the user's own: enums, and structs around a column type.

use crate::support::{on_every_database, raw};
use orm::ErrorKind;
use orm::prelude::*;

#[derive(DbEnum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Mood {
    Happy,
    VeryHappy,
    #[db_enum(label = "so \"so\" 'so'; --")]
    Soso,
    r#Else,
}

#[derive(DbType, Debug, Clone, PartialEq, Eq, Hash)]
struct Email(String);

#[derive(DbType, Debug, Clone, Copy, PartialEq)]
struct Metres {
    value: f64,
}

/// A struct around a struct around a column type.
#[derive(DbType, Debug, Clone, PartialEq, Eq, Hash)]
struct Login(Email);

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "types_visitor")]
struct Visitor {
    #[primary_key]
    #[field(max_length = 100)]
    login: Login,
    #[field(default = Mood::Happy)]
    mood: Mood,
    second: Option<Mood>,
    #[field(unique, max_length = 100)]
    email: Email,
    height: Option<Metres>,
    #[foreign_key(on_delete = cascade)]
    friend: Option<ForeignKey<Visitor>>,
}

fn login(name: &str) -> Login {
    Login(Email(name.to_owned()))
}

on_every_database! {
    async fn they_are_what_is_in_them(db: &Database) {
        let ann = Visitor::create().login(login("ann")).email(Email("a@x".into())).save(db).await?;
        let bob = Visitor::create().login(login("bob")).email(Email("b@x".into())).mood(Mood::Soso).second(Mood::VeryHappy)
            .height(Metres { value: 1.75 }).friend(&ann).save(db).await?;
        assert_eq!((ann.mood, ann.second, bob.mood), (Mood::Happy, None, Mood::Soso));
        assert_eq!(Visitor::objects().get(db, login("bob")).await?, bob);
        assert_eq!(bob.friend.as_ref().map(ForeignKey::key), Some(&login("ann")));
        assert_eq!(ann.visitor_set().one(db).await?, bob);
        assert_eq!(Visitor::objects().filter(Visitor.mood.in_([Mood::Soso, Mood::Else])).one(db).await?, bob);
        assert_eq!(Visitor::objects().filter(Visitor.second.ne(Mood::VeryHappy)).one(db).await?, ann);
        assert_eq!(Visitor::objects().filter(Visitor.height.gt(Metres { value: 1.7 })).one(db).await?, bob);
        let error = Visitor::create().login(login("cid")).email(Email("a@x".into())).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::UniqueViolation, Some("email")));
        Ok(())
    }

    async fn a_label_that_is_none_is_refused_by_the_table(db: &Database) {
        Visitor::create().login(login("ann")).email(Email("a@x".into())).save(db).await?;
        let error = raw(db, "UPDATE types_visitor SET mood = 'angry'").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::CheckViolation, "{error}");
        assert_eq!(raw(db, "UPDATE types_visitor SET mood = 'very_happy', second = 'else'").await?, 1);
        let ann = Visitor::objects().get(db, login("ann")).await?;
        assert_eq!((ann.mood, ann.second), (Mood::VeryHappy, Some(Mood::Else)));
        Ok(())
    }
}
