//! Reads ten thousand rows of three columns.

use crate::rounds::{Compared, Workload};
use crate::world::{Entry, ROWS, World};
use orm::prelude::*;
use rusqlite::Connection;
use std::hint::black_box;

pub async fn compare(world: &mut World) -> Result<Compared, Box<dyn std::error::Error>> {
    let (ours, theirs) = (Entry::objects().all(&world.db).await?, by_hand(&world.by_hand)?);
    assert!(ours == theirs && i64::try_from(ours.len()) == Ok(ROWS), "both sides are to give the same rows");
    let workload = Workload { name: "read 10,000 rows", operations: 1, target: 1.0 };
    workload
        .run(
            world,
            |world| {
                let db = world.db.clone();
                async move { Entry::objects().all(&db).await.map(|rows| drop(black_box(rows))) }
            },
            |world| by_hand(&world.by_hand).map(|rows| drop(black_box(rows))),
        )
        .await
}

fn by_hand(connection: &Connection) -> Result<Vec<Entry>, rusqlite::Error> {
    let mut select = connection.prepare_cached("SELECT id, title, done FROM entry")?;
    let rows = select.query_map([], |row| Ok(Entry { id: row.get(0)?, title: row.get(1)?, done: row.get(2)? }))?;
    rows.collect()
}
