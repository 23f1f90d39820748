//! The cases that write, on PostgreSQL.

use crate::postgres::Db;
use sqlx::{Postgres, QueryBuilder, Row};
use world::{Failure, Line, ROOM, STOCKS, change, key, line, lines, stock_code, stock_count};

/// The entries as they are afterwards, with the keys that they were given.
pub async fn insert(db: &Db, rows: usize) -> Result<Vec<(i64, Line)>, Failure> {
    let lines = lines(rows);
    let mut insert = QueryBuilder::<Postgres>::new("INSERT INTO entry (title, body, number, done) ");
    insert.push_values(&lines, |mut row, it| {
        row.push_bind(&it.title).push_bind(&it.body).push_bind(it.number).push_bind(it.done);
    });
    insert.push(" RETURNING id");
    let given = insert.build().fetch_all(&db.pool).await?;
    let keys = given.iter().map(|row| row.try_get(0)).collect::<Result<Vec<i64>, _>>()?;
    Ok(keys.into_iter().zip(lines).collect())
}

pub async fn insert_nth(db: &Db, n: usize) -> Result<(), Failure> {
    let it = line(n);
    let insert = sqlx::query("INSERT INTO entry (title, body, number, done) VALUES ($1, $2, $3, $4)");
    insert.bind(it.title).bind(it.body).bind(it.number).bind(it.done).execute(&db.pool).await?;
    Ok(())
}

pub async fn update(db: &Db, n: usize) -> Result<(), Failure> {
    let (age, email) = change(n);
    let update = sqlx::query("UPDATE person SET age = $1, email = $2 WHERE id = $3");
    update.bind(age).bind(email).bind(key(n)).execute(&db.pool).await?;
    Ok(())
}

pub async fn upsert(db: &Db, turn: usize) -> Result<(), Failure> {
    let mut transaction = db.pool.begin().await?;
    for chunk in STOCKS.collect::<Vec<_>>().chunks(1_000) {
        let mut upsert = QueryBuilder::<Postgres>::new("INSERT INTO stock (code, pieces) ");
        upsert.push_values(chunk, |mut row, n| {
            row.push_bind(stock_code(*n)).push_bind(stock_count(turn, *n));
        });
        upsert.push(" ON CONFLICT (code) DO UPDATE SET pieces = excluded.pieces");
        upsert.build().execute(&mut *transaction).await?;
    }
    Ok(transaction.commit().await?)
}

/// The foreign keys refuse what would dangle: so children first.
pub async fn cascade(db: &Db) -> Result<(), Failure> {
    let mut transaction = db.pool.begin().await?;
    let pages = "DELETE FROM page WHERE volume_id IN \
                 (SELECT id FROM volume WHERE shelf_id IN (SELECT id FROM shelf WHERE room = $1))";
    sqlx::query(pages).bind(ROOM).execute(&mut *transaction).await?;
    let volumes = "DELETE FROM volume WHERE shelf_id IN (SELECT id FROM shelf WHERE room = $1)";
    sqlx::query(volumes).bind(ROOM).execute(&mut *transaction).await?;
    sqlx::query("DELETE FROM shelf WHERE room = $1").bind(ROOM).execute(&mut *transaction).await?;
    Ok(transaction.commit().await?)
}
