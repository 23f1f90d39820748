//! Files of SQLite: one of each kind is filled, and copied for each subject.

use super::{Ground, tables};
use crate::programs::Program;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use world::{Case, Digest, Failure, Seen};

/// What `sqlite.sql` has besides, for the cases that need it: most of the file.
const READINGS: &str = "INSERT INTO reading (id, sensor, value, label)
    WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 1000000)
    SELECT n, n % 100, (n * 31 % 1000) / 8.0, 'reading ' || n FROM n";

/// What a cascade deletes.
const SHELVES: &str = "BEGIN;
    INSERT INTO shelf (id, room)
    WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 10) SELECT n, 'north' FROM n;
    INSERT INTO volume (id, title, shelf_id)
    WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 1000)
    SELECT n, 'volume ' || n, (n - 1) / 100 + 1 FROM n;
    INSERT INTO page (id, text, volume_id)
    WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 100000)
    SELECT n, 'page ' || n, (n - 1) / 100 + 1 FROM n;
    COMMIT; PRAGMA wal_checkpoint(TRUNCATE)";

const WRITTEN: [&str; 6] = [
    "SELECT title, body, number, done FROM entry ORDER BY id",
    "SELECT code, pieces FROM stock ORDER BY code",
    "SELECT id, name, email, age, score, active, city FROM person ORDER BY id",
    "SELECT id, room FROM shelf ORDER BY id",
    "SELECT id, title, shelf_id FROM volume ORDER BY id",
    "SELECT id, text, volume_id FROM page ORDER BY id",
];

pub struct Sqlite {
    folder: PathBuf,
    files: BTreeMap<&'static str, PathBuf>,
    about: BTreeMap<String, String>,
}

impl Sqlite {
    pub fn new(ours: &Program) -> Result<Self, Failure> {
        let folder = std::env::temp_dir().join(format!("orm-benchmarks-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let version = ("version".into(), format!("SQLite {}", rusqlite::version()));
        let ground = Self { folder, files: BTreeMap::new(), about: BTreeMap::from([version]) };
        ground.fill(ours)?;
        Ok(ground)
    }

    fn fill(&self, ours: &Program) -> Result<(), Failure> {
        let file = self.folder.join("seed-full.db");
        tables(ours, "full", &file)?;
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
        let fill = include_str!("sqlite.sql");
        std::fs::write(self.folder.join("script.sql"), script + "BEGIN;\n" + fill + "COMMIT;\n")?;
        db.execute_batch(&format!("BEGIN; {fill}; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)"))?;
        std::fs::copy(&file, self.folder.join("seed-normal.db"))?;
        let db = Connection::open(self.folder.join("seed-normal.db"))?;
        db.execute_batch(&format!("{READINGS}; PRAGMA wal_checkpoint(TRUNCATE)"))?;
        Ok(())
    }
}

impl Ground for Sqlite {
    fn copy(&mut self, name: &'static str, setting: &str) -> Result<[String; 2], Failure> {
        let place = if setting == "memory" {
            self.files.remove(name);
            self.folder.join("script.sql")
        } else {
            let copy = self.folder.join(format!("{name}-{setting}.db"));
            std::fs::copy(self.folder.join(format!("seed-{setting}.db")), &copy)?;
            self.files.insert(name, copy.clone());
            copy
        };
        Ok([setting.into(), place.display().to_string()])
    }

    fn tidy(&mut self, _: &str, _: Case) -> Result<(), Failure> {
        Ok(())
    }

    fn ready(&mut self, name: &str, case: Case) -> Result<(), Failure> {
        if case == Case::Cascade {
            let file = self.files.get(name).ok_or("a cascade in memory")?;
            Connection::open(file)?.execute_batch(SHELVES)?;
        }
        Ok(())
    }

    fn left(&mut self, name: &str) -> Result<Option<u64>, Failure> {
        self.files.get(name).map(|file| written(file)).transpose()
    }

    fn about(&self) -> &BTreeMap<String, String> {
        &self.about
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn written(file: &Path) -> Result<u64, Failure> {
    let db = Connection::open(file)?;
    let mut digest = Digest::default();
    for text in WRITTEN {
        let mut select = db.prepare(text)?;
        let columns = select.column_count();
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            for at in 0..columns {
                match row.get::<_, Value>(at)? {
                    Value::Integer(it) => it.seen(&mut digest),
                    Value::Real(it) => it.seen(&mut digest),
                    Value::Text(it) => it.seen(&mut digest),
                    Value::Null | Value::Blob(_) => digest.bytes(&[0]),
                }
            }
        }
    }
    Ok(digest.value())
}
