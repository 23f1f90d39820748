//! A server that is killed while it works, and one that is started anew.

use crate::private::Private;
use crate::support::*;
use orm_core::database::Database;
use orm_core::error::{Error, ErrorKind, Result};
use orm_core::value::Value;
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;

const WRITERS: u64 = 8;
const ACCOUNTS: i64 = 10;

/// What writers know of their transfers, by name.
#[derive(Default)]
struct Ledger {
    acknowledged: HashSet<String>,
    unknown: HashSet<String>,
    /// Connections that broke under a writer.
    lost: u32,
}

impl Ledger {
    fn note(&mut self, name: String, writer: u64, result: Result<()>) {
        let Err(error) = result else {
            self.acknowledged.insert(name);
            return;
        };
        self.lost += u32::from(matches!(error.kind(), ErrorKind::ConnectionLost | ErrorKind::CommitUnknown));
        match error.kind() {
            // Alone, a statement is its own commit, and its acknowledgement may have been lost.
            ErrorKind::ConnectionLost if is_alone(writer) => {
                self.unknown.insert(name);
            }
            ErrorKind::CommitUnknown if !is_alone(writer) => {
                self.unknown.insert(name);
            }
            ErrorKind::ConnectionLost | ErrorKind::Unavailable => {}
            _ => panic!("{error:?}"),
        }
    }
}

