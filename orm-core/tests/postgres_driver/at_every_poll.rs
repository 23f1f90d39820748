//! Drops the future of an operation at its first poll, at its second, and so on until it completes, and looks at what is left.
//!
//! Each operation runs on the pool and within a transaction that goes on afterwards, through a proxy that takes its time.
//! Every time the database holds what it held before or all that the operation does, an acknowledged operation is there, the
//! pool is whole within a second, and nothing runs on the server any more. Start reading at [`drop_everywhere`].

use crate::proxy::Proxy;
use crate::support::*;
use orm_core::database::{Database, Db, Options, Transaction};
use orm_core::error::{ErrorKind, Result};
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// What an operation works on.
pub(crate) struct Stage {
    on: On,
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
        vec![$({
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

/// Each way through the proxy.
const DELAY: Duration = Duration::from_millis(2);
const CONNECTIONS: u32 = 2;
/// Databases that operations are dropped on side by side: each waits most of the time.
const WORLDS: usize = 6;

/// What waits for nothing where a connection is idle: a statement that is read in pieces is sent with the first, and a goodbye
/// has no answer.
const AT_ONCE: [&str; 2] = ["cursor", "close"];

/// Runs each operation again and again, dropped one poll later each time. Prints at how many polls, and fails where there were
/// too few: drops that happen nowhere prove nothing.
pub(crate) async fn drop_everywhere(settings: &[Setting], operations: Vec<Operation>) {
    let Some(server) = server() else { return };
    let jobs: Vec<_> = operations.iter().flat_map(|it| settings.iter().map(move |setting| (*it, *setting))).collect();
    let (jobs, next) = (Rc::new(jobs), Rc::new(Cell::new(0)));
    let mut report = Vec::new();
    let local = tokio::task::LocalSet::new();
    let worlds: Vec<_> = (0..WORLDS)
        .map(|_| {
            let (jobs, next, server) = (Rc::clone(&jobs), Rc::clone(&next), server.clone());
            local.spawn_local(async move {
                let world = World::new(&server).await;
                let mut dropped = Vec::new();
                while let Some((operation, setting)) = jobs.get(next.replace(next.get() + 1)) {
                    dropped.push((operation.0, *setting, drop_one(&world, *setting, operation).await));
                }
                world.finish().await;
                dropped
            })
        })
        .collect();
    local.await;
    for world in worlds {
        report.extend(world.await.unwrap());
    }
    report.sort_by_key(|(name, setting, _)| jobs.iter().position(|(it, at)| it.0 == *name && at == setting));
    assert_eq!(report.len(), jobs.len());
    let drops: usize = report.iter().map(|row| row.2).sum();
    for (name, setting, polls) in &report {
        println!("{name:<32} {:<12} {polls:>4} polls dropped", format!("{setting:?}").to_lowercase());
        assert!(*polls >= 1 || AT_ONCE.contains(name), "{name} on {setting:?} was dropped nowhere");
    }
    println!("{} operations, {drops} drops", report.len());
}

async fn drop_one(world: &World, setting: Setting, operation: &Operation) -> usize {
    let whole = world.whole(setting, operation).await;
    let mut dropped = 0;
    while !world.run(setting, operation, dropped + 1, &whole).await {
        dropped += 1;
        assert!(dropped < 400, "{} never ends", operation.0);
    }
    dropped
}

/// What the database holds, and how often was called back.
struct Effects {
    before: String,
    after: String,
    hooks: usize,
}

/// A database, the proxy to it, and somebody who looks at it without the proxy.
struct World {
    fresh: Fresh,
    proxy: Proxy,
    other: Database,
}

impl World {
    async fn new(server: &str) -> Self {
        let fresh = Fresh::new().await.unwrap();
        let proxy = Proxy::new(place(server), DELAY).await;
        let other = fresh.options().max_connections(1).connect().await.unwrap();
        make_cats(&other).await;
        other.execute(bulk("CREATE TABLE probe (n integer)")).await.unwrap();
        Self { fresh, proxy, other }
    }

    fn options(&self) -> Options {
        let url = with_place(&self.fresh.url(), &format!("127.0.0.1:{}", self.proxy.port()));
        let separator = if url.contains('?') { '&' } else { '?' };
        let url = format!("{url}{separator}application_name=under_test&sslmode=disable");
        Database::options(&url).max_connections(CONNECTIONS)
    }

    async fn reset(&self) {
        for text in [
            "DROP TABLE IF EXISTS dog",
            "TRUNCATE cat, probe RESTART IDENTITY",
            "INSERT INTO cat (name) VALUES ('x'), ('y'), ('z')",
        ] {
            self.other.execute(bulk(text)).await.unwrap();
        }
    }

    async fn stage(&self, db: &Database, setting: Setting) -> Stage {
        let on = match setting {
            Setting::Pool => On::Pool(db.clone()),
            Setting::Transaction => On::Transaction(db.begin().await.unwrap()),
        };
        Stage { on, options: self.options(), hooks: Arc::default(), has_begun: AtomicBool::new(false) }
    }

    async fn whole(&self, setting: Setting, (name, operation): &Operation) -> Effects {
        self.reset().await;
        let before = self.dump().await;
        let db = self.options().connect().await.unwrap();
        let stage = self.stage(&db, setting).await;
        operation(&stage).await.unwrap_or_else(|error| panic!("{name} on {setting:?}: {error:?}"));
        let hooks = Arc::clone(&stage.hooks);
        end(stage).await.unwrap();
        db.close().await;
        Effects { before, after: self.dump().await, hooks: hooks.load(Ordering::SeqCst) }
    }

    // Whether it completed.
    async fn run(&self, setting: Setting, (name, operation): &Operation, polls: usize, whole: &Effects) -> bool {
        let what = format!("{name} on {setting:?}, dropped at poll {polls}");
        self.reset().await;
        let db = self.options().connect().await.unwrap();
        let stage = self.stage(&db, setting).await;
        let done = DropAfter { future: operation(&stage), polls, has_begun: &stage.has_begun }.await;
        let hooks = Arc::clone(&stage.hooks);
        // Whoever had begun a transaction goes on with it.
        let ended = tokio::time::timeout(Duration::from_secs(2), end(stage)).await;
        let ended = ended.unwrap_or_else(|_| panic!("{what}: its transaction does not end"));
        self.is_whole(&db).await.unwrap_or_else(|problem| panic!("{what}: {problem}"));
        let found = self.dump().await;
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
                assert_eq!(error.kind(), ErrorKind::TransactionPoisoned, "{what}: {error:?}");
                assert_eq!(found, whole.before, "{what}: the transaction was refused");
                assert_eq!(hooks.load(Ordering::SeqCst), 0, "{what}");
            }
        }
        tokio::time::timeout(Duration::from_secs(2), db.close()).await.expect("it closes");
        done.is_some()
    }

    async fn is_whole(&self, db: &Database) -> std::result::Result<(), String> {
        let begun = Instant::now();
        // All at once: nobody else has any. What was closed by the operation itself is closed.
        let mut held = Vec::new();
        for _ in 0..CONNECTIONS {
            match db.cursor(read("SELECT 1")).await {
                Ok(cursor) => held.push(cursor),
                Err(error) if error.kind() == ErrorKind::Closed => return Ok(()),
                Err(error) => return Err(format!("no connection: {error}")),
            }
        }
        drop(held);
        db.execute(bulk("INSERT INTO probe VALUES (1)")).await.map_err(|error| format!("no write: {error}"))?;
        // What was given up is still on its way through the proxy for a while.
        tokio::time::sleep(4 * DELAY).await;
        let running = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                       AND application_name = 'under_test' AND state <> 'idle'";
        while ints(&self.other, read(running)).await.unwrap() != [0] {
            if begun.elapsed() > Duration::from_secs(1) {
                return Err("the server still works on what was given up after a second".into());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        if ints(&self.other, read("SELECT count(*) FROM probe")).await.unwrap() != [1] {
            return Err("a write through the pool is not there".into());
        }
        self.other.execute(bulk("TRUNCATE probe")).await.map_err(|error| format!("no other write: {error}"))?;
        Ok(())
    }

    /// Every row of cats, every table.
    async fn dump(&self) -> String {
        let cats = "SELECT row_to_json(cat)::text FROM cat ORDER BY id";
        let tables = "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1";
        let mut dump = texts(&self.other, read(cats)).await.unwrap();
        dump.extend(texts(&self.other, read(tables)).await.unwrap());
        dump.join("\n")
    }

    async fn finish(self) {
        self.other.close().await;
    }
}

async fn end(stage: Stage) -> Result<()> {
    match stage.on {
        On::Pool(_) => Ok(()),
        On::Transaction(tx) => tx.commit().await,
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
