//! Prepared statements: each connection keeps so many and gives up others, since the server has one bound for all of its clients.

use crate::private::Private;
use crate::support::*;
use orm_core::database::{Database, Db};
use orm_core::sql::Statement;

/// What an addition of its own text gives.
async fn sum(db: &Db, n: i64, m: i64) -> i64 {
    let statement = Statement { binds: vec![int(m)], ..made(format!("SELECT CAST({n} + ? AS SIGNED)")) };
    ints(db, statement).await.unwrap()[0]
}

async fn status(db: &Db, text: &'static str) -> i64 {
    let sink = Each::boxed(|row| Ok(row.text(1).unwrap().parse::<i64>().unwrap()));
    Each::<i64>::of(db.fetch(read(text), sink).await.unwrap()).rows[0]
}

#[tokio::test]
async fn a_thousand_shapes_are_right_and_as_many_are_kept_as_is_said() {
    // No room for one connection's statements more.
    let Some(server) = Private::start(&["--max-prepared-stmt-count=600"]).await else { return };
    let db = Database::options(&server.url("cats")).max_connections(2).connect().await.unwrap();
    let both = [db.begin().await.unwrap(), db.begin().await.unwrap()];
    let mut most = 0;
    for n in 0..1_000 {
        for db in &both {
            assert_eq!(sum(db, n, 1).await, n + 1);
            // One that is kept, and one that was given up by now.
            assert_eq!(sum(db, n / 8 * 8, n).await, n / 8 * 8 + n);
            assert_eq!(sum(db, n / 7, n).await, n / 7 + n);
        }
        if n % 50 == 0 {
            most = most.max(status(&both[0], "SHOW GLOBAL STATUS LIKE 'Prepared_stmt_count'").await);
        }
    }
    let held = status(&both[0], "SHOW GLOBAL STATUS LIKE 'Prepared_stmt_count'").await;
    assert!((2 * 255..=2 * 256).contains(&held), "{held}");
    assert!(most <= 2 * 256, "{most}");
    for tx in both {
        tx.commit().await.unwrap();
    }
    db.close().await;
}

#[tokio::test]
async fn a_transaction_takes_more_shapes_than_are_kept() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = fresh.options().max_connections(1).statement_cache(4).connect().await.unwrap();
    make_cats(&db).await;
    let tx = db.begin().await.unwrap();
    for n in 0..100 {
        add(&tx, &n.to_string()).await.unwrap();
        assert_eq!(sum(&tx, n, n).await, 2 * n);
        let inner = tx.begin().await.unwrap();
        assert_eq!(sum(&inner, -n, n).await, 0);
        inner.commit().await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(count(&db).await, 100);
}
