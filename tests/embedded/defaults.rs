//! What a draft can be saved without, and what stands there then.

use crate::support::on_every_database;
use orm::prelude::*;

/// Each field has something to be. It is called like a type of dates, and is none.
#[derive(Fields, Debug, Clone, PartialEq)]
struct Timestamp {
    #[field(default = 7)]
    count: i32,
    note: Option<String>,
    #[field(db_default = "new", max_length = 10)]
    state: String,
}

/// One has not.
#[derive(Fields, Debug, Clone, PartialEq)]
struct Name {
    #[field(default = "Ann")]
    first: String,
    last: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "embedded_letter")]
struct Letter {
    id: i64,
    #[field(flatten)]
    stamp: Timestamp,
    #[field(flatten(prefix = "to_"))]
    to: Name,
    #[field(flatten(prefix = "second_"))]
    second: Timestamp,
    #[field(default = 2)]
    pages: i32,
}

on_every_database! {
    async fn a_struct_whose_fields_all_have_one_need_not_be_given(db: &Database) {
        let to = Name { first: "B".to_owned(), last: "C".to_owned() };
        let letter = Letter::create().to(to.clone()).save(db).await?;
        let stamp = Timestamp { count: 7, note: None, state: "new".to_owned() };
        assert_eq!((&letter.stamp, &letter.second, letter.pages), (&stamp, &stamp, 2));
        assert_eq!(Letter::objects().get(db, letter.id).await?, letter);
        let given = Timestamp { count: 1, note: Some("n".to_owned()), state: "old".to_owned() };
        let letter = Letter::create().to(to.clone()).second(given.clone()).save(db).await?;
        assert_eq!((letter.stamp, letter.second), (stamp.clone(), given.clone()));
        let drafts = [Letter::create().to(to.clone()), Letter::create().to(to).stamp(given.clone())];
        let letters = Letter::objects().bulk_create(db, drafts).await?;
        assert_eq!((&letters[0].stamp, &letters[1].stamp), (&stamp, &given));
        Ok(())
    }
}
