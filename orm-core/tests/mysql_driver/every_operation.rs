//! Every operation of the driver, dropped at every poll.

use crate::every_poll::mysql::MySql;
use crate::every_poll::servers::{Least, drop_everywhere};
use crate::every_poll::*;
use crate::support::*;
use orm_core::database::{Backend, Database, Isolation, Rest, Retry};
use orm_core::error::{Error, ErrorKind};
use orm_core::sql::Flavour;

const ALL: &str = "SELECT id FROM cat";

/// What waits for nothing where a connection is idle: a statement that is read in pieces is sent with the first, and a goodbye
/// has no answer. MariaDB refuses DDL in a transaction before it is sent.
const AT_ONCE: &[(&str, Setting)] = &[
    ("cursor", Setting::Pool),
    ("cursor", Setting::Transaction),
    ("close", Setting::Pool),
    ("execute DDL", Setting::Transaction),
];

async fn check(settings: &[Setting], operations: Vec<Operation>) {
    let fill = async |db: &Database| {
        make_cats(db).await;
        for name in ["x", "y", "z"] {
            add(db, name).await?;
        }
        Ok(())
    };
    drop_everywhere::<MySql>(fill, settings, &operations, Least(1, AT_ONCE)).await;
}

#[tokio::test]
async fn on_a_pool_and_in_a_transaction() {
    let operations = operations! {
        "fetch a point" |stage| {
            stage.begin();
            assert_eq!(ints(stage.db(), point(ALL, vec![])).await?.len(), 3);
        }
        "fetch a read" |stage| {
            stage.begin();
            assert_eq!(ints(stage.db(), read(ALL)).await?.len(), 3);
        }
        "fetch RETURNING" |stage| {
            stage.begin();
            let text = match stage.db().backend() {
                Backend::MySql(Flavour::MariaDb) => "DELETE FROM cat RETURNING id",
                // MySQL has none.
                _ => "SELECT id FROM cat FOR UPDATE",
            };
            assert_eq!(ints(stage.db(), point(text, vec![])).await?.len(), 3);
        }
        "execute a point" |stage| {
            stage.begin();
            add(stage.db(), "a").await?;
        }
        "execute in bulk" |stage| {
            stage.begin();
            assert_eq!(stage.db().execute(bulk("UPDATE cat SET age = 1")).await?, 3);
        }
        "execute DDL" |stage| {
            stage.begin();
            match stage.db().execute(bulk("CREATE TABLE dog (id INTEGER)")).await {
                // It would commit, so it is refused, and at once.
                Err(error) if stage.db().is_transaction() => assert_eq!(error.kind(), ErrorKind::Unsupported),
                done => drop(done?),
            }
        }
        "execute_all" |stage| {
            stage.begin();
            let texts = ["INSERT INTO cat (name) VALUES ('a')", "DELETE FROM cat WHERE name = 'x'", "UPDATE cat SET age = 2"];
            stage.db().execute_all(texts.map(|text| point(text, vec![])).into()).await?;
        }
        "cursor" |stage| {
            stage.begin();
            let _cursor = stage.db().cursor(read(ALL)).await?;
        }
        "cursor next, the first" |stage| {
            let mut cursor = stage.db().cursor(read(ALL)).await?;
            stage.begin();
            cursor.next(Each::boxed(first_int), 2).await?;
        }
        "cursor next, to the end" |stage| {
            let mut cursor = stage.db().cursor(read(ALL)).await?;
            stage.begin();
            while cursor.next(Each::boxed(first_int), 1).await?.1 == Rest::More {}
        }
        "begin" |stage| {
            stage.begin();
            let _tx = stage.db().begin().await?;
        }
        "commit" |stage| {
            let tx = stage.db().begin().await?;
            add(&tx, "a").await?;
            tx.on_commit(stage.hook())?;
            stage.begin();
            tx.commit().await?;
        }
        "rollback" |stage| {
            let tx = stage.db().begin().await?;
            add(&tx, "a").await?;
            tx.on_commit(stage.hook())?;
            stage.begin();
            tx.rollback().await?;
        }
        "commit what is poisoned" |stage| {
            let tx = stage.db().begin().await?;
            add(&tx, "a").await?;
            add(&tx, "x").await.unwrap_err();
            stage.begin();
            tx.commit().await.unwrap_err();
        }
        "begin, write, commit" |stage| {
            stage.begin();
            let tx = stage.db().begin().await?;
            add(&tx, "a").await?;
            add(&tx, "b").await?;
            tx.commit().await?;
        }
        "begin a savepoint" |stage| {
            let tx = stage.db().begin().await?;
            add(&tx, "a").await?;
            stage.begin();
            let _inner = tx.begin().await?;
        }
        "commit a savepoint" |stage| {
            let tx = stage.db().begin().await?;
            let inner = tx.begin().await?;
            add(&inner, "a").await?;
            inner.on_commit(stage.hook())?;
            stage.begin();
            inner.commit().await?;
            tx.commit().await?;
        }
        "roll a savepoint back" |stage| {
            let tx = stage.db().begin().await?;
            add(&tx, "a").await?;
            let inner = tx.begin().await?;
            add(&inner, "b").await?;
            stage.begin();
            inner.rollback().await?;
            tx.commit().await?;
        }
        "drop a savepoint, go on" |stage| {
            let tx = stage.db().begin().await?;
            let inner = tx.begin().await?;
            add(&inner, "b").await?;
            drop(inner);
            stage.begin();
            add(&tx, "a").await?;
            tx.commit().await?;
        }
        "transaction" |stage| {
            stage.begin();
            stage.db().transaction(async |tx| {
                add(&tx, "a").await?;
                tx.on_commit(stage.hook())?;
                tx.transaction(async |inner| add(&inner, "b").await).await?;
                add(&tx, "c").await
            }).await?;
        }
        "transaction that fails" |stage| {
            stage.begin();
            let failed = stage.db().transaction(async |tx| {
                add(&tx, "a").await?;
                add(&tx, "x").await
            }).await;
            failed.unwrap_err();
        }
        "transaction_with" |stage| {
            stage.begin();
            stage.db().transaction_with(Isolation::Default, Retry::times(2), async |tx| {
                add(&tx, "a").await?;
                add(&tx, "b").await?;
                Ok::<_, Error>(())
            }).await?;
        }
    };
    check(EVERYWHERE, operations).await;
}

#[tokio::test]
async fn opening_and_closing() {
    let operations = operations! {
        "connect" |stage| {
            stage.begin();
            let _db = stage.options.clone().connect().await?;
        }
        "connect, write" |stage| {
            stage.begin();
            let db = stage.options.clone().connect().await?;
            add(&db, "a").await?;
        }
        "close" |stage| {
            let db = stage.options.clone().connect().await?;
            add(&db, "a").await?;
            stage.begin();
            db.close().await;
        }
        "close beside a transaction" |stage| {
            let db = stage.options.clone().connect().await?;
            let tx = db.begin().await?;
            stage.begin();
            tokio::join!(db.close(), async { tx.rollback().await }).1?;
        }
    };
    check(&[Setting::Pool], operations).await;
}
