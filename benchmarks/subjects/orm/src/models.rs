//! The tables. The runner reads their DDL from here and gives it to every subject.

use orm::prelude::*;
use world::{Digest, Seen, seen};

#[derive(Model, Debug)]
pub struct Person {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub age: i32,
    pub score: f64,
    pub active: bool,
    #[field(index, max_length = 40)]
    pub city: Option<String>,
    #[related(Post.author)]
    pub posts: RelatedSet<Post>,
}

#[derive(Model, Debug)]
pub struct Post {
    pub id: i64,
    pub title: String,
    pub body: String,
    pub likes: i32,
    #[foreign_key(on_delete = cascade)]
    pub author: ForeignKey<Person>,
    #[related(Comment.post)]
    pub comments: RelatedSet<Comment>,
}

#[derive(Model, Debug)]
pub struct Comment {
    pub id: i64,
    pub text: String,
    #[foreign_key(on_delete = cascade)]
    pub post: ForeignKey<Post>,
}

#[derive(Model, Debug)]
pub struct Owner {
    pub id: i64,
    pub name: String,
    #[many_to_many(related_name = "sitters")]
    pub sits_for: ManyToMany<Cat>,
}

#[derive(Model, Debug)]
pub struct Cat {
    pub id: i64,
    pub name: String,
    pub lives: i32,
}

/// What cases insert.
#[derive(Model, Debug)]
pub struct Entry {
    pub id: i64,
    pub title: String,
    pub body: String,
    pub number: i32,
    pub done: bool,
}

#[derive(Model, Debug)]
pub struct Stock {
    pub id: i64,
    #[field(unique, max_length = 20)]
    pub code: String,
    pub pieces: i32,
}

#[derive(Model, Debug)]
pub struct Shelf {
    pub id: i64,
    #[field(index, max_length = 20)]
    pub room: String,
}

#[derive(Model, Debug)]
pub struct Volume {
    pub id: i64,
    pub title: String,
    #[foreign_key(on_delete = cascade)]
    pub shelf: ForeignKey<Shelf>,
}

#[derive(Model, Debug)]
pub struct Page {
    pub id: i64,
    pub text: String,
    #[foreign_key(on_delete = cascade)]
    pub volume: ForeignKey<Volume>,
}

/// A million of them.
#[derive(Model, Debug)]
pub struct Reading {
    pub id: i64,
    pub sensor: i32,
    pub value: f64,
    pub label: String,
}

seen!(Person { id, name, email, age, score, active, city });
seen!(Entry { id, title, body, number, done });
seen!(Cat { id, name, lives });
seen!(Reading { id, sensor, value, label });

impl Seen for Post {
    fn seen(&self, digest: &mut Digest) {
        (self.id, &self.title).seen(digest);
        (&self.body, self.likes).seen(digest);
        self.author.key().seen(digest);
    }
}

impl Seen for Comment {
    fn seen(&self, digest: &mut Digest) {
        (self.id, &self.text).seen(digest);
        self.post.key().seen(digest);
    }
}
