//! The cases that write.

use sqlx::{QueryBuilder, Sqlite, SqlitePool};
use world::{CASCADE, Failure, Line, ROOM, STOCKS, change, key, line, lines, stock_code, stock_count};

/// The entries as they are afterwards, with the keys that they were given.
pub async fn insert(db: &SqlitePool, rows: usize) -> Result<Vec<(i64, Line)>, Failure> {
    let lines = lines(rows);
    let mut insert = QueryBuilder::<Sqlite>::new("INSERT INTO entry (title, body, number, done) ");
    insert.push_values(&lines, |mut row, it| {
        row.push_bind(&it.title).push_bind(&it.body).push_bind(it.number).push_bind(it.done);
    });
    let last = insert.build().execute(db).await?.last_insert_rowid();
    let first = last - i64::try_from(rows)? + 1;
    Ok(lines.into_iter().zip(first..).map(|(line, key)| (key, line)).collect())
}

pub async fn insert_nth(db: &SqlitePool, n: usize) -> Result<(), Failure> {
    let it = line(n);
    let insert = sqlx::query("INSERT INTO entry (title, body, number, done) VALUES (?, ?, ?, ?)");
    insert.bind(it.title).bind(it.body).bind(it.number).bind(it.done).execute(db).await?;
    Ok(())
}

pub async fn update(db: &SqlitePool, n: usize) -> Result<(), Failure> {
    let (age, email) = change(n);
    let update = sqlx::query("UPDATE person SET age = ?, email = ? WHERE id = ?");
    update.bind(age).bind(email).bind(key(n)).execute(db).await?;
    Ok(())
}

pub async fn upsert(db: &SqlitePool, turn: usize) -> Result<(), Failure> {
    let mut transaction = db.begin().await?;
    for chunk in STOCKS.collect::<Vec<_>>().chunks(1_000) {
        let mut upsert = QueryBuilder::<Sqlite>::new("INSERT INTO stock (code, pieces) ");
        upsert.push_values(chunk, |mut row, n| {
            row.push_bind(stock_code(*n)).push_bind(stock_count(turn, *n));
        });
        upsert.push(" ON CONFLICT (code) DO UPDATE SET pieces = excluded.pieces");
        upsert.build().execute(&mut *transaction).await?;
    }
    Ok(transaction.commit().await?)
}

pub async fn cascade(db: &SqlitePool) -> Result<(), Failure> {
    let mut transaction = db.begin().await?;
    for text in CASCADE {
        sqlx::query(text).bind(ROOM).execute(&mut *transaction).await?;
    }
    Ok(transaction.commit().await?)
}
