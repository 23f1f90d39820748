//! A server that is killed while it works.

use crate::private::Private;
use crate::support::*;
use orm_core::database::{Database, Db, Retry};
use orm_core::error::{Error, ErrorKind, Result};
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const WRITERS: u64 = 8;

/// What writers know of their writes, by name.
#[derive(Default)]
struct Ledger {
    acknowledged: HashSet<String>,
    unknown: HashSet<String>,
}

impl Ledger {
    fn note(&mut self, name: String, writer: u64, result: Result<()>) {
        match result.map_err(|error| (error.kind(), error)) {
            Ok(()) => self.acknowledged.insert(name),
            Err((ErrorKind::CommitUnknown, _)) => self.unknown.insert(name),
            // Alone, a statement is its own commit, and its acknowledgement may have been lost.
            Err((ErrorKind::ConnectionLost, _)) if writer.is_multiple_of(2) => self.unknown.insert(name),
            Err((ErrorKind::ConnectionLost | ErrorKind::Unavailable | ErrorKind::Timeout, _)) => false,
            Err((_, error)) => panic!("{error:?}"),
        };
    }
}

fn kills() -> u32 {
    std::env::var("ORM_TEST_KILLS").ok().and_then(|it| it.parse().ok()).unwrap_or(3)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_killed_loses_no_acknowledged_write_and_does_none_twice() {
    let Some(mut server) = Private::start(&["--innodb-flush-log-at-trx-commit=1"]).await else { return };
    let db = Database::options(&server.url("cats")).max_connections(4).connect().await.unwrap();
    make_cats(&db).await;
    let (ledger, stop, next) =
        (Arc::new(Mutex::new(Ledger::default())), Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let tasks: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (db, ledger, stop, next) = (db.clone(), Arc::clone(&ledger), Arc::clone(&stop), Arc::clone(&next));
            tokio::spawn(async move {
                while !stop.load(Ordering::Relaxed) {
                    let name = format!("{writer} {}", next.fetch_add(1, Ordering::Relaxed));
                    let result = write(&db, writer, &name).await;
                    ledger.lock().unwrap().note(name, writer, result);
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
            })
        })
        .collect();
    for round in 0..kills() {
        let before = ledger.lock().unwrap().acknowledged.len();
        tokio::time::sleep(Duration::from_millis(300)).await;
        server.kill();
        tokio::time::sleep(Duration::from_millis(100)).await;
        server.run().await;
        let up = Instant::now();
        let written = || ledger.lock().unwrap().acknowledged.len();
        let at_start = written();
        assert!(at_start > before, "nobody wrote before round {round}");
        while written() == at_start {
            assert!(up.elapsed() < Duration::from_secs(2), "the pool does not come back");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    stop.store(true, Ordering::Relaxed);
    for task in tasks {
        task.await.unwrap();
    }
    let found = texts(&db, read("SELECT name FROM cat WHERE name NOT LIKE '%second'")).await.unwrap();
    // The name is unique, so nothing is there twice; but what is, was asked for.
    let ledger = std::mem::take(&mut *ledger.lock().unwrap());
    let found: HashSet<_> = found.into_iter().collect();
    let lost: Vec<_> = ledger.acknowledged.difference(&found).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    let unasked: Vec<_> =
        found.iter().filter(|it| !ledger.acknowledged.contains(*it) && !ledger.unknown.contains(*it)).collect();
    assert!(unasked.is_empty(), "told as not done, and done: {unasked:?}");
    // Of a transaction both writes are there or none.
    let halves = "SELECT count(*) FROM cat a LEFT JOIN cat b ON b.name = concat(a.name, ' second') \
                  WHERE a.age = 1 AND b.id IS NULL";
    assert_eq!(ints(&db, read(halves)).await.unwrap(), [0]);
    println!("{} kills, {} writes acknowledged, {} unknown", kills(), ledger.acknowledged.len(), ledger.unknown.len());
    db.close().await;
}

// Half of the writers write alone, the others twice in a transaction.
async fn write(db: &Database, writer: u64, name: &str) -> Result<()> {
    if writer.is_multiple_of(2) {
        return add(db, name).await.map(|_| ());
    }
    db.transaction_with(orm_core::database::Isolation::Default, Retry::times(3), async |tx| {
        let binds = vec![orm_core::value::Value::Text(name.into())];
        tx.execute(point("INSERT INTO cat (name, age) VALUES (?, 1)", binds)).await?;
        add(&tx, &format!("{name} second")).await?;
        Ok::<_, Error>(())
    })
    .await
}

// Numbers of connections begin anew with the server. What was given up before must not end who has the number now.
#[test]
fn a_number_that_is_given_again_is_not_ended() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (old, new) = (runtime(), runtime());
    let Some(mut server) = new.block_on(Private::start(&[])) else { return };
    let number = async |db: &Db| ints(db, read("SELECT connection_id()")).await.unwrap()[0];
    let (mut sleeping, mut numbers) = (Vec::new(), Vec::new());
    old.block_on(async {
        for _ in 0..10 {
            let db = Database::options(&server.url("cats")).max_connections(1).connect().await.unwrap();
            numbers.push(number(&db).await);
            let mut statement = Box::pin(async move { db.execute(read("SELECT sleep(60)")).await });
            assert!(tokio::time::timeout(Duration::from_millis(30), &mut statement).await.is_err());
            sleeping.push(statement);
        }
    });
    // Nothing of the old runtime runs meanwhile, so nobody there knows that the server went. A server says when it started in
    // whole seconds.
    std::thread::sleep(Duration::from_millis(1_100));
    server.kill();
    new.block_on(async {
        server.run().await;
        let db = Database::options(&server.url("cats")).max_connections(40).connect().await.unwrap();
        let (mut held, mut again) = (Vec::new(), 0);
        for _ in 0..40 {
            let tx = db.begin().await.unwrap();
            again += usize::from(numbers.contains(&number(&tx).await));
            held.push(tx);
        }
        assert!(again >= 5, "no number was given again, so nothing was shown");
        sleeping.clear();
        tokio::time::sleep(Duration::from_millis(500)).await;
        for tx in held {
            assert_eq!(ints(&tx, read("SELECT 1")).await.unwrap(), [1]);
            tx.commit().await.unwrap();
        }
    });
}
