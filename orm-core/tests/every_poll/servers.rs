//! Drops on a server, through a proxy that takes its time: an answer on loopback is there before the first poll is over.
//!
//! Databases are worked on side by side, on one thread, since each waits most of the time; each run begins with the rows that
//! the first began with. Besides what [`super::stage`] asks, nothing runs on the server any more after a second, and whoever
//! is still connected is in the pool and in no transaction. Start reading at [`drop_everywhere`].

use super::proxy::Proxy;
use super::stage::*;
use orm_core::database::{Database, Db, Options, RowSink};
use orm_core::error::{Error, ErrorKind, Result};
use orm_core::sql::{Cost, Statement, Text};
use orm_core::value::Cells;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::{Duration, Instant};

/// A database on a server, and what only this kind of server knows.
pub(crate) trait Server: Sized + 'static {
    const NAME: &'static str;
    /// The names of all tables.
    const TABLES: &'static str;
    /// How many connections to this database do something, or are in a transaction; and, a thousand times, how many there are
    /// beside this one.
    const WORKING: &'static str;

    /// Gives 1 to a connection that is in a transaction.
    fn is_in_transaction(db: &Database) -> &'static str;
    /// A database of its own. Says so where no server is configured.
    async fn fresh() -> Option<Self>;
    /// `host:port` of the server.
    fn place(&self) -> String;
    fn url(&self) -> String;
    fn url_through(&self, place: &str) -> String;
    /// Keeps what all tables hold.
    async fn keep(other: &Database) -> Kept;
    fn drop_table(name: &str) -> String;
}

/// What tables held when it was kept.
pub(crate) struct Kept {
    pub(crate) tables: Vec<String>,
    /// Shows every row of them.
    pub(crate) show: String,
    /// Makes them as they were.
    pub(crate) restore: Vec<String>,
    /// Gives texts that make the keys that will be given as they were.
    pub(crate) rewind: String,
    /// Fails where a row is locked.
    pub(crate) lock: Option<String>,
}

/// Each way through the proxy.
const DELAY: Duration = Duration::from_millis(2);
const CONNECTIONS: u32 = 2;
/// How many databases are worked on side by side.
const WORLDS: usize = 8;

/// How often each operation has to be dropped, and those that wait for nothing.
#[derive(Clone, Copy)]
pub(crate) struct Least(pub(crate) usize, pub(crate) &'static [(&'static str, Setting)]);

/// Runs each operation again and again, dropped one poll later each time. Prints at how many polls, and fails where there were
/// too few: drops that happen nowhere prove nothing.
pub(crate) async fn drop_everywhere<S: Server>(
    fill: impl AsyncFn(&Database) -> Result<()> + Copy + 'static,
    settings: &[Setting],
    operations: &[Operation],
    least: Least,
) {
    let jobs: Vec<_> = operations.iter().flat_map(|it| settings.iter().map(move |setting| (*it, *setting))).collect();
    let (jobs, next) = (Rc::new(jobs), Rc::new(Cell::new(0)));
    let local = tokio::task::LocalSet::new();
    let worlds: Vec<_> = (0..WORLDS.min(jobs.len()))
        .map(|_| {
            let (jobs, next) = (Rc::clone(&jobs), Rc::clone(&next));
            local.spawn_local(async move {
                let world = World::<S>::new(fill).await?;
                let mut dropped = Vec::new();
                loop {
                    let at = next.replace(next.get() + 1);
                    let Some((operation, setting)) = jobs.get(at) else { break };
                    dropped.push((at, drop_one(&world, *setting, operation).await));
                }
                world.other.close().await;
                Some(dropped)
            })
        })
        .collect();
    local.await;
    let mut report = Vec::new();
    for world in worlds {
        let Some(dropped) = world.await.unwrap() else { return };
        report.extend(dropped);
    }
    report.sort_unstable();
    assert_eq!(report.len(), jobs.len());
    println!("{:<44} {:<12} {:>6}", format!("polls dropped, {}", S::NAME), "on", "polls");
    for (((name, _), setting), (_, polls)) in jobs.iter().zip(&report) {
        println!("{name:<44} {:<12} {polls:>6}", format!("{setting:?}").to_lowercase());
    }
    println!("{} operations, {} drops", report.len(), report.iter().map(|row| row.1).sum::<usize>());
    let Least(least, but) = least;
    for (((name, _), setting), (_, polls)) in jobs.iter().zip(&report) {
        assert!(
            *polls >= least || but.contains(&(name, *setting)),
            "{name} on {setting:?}: {polls} polls dropped only"
        );
    }
}

