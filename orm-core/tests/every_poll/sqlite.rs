//! Drops on SQLite, which does most of its work within one poll, unless it is told to rehearse what is slow.
//!
//! Each operation runs with its statements inline, all of them in the blocking pool, and each told that the database is busy.
//! Start reading at [`drop_everywhere`].

use super::stage::*;
use orm_core::database::{Database, Db, Durability, Options, Rehearsal, RowSink};
use orm_core::error::Result;
use orm_core::sql::{Cost, Statement, Text};
use orm_core::value::Cells;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const REHEARSALS: [Rehearsal; 3] = [Rehearsal::Off, Rehearsal::Blocking, Rehearsal::Busy];

/// A closed file that each run begins with, in a directory of its own.
pub(crate) struct Template(PathBuf);

impl Template {
    /// Makes the file.
    pub(crate) async fn new(name: &str, fill: impl AsyncFnOnce(&Database) -> Result<()>) -> Self {
        // In memory where that can be: it is about order, and not about the disk.
        let base = Some(PathBuf::from("/dev/shm")).filter(|it| it.is_dir()).unwrap_or_else(std::env::temp_dir);
        let directory = base.join(format!("orm-every-poll-{}-{name}", std::process::id()));
        std::fs::create_dir(&directory).unwrap();
        let template = Self(directory);
        let db = Database::connect(&url(&template.file())).await.unwrap();
        db.execute(fixed("CREATE TABLE probe (n INTEGER)")).await.unwrap();
        fill(&db).await.unwrap();
        db.close().await;
        template
    }

    fn file(&self) -> PathBuf {
        self.0.join("template.db")
    }
}