/// Writers that go on until they are stopped, whatever becomes of the server.
struct Load {
    ledger: Arc<Mutex<Ledger>>,
    stop: Arc<AtomicBool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Load {
    fn begin(db: &Database) -> Self {
        let (ledger, stop) = (Arc::new(Mutex::new(Ledger::default())), Arc::new(AtomicBool::new(false)));
        let next = Arc::new(AtomicI64::new(0));
        let tasks = (0..WRITERS)
            .map(|writer| {
                let (db, ledger, stop, next) = (db.clone(), Arc::clone(&ledger), Arc::clone(&stop), Arc::clone(&next));
                tokio::spawn(async move {
                    while !stop.load(Ordering::Relaxed) {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        let name = format!("{writer} {number}");
                        let result = transfer(&db, writer, number, &name).await;
                        ledger.lock().unwrap().note(name, writer, result);
                        tokio::time::sleep(Duration::from_millis(1)).await;
                    }
                })
            })
            .collect();
        Self { ledger, stop, tasks }
    }

    fn acknowledged(&self) -> usize {
        self.ledger.lock().unwrap().acknowledged.len()
    }

    /// Waits for the first transfer from here on.
    async fn goes_on(&self) {
        let (up, before) = (Instant::now(), self.acknowledged());
        while self.acknowledged() == before {
            assert!(up.elapsed() < Duration::from_secs(2), "the pool does not come back");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    async fn end(self) -> Ledger {
        self.stop.store(true, Ordering::Relaxed);
        for task in self.tasks {
            task.await.unwrap();
        }
        std::mem::take(&mut *self.ledger.lock().unwrap())
    }
}

fn is_alone(writer: u64) -> bool {
    writer.is_multiple_of(2)
}

// Half of the writers send one statement, the others three in a transaction.
async fn transfer(db: &Database, writer: u64, number: i64, name: &str) -> Result<()> {
    // Always the lower account first: they wait for each other, and never in a circle.
    let (from, to) = (number % ACCOUNTS, (number + 3) % ACCOUNTS);
    let (low, high, amount) = if from < to { (from, to, 1) } else { (to, from, -1) };
    let named = Value::Text(name.into());
    if is_alone(writer) {
        let text = "SELECT transfer($1, $2, $3, $4)";
        return db.execute(point(text, vec![named, int(low), int(high), int(amount)])).await.map(|_| ());
    }
    db.transaction(async |tx| {
        let update = "UPDATE account SET balance = balance + $2 WHERE id = $1";
        tx.execute(point(update, vec![int(low), int(-amount)])).await?;
        tx.execute(point(update, vec![int(high), int(amount)])).await?;
        let text = "INSERT INTO transfer (name, low, high, amount) VALUES ($1, $2, $3, $4)";
        tx.execute(point(text, vec![named, int(low), int(high), int(amount)])).await?;
        Ok::<_, Error>(())
    })
    .await
}

async fn make_accounts(db: &Database) {
    db.execute(bulk("CREATE TABLE account (id bigint PRIMARY KEY, balance bigint NOT NULL)")).await.unwrap();
    let text = "CREATE TABLE transfer (name text COLLATE \"C\" PRIMARY KEY, low bigint NOT NULL, high bigint NOT NULL, \
                amount bigint NOT NULL)";
    db.execute(bulk(text)).await.unwrap();
    let text = "CREATE FUNCTION transfer(text, bigint, bigint, bigint) RETURNS void LANGUAGE sql AS \
                $$ UPDATE account SET balance = balance - $4 WHERE id = $2; \
                UPDATE account SET balance = balance + $4 WHERE id = $3; \
                INSERT INTO transfer (name, low, high, amount) VALUES ($1, $2, $3, $4) $$";
    db.execute(bulk(text)).await.unwrap();
    let filled = format!("INSERT INTO account SELECT n, 100 FROM generate_series(0, {}) n", ACCOUNTS - 1);
    db.execute(made(filled)).await.unwrap();
}

// What is there was asked for, what was acknowledged is there, and of each transfer everything or nothing.
async fn check(db: &Database, ledger: &Ledger) {
    let found: HashSet<_> = texts(db, read("SELECT name FROM transfer")).await.unwrap().into_iter().collect();
    let lost: Vec<_> = ledger.acknowledged.difference(&found).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    let unasked: Vec<_> =
        found.iter().filter(|it| !ledger.acknowledged.contains(*it) && !ledger.unknown.contains(*it)).collect();
    assert!(unasked.is_empty(), "told as not done, and done: {unasked:?}");
    let wrong = "SELECT count(*) FROM account a WHERE balance <> 100 \
                 - coalesce((SELECT sum(amount) FROM transfer WHERE low = a.id), 0) \
                 + coalesce((SELECT sum(amount) FROM transfer WHERE high = a.id), 0)";
    assert_eq!(ints(db, read(wrong)).await.unwrap(), [0], "half a transfer is there");
}

fn kills() -> u32 {
    std::env::var("ORM_TEST_KILLS").ok().and_then(|it| it.parse().ok()).unwrap_or(3)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_killed_loses_no_acknowledged_transfer_and_does_none_by_half() {
    let Some(mut server) = Private::start(&[]).await else { return };
    let db = Database::options(&server.url("postgres")).max_connections(4).connect().await.unwrap();
    make_accounts(&db).await;
    let load = Load::begin(&db);
    for round in 0..kills() {
        let before = load.acknowledged();
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(load.acknowledged() > before, "nobody wrote before round {round}");
        server.kill();
        tokio::time::sleep(Duration::from_millis(100)).await;
        server.run().await;
        load.goes_on().await;
    }
    let ledger = load.end().await;
    check(&db, &ledger).await;
    println!("{} kills, {} acknowledged, {} unknown", kills(), ledger.acknowledged.len(), ledger.unknown.len());
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_started_anew_costs_a_failure_a_connection_at_most() {
    const CONNECTIONS: u32 = 30;
    let Some(mut server) = Private::start(&[]).await else { return };
    let db = Database::options(&server.url("postgres")).max_connections(CONNECTIONS).connect().await.unwrap();
    make_accounts(&db).await;
    // More than the writers need: most of them are idle when the server goes.
    let mut held = Vec::new();
    for _ in 0..CONNECTIONS {
        held.push(db.begin().await.unwrap());
    }
    for tx in held {
        tx.rollback().await.unwrap();
    }
    let load = Load::begin(&db);
    load.goes_on().await;
    server.stop();
    server.run().await;
    load.goes_on().await;
    let ledger = load.end().await;
    check(&db, &ledger).await;
    assert!(ledger.lost <= CONNECTIONS, "{} failures", ledger.lost);
    println!("{} acknowledged, {} unknown, {} failures", ledger.acknowledged.len(), ledger.unknown.len(), ledger.lost);
    db.close().await;
}
