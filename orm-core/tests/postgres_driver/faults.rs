//! Connections that are ended by the server, statements that are given up, servers that refuse.

use crate::proxy::Proxy;
use crate::support::*;
use orm_core::database::{Database, Db};
use orm_core::error::{Error, ErrorKind, Result};
use std::time::{Duration, Instant};

/// Ends every connection of a program, from a connection of its own.
async fn terminate(other: &Database, program: &str) -> usize {
    let text = format!(
        "SELECT pg_terminate_backend(pid)::int FROM pg_stat_activity WHERE datname = current_database() \
         AND application_name = '{program}'"
    );
    ints(other, made(text)).await.unwrap().len()
}

fn named(fresh: &Fresh, program: &str) -> String {
    let url = fresh.url();
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}application_name={program}")
}

async fn pid(db: &Db) -> i64 {
    ints(db, read("SELECT pg_backend_pid()")).await.unwrap()[0]
}

#[tokio::test]
async fn a_connection_that_is_ended_before_any_statement_of_a_transaction_loses_all_of_it() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = Database::options(&named(&fresh, "victim")).max_connections(2).connect().await.unwrap();
    let other = fresh.options().max_connections(1).connect().await.unwrap();
    make_cats(&other).await;
    for ended_before in 0..5 {
        let tx = db.begin().await.unwrap();
        let mut result = Ok(0);
        for statement in 0..5 {
            if statement == ended_before {
                assert!(terminate(&other, "victim").await >= 1);
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            result = add(&tx, &format!("{ended_before} {statement}")).await;
            if result.is_err() {
                break;
            }
        }
        assert_eq!(result.unwrap_err().kind(), ErrorKind::ConnectionLost);
        assert_eq!(add(&tx, "later").await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
        if ended_before % 2 == 0 {
            tx.rollback().await.unwrap();
        } else {
            assert_eq!(tx.commit().await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
        }
        assert_eq!(count(&other).await, 0);
        // The pool has another one by now.
        assert_eq!(count(&db).await, 0);
    }
}

#[tokio::test]
async fn a_connection_that_is_ended_before_commit_leaves_the_outcome_unknown() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = Database::options(&named(&fresh, "victim")).max_connections(1).connect().await.unwrap();
    let other = fresh.options().max_connections(1).connect().await.unwrap();
    make_cats(&other).await;
    let tx = db.begin().await.unwrap();
    add(&tx, "a").await.unwrap();
    let clone = tx.clone();
    terminate(&other, "victim").await;
    tokio::time::sleep(Duration::from_millis(20)).await;
    let failed = tx.commit().await.unwrap_err();
    assert_eq!((failed.kind(), failed.is_retryable()), (ErrorKind::CommitUnknown, false));
    assert_eq!(add(&clone, "b").await.unwrap_err().kind(), ErrorKind::CommitUnknown);
    assert_eq!(count(&db).await, 0);
}

#[tokio::test]
async fn idle_connections_that_died_cost_one_failure_at_most() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = Database::options(&named(&fresh, "victim")).max_connections(8).connect().await.unwrap();
    let other = fresh.options().max_connections(1).connect().await.unwrap();
    make_cats(&other).await;
    let mut held = Vec::new();
    for _ in 0..8 {
        held.push(db.begin().await.unwrap());
    }
    for tx in held {
        tx.rollback().await.unwrap();
    }
    assert_eq!(terminate(&other, "victim").await, 8);
    tokio::time::sleep(Duration::from_millis(50)).await;
    let mut failures = 0;
    for n in 0..8 {
        match add(&db, &n.to_string()).await {
            Ok(_) => {}
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::ConnectionLost);
                failures += 1;
            }
        }
    }
    assert!(failures <= 1, "{failures} calls failed");
    assert_eq!(count(&db).await, 8 - failures);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_statements_that_are_given_up_are_gone_within_a_second() {
    let Some(fresh) = Fresh::new().await else { return };
    let other = fresh.options().max_connections(1).connect().await.unwrap();
    // Fewer where the server has no room beside whoever else uses it.
    let room = "SELECT current_setting('max_connections')::bigint - count(*) - 40 FROM pg_stat_activity";
    let many = ints(&other, read(room)).await.unwrap()[0].clamp(30, 100);
    let connections = u32::try_from(many).unwrap();
    let db = Database::options(&named(&fresh, "given_up")).max_connections(connections).connect().await.unwrap();
    let running = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%' \
                   AND state = 'active'";
    let mut quickest = Duration::MAX;
    // Until it was quick once: other tests keep the server busy beside, for seconds at times.
    for _ in 0..12 {
        let tasks: Vec<_> = (0..many)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move { db.execute(read("SELECT pg_sleep(60)")).await })
            })
            .collect();
        while ints(&other, read(running)).await.unwrap() != [many] {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let begun = Instant::now();
        tasks.iter().for_each(tokio::task::JoinHandle::abort);
        while ints(&other, read(running)).await.unwrap() != [0] {
            assert!(begun.elapsed() < Duration::from_secs(10), "they still run");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // And the pool is whole.
        assert_eq!(ints(&db, read("SELECT 7")).await.unwrap(), [7]);
        quickest = quickest.min(begun.elapsed());
        if quickest < Duration::from_secs(1) {
            break;
        }
    }
    println!("{many} statements were gone after {quickest:?}");
    assert!(quickest < Duration::from_secs(1), "{quickest:?}");
}

