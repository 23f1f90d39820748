//! Gets a row by its key, through the pool.

use crate::rounds::{Compared, Workload};
use crate::world::{Entry, ROWS, World};
use orm::prelude::*;
use rusqlite::Connection;
use std::hint::black_box;

const GETS: u32 = 1_000;

pub async fn compare(world: &mut World) -> Result<Compared, Box<dyn std::error::Error>> {
    for key in keys() {
        let (ours, theirs) = (Entry::objects().get(&world.db, key).await?, by_hand(&world.by_hand, key)?);
        assert_eq!(ours, theirs, "both sides are to give the same row");
    }
    let workload = Workload { name: "get a row by key", operations: GETS, target: 1.6 };
    workload
        .run(
            world,
            |world| {
                let db = world.db.clone();
                async move {
                    for key in keys() {
                        black_box(Entry::objects().get(&db, key).await?);
                    }
                    Ok::<_, orm::Error>(())
                }
            },
            |world| {
                for key in keys() {
                    black_box(by_hand(&world.by_hand, key)?);
                }
                Ok(())
            },
        )
        .await
}

/// Here and there in the table.
fn keys() -> impl Iterator<Item = i64> {
    (0..i64::from(GETS)).map(|n| n * 7_919 % ROWS + 1)
}

fn by_hand(connection: &Connection, key: i64) -> Result<Entry, rusqlite::Error> {
    let mut select = connection.prepare_cached("SELECT id, title, done FROM entry WHERE id = ?")?;
    select.query_row([key], |row| Ok(Entry { id: row.get(0)?, title: row.get(1)?, done: row.get(2)? }))
}
