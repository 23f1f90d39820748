//! The structs, how each is read from a row, and what is bound, in PostgreSQL's binary format.

use crate::api::{Row, Rows};
use std::ffi::c_int;
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

/// Numbers are in the order of the network; of a cell that has another length, `try_into` tells.
impl Row<'_> {
    #[inline]
    pub fn integer(self, at: c_int) -> Result<i64, Failure> {
        Ok(i64::from_be_bytes(self.cell(at)?.try_into()?))
    }

    #[inline]
    pub fn small(self, at: c_int) -> Result<i32, Failure> {
        Ok(i32::from_be_bytes(self.cell(at)?.try_into()?))
    }

    #[inline]
    pub fn float(self, at: c_int) -> Result<f64, Failure> {
        Ok(f64::from_be_bytes(self.cell(at)?.try_into()?))
    }

    #[inline]
    pub fn boolean(self, at: c_int) -> Result<bool, Failure> {
        let [byte] = self.cell(at)?.try_into()?;
        Ok(byte != 0)
    }

    #[inline]
    pub fn text(self, at: c_int) -> Result<String, Failure> {
        Ok(std::str::from_utf8(self.cell(at)?)?.to_owned())
    }

    #[inline]
    pub fn nullable_text(self, at: c_int) -> Result<Option<String>, Failure> {
        if self.is_null(at) { Ok(None) } else { self.text(at).map(Some) }
    }
}

impl Rows {
    pub fn collect<T>(&self, read: impl Fn(Row<'_>) -> Result<T, Failure>) -> Result<Vec<T>, Failure> {
        self.iter().map(read).collect()
    }
}

/// A value that is bound.
pub enum Bind<'a> {
    Eight([u8; 8]),
    Four([u8; 4]),
    One([u8; 1]),
    Text(&'a str),
    Array(Vec<u8>),
}

impl Bind<'_> {
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Eight(bytes) => bytes,
            Self::Four(bytes) => bytes,
            Self::One(bytes) => bytes,
            Self::Text(text) => text.as_bytes(),
            Self::Array(bytes) => bytes,
        }
    }

    /// An array of `bigint`, of one dimension that begins at 1.
    pub fn keys(keys: &[i64]) -> Result<Self, Failure> {
        const BIGINT: i32 = 20;
        let mut bytes = Vec::with_capacity(20 + keys.len() * 12);
        // How many dimensions, no NULL, of what; how many there are, and the first.
        for word in [1, 0, BIGINT, i32::try_from(keys.len())?, 1] {
            bytes.extend(word.to_be_bytes());
        }
        for key in keys {
            bytes.extend(8_i32.to_be_bytes());
            bytes.extend(key.to_be_bytes());
        }
        Ok(Self::Array(bytes))
    }
}

impl From<i64> for Bind<'_> {
    fn from(value: i64) -> Self {
        Self::Eight(value.to_be_bytes())
    }
}

impl From<f64> for Bind<'_> {
    fn from(value: f64) -> Self {
        Self::Eight(value.to_be_bytes())
    }
}

impl From<i32> for Bind<'_> {
    fn from(value: i32) -> Self {
        Self::Four(value.to_be_bytes())
    }
}

impl From<bool> for Bind<'_> {
    fn from(value: bool) -> Self {
        Self::One([u8::from(value)])
    }
}

impl<'a> From<&'a str> for Bind<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Bind<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl Person {
    #[inline]
    pub fn read(row: Row<'_>, at: c_int) -> Result<Self, Failure> {
        Ok(Self {
            id: row.integer(at)?,
            name: row.text(at + 1)?,
            email: row.text(at + 2)?,
            age: row.small(at + 3)?,
            score: row.float(at + 4)?,
            active: row.boolean(at + 5)?,
            city: row.nullable_text(at + 6)?,
        })
    }
}

impl Post {
    #[inline]
    pub fn read(row: Row<'_>, at: c_int) -> Result<Self, Failure> {
        Ok(Self {
            id: row.integer(at)?,
            title: row.text(at + 1)?,
            body: row.text(at + 2)?,
            likes: row.small(at + 3)?,
            author: row.integer(at + 4)?,
        })
    }
}

impl Comment {
    #[inline]
    pub fn read(row: Row<'_>, at: c_int) -> Result<Self, Failure> {
        Ok(Self { id: row.integer(at)?, text: row.text(at + 1)?, post: row.integer(at + 2)? })
    }
}

impl Owner {
    #[inline]
    pub fn read(row: Row<'_>, at: c_int) -> Result<Self, Failure> {
        Ok(Self { id: row.integer(at)?, name: row.text(at + 1)? })
    }
}

impl Cat {
    #[inline]
    pub fn read(row: Row<'_>, at: c_int) -> Result<Self, Failure> {
        Ok(Self { id: row.integer(at)?, name: row.text(at + 1)?, lives: row.small(at + 2)? })
    }
}

impl Reading {
    #[inline]
    pub fn read(row: Row<'_>, at: c_int) -> Result<Self, Failure> {
        Ok(Self {
            id: row.integer(at)?,
            sensor: row.small(at + 1)?,
            value: row.float(at + 2)?,
            label: row.text(at + 3)?,
        })
    }
}
