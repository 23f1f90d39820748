//! The structs: read by names, as `query_as` does, or by places.

use sqlx::mysql::MySqlRow;
use sqlx::postgres::PgRow;
use sqlx::{FromRow, Result, Row};
use world::seen;

/// Read from the columns of a row from this place on.
pub trait ByPlace<R>: Sized {
    fn at(row: &R, at: usize) -> Result<Self>;
}

macro_rules! by_place {
    ($type:ident { $($field:ident),* }) => {
        by_place!($type, PgRow, { $($field),* });
        by_place!($type, MySqlRow, { $($field),* });
    };
    ($type:ident, $row:ident, { $($field:ident),* }) => {
        impl ByPlace<$row> for $type {
            fn at(row: &$row, at: usize) -> Result<Self> {
                let mut places = at..;
                Ok(Self { $($field: row.try_get(places.next().unwrap_or_default())?),* })
            }
        }
    };
}

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

#[derive(Debug, FromRow)]
pub struct Post {
    pub id: i64,
    pub title: String,
    pub body: String,
    pub likes: i32,
    pub author_id: i64,
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

#[derive(Debug, FromRow)]
pub struct Cat {
    pub id: i64,
    pub name: String,
    pub lives: i32,
}

/// A cat and who sits for it.
#[derive(Debug, FromRow)]
pub struct CatOf {
    pub owner_id: i64,
    #[sqlx(flatten)]
    pub cat: Cat,
}

impl ByPlace<PgRow> for CatOf {
    fn at(row: &PgRow, at: usize) -> Result<Self> {
        Ok(Self { owner_id: row.try_get(at)?, cat: Cat::at(row, at + 1)? })
    }
}

#[derive(Debug, FromRow)]
pub struct Reading {
    pub id: i64,
    pub sensor: i32,
    pub value: f64,
    pub label: String,
}

/// A post and its author. Both have a column `id`: the author's is named another way.
#[derive(Debug)]
pub struct Authored {
    pub post: Post,
    pub author: Person,
}

impl FromRow<'_, PgRow> for Authored {
    fn from_row(row: &PgRow) -> Result<Self> {
        let author = Person {
            id: row.try_get("person_id")?,
            name: row.try_get("name")?,
            email: row.try_get("email")?,
            age: row.try_get("age")?,
            score: row.try_get("score")?,
            active: row.try_get("active")?,
            city: row.try_get("city")?,
        };
        Ok(Self { post: Post::from_row(row)?, author })
    }
}

impl ByPlace<PgRow> for Authored {
    fn at(row: &PgRow, at: usize) -> Result<Self> {
        Ok(Self { post: Post::at(row, at)?, author: Person::at(row, at + 5)? })
    }
}

by_place!(Person { id, name, email, age, score, active, city });
by_place!(Post { id, title, body, likes, author_id });
by_place!(Comment { id, text, post_id });
by_place!(Owner { id, name });
by_place!(Cat { id, name, lives });
by_place!(Reading { id, sensor, value, label });

seen!(Person { id, name, email, age, score, active, city });
seen!(Post { id, title, body, likes, author_id });
seen!(Comment { id, text, post_id });
seen!(Owner { id, name });
seen!(Cat { id, name, lives });
seen!(Reading { id, sensor, value, label });
seen!(Authored { post, author });
