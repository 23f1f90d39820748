//! The cases that write.

use crate::api::Connection;
use crate::rows::Bind;
use std::fmt::Write as _;
use world::{Failure, Line, ROOM, STOCKS, change, key, lines, stock_code, stock_count};

/// The entries as they are afterwards, with the keys that they were given.
pub fn insert(db: &mut Connection, rows: usize) -> Result<Vec<(i64, Line)>, Failure> {
    let lines = lines(rows);
    let head = "INSERT INTO entry (title, body, number, done) VALUES ";
    let mut binds: Vec<Bind<'_>> = Vec::with_capacity(rows * 4);
    for line in &lines {
        binds.extend([(&line.title).into(), (&line.body).into(), line.number.into(), line.done.into()]);
    }
    let given = db.many((head, rows), || values(head, rows, 4) + " RETURNING id", &binds)?;
    let keys = given.collect(|row| row.integer(0))?;
    drop(binds);
    Ok(keys.into_iter().zip(lines).collect())
}

pub fn update(db: &mut Connection, n: usize) -> Result<(), Failure> {
    let (age, email) = change(n);
    let binds = [age.into(), (&email).into(), key(n).into()];
    db.all("UPDATE person SET age = $1, email = $2 WHERE id = $3", &binds).map(drop)
}

pub fn upsert(db: &mut Connection, turn: usize) -> Result<(), Failure> {
    db.batch(c"BEGIN")?;
    for chunk in STOCKS.collect::<Vec<_>>().chunks(1_000) {
        let rows: Vec<(String, i32)> = chunk.iter().map(|n| (stock_code(*n), stock_count(turn, *n))).collect();
        let head = "INSERT INTO stock (code, pieces) VALUES ";
        let tail = " ON CONFLICT (code) DO UPDATE SET pieces = excluded.pieces";
        let binds: Vec<Bind<'_>> = rows.iter().flat_map(|(code, pieces)| [code.into(), (*pieces).into()]).collect();
        db.many((head, rows.len()), || values(head, rows.len(), 2) + tail, &binds)?;
    }
    db.batch(c"COMMIT")
}

/// The foreign keys refuse what would dangle: so children first.
pub fn cascade(db: &mut Connection) -> Result<(), Failure> {
    db.batch(c"BEGIN")?;
    let pages = "DELETE FROM page WHERE volume_id IN \
                 (SELECT id FROM volume WHERE shelf_id IN (SELECT id FROM shelf WHERE room = $1))";
    db.all(pages, &[ROOM.into()])?;
    let volumes = "DELETE FROM volume WHERE shelf_id IN (SELECT id FROM shelf WHERE room = $1)";
    db.all(volumes, &[ROOM.into()])?;
    db.all("DELETE FROM shelf WHERE room = $1", &[ROOM.into()])?;
    db.batch(c"COMMIT")
}

/// The text with so many rows of so many places.
fn values(head: &str, rows: usize, columns: usize) -> String {
    let mut text = String::from(head);
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ",(" });
        for column in 1..=columns {
            let comma = if column == 1 { "" } else { "," };
            let _ = write!(text, "{comma}${}", row * columns + column);
        }
        text.push(')');
    }
    text
}
