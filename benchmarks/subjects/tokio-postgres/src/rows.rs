//! The structs, and how each is read from a row.

use tokio_postgres::Row;
use world::{Failure, seen};

#[derive(Debug)]
pub struct Person {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub age: i32,
    pub score: f64,
    pub active: bool,
    pub city: Option<String>,
}

#[derive(Debug)]
pub struct Post {
    pub id: i64,
    pub title: String,
    pub body: String,
    pub likes: i32,
    pub author: i64,
}

#[derive(Debug)]
pub struct Comment {
    pub id: i64,
    pub text: String,
    pub post: i64,
}

#[derive(Debug)]
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

#[derive(Debug)]
pub struct Reading {
    pub id: i64,
    pub sensor: i32,
    pub value: f64,
    pub label: String,
}

seen!(Person { id, name, email, age, score, active, city });
seen!(Post { id, title, body, likes, author });
seen!(Comment { id, text, post });
seen!(Owner { id, name });
seen!(Cat { id, name, lives });
seen!(Reading { id, sensor, value, label });

impl Person {
    pub fn read(row: &Row, at: usize) -> Result<Self, Failure> {
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

impl Post {
    pub fn read(row: &Row, at: usize) -> Result<Self, Failure> {
        Ok(Self {
            id: row.try_get(at)?,
            title: row.try_get(at + 1)?,
            body: row.try_get(at + 2)?,
            likes: row.try_get(at + 3)?,
            author: row.try_get(at + 4)?,
        })
    }
}

impl Comment {
    pub fn read(row: &Row, at: usize) -> Result<Self, Failure> {
        Ok(Self { id: row.try_get(at)?, text: row.try_get(at + 1)?, post: row.try_get(at + 2)? })
    }
}

impl Owner {
    pub fn read(row: &Row, at: usize) -> Result<Self, Failure> {
        Ok(Self { id: row.try_get(at)?, name: row.try_get(at + 1)? })
    }
}

impl Cat {
    pub fn read(row: &Row, at: usize) -> Result<Self, Failure> {
        Ok(Self { id: row.try_get(at)?, name: row.try_get(at + 1)?, lives: row.try_get(at + 2)? })
    }
}

impl Reading {
    pub fn read(row: &Row, at: usize) -> Result<Self, Failure> {
        Ok(Self {
            id: row.try_get(at)?,
            sensor: row.try_get(at + 1)?,
            value: row.try_get(at + 2)?,
            label: row.try_get(at + 3)?,
        })
    }
}
