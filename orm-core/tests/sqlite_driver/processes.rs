//! Several processes on one file, and processes that are killed.
//!
//! A child is this test binary again, told by its environment what to do.

use crate::support::*;
use orm_core::database::Database;
use orm_core::error::{Error, Result};
use orm_core::value::Value;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const WRITES: usize = 40;
const PATIENCE: Duration = Duration::from_secs(5);

/// How a file keeps what is not committed yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Journal {
    Log,
    Rollback,
}

// A file with a counter at nought, and no lane open.
async fn prepared(directory: &Directory, journal: Journal) {
    let db = Database::options(&directory.url()).max_connections(1).connect().await.unwrap();
    with_cats(&db).await;
    db.execute_all(vec![bulk("CREATE TABLE counter (n INTEGER)"), bulk("INSERT INTO counter VALUES (0)")])
        .await
        .unwrap();
    if journal == Journal::Rollback {
        db.execute(bulk("PRAGMA journal_mode = DELETE")).await.unwrap();
    }
    db.close().await;
}

async fn is_sound(db: &Database) -> bool {
    let is_ok = |cells: &dyn orm_core::value::Cells| Ok(cells.text(0) == Ok("ok"));
    let sink = db.fetch(bulk("PRAGMA integrity_check"), Each::boxed(is_ok)).await.unwrap();
    Each::<bool>::of(sink).rows == [true]
}

fn child(test: &str, directory: &Directory) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--include-ignored", "--nocapture"]).env("ORM_TEST_CHILD", &directory.0);
    command
}

fn directory_of_child() -> Option<PathBuf> {
    std::env::var_os("ORM_TEST_CHILD").map(PathBuf::from)
}

fn url(directory: &std::path::Path) -> String {
    format!("sqlite://{}", directory.join("cats.db").display())
}

#[tokio::test]
async fn eight_writers_and_four_readers_in_four_processes_with_a_log() {
    many_processes(Journal::Log).await;
}

#[tokio::test]
async fn eight_writers_and_four_readers_in_four_processes_with_a_rollback_journal() {
    many_processes(Journal::Rollback).await;
}