impl Drop for Template {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// At how many polls each operation was dropped, with each rehearsal.
#[derive(Default)]
struct Report(Vec<(&'static str, Setting, [usize; 3])>);

impl Report {
    /// Drops that happen nowhere prove nothing.
    fn check(&self) {
        println!("{self}");
        for (name, setting, [_, blocking, busy]) in &self.0 {
            assert!(*blocking >= 2 && *busy >= 2, "{name} on {setting:?}: {blocking} and {busy} polls dropped only");
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<36} {:<12} {:>8} {:>8} {:>8}", "polls dropped, SQLite", "on", "inline", "blocking", "busy")?;
        for (name, setting, [inline, blocking, busy]) in &self.0 {
            writeln!(
                f,
                "{name:<36} {:<12} {inline:>8} {blocking:>8} {busy:>8}",
                format!("{setting:?}").to_lowercase()
            )?;
        }
        let drops: usize = self.0.iter().flat_map(|row| row.2).sum();
        writeln!(f, "{} operations, {drops} drops", self.0.len())
    }
}

/// Runs each operation again and again, dropped one poll later each time. Prints at how many polls, and fails where there were
/// fewer than two.
pub(crate) async fn drop_everywhere(template: &Template, settings: &[Setting], operations: &[Operation]) {
    let mut report = Report::default();
    for operation in operations {
        for setting in settings {
            let mut dropped = [0; 3];
            let whole = whole(template, *setting, operation).await;
            for (rehearsal, dropped) in REHEARSALS.into_iter().zip(&mut dropped) {
                while !run(template, *setting, rehearsal, operation, *dropped + 1, &whole).await {
                    *dropped += 1;
                    assert!(*dropped < 200, "{} never ends", operation.0);
                }
            }
            report.0.push((operation.0, *setting, dropped));
        }
    }
    report.check();
}

async fn whole(template: &Template, setting: Setting, operation: &Operation) -> Effects {
    let world = World::new(template, Rehearsal::Off).await;
    let before = world.dump().await;
    let hooks = complete(world.stage(setting).await, operation).await;
    let after = world.dump().await;
    world.finish().await;
    Effects { before, after, hooks }
}

// Whether it completed.
async fn run(
    template: &Template,
    setting: Setting,
    rehearsal: Rehearsal,
    operation: &Operation,
    polls: usize,
    whole: &Effects,
) -> bool {
    let what = format!("{} on {setting:?} with {rehearsal:?}, dropped at poll {polls}", operation.0);
    let world = World::new(template, rehearsal).await;
    let dropped = drop_at(&what, world.stage(setting).await, operation, polls).await;
    world.is_whole().await.unwrap_or_else(|problem| panic!("{what}: {problem}"));
    let is_done = dropped.check(&what, whole, &world.dump().await);
    world.finish().await;
    is_done
}

/// A copy of the template, opened for the operation, and opened once more for those who look at it.
struct World {
    directory: PathBuf,
    options: Options,
    db: Database,
    other: Database,
}

const CONNECTIONS: u32 = 2;

impl World {
    async fn new(template: &Template, rehearsal: Rehearsal) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let directory = template.0.join(NEXT.fetch_add(1, Ordering::Relaxed).to_string());
        std::fs::create_dir(&directory).unwrap();
        let file = directory.join("db");
        std::fs::copy(template.file(), &file).unwrap();
        // Cheap commits, so that without a rehearsal all is inline.
        let options = || Database::options(&url(&file)).max_connections(CONNECTIONS).durability(Durability::Relaxed);
        let (db, other) = (options().rehearse(rehearsal).connect().await, options().connect().await);
        Self { directory, options: options().rehearse(rehearsal), db: db.unwrap(), other: other.unwrap() }
    }

    async fn stage(&self, setting: Setting) -> Stage {
        Stage::new(&self.db, self.options.clone(), setting).await
    }

    async fn is_whole(&self) -> std::result::Result<(), String> {
        let begun = Instant::now();
        // All at once: nobody else has any, and so nothing is under way any more.
        let mut held = Vec::new();
        for _ in 0..CONNECTIONS {
            held.push(self.db.cursor(fixed("SELECT 1")).await.map_err(|error| format!("no connection: {error}"))?);
        }
        drop(held);
        self.db.execute(fixed("INSERT INTO probe VALUES (1)")).await.map_err(|error| format!("no write: {error}"))?;
        let seen = texts(&self.other, "SELECT CAST(count(*) AS TEXT) FROM probe".into()).await;
        self.other.execute(fixed("DELETE FROM probe")).await.map_err(|error| format!("no other write: {error}"))?;
        if seen != ["1"] {
            return Err("a write through the pool is not there".into());
        }
        if begun.elapsed() > Duration::from_secs(1) {
            return Err(format!("the pool was whole after {:?} only", begun.elapsed()));
        }
        Ok(())
    }

    /// Every table, every row, every cell.
    async fn dump(&self) -> String {
        let tables = "SELECT 'SELECT ''' || s.name || ':'' || ' || group_concat('quote(\"' || c.name || '\")', ' || '','' || ') || \
            ' FROM \"' || s.name || '\" ORDER BY 1' FROM sqlite_schema s, pragma_table_info(s.name) c \
            WHERE s.type = 'table' GROUP BY s.name ORDER BY s.name";
        let mut dump = Vec::new();
        for table in texts(&self.other, tables.into()).await {
            dump.extend(texts(&self.other, table).await);
        }
        dump.extend(texts(&self.other, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1".into()).await);
        dump.join("\n")
    }

    async fn finish(self) {
        for db in [self.db, self.other] {
            tokio::time::timeout(Duration::from_secs(2), db.close()).await.expect("it closes");
        }
        let left: Vec<_> = std::fs::read_dir(&self.directory).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(left, ["db"], "closing leaves no log");
        std::fs::remove_dir_all(&self.directory).unwrap();
    }
}

struct Texts(Vec<String>);

impl RowSink for Texts {
    fn row(&mut self, cells: &dyn Cells) -> Result<()> {
        self.0.push(cells.text(0).unwrap_or("NULL").to_owned());
        Ok(())
    }
    fn restart(&mut self) {
        self.0.clear();
    }
    fn into_any(self: Box<Self>) -> Box<dyn std::any::Any + Send> {
        self
    }
}

async fn texts(db: &Db, text: String) -> Vec<String> {
    let statement = Statement::new(Text::Made(text.into()), Vec::new(), Cost::Read, None);
    db.fetch(statement, Box::new(Texts(Vec::new()))).await.unwrap().into_any().downcast::<Texts>().unwrap().0
}

fn fixed(text: &'static str) -> Statement {
    Statement::new(Text::Fixed(text), Vec::new(), Cost::Point, None)
}

fn url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}
