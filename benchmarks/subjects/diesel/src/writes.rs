//! The cases that write.

use crate::schema::{NewEntry, NewStock, entry, page, person, shelf, stock, volume};
use diesel::prelude::*;
use diesel::upsert::excluded;
use world::{Failure, Line, ROOM, STOCKS, change, key, line, lines, stock_code, stock_count};

type Db = SqliteConnection;

fn new(line: &Line) -> NewEntry<'_> {
    NewEntry { title: &line.title, body: &line.body, number: line.number, done: line.done }
}

/// The entries as they are afterwards, with the keys that they were given.
pub fn insert(db: &mut Db, rows: usize) -> Result<Vec<(i64, Line)>, Failure> {
    let lines = lines(rows);
    let new: Vec<NewEntry<'_>> = lines.iter().map(new).collect();
    let keys: Vec<i64> = diesel::insert_into(entry::table).values(&new).returning(entry::id).get_results(db)?;
    drop(new);
    Ok(keys.into_iter().zip(lines).collect())
}

pub fn insert_nth(db: &mut Db, n: usize) -> Result<(), Failure> {
    diesel::insert_into(entry::table).values(new(&line(n))).execute(db)?;
    Ok(())
}

pub fn update(db: &mut Db, n: usize) -> Result<(), Failure> {
    let (age, email) = change(n);
    let set = (person::age.eq(age), person::email.eq(email));
    diesel::update(person::table.find(key(n))).set(set).execute(db)?;
    Ok(())
}

/// One by one: diesel has no batch with a conflict on SQLite.
pub fn upsert(db: &mut Db, turn: usize) -> Result<(), Failure> {
    db.transaction(|db| {
        for n in STOCKS {
            diesel::insert_into(stock::table)
                .values(NewStock { code: stock_code(n), pieces: stock_count(turn, n) })
                .on_conflict(stock::code)
                .do_update()
                .set(stock::pieces.eq(excluded(stock::pieces)))
                .execute(db)?;
        }
        Ok(())
    })
}

/// diesel leaves relations to the database, and there they refuse: so children first, by subqueries.
pub fn cascade(db: &mut Db) -> Result<(), Failure> {
    db.transaction(|db| {
        let shelves = || shelf::table.filter(shelf::room.eq(ROOM)).select(shelf::id);
        let volumes = volume::table.filter(volume::shelf_id.eq_any(shelves())).select(volume::id);
        diesel::delete(page::table.filter(page::volume_id.eq_any(volumes))).execute(db)?;
        diesel::delete(volume::table.filter(volume::shelf_id.eq_any(shelves()))).execute(db)?;
        diesel::delete(shelf::table.filter(shelf::room.eq(ROOM))).execute(db)?;
        Ok(())
    })
}
