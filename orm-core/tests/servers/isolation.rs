//! What transactions see of each other at each level: the anomalies of <https://github.com/ept/hermitage>.
//!
//! Each is a script of two or three transactions, whose statements are sent in the order of the script; one that waits for a lock
//! is left waiting while the script goes on. The same table holds for every server. Start reading at
//! [`the_levels_are_those_of_postgresql`].

use crate::support::*;
use orm_core::database::{Backend, Database, Isolation, Retry, Transaction};
use orm_core::error::{Error, ErrorKind, Result};
use orm_core::sql::Flavour;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// Whether an anomaly can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    Never,
    Yes,
}
use Seen::{Never, Yes};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_levels_are_those_of_postgresql() {
    with_cats(async |db| {
        db.execute(bulk("CREATE TABLE test (id int PRIMARY KEY, value int)")).await.unwrap();
        // MySQL writes over what was changed since, and says nothing.
        let lost = if db.backend() == Backend::MySql(Flavour::MySql) { Yes } else { Never };
        let expected = [
            ("dirty write (G0)", [Never, Never, Never]),
            ("aborted read (G1a)", [Never, Never, Never]),
            ("intermediate read (G1b)", [Never, Never, Never]),
            ("circular information flow (G1c)", [Never, Never, Never]),
            ("observed transaction vanishes (OTV)", [Never, Never, Never]),
            ("predicate-many-preceders (PMP)", [Yes, Never, Never]),
            ("lost update (P4)", [Yes, lost, Never]),
            ("read skew (G-single)", [Yes, Never, Never]),
            ("write skew (G2-item)", [Yes, Yes, Never]),
            ("anti-dependency cycle (G2)", [Yes, Yes, Never]),
        ];
        let levels = [Isolation::ReadCommitted, Isolation::RepeatableRead, Isolation::Serializable];
        for (name, expected) in expected {
            let mut found = Vec::new();
            for level in levels {
                db.execute(bulk("DELETE FROM test")).await.unwrap();
                db.execute(bulk("INSERT INTO test VALUES (1, 10), (2, 20)")).await.unwrap();
                found.push(anomaly(&db, name, level).await);
            }
            println!("{name:<40} {found:?}");
            assert_eq!(found, expected, "{name}");
        }
    })
    .await;
}

async fn anomaly(db: &Database, name: &str, level: Isolation) -> Seen {
    let mut it = Script::new(db, level).await;
    const ONE: &str = "SELECT value FROM test WHERE id = 1";
    const TWO: &str = "SELECT value FROM test WHERE id = 2";
    const BOTH: &str = "SELECT value FROM test WHERE id IN (1, 2) ORDER BY id";
    const THIRDS: &str = "SELECT value FROM test WHERE value % 3 = 0";
    let is_seen = match name {
        "dirty write (G0)" => {
            it.say(1, "UPDATE test SET value = 11 WHERE id = 1").await;
            it.say(2, "UPDATE test SET value = 12 WHERE id = 1").await;
            it.say(1, "UPDATE test SET value = 21 WHERE id = 2").await;
            it.say(1, "COMMIT").await;
            it.say(2, "UPDATE test SET value = 22 WHERE id = 2").await;
            it.say(2, "COMMIT").await;
            it.finish().await;
            let left = ints(db, read(BOTH)).await.unwrap();
            left != [12, 22] && left != [11, 21]
        }
        "aborted read (G1a)" => {
            it.say(1, "UPDATE test SET value = 101 WHERE id = 1").await;
            it.say(2, ONE).await;
            it.say(1, "ROLLBACK").await;
            it.say(2, ONE).await;
            it.finish().await.saw(2, &[101])
        }
        "intermediate read (G1b)" => {
            it.say(1, "UPDATE test SET value = 101 WHERE id = 1").await;
            it.say(2, ONE).await;
            it.say(1, "UPDATE test SET value = 11 WHERE id = 1").await;
            it.say(1, "COMMIT").await;
            it.say(2, ONE).await;
            it.finish().await.saw(2, &[101])
        }
        "circular information flow (G1c)" => {
            it.say(1, "UPDATE test SET value = 11 WHERE id = 1").await;
            it.say(2, "UPDATE test SET value = 22 WHERE id = 2").await;
            it.say(1, TWO).await;
            it.say(2, ONE).await;
            let told = it.finish().await;
            told.saw(1, &[22]) && told.saw(2, &[11])
        }
        "observed transaction vanishes (OTV)" => {
            it.say(1, "UPDATE test SET value = 11 WHERE id = 1").await;
            it.say(1, "UPDATE test SET value = 19 WHERE id = 2").await;
            it.say(2, "UPDATE test SET value = 12 WHERE id = 1").await;
            it.say(1, "COMMIT").await;
            it.say(3, ONE).await;
            it.say(2, "UPDATE test SET value = 18 WHERE id = 2").await;
            it.say(3, TWO).await;
            it.say(2, "COMMIT").await;
            let told = it.finish().await;
            told.saw(3, &[11]) && told.saw(3, &[18]) || told.saw(3, &[12]) && told.saw(3, &[19])
        }
        "predicate-many-preceders (PMP)" => {
            it.say(1, THIRDS).await;
            it.say(2, "INSERT INTO test VALUES (3, 30)").await;
            it.say(2, "COMMIT").await;
            it.say(1, THIRDS).await;
            it.finish().await.saw(1, &[30])
        }
        "lost update (P4)" => {
            it.say(1, ONE).await;
            it.say(2, ONE).await;
            it.say(1, "UPDATE test SET value = 11 WHERE id = 1").await;
            it.say(2, "UPDATE test SET value = 12 WHERE id = 1").await;
            it.say(1, "COMMIT").await;
            it.say(2, "COMMIT").await;
            it.finish().await.all_committed()
        }
        "read skew (G-single)" => {
            it.say(1, ONE).await;
            it.say(2, "UPDATE test SET value = 12 WHERE id = 1").await;
            it.say(2, "UPDATE test SET value = 18 WHERE id = 2").await;
            it.say(2, "COMMIT").await;
            it.say(1, TWO).await;
            let told = it.finish().await;
            told.saw(1, &[10]) && told.saw(1, &[18])
        }
        "write skew (G2-item)" => {
            it.say(1, BOTH).await;
            it.say(2, BOTH).await;
            it.say(1, "UPDATE test SET value = 11 WHERE id = 1").await;
            it.say(2, "UPDATE test SET value = 21 WHERE id = 2").await;
            it.say(1, "COMMIT").await;
            it.say(2, "COMMIT").await;
            it.finish().await.all_committed()
        }
        "anti-dependency cycle (G2)" => {
            it.say(1, THIRDS).await;
            it.say(2, THIRDS).await;
            it.say(1, "INSERT INTO test VALUES (3, 30)").await;
            it.say(2, "INSERT INTO test VALUES (4, 42)").await;
            it.say(1, "COMMIT").await;
            it.say(2, "COMMIT").await;
            it.finish().await.all_committed()
        }
        other => panic!("{other}"),
    };
    if is_seen { Yes } else { Never }
}

