//! The cases that write.

use crate::api::Connection;
use world::{CASCADE, Failure, Line, ROOM, STOCKS, change, key, line, lines, stock_code, stock_count};

/// The entries as they are afterwards, with the keys that they were given.
pub fn insert(db: &mut Connection, rows: usize) -> Result<Vec<(i64, Line)>, Failure> {
    let lines = lines(rows);
    let insert = db.many("insert", rows, || {
        let mut text = String::from("INSERT INTO entry (title, body, number, done) VALUES ");
        (0..rows).for_each(|at| text.push_str(if at == 0 { "(?,?,?,?)" } else { ",(?,?,?,?)" }));
        text
    })?;
    let mut at = 0;
    for line in &lines {
        insert.bind_text(at + 1, &line.title);
        insert.bind_text(at + 2, &line.body);
        insert.bind_integer(at + 3, i64::from(line.number));
        insert.bind_integer(at + 4, i64::from(line.done));
        at += 4;
    }
    insert.run()?;
    // The keys of one statement follow each other, since there is one writer.
    let first = db.last_key() - i64::try_from(rows)? + 1;
    Ok(lines.into_iter().zip(first..).map(|(line, key)| (key, line)).collect())
}

pub fn insert_nth(db: &mut Connection, n: usize) -> Result<(), Failure> {
    let line = line(n);
    let insert = db.fixed("INSERT INTO entry (title, body, number, done) VALUES (?, ?, ?, ?)")?;
    insert.bind_text(1, &line.title);
    insert.bind_text(2, &line.body);
    insert.bind_integer(3, i64::from(line.number));
    insert.bind_integer(4, i64::from(line.done));
    insert.run()
}

pub fn update(db: &mut Connection, n: usize) -> Result<(), Failure> {
    let (age, email) = change(n);
    let update = db.fixed("UPDATE person SET age = ?, email = ? WHERE id = ?")?;
    update.bind_integer(1, i64::from(age));
    update.bind_text(2, &email);
    update.bind_integer(3, key(n));
    update.run()
}

pub fn upsert(db: &mut Connection, turn: usize) -> Result<(), Failure> {
    db.batch("BEGIN IMMEDIATE")?;
    for chunk in STOCKS.collect::<Vec<_>>().chunks(1_000) {
        let codes: Vec<String> = chunk.iter().map(|n| stock_code(*n)).collect();
        let upsert = db.many("upsert", chunk.len(), || {
            let mut text = String::from("INSERT INTO stock (code, pieces) VALUES ");
            (0..chunk.len()).for_each(|at| text.push_str(if at == 0 { "(?,?)" } else { ",(?,?)" }));
            text + " ON CONFLICT (code) DO UPDATE SET pieces = excluded.pieces"
        })?;
        for ((n, code), at) in chunk.iter().zip(&codes).zip(0..) {
            upsert.bind_text(at * 2 + 1, code);
            upsert.bind_integer(at * 2 + 2, i64::from(stock_count(turn, *n)));
        }
        upsert.run()?;
    }
    db.batch("COMMIT")
}

pub fn cascade(db: &mut Connection) -> Result<(), Failure> {
    db.batch("BEGIN IMMEDIATE")?;
    for text in CASCADE {
        let delete = db.fixed(text)?;
        delete.bind_text(1, ROOM);
        delete.run()?;
    }
    db.batch("COMMIT")
}