async fn drop_one<S: Server>(world: &World<S>, setting: Setting, operation: &Operation) -> usize {
    let whole = world.whole(setting, operation).await;
    let mut dropped = 0;
    while !world.run(setting, operation, dropped + 1, &whole).await {
        dropped += 1;
        assert!(dropped < 400, "{} never ends", operation.0);
    }
    dropped
}

/// A database, the proxy to it, and somebody who looks at it without the proxy.
struct World<S> {
    server: S,
    proxy: Proxy,
    other: Database,
    kept: Kept,
    /// What it holds where all is as it was, and what it held when it was last looked at.
    first: String,
    found: RefCell<String>,
}

impl<S: Server> World<S> {
    async fn new(fill: impl AsyncFn(&Database) -> Result<()>) -> Option<Self> {
        let server = S::fresh().await?;
        let proxy = Proxy::new(server.place(), DELAY).await;
        let other = Database::options(&server.url()).max_connections(1).connect().await.unwrap();
        other.execute(statement("CREATE TABLE probe (n integer)")).await.unwrap();
        fill(&other).await.unwrap();
        let kept = S::keep(&other).await;
        let first = dump::<S>(&other, &kept).await;
        let found = RefCell::new(first.clone());
        Some(Self { server, proxy, other, kept, first, found })
    }

    fn options(&self) -> Options {
        let url = self.server.url_through(&format!("127.0.0.1:{}", self.proxy.port()));
        Database::options(&url).max_connections(CONNECTIONS)
    }

    async fn whole(&self, setting: Setting, operation: &Operation) -> Effects {
        self.restore().await;
        let before = self.dump().await;
        assert_eq!(before, self.first);
        let db = self.options().connect().await.unwrap();
        let hooks = complete(Stage::new(&db, self.options(), setting).await, operation).await;
        db.close().await;
        Effects { before, after: self.dump().await, hooks }
    }

    // Whether it completed.
    async fn run(&self, setting: Setting, operation: &Operation, polls: usize, whole: &Effects) -> bool {
        let what = format!("{} on {setting:?}, {}, dropped at poll {polls}", operation.0, S::NAME);
        self.restore().await;
        let db = self.options().connect().await.unwrap();
        let stage = Stage::new(&db, self.options(), setting).await;
        let dropped = drop_at(&what, stage, operation, polls).await;
        self.is_whole(&db).await.unwrap_or_else(|problem| panic!("{what}: {problem}"));
        let is_done = dropped.check(&what, whole, &self.dump().await);
        tokio::time::timeout(Duration::from_secs(2), db.close()).await.expect("it closes");
        is_done
    }

