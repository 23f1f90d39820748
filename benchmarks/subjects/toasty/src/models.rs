//! The models, named after the tables that are there.

use toasty::Deferred;
use world::{Digest, Seen, seen};

#[derive(Debug, toasty::Model)]
#[table = "person"]
pub struct Person {
    #[key]
    #[auto]
    pub id: i64,
    pub name: String,
    pub email: String,
    pub age: i32,
    pub score: f64,
    pub active: bool,
    #[index]
    pub city: Option<String>,
    #[has_many]
    pub posts: Deferred<Vec<Post>>,
}

#[derive(Debug, toasty::Model)]
#[table = "post"]
pub struct Post {
    #[key]
    #[auto]
    pub id: i64,
    pub title: String,
    pub body: String,
    pub likes: i32,
    #[index]
    pub author_id: i64,
    #[belongs_to(key = author_id, references = id)]
    pub author: Deferred<Person>,
    #[has_many]
    pub comments: Deferred<Vec<Comment>>,
}

#[derive(Debug, toasty::Model)]
#[table = "comment"]
pub struct Comment {
    #[key]
    #[auto]
    pub id: i64,
    pub text: String,
    #[index]
    pub post_id: i64,
    #[belongs_to(key = post_id, references = id)]
    pub post: Deferred<Post>,
}

#[derive(Debug, toasty::Model)]
#[table = "owner"]
pub struct Owner {
    #[key]
    #[auto]
    pub id: i64,
    pub name: String,
    #[has_many]
    pub sittings: Deferred<Vec<Sitting>>,
    #[has_many(via = sittings.cat)]
    pub sits_for: Deferred<Vec<Cat>>,
}

#[derive(Debug, toasty::Model)]
#[table = "owner_sits_for"]
#[key(owner_id, cat_id)]
pub struct Sitting {
    #[index]
    pub owner_id: i64,
    #[belongs_to(key = owner_id, references = id)]
    pub owner: Deferred<Owner>,
    #[index]
    pub cat_id: i64,
    #[belongs_to(key = cat_id, references = id)]
    pub cat: Deferred<Cat>,
}

#[derive(Debug, toasty::Model)]
#[table = "cat"]
pub struct Cat {
    #[key]
    #[auto]
    pub id: i64,
    pub name: String,
    pub lives: i32,
    #[has_many]
    pub sittings: Deferred<Vec<Sitting>>,
}

#[derive(Debug, toasty::Model)]
#[table = "entry"]
pub struct Entry {
    #[key]
    #[auto]
    pub id: i64,
    pub title: String,
    pub body: String,
    pub number: i32,
    pub done: bool,
}

seen!(Person { id, name, email, age, score, active, city });
seen!(Post { id, title, body, likes, author_id });
seen!(Comment { id, text, post_id });
seen!(Cat { id, name, lives });
seen!(Entry { id, title, body, number, done });

/// Persons with their posts, and those with their comments.
pub struct Tree(pub Vec<Person>);

impl Seen for Tree {
    fn seen(&self, digest: &mut Digest) {
        for person in &self.0 {
            person.seen(digest);
            for post in person.posts.get() {
                post.seen(digest);
                post.comments.get().seen(digest);
            }
        }
    }
}

/// Posts with their authors.
pub struct Joined(pub Vec<Post>);

impl Seen for Joined {
    fn seen(&self, digest: &mut Digest) {
        for post in &self.0 {
            post.seen(digest);
            post.author.get().seen(digest);
        }
    }
}

/// Owners with their cats.
pub struct Links(pub Vec<Owner>);

impl Seen for Links {
    fn seen(&self, digest: &mut Digest) {
        for owner in &self.0 {
            (owner.id, &owner.name).seen(digest);
            owner.sits_for.get().seen(digest);
        }
    }
}
