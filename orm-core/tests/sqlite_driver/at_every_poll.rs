//! Drops the future of an operation at its first poll, at its second, and so on until it completes, and looks at what is left.
//!
//! Each operation runs on the pool and within a transaction that goes on afterwards; with its statements inline, all of them
//! in the blocking pool, and each told that the database is busy. Every time the database holds what it held before or all
//! that the operation does, an acknowledged operation is there, the pool is whole, and nobody is in a transaction.
//! Start reading at [`drop_everywhere`].

use orm_core::database::{Database, Db, Durability, Options, Rehearsal, RowSink, Transaction};
use orm_core::error::{ErrorKind, Result};
use orm_core::sql::{Cost, Statement, Text};
use orm_core::value::Cells;
use std::fmt;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// What an operation works on.
pub(crate) struct Stage {
    on: On,
    /// How to open the same file, in the same way.
    #[allow(dead_code, reason = "not everyone who includes this file opens it again")]
    pub(crate) options: Options,
    hooks: Arc<AtomicUsize>,
    has_begun: AtomicBool,
}

enum On {
    Pool(Database),
    Transaction(Transaction),
}

/// A name, and a future that is dropped at every poll after its call of [`Stage::begin`].
pub(crate) type Operation = (&'static str, Run);
pub(crate) type Run = for<'a> fn(&'a Stage) -> Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// Writes operations: `"name" |stage| { .. }`.
macro_rules! operations {
    ($( $name:literal |$stage:ident| $body:block )*) => {
        [$({
            fn operation($stage: &Stage) -> std::pin::Pin<Box<dyn Future<Output = orm_core::error::Result<()>> + '_>> {
                Box::pin(async move { $body Ok(()) })
            }
            ($name, operation as Run)
        }),*]
    };
}
pub(crate) use operations;

impl Stage {
    pub(crate) fn db(&self) -> &Db {
        match &self.on {
            On::Pool(db) => db,
            On::Transaction(tx) => tx,
        }
    }

    /// To be called after a commit, which is counted.
    #[allow(dead_code, reason = "not everyone who includes this file calls it")]
    pub(crate) fn hook(&self) -> impl FnOnce() + Send + 'static {
        let hooks = Arc::clone(&self.hooks);
        move || {
            hooks.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// What came before was preparation.
    pub(crate) fn begin(&self) {
        self.has_begun.store(true, Ordering::Relaxed);
    }
}

/// Where operations run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    Pool,
    Transaction,
}

