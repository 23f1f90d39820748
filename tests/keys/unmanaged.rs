//! Models of tables that are there already.

use crate::support::on_every_database;
use orm::prelude::*;
use orm::schema::models;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_entry")]
struct Entry {
    id: i64,
    #[field(max_length = 40, unique)]
    title: String,
    #[field(db_default = 3)]
    size: i32,
}

/// The same table, and less of it.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_entry", managed = false)]
struct Heading {
    id: i64,
    #[field(max_length = 40, unique)]
    title: String,
    #[many_to_many(table = "keys_heading_words")]
    words: ManyToMany<Keyword>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_keyword")]
struct Keyword {
    id: i64,
}

/// Nobody makes its table.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_nowhere", managed = false)]
struct Nowhere {
    id: i64,
}

on_every_database! {
    async fn a_model_of_a_table_that_is_there_reads_and_writes_it(db: &Database) {
        let entry = Entry::create().title("one").save(db).await?;
        let mut heading = Heading::objects().get(db, entry.id).await?;
        assert_eq!(heading.title, "one");
        heading.update(db, Heading.title.set("uno")).await?;
        let second = Heading::create().title("two").save(db).await?;
        assert_eq!(Entry::objects().get(db, second.id).await?.size, 3);
        let error = Heading::create().title("uno").save(db).await.unwrap_err();
        assert_eq!((error.model(), error.field()), (Some("Heading"), Some("title")));
        let word = heading.words.create(db, Keyword::create()).await?;
        assert_eq!(word.heading_set().one(db).await?, heading);
        assert_eq!(heading.delete(db).await?.total(), 2);
        assert_eq!(Entry::objects().one(db).await?.title, "two");
        Ok(())
    }

    async fn its_table_is_not_made(db: &Database) {
        let of = |name| models().into_iter().find(|it| it.name == name && it.module.ends_with("unmanaged")).unwrap();
        assert!(!of("Nowhere").managed && !of("Heading").managed && of("Entry").managed);
        db.create_tables_of(&[of("Nowhere"), of("Heading")]).await?;
        assert!(Nowhere::objects().count(db).await.is_err());
        Ok(())
    }
}
