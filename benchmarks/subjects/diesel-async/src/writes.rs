//! The cases that write, on PostgreSQL.

use crate::schema::{NewEntry, NewStock, entry, page, person, shelf, stock, volume};
use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use world::{Failure, Line, ROOM, STOCKS, change, key, line, lines, stock_code, stock_count};

type Db = AsyncPgConnection;

pub fn new(line: &Line) -> NewEntry<'_> {
    NewEntry { title: &line.title, body: &line.body, number: line.number, done: line.done }
}

/// The entries as they are afterwards, with the keys that they were given.
pub async fn insert(db: &mut Db, rows: usize) -> Result<Vec<(i64, Line)>, Failure> {
    let lines = lines(rows);
    let new: Vec<NewEntry<'_>> = lines.iter().map(new).collect();
    let keys: Vec<i64> = diesel::insert_into(entry::table).values(&new).returning(entry::id).get_results(db).await?;
    drop(new);
    Ok(keys.into_iter().zip(lines).collect())
}

pub async fn insert_nth(db: &mut Db, n: usize) -> Result<(), Failure> {
    diesel::insert_into(entry::table).values(new(&line(n))).execute(db).await?;
    Ok(())
}

pub async fn update(db: &mut Db, n: usize) -> Result<(), Failure> {
    let (age, email) = change(n);
    let set = (person::age.eq(age), person::email.eq(email));
    diesel::update(person::table.find(key(n))).set(set).execute(db).await?;
    Ok(())
}

pub async fn upsert(db: &mut Db, turn: usize) -> Result<(), Failure> {
    db.transaction::<_, diesel::result::Error, _>(async |db| {
        for chunk in STOCKS.collect::<Vec<_>>().chunks(1_000) {
            let new = chunk.iter().map(|n| NewStock { code: stock_code(*n), pieces: stock_count(turn, *n) });
            diesel::insert_into(stock::table)
                .values(new.collect::<Vec<_>>())
                .on_conflict(stock::code)
                .do_update()
                .set(stock::pieces.eq(excluded(stock::pieces)))
                .execute(db)
                .await?;
        }
        Ok(())
    })
    .await?;
    Ok(())
}

/// diesel leaves relations to the database, and there they refuse: so children first, by subqueries.
pub async fn cascade(db: &mut Db) -> Result<(), Failure> {
    db.transaction::<_, diesel::result::Error, _>(async |db| {
        let shelves = || shelf::table.filter(shelf::room.eq(ROOM)).select(shelf::id);
        let volumes = volume::table.filter(volume::shelf_id.eq_any(shelves())).select(volume::id);
        diesel::delete(page::table.filter(page::volume_id.eq_any(volumes))).execute(db).await?;
        diesel::delete(volume::table.filter(volume::shelf_id.eq_any(shelves()))).execute(db).await?;
        diesel::delete(shelf::table.filter(shelf::room.eq(ROOM))).execute(db).await?;
        Ok(())
    })
    .await?;
    Ok(())
}
