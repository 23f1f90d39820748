//! The tables, as diesel's own tool prints them.

use diesel::prelude::*;
use world::seen;

diesel::table! {
    person (id) {
        id -> BigInt,
        name -> Text,
        email -> Text,
        age -> Integer,
        score -> Double,
        active -> Bool,
        city -> Nullable<Text>,
    }
}

diesel::table! {
    post (id) {
        id -> BigInt,
        title -> Text,
        body -> Text,
        likes -> Integer,
        author_id -> BigInt,
    }
}

diesel::table! {
    comment (id) {
        id -> BigInt,
        text -> Text,
        post_id -> BigInt,
    }
}

diesel::table! {
    owner (id) {
        id -> BigInt,
        name -> Text,
    }
}

diesel::table! {
    cat (id) {
        id -> BigInt,
        name -> Text,
        lives -> Integer,
    }
}

diesel::table! {
    owner_sits_for (owner_id, cat_id) {
        owner_id -> BigInt,
        cat_id -> BigInt,
    }
}

diesel::table! {
    entry (id) {
        id -> BigInt,
        title -> Text,
        body -> Text,
        number -> Integer,
        done -> Bool,
    }
}

diesel::table! {
    stock (id) {
        id -> BigInt,
        code -> Text,
        pieces -> Integer,
    }
}

diesel::table! {
    reading (id) {
        id -> BigInt,
        sensor -> Integer,
        value -> Double,
        label -> Text,
    }
}

diesel::table! {
    shelf (id) {
        id -> BigInt,
        room -> Text,
    }
}

diesel::table! {
    volume (id) {
        id -> BigInt,
        title -> Text,
        shelf_id -> BigInt,
    }
}

diesel::table! {
    page (id) {
        id -> BigInt,
        text -> Text,
        volume_id -> BigInt,
    }
}

diesel::joinable!(post -> person (author_id));
diesel::joinable!(comment -> post (post_id));
diesel::joinable!(owner_sits_for -> owner (owner_id));
diesel::joinable!(owner_sits_for -> cat (cat_id));
diesel::allow_tables_to_appear_in_same_query!(shelf, volume, page);
diesel::allow_tables_to_appear_in_same_query!(person, post, comment, owner, cat, owner_sits_for);

#[derive(Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = person)]
pub struct Person {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub age: i32,
    pub score: f64,
    pub active: bool,
    pub city: Option<String>,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = post, belongs_to(Person, foreign_key = author_id))]
pub struct Post {
    pub id: i64,
    pub title: String,
    pub body: String,
    pub likes: i32,
    pub author_id: i64,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = comment, belongs_to(Post))]
pub struct Comment {
    pub id: i64,
    pub text: String,
    pub post_id: i64,
}

#[derive(Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = owner)]
pub struct Owner {
    pub id: i64,
    pub name: String,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = cat)]
pub struct Cat {
    pub id: i64,
    pub name: String,
    pub lives: i32,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = owner_sits_for, belongs_to(Owner), primary_key(owner_id, cat_id))]
pub struct SitsFor {
    pub owner_id: i64,
    pub cat_id: i64,
}

#[derive(Insertable)]
#[diesel(table_name = entry)]
pub struct NewEntry<'a> {
    pub title: &'a str,
    pub body: &'a str,
    pub number: i32,
    pub done: bool,
}

#[derive(Insertable)]
#[diesel(table_name = stock)]
pub struct NewStock {
    pub code: String,
    pub pieces: i32,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = reading)]
pub struct Reading {
    pub id: i64,
    pub sensor: i32,
    pub value: f64,
    pub label: String,
}

seen!(Person { id, name, email, age, score, active, city });
seen!(Post { id, title, body, likes, author_id });
seen!(Comment { id, text, post_id });
seen!(Owner { id, name });
seen!(Cat { id, name, lives });
seen!(Reading { id, sensor, value, label });