pub(crate) const EVERYWHERE: &[Setting] = &[Setting::Pool, Setting::Transaction];
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
pub(crate) struct Report(Vec<(&'static str, Setting, [usize; 3])>);

impl Report {
    /// Drops that happen nowhere prove nothing.
    pub(crate) fn check(&self) {
        println!("{self}");
        for (name, setting, [_, blocking, busy]) in &self.0 {
            assert!(*blocking >= 2 && *busy >= 2, "{name} on {setting:?}: {blocking} and {busy} polls dropped only");
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<36} {:<12} {:>8} {:>8} {:>8}", "polls dropped", "on", "inline", "blocking", "busy")?;
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

/// Runs each operation again and again, dropped one poll later each time.
pub(crate) async fn drop_everywhere(
    template: &Template,
    settings: &[Setting],
    operations: &[Operation],
    report: &mut Report,
) {
    for operation in operations {
        for setting in settings {
            let mut dropped = [0; 3];
            let whole = Effects::of(template, *setting, operation).await;
            for (rehearsal, dropped) in REHEARSALS.into_iter().zip(&mut dropped) {
                while !run(template, *setting, rehearsal, operation, *dropped + 1, &whole).await {
                    *dropped += 1;
                    assert!(*dropped < 200, "{} never ends", operation.0);
                }
            }
            report.0.push((operation.0, *setting, dropped));
        }
    }
}

/// What the database holds, and how often was called back.
struct Effects {
    before: String,
    after: String,
    hooks: usize,
}

impl Effects {
    async fn of(template: &Template, setting: Setting, (name, operation): &Operation) -> Self {
        let world = World::new(template, Rehearsal::Off).await;
        let before = world.dump().await;
        let stage = world.stage(setting).await;
        operation(&stage).await.unwrap_or_else(|error| panic!("{name} on {setting:?}: {error:?}"));
        let hooks = Arc::clone(&stage.hooks);
        end(stage).await.unwrap();
        let after = world.dump().await;
        world.finish().await;
        Self { before, after, hooks: hooks.load(Ordering::SeqCst) }
    }
}

// Whether it completed.
async fn run(
    template: &Template,
    setting: Setting,
    rehearsal: Rehearsal,
    (name, operation): &Operation,
    polls: usize,
    whole: &Effects,
) -> bool {
    let what = format!("{name} on {setting:?} with {rehearsal:?}, dropped at poll {polls}");
    let world = World::new(template, rehearsal).await;
    let stage = world.stage(setting).await;
    let done = DropAfter { future: operation(&stage), polls, has_begun: &stage.has_begun }.await;
    let hooks = Arc::clone(&stage.hooks);
    // Whoever had begun a transaction goes on with it.
    let ended = tokio::time::timeout(Duration::from_secs(2), end(stage)).await;
    let ended = ended.unwrap_or_else(|_| panic!("{what}: its transaction does not end"));
    world.is_whole().await.unwrap_or_else(|problem| panic!("{what}: {problem}"));
    let found = world.dump().await;
    match (&done, &ended) {
        (Some(result), Ok(())) => {
            result.as_ref().unwrap_or_else(|error| panic!("{what}: {error:?}"));
            assert_eq!(found, whole.after, "{what}: it was acknowledged");
            assert_eq!(hooks.load(Ordering::SeqCst), whole.hooks, "{what}: it was acknowledged");
        }
        (Some(_), Err(error)) => panic!("{what}: the transaction did not commit: {error:?}"),
        (None, Ok(())) => {
            assert!(found == whole.before || found == whole.after, "{what}: it is half done: {found}");
            assert!(hooks.load(Ordering::SeqCst) <= whole.hooks, "{what}");
        }
        (None, Err(error)) => {
            // It was left as it is, or SQLite had to end it to stop the statement.
            let is_over = [ErrorKind::TransactionPoisoned, ErrorKind::TransactionEnded].contains(&error.kind());
            assert!(is_over, "{what}: {error:?}");
            assert_eq!(found, whole.before, "{what}: the transaction was refused");
            assert_eq!(hooks.load(Ordering::SeqCst), 0, "{what}");
        }
    }
    world.finish().await;
    done.is_some()
}

async fn end(stage: Stage) -> Result<()> {
    match stage.on {
        On::Pool(_) => Ok(()),
        On::Transaction(tx) => tx.commit().await,
    }
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
        let on = match setting {
            Setting::Pool => On::Pool(self.db.clone()),
            Setting::Transaction => On::Transaction(self.db.begin().await.unwrap()),
        };
        Stage { on, options: self.options.clone(), hooks: Arc::default(), has_begun: AtomicBool::new(false) }
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

/// Polls a future so many times at most, counted from when it says that it has begun. `None` if it was not done by then.
struct DropAfter<'a, T> {
    future: Pin<Box<dyn Future<Output = T> + 'a>>,
    polls: usize,
    has_begun: &'a AtomicBool,
}

impl<T> Future for DropAfter<'_, T> {
    type Output = Option<T>;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        if let Poll::Ready(output) = self.future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        if self.has_begun.load(Ordering::Relaxed) {
            self.polls -= 1;
            if self.polls == 0 {
                return Poll::Ready(None);
            }
        }
        Poll::Pending
    }
}

/// What came of a future that is polled so many times at most. `None` if it was not done by then.
#[allow(dead_code, reason = "not everyone who includes this file calls it")]
pub(crate) async fn drop_after<F: Future>(polls: usize, future: F) -> Option<F::Output> {
    DropAfter { future: Box::pin(future), polls, has_begun: &AtomicBool::new(true) }.await
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
    let statement = Statement { text: Text::Made(text.into()), binds: Vec::new(), cost: Cost::Read, model: None };
    db.fetch(statement, Box::new(Texts(Vec::new()))).await.unwrap().into_any().downcast::<Texts>().unwrap().0
}

fn fixed(text: &'static str) -> Statement {
    Statement { text: Text::Fixed(text), binds: Vec::new(), cost: Cost::Point, model: None }
}

fn url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}