// A number is given again. What is ended is who had it at that time.
#[tokio::test]
async fn a_stranger_is_never_ended() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = fresh.options().max_connections(2).connect().await.unwrap();
    let tx = db.begin().await.unwrap();
    let before = pid(&tx).await;
    for _ in 0..3 {
        let sleeping = db.execute(read("SELECT pg_sleep(60)"));
        assert!(tokio::time::timeout(Duration::from_millis(50), sleeping).await.is_err());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(pid(&tx).await, before);
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_refusal_is_told_within_a_second() {
    let Some(fresh) = Fresh::new().await else { return };
    let other = fresh.options().max_connections(1).connect().await.unwrap();
    let role = format!("orm_refused_{}", std::process::id());
    other.execute(made(format!("CREATE ROLE {role} LOGIN CONNECTION LIMIT 1"))).await.unwrap();
    let url = fresh.url();
    let (_, after) = url.split_once("://").unwrap();
    let after = after.rsplit_once('@').map_or(after, |(_, after)| after);
    let as_role = format!("postgres://{role}:canary@{after}");
    let alone = Database::options(&as_role).max_connections(1).connect().await.unwrap();
    let cases = [
        (with_place(&url, "127.0.0.1:1"), ErrorKind::Unavailable),
        (of_server(&url, "orm_no_such_database"), ErrorKind::Config),
        (as_role.replace(&role, "orm_no_such_role"), ErrorKind::Config),
        (as_role, ErrorKind::Unavailable),
    ];
    for (url, kind) in cases {
        let begun = Instant::now();
        let failed = Database::connect(&url).await.err().unwrap();
        assert_eq!(failed.kind(), kind, "{failed}");
        assert!(begun.elapsed() < Duration::from_secs(1), "{failed} after {:?}", begun.elapsed());
        assert!(!format!("{failed} {failed:?}").contains("canary"));
    }
    alone.close().await;
    other.execute(made(format!("DROP ROLE {role}"))).await.unwrap();
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_given_up_in_time() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("postgres://a:canary@{}/d?sslmode=disable", listener.local_addr().unwrap());
    let begun = Instant::now();
    let failed = Database::options(&url).connect_timeout(Duration::from_millis(300)).connect().await.err().unwrap();
    assert_eq!(failed.kind(), ErrorKind::Unavailable);
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_a_timeout_and_the_connection_goes_on() {
    let Some(fresh) = Fresh::new().await else { return };
    let options = fresh.options().max_connections(1).statement_timeout(Duration::from_millis(100));
    let db = options.connect().await.unwrap();
    let before = pid(&db).await;
    assert_eq!(db.execute(read("SELECT pg_sleep(60)")).await.unwrap_err().kind(), ErrorKind::Timeout);
    assert_eq!(pid(&db).await, before);
}

#[tokio::test]
async fn a_wire_that_is_cut_anywhere_tells_what_became_of_the_work() {
    let Some(fresh) = Fresh::new().await else { return };
    let proxy = Proxy::new(place(&fresh.url()), Duration::from_millis(1)).await;
    let url = with_place(&fresh.url(), &format!("127.0.0.1:{}", proxy.port()));
    let db = Database::options(&url).max_connections(1).connect().await.unwrap();
    let other = fresh.options().max_connections(1).connect().await.unwrap();
    make_cats(&other).await;
    let mut written = 0;
    for after in 0..12 {
        let cutting = async {
            tokio::time::sleep(Duration::from_millis(after)).await;
            proxy.cut(true);
        };
        let working = db.transaction(async |tx| {
            add(&tx, &format!("{after} a")).await?;
            add(&tx, &format!("{after} b")).await?;
            Ok::<_, Error>(())
        });
        let (_, result): ((), Result<()>) = tokio::join!(cutting, working);
        proxy.cut(false);
        tokio::time::sleep(Duration::from_millis(20)).await;
        let found = count(&other).await;
        match result {
            Ok(()) => assert_eq!(found, written + 2),
            Err(error) if error.kind() == ErrorKind::CommitUnknown => assert!([written, written + 2].contains(&found)),
            Err(error) => {
                assert!([ErrorKind::ConnectionLost, ErrorKind::Unavailable].contains(&error.kind()), "{error}");
                assert_eq!(found, written);
            }
        }
        written = found;
    }
}

#[test]
fn a_second_runtime_opens_its_own_connections() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let first = runtime();
    let Some((fresh, db)) = first.block_on(async {
        let fresh = Fresh::new().await?;
        let db = fresh.options().max_connections(1).connect().await.unwrap();
        make_cats(&db).await;
        Some((fresh, db))
    }) else {
        return;
    };
    drop(first);
    for n in 0..3 {
        let next = runtime();
        next.block_on(async {
            add(&db, &n.to_string()).await.unwrap();
            let tx = db.begin().await.unwrap();
            assert_eq!(count(&tx).await, n + 1);
            // Dropped where it is, with the runtime.
            std::mem::forget(tx.cursor(read("SELECT 1")));
        });
        drop(next);
    }
    // And outside of any there is none.
    let outside = {
        let mut future = Box::pin(add(&db, "outside"));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        Future::poll(future.as_mut(), &mut context)
    };
    match outside {
        std::task::Poll::Ready(Err(error)) => assert_eq!(error.kind(), ErrorKind::Config),
        other => panic!("{other:?}"),
    }
    runtime().block_on(db.close());
    drop(fresh);
}
