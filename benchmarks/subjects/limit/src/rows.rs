//! The structs, and how each is read from a row.

use crate::api::Statement;
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

#[derive(Clone, Debug)]
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
    #[inline]
    pub fn read(row: &Statement, at: i32) -> Result<Self, Failure> {
        Ok(Self {
            id: row.integer(at),
            name: row.text(at + 1)?,
            email: row.text(at + 2)?,
            age: row.small(at + 3),
            score: row.float(at + 4),
            active: row.small(at + 5) != 0,
            city: row.nullable_text(at + 6)?,
        })
    }
}

impl Post {
    #[inline]
    pub fn read(row: &Statement, at: i32) -> Result<Self, Failure> {
        Ok(Self {
            id: row.integer(at),
            title: row.text(at + 1)?,
            body: row.text(at + 2)?,
            likes: row.small(at + 3),
            author: row.integer(at + 4),
        })
    }
}

impl Comment {
    #[inline]
    pub fn read(row: &Statement, at: i32) -> Result<Self, Failure> {
        Ok(Self { id: row.integer(at), text: row.text(at + 1)?, post: row.integer(at + 2) })
    }
}

impl Owner {
    #[inline]
    pub fn read(row: &Statement, at: i32) -> Result<Self, Failure> {
        Ok(Self { id: row.integer(at), name: row.text(at + 1)? })
    }
}

impl Cat {
    #[inline]
    pub fn read(row: &Statement, at: i32) -> Result<Self, Failure> {
        Ok(Self { id: row.integer(at), name: row.text(at + 1)?, lives: row.small(at + 2) })
    }
}

impl Reading {
    #[inline]
    pub fn read(row: &Statement, at: i32) -> Result<Self, Failure> {
        Ok(Self { id: row.integer(at), sensor: row.small(at + 1), value: row.float(at + 2), label: row.text(at + 3)? })
    }
}
