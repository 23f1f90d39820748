//! The models, named after the tables that are there.

use butane::{AutoPk, model};
use world::{Digest, Seen};

#[model]
#[derive(Debug)]
#[table = "person"]
pub struct Person {
    pub id: AutoPk<i64>,
    pub name: String,
    pub email: String,
    pub age: i32,
    pub score: f64,
    pub active: bool,
    pub city: Option<String>,
}

#[model]
#[derive(Debug)]
#[table = "entry"]
pub struct Entry {
    pub id: AutoPk<i64>,
    pub title: String,
    pub body: String,
    pub number: i32,
    pub done: bool,
}

impl Seen for Person {
    fn seen(&self, digest: &mut Digest) {
        self.id.seen(digest);
        ((&self.name, &self.email), (self.age, self.score)).seen(digest);
        (self.active, &self.city).seen(digest);
    }
}

impl Seen for Entry {
    fn seen(&self, digest: &mut Digest) {
        self.id.seen(digest);
        ((&self.title, &self.body), (self.number, self.done)).seen(digest);
    }
}
