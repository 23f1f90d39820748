//! Behind PgBouncer, which gives each transaction whichever connection is free.

use crate::private::{Private, as_other, give_away};
use crate::support::*;
use orm_core::database::{Database, Db, Isolation, Retry};
use orm_core::error::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A pooler with two connections to a server of our own. Without one, what can be shown is shown without a pooler.
struct Bouncer {
    running: Child,
    port: u16,
    server: Private,
}

/// `None` where there is no PgBouncer, and `ORM_TEST_PGBOUNCER` does not say that there is.
fn program() -> Option<PathBuf> {
    let said = std::env::var_os("ORM_TEST_PGBOUNCER").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    let found = said.or_else(|| places.map(|place| place.join("pgbouncer")).find(|it| it.is_file()));
    if found.is_none() {
        eprintln!("not run: no `pgbouncer` on the path, and `ORM_TEST_PGBOUNCER` names none");
    }
    found
}

impl Bouncer {
    async fn start() -> Option<Self> {
        server()?;
        let program = program()?;
        let server = Private::start(&[]).await?;
        let file = server.directory().join("pgbouncer.ini");
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        // Nothing is overlooked that we tell it as we connect (`ignore_startup_parameters`), and it takes nobody's word for a
        // session that is left clean.
        let text = format!(
            "[databases]\n* = host={} port={} user=postgres\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n\
             unix_socket_dir =\nauth_type = any\npool_mode = transaction\ndefault_pool_size = 2\nserver_fast_close = 1\n",
            server.directory().display(),
            server.port()
        );
        std::fs::write(&file, text).unwrap();
        give_away(&file);
        let log = std::fs::File::create(server.directory().join("pgbouncer.log")).unwrap();
        let mut command = as_other(Path::new(&program));
        command.arg(&file).current_dir(server.directory()).stdout(Stdio::null()).stderr(log);
        let it = Self { running: command.spawn().unwrap(), port, server };
        let begun = Instant::now();
        while let Err(error) = Database::connect(&it.url()).await {
            let log = std::fs::read_to_string(it.server.directory().join("pgbouncer.log")).unwrap_or_default();
            assert!(begun.elapsed() < Duration::from_secs(10), "no PgBouncer: {error}\n{log}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Some(it)
    }

    fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres?pgbouncer=true", self.port)
    }
}

impl Drop for Bouncer {
    fn drop(&mut self) {
        let _ = self.running.kill();
        let _ = self.running.wait();
    }
}

async fn pid(db: &Db) -> i64 {
    ints(db, read("SELECT pg_backend_pid()")).await.unwrap()[0]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_clients_on_two_connections_each_get_their_own_answers() {
    const CLIENTS: i64 = 12;
    let Some(bouncer) = Bouncer::start().await else { return };
    let db = Database::options(&bouncer.url()).max_connections(12).connect().await.unwrap();
    make_cats(&db).await;
    db.execute(bulk("CREATE TABLE seen (pid int)")).await.unwrap();
    let failures = Arc::new(AtomicU64::new(0));
    let tasks: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (db, failures) = (db.clone(), Arc::clone(&failures));
            tokio::spawn(async move {
                for n in 0..40 {
                    // The same texts with values of one's own, and texts of one's own.
                    let own = client * 1_000 + n;
                    let asked = point("SELECT $1 + 0", vec![int(own)]);
                    let made = made(format!("SELECT {own}::bigint WHERE 1 = $1"));
                    let made = orm_core::sql::Statement { binds: vec![int(1)], ..made };
                    for statement in [asked, made] {
                        if ints(&db, statement).await.unwrap() != [own] {
                            failures.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                    add(&db, &format!("{client} {n}")).await.unwrap();
                    db.execute(read("INSERT INTO seen SELECT pg_backend_pid()")).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(failures.load(Ordering::Relaxed), 0);
    assert_eq!(count(&db).await, CLIENTS * 40);
    let servers = ints(&db, read("SELECT count(DISTINCT pid) FROM seen")).await.unwrap();
    assert_eq!(servers, [2], "nobody was given another's connection, so nothing was shown");
}

#[tokio::test]
async fn a_connection_keeps_nothing_of_anybody() {
    let Some(bouncer) = Bouncer::start().await else { return };
    let db = Database::options(&bouncer.url()).statement_timeout(Duration::from_millis(200)).connect().await.unwrap();
    make_cats(&db).await;
    keeps_nothing(&db).await;
    // A time-out is told to each transaction.
    assert_eq!(db.execute(read("SELECT pg_sleep(20)")).await.unwrap_err().kind(), ErrorKind::Timeout);
    let tx = db.begin().await.unwrap();
    let here = pid(&tx).await;
    assert_eq!(pid(&tx).await, here);
    assert_eq!(tx.execute(read("SELECT pg_sleep(20)")).await.unwrap_err().kind(), ErrorKind::Timeout);
    tx.rollback().await.unwrap();
    let level = db.transaction_with(Isolation::Serializable, Retry::never(), async |tx| {
        texts(&tx, read("SHOW transaction_isolation")).await
    });
    assert_eq!(level.await.unwrap(), ["serializable"]);
    // What was told to transactions is nobody else's.
    let direct = Database::options(&bouncer.url()).max_connections(4).connect().await.unwrap();
    for _ in 0..4 {
        assert_eq!(texts(&direct, read("SHOW statement_timeout")).await.unwrap(), ["0"]);
        assert_eq!(texts(&direct, read("SHOW transaction_isolation")).await.unwrap(), ["read committed"]);
        assert_eq!(texts(&direct, read("SHOW transaction_read_only")).await.unwrap(), ["off"]);
    }
    // One that only reads is told so each time.
    let reader = Database::options(&bouncer.url()).read_only().connect().await.unwrap();
    assert_eq!(texts(&reader, read("SHOW transaction_read_only")).await.unwrap(), ["on"]);
    assert_eq!(reader.execute(read("SELECT setval('cat_id_seq', 7)")).await.unwrap_err().kind(), ErrorKind::ReadOnly);
    // What no transaction takes goes without one.
    db.execute(bulk("CREATE DATABASE other")).await.unwrap();
    db.execute(bulk("DROP DATABASE other WITH (FORCE)")).await.unwrap();
    db.execute(bulk("VACUUM cat")).await.unwrap();
}

#[tokio::test]
async fn what_is_given_up_is_not_ended_and_nobody_else_is() {
    let Some(bouncer) = Bouncer::start().await else { return };
    let db = Database::options(&bouncer.url()).max_connections(4).connect().await.unwrap();
    make_cats(&db).await;
    for n in 0..5 {
        let slow = tokio::time::timeout(Duration::from_millis(50), db.execute(read("SELECT pg_sleep(1)")));
        assert!(slow.await.is_err());
        drop(tokio::time::timeout(Duration::from_millis(1), db.begin()).await);
        // Whoever comes next goes on, and is never ended for what somebody gave up.
        for step in 0..20 {
            add(&db, &format!("{n} {step}")).await.unwrap();
        }
    }
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    assert_eq!(count(&db).await, 100);
    // Streams read to their end and streams that are left.
    for pieces in 1..4 {
        let mut cursor = db.cursor(read("SELECT id FROM cat ORDER BY id")).await.unwrap();
        for _ in 0..pieces {
            cursor.next(Each::boxed(first_int), 30).await.unwrap();
        }
        drop(cursor);
        assert_eq!(count(&db).await, 100);
    }
    let failed: Result<()> = db
        .transaction(async |tx| {
            add(&tx, "undone").await?;
            let inner: Result<u64> = tx.transaction(async |inner| add(&inner, "0 0").await).await;
            assert_eq!(inner.unwrap_err().kind(), ErrorKind::UniqueViolation);
            assert_eq!(count(&tx).await, 101);
            Err(Error::new(ErrorKind::Cancelled, "as told"))
        })
        .await;
    assert_eq!((failed.unwrap_err().kind(), count(&db).await), (ErrorKind::Cancelled, 100));
}

async fn keeps_nothing(db: &Db) {
    for n in 0..5 {
        add(db, &n.to_string()).await.unwrap();
        assert_eq!(ints(db, made(format!("SELECT {n}"))).await.unwrap(), [n]);
        // An error leaves no transaction open that was begun around the statement.
        assert_eq!(add(db, &n.to_string()).await.unwrap_err().kind(), ErrorKind::UniqueViolation);
    }
    let dangling = "INSERT INTO cat (name, owner_id) VALUES ('dangling', 99)";
    assert_eq!(db.execute(read(dangling)).await.unwrap_err().kind(), ErrorKind::ForeignKeyViolation);
    db.execute(bulk("ALTER TABLE cat ALTER CONSTRAINT cat_owner_fk DEFERRABLE INITIALLY DEFERRED")).await.unwrap();
    assert_eq!(db.execute(read(dangling)).await.unwrap_err().kind(), ErrorKind::ForeignKeyViolation);
    let refused = db.fetch(read("SELECT name FROM cat"), Each::boxed(first_int)).await.err().unwrap();
    assert_eq!(refused.kind(), ErrorKind::SchemaMismatch);
    assert_eq!(ints(db, read("SELECT count(*) FROM pg_prepared_statements")).await.unwrap(), [0]);
    assert_eq!(count(db).await, 5);
}

// The same without a pooler: what we send is what one could take.
#[tokio::test]
async fn nothing_is_prepared_by_name_and_nobody_is_ended() {
    let Some(fresh) = Fresh::new().await else { return };
    let direct = fresh.options().max_connections(1).connect().await.unwrap();
    make_cats(&direct).await;
    let db = fresh.options().pgbouncer().max_connections(1).connect().await.unwrap();
    keeps_nothing(&db).await;
    let slow = tokio::time::timeout(Duration::from_millis(50), db.execute(read("SELECT pg_sleep(2)")));
    assert!(slow.await.is_err());
    assert_eq!(count(&db).await, 5);
    // The janitor would have ended it by now.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let runs = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query = 'SELECT pg_sleep(2)' \
                AND state = 'active'";
    assert_eq!(ints(&direct, read(runs)).await.unwrap(), [1]);
    db.close().await;
}