type Line = (&'static str, oneshot::Sender<()>);

/// Three transactions, each of which does what it is told in a task of its own.
struct Script {
    actors: Vec<(mpsc::UnboundedSender<Line>, tokio::task::JoinHandle<Told>)>,
}

/// What a transaction saw, and whether it committed.
struct Told {
    rows: Vec<Vec<i64>>,
    has_committed: bool,
}

struct All(Vec<Told>);

impl Script {
    async fn new(db: &Database, level: Isolation) -> Self {
        let mut actors = Vec::new();
        for _ in 0..3 {
            let (sender, lines) = mpsc::unbounded_channel();
            let db = db.clone();
            actors.push((sender, tokio::spawn(async move { act(&db, level, lines).await })));
        }
        Self { actors }
    }

    /// Waits until it is done, or until it seems to wait for another.
    async fn say(&mut self, who: usize, line: &'static str) {
        let (done, is_done) = oneshot::channel();
        self.actors[who - 1].0.send((line, done)).unwrap();
        let _ = tokio::time::timeout(Duration::from_millis(100), is_done).await;
    }

    /// Those that were not told how to end commit.
    async fn finish(self) -> All {
        let mut told = Vec::new();
        for (lines, actor) in self.actors {
            drop(lines);
            told.push(actor.await.unwrap());
        }
        All(told)
    }
}

async fn act(db: &Database, level: Isolation, lines: mpsc::UnboundedReceiver<Line>) -> Told {
    let (lines, rows) = (tokio::sync::Mutex::new(lines), std::sync::Mutex::new(Vec::new()));
    // The last line is done when the transaction is.
    let last = std::sync::Mutex::new(None);
    let playing = async |tx: Transaction| {
        let mut lines = lines.lock().await;
        while let Some((line, done)) = lines.recv().await {
            *last.lock().unwrap() = Some(done);
            match line {
                "COMMIT" => return Ok(()),
                "ROLLBACK" => return Err(Error::new(ErrorKind::Cancelled, "as told")),
                line => {
                    let found = ints(&tx, read(line)).await?;
                    rows.lock().unwrap().push(found);
                    *last.lock().unwrap() = None;
                }
            }
        }
        Ok(())
    };
    let result: Result<()> = db.transaction_with(level, Retry::never(), playing).await;
    if let Err(error) = &result {
        assert!(error.is_retryable() || error.kind() == ErrorKind::Cancelled, "{error:?}");
    }
    drop(last);
    // The rest of the script goes on without it.
    let mut lines = lines.into_inner();
    while lines.recv().await.is_some() {}
    Told { rows: rows.into_inner().unwrap(), has_committed: result.is_ok() }
}

impl All {
    fn saw(&self, who: usize, rows: &[i64]) -> bool {
        self.0[who - 1].has_committed && self.0[who - 1].rows.iter().any(|it| it == rows)
    }

    fn all_committed(&self) -> bool {
        self.0.iter().all(|told| told.has_committed)
    }
}
