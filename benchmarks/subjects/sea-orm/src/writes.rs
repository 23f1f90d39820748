//! The cases that write.

use crate::entities::{entry, page, person, shelf, stock, volume};
use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::NotSet, ConnectionTrait, QuerySelect, QueryTrait, Set, TransactionTrait};
use world::{Failure, Line, ROOM, STOCKS, change, key, line, lines, stock_code, stock_count};

type Db = DatabaseConnection;

fn new(line: Line) -> entry::ActiveModel {
    let Line { title, body, number, done } = line;
    entry::ActiveModel { id: NotSet, title: Set(title), body: Set(body), number: Set(number), done: Set(done) }
}

/// The entries as they are afterwards.
pub async fn insert(db: &Db, rows: usize) -> Result<Vec<entry::Model>, Failure> {
    if rows == 1 {
        return Ok(vec![new(line(0)).insert(db).await?]);
    }
    let all = lines(rows);
    if db.support_returning() {
        return Ok(entry::Entity::insert_many(all.into_iter().map(new)).exec_with_returning(db).await?);
    }
    // MariaDB has RETURNING, but SeaORM writes none there: the key of the first is told, and the others follow it.
    let told = entry::Entity::insert_many(all.iter().cloned().map(new)).exec(db).await?;
    let first = told.last_insert_id.ok_or("no key")?;
    let kept =
        |(id, it): (i64, Line)| entry::Model { id, title: it.title, body: it.body, number: it.number, done: it.done };
    Ok((first..).zip(all).map(kept).collect())
}

pub async fn insert_nth(db: &Db, n: usize) -> Result<(), Failure> {
    new(line(n)).insert(db).await?;
    Ok(())
}

pub async fn update(db: &Db, n: usize) -> Result<(), Failure> {
    let (age, email) = change(n);
    let update = person::Entity::update_many().filter(person::Column::Id.eq(key(n)));
    let update = update.col_expr(person::Column::Age, Expr::value(age));
    update.col_expr(person::Column::Email, Expr::value(email)).exec(db).await?;
    Ok(())
}

pub async fn upsert(db: &Db, turn: usize) -> Result<(), Failure> {
    let transaction = db.begin().await?;
    for chunk in STOCKS.collect::<Vec<_>>().chunks(1_000) {
        let new = chunk.iter().map(|n| stock::ActiveModel {
            id: NotSet,
            code: Set(stock_code(*n)),
            pieces: Set(stock_count(turn, *n)),
        });
        let set = OnConflict::column(stock::Column::Code).update_column(stock::Column::Pieces).to_owned();
        stock::Entity::insert_many(new).on_conflict(set).exec_without_returning(&transaction).await?;
    }
    Ok(transaction.commit().await?)
}

/// SeaORM leaves relations to the database, and there they refuse: so children first, by subqueries.
pub async fn cascade(db: &Db) -> Result<(), Failure> {
    let shelves = || shelf::Entity::find().select_only().column(shelf::Column::Id).filter(shelf::Column::Room.eq(ROOM));
    let volumes = volume::Entity::find().select_only().column(volume::Column::Id);
    let volumes = volumes.filter(volume::Column::ShelfId.in_subquery(shelves().into_query()));
    let transaction = db.begin().await?;
    let pages = page::Column::VolumeId.in_subquery(volumes.into_query());
    page::Entity::delete_many().filter(pages).exec(&transaction).await?;
    let volumes = volume::Column::ShelfId.in_subquery(shelves().into_query());
    volume::Entity::delete_many().filter(volumes).exec(&transaction).await?;
    shelf::Entity::delete_many().filter(shelf::Column::Room.eq(ROOM)).exec(&transaction).await?;
    Ok(transaction.commit().await?)
}
