//! The databases that subjects get copies of: tables as `orm` makes them, rows from `fill.sql`.

use crate::programs::{OURS, Program};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use world::Failure;

/// What `fill.sql` has besides, for the cases that need it: most of the file.
const READINGS: &str = "INSERT INTO reading (id, sensor, value, label)
    WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 1000000)
    SELECT n, n % 100, (n * 31 % 1000) / 8.0, 'reading ' || n FROM n";

/// One file of each kind, and the script for databases in memory.
pub struct Seeds {
    folder: PathBuf,
}

impl Seeds {
    pub fn new(folder: &Path, programs: &[Program]) -> Result<Self, Failure> {
        std::fs::create_dir_all(folder)?;
        let seeds = Self { folder: folder.into() };
        let file = seeds.folder.join("seed-full.db");
        tables(&file, programs)?;
        let db = Connection::open(&file)?;
        let log: String = db.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
        if log != "wal" {
            return Err("the file has no write-ahead log".into());
        }
        let mut script = String::new();
        let mut made = db.prepare("SELECT sql FROM sqlite_schema WHERE sql NOT NULL AND name NOT LIKE 'sqlite_%'")?;
        for sql in made.query_map([], |row| row.get::<_, String>(0))? {
            script += &sql?;
            script += ";\n";
        }
        drop(made);
        let fill = include_str!("fill.sql");
        std::fs::write(seeds.folder.join("script.sql"), script + "BEGIN;\n" + fill + "COMMIT;\n")?;
        db.execute_batch(&format!("BEGIN; {fill}; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)"))?;
        std::fs::copy(&file, seeds.folder.join("seed-normal.db"))?;
        let db = Connection::open(seeds.folder.join("seed-normal.db"))?;
        db.execute_batch(&format!("{READINGS}; PRAGMA wal_checkpoint(TRUNCATE)"))?;
        Ok(seeds)
    }

    /// The path that a subject is started with.
    pub fn path(&self, subject: &str, setting: &str) -> Result<PathBuf, Failure> {
        if setting == "memory" {
            return Ok(self.folder.join("script.sql"));
        }
        let copy = self.folder.join(format!("{subject}-{setting}.db"));
        std::fs::copy(self.folder.join(format!("seed-{setting}.db")), &copy)?;
        Ok(copy)
    }
}

/// Has the subject of `orm` make the tables, so that everyone has the tables that its users have.
fn tables(file: &Path, programs: &[Program]) -> Result<(), Failure> {
    let ours = programs.iter().find(|it| it.name == OURS).ok_or("no program of ours")?;
    let status =
        Command::new(&ours.file).arg("full").arg(file).env("WORLD_TABLES", "").stdin(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err("the tables could not be made".into()) }
}
