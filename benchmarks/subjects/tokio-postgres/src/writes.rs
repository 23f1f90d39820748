//! The cases that write.

use crate::client::Client;
use std::fmt::Write as _;
use tokio_postgres::types::ToSql;
use world::{Failure, Line, ROOM, STOCKS, change, key, line, lines, stock_code, stock_count};

/// The entries as they are afterwards, with the keys that they were given.
pub async fn insert(db: &mut Client, rows: usize) -> Result<Vec<(i64, Line)>, Failure> {
    let lines = lines(rows);
    let head = "INSERT INTO entry (title, body, number, done) VALUES ";
    let insert = db.many(head, rows, || values(head, rows, 4) + " RETURNING id").await?;
    let mut binds: Vec<&(dyn ToSql + Sync)> = Vec::with_capacity(rows * 4);
    for line in &lines {
        binds.extend([&line.title as &(dyn ToSql + Sync), &line.body, &line.number, &line.done]);
    }
    let given = db.query(&insert, &binds).await?;
    drop(binds);
    let keys = given.iter().map(|row| row.try_get(0)).collect::<Result<Vec<i64>, _>>()?;
    Ok(keys.into_iter().zip(lines).collect())
}

pub async fn insert_nth(db: &mut Client, n: usize) -> Result<(), Failure> {
    let it = line(n);
    let text = "INSERT INTO entry (title, body, number, done) VALUES ($1, $2, $3, $4)";
    db.execute(text, &[&it.title, &it.body, &it.number, &it.done]).await
}

pub async fn update(db: &mut Client, n: usize) -> Result<(), Failure> {
    let (age, email) = change(n);
    db.execute("UPDATE person SET age = $1, email = $2 WHERE id = $3", &[&age, &email, &key(n)]).await
}

pub async fn upsert(db: &mut Client, turn: usize) -> Result<(), Failure> {
    db.batch("BEGIN").await?;
    for chunk in STOCKS.collect::<Vec<_>>().chunks(1_000) {
        let rows: Vec<(String, i32)> = chunk.iter().map(|n| (stock_code(*n), stock_count(turn, *n))).collect();
        let head = "INSERT INTO stock (code, pieces) VALUES ";
        let tail = " ON CONFLICT (code) DO UPDATE SET pieces = excluded.pieces";
        let upsert = db.many(head, rows.len(), || values(head, rows.len(), 2) + tail).await?;
        let binds: Vec<&(dyn ToSql + Sync)> =
            rows.iter().flat_map(|(code, pieces)| [code as &(dyn ToSql + Sync), pieces]).collect();
        db.execute_raw(&upsert, binds).await?;
    }
    db.batch("COMMIT").await
}

/// The foreign keys refuse what would dangle: so children first.
pub async fn cascade(db: &mut Client) -> Result<(), Failure> {
    db.batch("BEGIN").await?;
    let pages = "DELETE FROM page WHERE volume_id IN \
                 (SELECT id FROM volume WHERE shelf_id IN (SELECT id FROM shelf WHERE room = $1))";
    db.execute(pages, &[&ROOM]).await?;
    let volumes = "DELETE FROM volume WHERE shelf_id IN (SELECT id FROM shelf WHERE room = $1)";
    db.execute(volumes, &[&ROOM]).await?;
    db.execute("DELETE FROM shelf WHERE room = $1", &[&ROOM]).await?;
    db.batch("COMMIT").await
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
