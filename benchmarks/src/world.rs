//! A database in a file, open on both sides with the same settings.

use orm::prelude::*;
use rusqlite::Connection;
use std::path::PathBuf;

/// How many rows the table has.
pub const ROWS: i64 = 10_000;

#[derive(Model, Debug, Clone, PartialEq)]
pub struct Entry {
    pub id: i64,
    pub title: String,
    pub done: bool,
}

pub struct World {
    pub db: Database,
    pub by_hand: Connection,
    folder: PathBuf,
}

impl World {
    pub async fn new() -> Result<Self, Box<dyn std::error::Error>> {
        let folder = std::env::temp_dir().join(format!("orm-benchmarks-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let file = folder.join("world.db");
        let db = Database::connect(&format!("sqlite:{}", file.display())).await?;
        db.create_tables().await?;
        let by_hand = Connection::open(&file)?;
        // What `orm` sets; the log is a property of the file.
        by_hand.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF")?;
        let log: String = by_hand.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
        assert_eq!(log, "wal", "both sides are to use a write-ahead log");
        fill(&by_hand)?;
        Ok(Self { db, by_hand, folder })
    }

    pub async fn remove(self) -> std::io::Result<()> {
        self.db.close().await;
        drop(self.by_hand);
        std::fs::remove_dir_all(self.folder)
    }
}

fn fill(by_hand: &Connection) -> Result<(), rusqlite::Error> {
    by_hand.execute_batch("BEGIN")?;
    let mut insert = by_hand.prepare("INSERT INTO entry (id, title, done) VALUES (?, ?, ?)")?;
    for id in 1..=ROWS {
        insert.execute((id, format!("the entry of the number {id}"), id % 3 == 0))?;
    }
    by_hand.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")
}
