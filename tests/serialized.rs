//! Models in other formats.

use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Model, Debug, Clone, PartialEq, Serialize, Deserialize)]
#[model(table = "serialized_author")]
struct Author {
    id: i64,
    name: String,
}

#[derive(Model, Debug, Clone, PartialEq, Serialize, Deserialize)]
#[model(table = "serialized_book")]
struct Book {
    id: i64,
    title: String,
    #[foreign_key(related_name = "serialized_books")]
    author: ForeignKey<Author>,
    #[foreign_key(related_name = "serialized_edited")]
    editor: Option<ForeignKey<Author>>,
    #[many_to_many(related_name = "serialized_read")]
    #[serde(default)]
    readers: ManyToMany<Author>,
}

on_every_database! {
    async fn a_relation_is_its_key_loaded_or_not(db: &Database) {
        let ann = Author::create().name("Ann").save(db).await?;
        let book = Book::create().title("T").author(&ann).save(db).await?;
        let text = format!(r#"{{"id":{},"title":"T","author":{},"editor":null,"readers":null}}"#, book.id, ann.id);
        assert_eq!(serde_json::to_string(&book).unwrap(), text);
        book.author.load(db).await?;
        assert_eq!(serde_json::to_string(&book).unwrap(), text, "what is loaded is not written");
        let read: Book = serde_json::from_str(&text).unwrap();
        assert_eq!(read, book);
        let (author, sent) = statements(db, async { read.author.load(db).await.cloned() }).await?;
        assert_eq!((author, sent), (ann, 1), "it loads when it is asked for");
        Ok(())
    }

    async fn linked_rows_are_their_keys_once_they_are_loaded(db: &Database) {
        let ann = Author::create().name("Ann").save(db).await?;
        let bob = Author::create().name("Bob").save(db).await?;
        let book = Book::create().title("T").author(&ann).editor(&bob).save(db).await?;
        book.readers.add(db, [&ann, &bob]).await?;
        book.readers.load(db).await?;
        let json = serde_json::to_value(&book).unwrap();
        let mut readers: Vec<i64> = serde_json::from_value(json["readers"].clone()).unwrap();
        readers.sort_unstable();
        assert_eq!((readers, json["editor"].as_i64()), (vec![ann.id, bob.id], Some(bob.id)));
        let read: Book = serde_json::from_value(json).unwrap();
        assert_eq!(read.readers.all(db).await.unwrap_err().kind(), ErrorKind::Unbound, "links are in the database alone");
        let read: Book = serde_json::from_str(r#"{"id":1,"title":"T","author":1,"editor":null}"#).unwrap();
        assert_eq!((read.title.as_str(), read.readers.loaded()), ("T", None));
        Ok(())
    }
}