    async fn is_whole(&self, db: &Database) -> std::result::Result<(), String> {
        let begun = Instant::now();
        // All at once: nobody else has any. What was closed by the operation itself is closed.
        let mut held = Vec::new();
        for _ in 0..CONNECTIONS {
            let mut cursor = match db.cursor(statement(S::is_in_transaction(db))).await {
                Ok(cursor) => cursor,
                Err(error) if error.kind() == ErrorKind::Closed => return Ok(()),
                Err(error) => return Err(format!("no connection: {error}")),
            };
            let (sink, _) = cursor.next(Each::boxed(int), 1).await.map_err(|error| format!("no answer: {error}"))?;
            if Each::<i64>::of(sink) != [0] {
                return Err("a connection of the pool is in a transaction".into());
            }
            held.push(cursor);
        }
        drop(held);
        db.execute(statement("INSERT INTO probe VALUES (1)")).await.map_err(|error| format!("no write: {error}"))?;
        // What was given up is still on its way through the proxy for a while.
        tokio::time::sleep(4 * DELAY).await;
        while !self.is_quiet().await {
            if begun.elapsed() > Duration::from_secs(1) {
                return Err("the server still works on what was given up after a second".into());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        if ints(&self.other, "SELECT count(*) FROM probe").await != [1] {
            return Err("a write through the pool is not there".into());
        }
        self.other.execute(statement("DELETE FROM probe")).await.map_err(|error| format!("no other write: {error}"))?;
        Ok(())
    }

    /// Nothing runs, nobody is in a transaction or connected beside the pool, and no row is held.
    async fn is_quiet(&self) -> bool {
        let there = ints(&self.other, S::WORKING).await[0];
        if there % 1_000 > 0 || there / 1_000 > i64::from(CONNECTIONS) {
            return false;
        }
        let Some(lock) = &self.kept.lock else { return true };
        match self.other.execute(made(lock.clone())).await {
            Ok(_) => true,
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Busy, "{error}");
                false
            }
        }
    }

    async fn restore(&self) {
        if *self.found.borrow() != self.first {
            for table in texts(&self.other, S::TABLES).await {
                if !self.kept.tables.contains(&table) {
                    self.other.execute(made(S::drop_table(&table))).await.unwrap();
                }
            }
            for text in &self.kept.restore {
                self.other.execute(made(text.clone())).await.unwrap();
            }
        }
        for text in texts(&self.other, self.kept.rewind.clone()).await {
            self.other.execute(made(text)).await.unwrap();
        }
    }

    /// Every table, every row.
    async fn dump(&self) -> String {
        let found = dump::<S>(&self.other, &self.kept).await;
        found.clone_into(&mut self.found.borrow_mut());
        found
    }
}

async fn dump<S: Server>(other: &Database, kept: &Kept) -> String {
    let mut dump = texts(other, S::TABLES).await;
    dump.extend(texts(other, kept.show.clone()).await);
    dump.join("\n")
}

fn statement(text: &'static str) -> Statement {
    Statement::new(Text::Fixed(text), Vec::new(), Cost::Bulk, None)
}

fn made(text: String) -> Statement {
    Statement { text: Text::Made(text.into()), ..statement("") }
}

/// Takes each row through a function.
struct Each<T>(Vec<T>, fn(&dyn Cells) -> Result<T>);

impl<T: Send + 'static> Each<T> {
    fn boxed(decode: fn(&dyn Cells) -> Result<T>) -> Box<dyn RowSink> {
        Box::new(Self(Vec::new(), decode))
    }
    fn of(sink: Box<dyn RowSink>) -> Vec<T> {
        sink.into_any().downcast::<Self>().unwrap().0
    }
}

impl<T: Send + 'static> RowSink for Each<T> {
    fn row(&mut self, cells: &dyn Cells) -> Result<()> {
        self.0.push((self.1)(cells)?);
        Ok(())
    }
    fn restart(&mut self) {
        self.0.clear();
    }
    fn into_any(self: Box<Self>) -> Box<dyn std::any::Any + Send> {
        self
    }
}

fn int(cells: &dyn Cells) -> Result<i64> {
    cells.int(0).map_err(|error| Error::new(ErrorKind::SchemaMismatch, error.to_string()))
}

fn text(cells: &dyn Cells) -> Result<String> {
    let text = cells.text(0).map(str::to_owned);
    text.map_err(|error| Error::new(ErrorKind::SchemaMismatch, error.to_string()))
}

async fn ints(db: &Db, text: &'static str) -> Vec<i64> {
    Each::of(db.fetch(statement(text), Each::boxed(int)).await.unwrap())
}

pub(crate) async fn texts(db: &Db, statement: impl Into<String>) -> Vec<String> {
    Each::of(db.fetch(made(statement.into()), Each::boxed(text)).await.unwrap())
}
