//! The cases that write.

use crate::entities::{entry, person, stock};
use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::NotSet, Set, TransactionTrait};
use world::{Failure, Line, STOCKS, change, key, line, lines, stock_code, stock_count};

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
    Ok(entry::Entity::insert_many(lines(rows).into_iter().map(new)).exec_with_returning(db).await?)
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
