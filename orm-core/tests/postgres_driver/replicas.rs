//! Copies that a program reads from.

use crate::private::Private;
use crate::support::*;
use orm_core::database::{Database, Db, Isolation, Retry};
use orm_core::error::{Error, ErrorKind, Result};
use std::time::{Duration, Instant};

async fn port(db: &Db) -> i64 {
    ints(db, read("SELECT inet_server_port()")).await.unwrap()[0]
}

/// Waits until a copy has what was written.
async fn follows(db: &Db, cats: i64) {
    let begun = Instant::now();
    while count(db).await != cats {
        assert!(begun.elapsed() < Duration::from_secs(10), "the replica does not follow");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

// One primary and two copies of it serve all of it: they take seconds to make.
#[tokio::test]
async fn reads_go_to_copies_that_take_turns_and_writes_to_none() {
    let Some(primary) = Private::start(&[]).await else { return };
    let owner = Database::connect(&primary.url("postgres")).await.unwrap();
    make_cats(&owner).await;
    let (mut first, second) = (primary.replica().await, primary.replica().await);
    let options = Database::options(&primary.url("postgres")).max_connections(2);
    let options = options.replica(&first.url("postgres")).replica(&second.url("postgres"));
    let db = options.clone().connect().await.unwrap();

    // They take turns, and what is held is one of them.
    let home = port(&db).await;
    let held = db.replica();
    let ports = [port(held).await, port(db.replica()).await, port(db.replica()).await, port(held).await];
    assert!(
        ports[0] != ports[1] && ports[0] == ports[2] && ports[0] == ports[3] && !ports.contains(&home),
        "{ports:?}"
    );
    assert!(!held.is_transaction() && held.backend() == db.backend());

    // What is written is there once it has arrived.
    add(&db, "Tom").await.unwrap();
    for replica in [db.replica(), db.replica()] {
        follows(replica, 1).await;
        let mut cursor = replica.cursor(read("SELECT id FROM cat")).await.unwrap();
        assert_eq!(Each::<i64>::of(cursor.next(Each::boxed(first_int), 9).await.unwrap().0).rows, [1]);
    }

    // What writes is not sent.
    let replica = db.replica();
    let sent = replica.statements_sent();
    for text in [
        "INSERT INTO cat (name) VALUES ('a')",
        "WITH gone AS (DELETE FROM cat RETURNING 1) SELECT * FROM gone",
        "SELECT id FROM cat FOR UPDATE",
        "CREATE TABLE dog (id bigint)",
    ] {
        let refused = replica.execute(read(text)).await.unwrap_err();
        assert_eq!((refused.kind(), refused.sqlstate()), (ErrorKind::Unsupported, None), "{text}");
        assert!(refused.message().contains("the database itself"), "{refused}");
    }
    assert_eq!(replica.statements_sent(), sent);
    // What only the server can see is told in the same words.
    let refused = replica.execute(read("SELECT setval('cat_id_seq', 7)")).await.unwrap_err();
    assert_eq!((refused.kind(), refused.sqlstate()), (ErrorKind::Unsupported, Some("25006")));

    // A transaction there is one that reads, and all of it sees one moment.
    let level = Isolation::RepeatableRead;
    let seen = replica.transaction_with(level, Retry::never(), async |tx| {
        let before = count(&tx).await;
        add(&db, "Max").await?;
        follows(replica, 2).await;
        assert_eq!(add(&tx, "no").await.unwrap_err().kind(), ErrorKind::Unsupported);
        Ok::<_, Error>((before, count(&tx).await, texts(&tx, read("SHOW transaction_read_only")).await?))
    });
    assert_eq!(seen.await.unwrap(), (1, 1, vec!["on".to_owned()]));

    // One that goes is told as what it is; the other and the database go on, and it comes back.
    first.kill();
    let (mut told, mut read_on) = (0, 0);
    for _ in 0..8 {
        let result: Result<_> = ints(db.replica(), read("SELECT count(*) FROM cat")).await;
        match result {
            Ok(found) => {
                assert_eq!(found, [2]);
                read_on += 1;
            }
            Err(error) => {
                assert!([ErrorKind::ConnectionLost, ErrorKind::Unavailable].contains(&error.kind()), "{error}");
                assert!(error.message().contains("this is a replica"), "{error}");
                told += 1;
            }
        }
    }
    assert_eq!((told, read_on), (4, 4));
    assert_eq!(count(&db).await, 2);
    // A program starts without it, too.
    let started = options.connect().await.unwrap();
    let results = [started.replica(), started.replica()].map(|replica| async { replica.begin().await.map(drop) });
    let [one, two] = results;
    assert_eq!(one.await.unwrap_err().kind(), ErrorKind::Unavailable);
    two.await.unwrap();
    first.run().await;
    for db in [&db, &started] {
        follows(db.replica(), 2).await;
        follows(db.replica(), 2).await;
        db.close().await;
        assert_eq!(db.replica().begin().await.unwrap_err().kind(), ErrorKind::Closed);
    }
    owner.close().await;
}

#[tokio::test]
async fn without_a_copy_it_is_the_database_itself_and_what_is_no_copy_is_refused() {
    with_cats(async |db| {
        add(db.replica(), "Tom").await.unwrap();
        assert_eq!((count(&db).await, count(db.replica()).await), (1, 1));
    })
    .await;
    let Some(server) = server() else { return };
    for (url, words) in [
        ("sqlite::memory:".to_owned(), "of a replica: "),
        ("postgres://h/d?canary=1".to_owned(), "of a replica: the URL has a parameter that is not known"),
        (of_server(&server, "orm_no_such_database"), "of a replica: "),
    ] {
        let refused = Database::options(&server).replica(&url).connect().await.err().unwrap();
        assert_eq!(refused.kind(), ErrorKind::Config, "{refused}");
        assert!(refused.message().contains(words), "{refused}");
    }
}
