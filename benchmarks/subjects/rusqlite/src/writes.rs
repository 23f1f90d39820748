//! The cases that write.

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Result, ToSql, params, params_from_iter};
use world::{CASCADE, Failure, Line, ROOM, STOCKS, change, key, line, lines, stock_code, stock_count};

/// One column of a row that is bound.
enum Cell<'a> {
    Text(&'a str),
    Integer(i64),
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        match self {
            Self::Text(text) => text.to_sql(),
            Self::Integer(integer) => integer.to_sql(),
        }
    }
}

/// The entries as they are afterwards, with the keys that they were given.
pub fn insert(db: &Connection, rows: usize) -> Result<Vec<(i64, Line)>, Failure> {
    let lines = lines(rows);
    let mut text = format!("INSERT INTO entry (title, body, number, done) VALUES {}", "(?,?,?,?),".repeat(rows));
    text.pop();
    let cells = lines.iter().flat_map(|it| {
        [Cell::Text(&it.title), Cell::Text(&it.body), Cell::Integer(it.number.into()), Cell::Integer(it.done.into())]
    });
    db.prepare_cached(&text)?.execute(params_from_iter(cells))?;
    let first = db.last_insert_rowid() - i64::try_from(rows)? + 1;
    Ok(lines.into_iter().zip(first..).map(|(line, key)| (key, line)).collect())
}

pub fn insert_nth(db: &mut Connection, n: usize) -> Result<(), Failure> {
    let line = line(n);
    let mut insert = db.prepare_cached("INSERT INTO entry (title, body, number, done) VALUES (?, ?, ?, ?)")?;
    insert.execute(params![line.title, line.body, line.number, line.done])?;
    Ok(())
}

pub fn update(db: &Connection, n: usize) -> Result<(), Failure> {
    let mut update = db.prepare_cached("UPDATE person SET age = ?, email = ? WHERE id = ?")?;
    let (age, email) = change(n);
    update.execute(params![age, email, key(n)])?;
    Ok(())
}

pub fn upsert(db: &mut Connection, turn: usize) -> Result<(), Failure> {
    let transaction = db.transaction()?;
    for chunk in STOCKS.collect::<Vec<_>>().chunks(1_000) {
        let codes: Vec<String> = chunk.iter().map(|n| stock_code(*n)).collect();
        let mut text = format!("INSERT INTO stock (code, pieces) VALUES {}", "(?,?),".repeat(chunk.len()));
        text.pop();
        text.push_str(" ON CONFLICT (code) DO UPDATE SET pieces = excluded.pieces");
        let cells = chunk.iter().zip(&codes);
        let cells = cells.flat_map(|(n, code)| [Cell::Text(code), Cell::Integer(stock_count(turn, *n).into())]);
        transaction.prepare_cached(&text)?.execute(params_from_iter(cells))?;
    }
    Ok(transaction.commit()?)
}

pub fn cascade(db: &mut Connection) -> Result<(), Failure> {
    let transaction = db.transaction()?;
    for text in CASCADE {
        transaction.prepare_cached(text)?.execute([ROOM])?;
    }
    Ok(transaction.commit()?)
}
