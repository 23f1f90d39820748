//! The models, named after the tables that are there.

use world::seen;

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
seen!(Entry { id, title, body, number, done });
