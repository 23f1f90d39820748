//! The structs: read by names, as `query_as` does, or by places.

use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Result, Row};
use world::seen;

#[derive(Debug, FromRow)]
pub struct Person {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub age: i32,
    pub score: f64,
    pub active: bool,
    pub city: Option<String>,
}

impl Person {
    /// By places, from this one on.
    pub fn at(row: &SqliteRow, at: usize) -> Result<Self> {
        Ok(Self {
            id: row.try_get(at)?,
            name: row.try_get(at + 1)?,
            email: row.try_get(at + 2)?,
            age: row.try_get(at + 3)?,
            score: row.try_get(at + 4)?,
            active: row.try_get(at + 5)?,
            city: row.try_get(at + 6)?,
        })
    }
}

#[derive(Debug, FromRow)]
pub struct Post {
    pub id: i64,
    pub title: String,
    pub body: String,
    pub likes: i32,
    pub author_id: i64,
}

impl Post {
    pub fn at(row: &SqliteRow, at: usize) -> Result<Self> {
        Ok(Self {
            id: row.try_get(at)?,
            title: row.try_get(at + 1)?,
            body: row.try_get(at + 2)?,
            likes: row.try_get(at + 3)?,
            author_id: row.try_get(at + 4)?,
        })
    }
}

#[derive(Debug, FromRow)]
pub struct Comment {
    pub id: i64,
    pub text: String,
    pub post_id: i64,
}

#[derive(Debug, FromRow)]
pub struct Owner {
    pub id: i64,
    pub name: String,
}

#[derive(Debug)]
pub struct Cat {
    pub id: i64,
    pub name: String,
    pub lives: i32,
}

#[derive(Debug, FromRow)]
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