async fn many_processes(journal: Journal) {
    let directory = Directory::new();
    prepared(&directory, journal).await;
    let children: Vec<_> = (0..4)
        .map(|n| {
            let mut command = child("processes::child_reads_and_writes", &directory);
            command.env("ORM_TEST_NUMBER", n.to_string()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for child in children {
        let output = tokio::task::spawn_blocking(|| child.wait_with_output()).await.unwrap().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    for n in 0..4 {
        let text = std::fs::read_to_string(directory.0.join(format!("waits {n}"))).unwrap();
        let mut waits: Vec<u64> = text.lines().map(|line| line.parse().unwrap()).collect();
        waits.sort_unstable();
        let p99 = Duration::from_micros(waits[waits.len() * 99 / 100]);
        println!("{journal:?}, process {n}: {} writes, p50 {} us, p99 {p99:?}", waits.len(), waits[waits.len() / 2]);
        assert!(p99 <= PATIENCE / 2, "{p99:?}");
    }
    let db = Database::connect(&directory.url()).await.unwrap();
    let written = i64::try_from(8 * WRITES).unwrap();
    assert_eq!(ints(&db, read("SELECT n FROM counter")).await.unwrap(), [written]);
    assert_eq!(count(&db).await, written);
    assert!(is_sound(&db).await);
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "run by another test, in a process of its own"]
async fn child_reads_and_writes() {
    let Some(directory) = directory_of_child() else { return };
    let number = std::env::var("ORM_TEST_NUMBER").unwrap();
    let db = Database::options(&url(&directory)).busy_timeout(PATIENCE).connect().await.unwrap();
    let still_writing = Arc::new(AtomicUsize::new(2));
    let writers: Vec<_> = (0..2)
        .map(|writer| {
            let (db, number, still_writing) = (db.clone(), number.clone(), Arc::clone(&still_writing));
            tokio::spawn(async move {
                let mut waits = Vec::new();
                for n in 0..WRITES {
                    let begun = Instant::now();
                    // What one reads and the other writes between is lost, unless they take turns.
                    let counting = db.transaction(async |tx| {
                        let n_was = ints(&tx, read("SELECT n FROM counter")).await?[0];
                        add(&tx, &format!("{number} {writer} {n}")).await?;
                        tx.execute(point("UPDATE counter SET n = ?", vec![int(n_was + 1)])).await
                    });
                    counting.await.unwrap();
                    waits.push(begun.elapsed());
                }
                still_writing.fetch_sub(1, Ordering::SeqCst);
                waits
            })
        })
        .collect();
    let mut reads = 0;
    while still_writing.load(Ordering::SeqCst) > 0 {
        let difference = read("SELECT (SELECT n FROM counter) - (SELECT count(*) FROM cat)");
        assert_eq!(ints(&db, difference).await.unwrap(), [0], "a state between two transactions");
        reads += 1;
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert!(reads > 0);
    let mut text = String::new();
    for writer in writers {
        for wait in writer.await.unwrap() {
            text.push_str(&format!("{}\n", wait.as_micros()));
        }
    }
    std::fs::write(directory.join(format!("waits {number}")), text).unwrap();
    db.close().await;
}

/// When a child is killed.
#[derive(Clone, Copy, Debug)]
enum Kill {
    /// Once it has said that it will send COMMIT.
    Before,
    /// Once it has said that its COMMIT was acknowledged.
    After,
}

// 10 times, or as often as `ORM_TEST_KILLS` says.
#[tokio::test]
async fn a_client_that_is_killed_in_mid_commit_loses_nothing_that_was_acknowledged() {
    let kills = std::env::var("ORM_TEST_KILLS").map_or(10, |kills| kills.parse().unwrap());
    let (mut unanswered, mut happened) = (0, 0);
    for round in 0..kills {
        let journal = if round % 2 == 0 { Journal::Log } else { Journal::Rollback };
        let kill = if round % 4 < 2 { Kill::Before } else { Kill::After };
        let directory = Directory::new();
        prepared(&directory, journal).await;
        let (announced, acknowledged) = run_and_kill(&directory, round, kill);
        let db = Database::connect(&directory.url()).await.unwrap();
        assert!(is_sound(&db).await, "{journal:?} {kill:?}");
        let whole = "SELECT age FROM cat GROUP BY age HAVING count(*) = 2 ORDER BY age";
        let found: BTreeSet<i64> = ints(&db, read(whole)).await.unwrap().into_iter().collect();
        assert_eq!(count(&db).await, i64::try_from(found.len() * 2).unwrap(), "each is there with both halves");
        assert!(acknowledged.is_subset(&found), "{journal:?} {kill:?}: {acknowledged:?} but {found:?}");
        assert!(found.is_subset(&announced), "{journal:?} {kill:?}: {announced:?} but {found:?}");
        unanswered += announced.len() - acknowledged.len();
        happened += found.len() - acknowledged.len();
        // And the file is of use to the next.
        add(&db, "next").await.unwrap();
        db.close().await;
    }
    println!("{kills} kills: {unanswered} commits were not answered, {happened} of them had happened");
}

// What the child announced, and what it acknowledged.
fn run_and_kill(directory: &Directory, round: u32, kill: Kill) -> (BTreeSet<i64>, BTreeSet<i64>) {
    let mut running =
        child("processes::child_commits", directory).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(running.stdout.take().unwrap()).lines().map(|line| line.unwrap());
    let last = i64::from(round % 5) + 2;
    let awaited = match kill {
        Kill::Before => format!("before {last}"),
        Kill::After => format!("after {last}"),
    };
    let (mut announced, mut acknowledged) = (BTreeSet::new(), BTreeSet::new());
    let mut note = |line: &str| match line.split_once(' ') {
        Some(("before", n)) => drop(announced.insert(n.parse().unwrap())),
        Some(("after", n)) => drop(acknowledged.insert(n.parse().unwrap())),
        _ => {}
    };
    for line in lines.by_ref() {
        note(&line);
        if line == awaited {
            break;
        }
    }
    // Each time at another moment of what it does then.
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_micros(u64::from(round * 137 % 2_000)) {
        std::hint::spin_loop();
    }
    end(&mut running);
    // It may have said more before it died.
    lines.for_each(|line| note(&line));
    (announced, acknowledged)
}

fn end(child: &mut Child) {
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success());
}

#[tokio::test]
#[ignore = "run by another test, in a process of its own"]
async fn child_commits() {
    let Some(directory) = directory_of_child() else { return };
    let db = Database::connect(&url(&directory)).await.unwrap();
    let mut stdout = std::io::stdout();
    // On a line of its own: the test runner has begun one.
    writeln!(stdout).unwrap();
    for n in 0.. {
        let written: Result<()> = async {
            let tx = db.begin().await?;
            for half in ["left", "right"] {
                let binds = vec![Value::Text(format!("{n} {half}")), int(n)];
                tx.execute(point("INSERT INTO cat (name, age) VALUES (?, ?)", binds)).await?;
            }
            writeln!(stdout, "before {n}").unwrap();
            stdout.flush().unwrap();
            tx.commit().await?;
            writeln!(stdout, "after {n}").unwrap();
            stdout.flush().unwrap();
            Ok::<_, Error>(())
        }
        .await;
        written.unwrap();
    }
}
