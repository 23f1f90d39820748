//! Prepared statements: each connection keeps so many, and gives up others.

use crate::support::*;
use orm_core::database::Db;
use orm_core::sql::Statement;

/// What an addition of its own text gives.
async fn sum(db: &Db, n: i64, m: i64) -> i64 {
    let statement = Statement { binds: vec![int(m)], ..made(format!("SELECT {n}::bigint + $1::bigint")) };
    ints(db, statement).await.unwrap()[0]
}

#[tokio::test]
async fn a_thousand_shapes_are_right_and_as_many_are_kept_as_is_said() {
    let Some(fresh) = Fresh::new().await else { return };
    for (options, kept) in [(fresh.options(), 512), (fresh.options().statement_cache(256), 256)] {
        let db = options.max_connections(1).connect().await.unwrap();
        for n in 0..1_000 {
            assert_eq!(sum(&db, n, 1).await, n + 1);
            // One that is kept, and one that was given up by now.
            assert_eq!(sum(&db, n / 8 * 8, n).await, n / 8 * 8 + n);
            assert_eq!(sum(&db, n / 7, n).await, n / 7 + n);
        }
        let held = ints(&db, read("SELECT count(*) FROM pg_prepared_statements")).await.unwrap()[0];
        assert!((kept - 1..=kept).contains(&held), "{held} of {kept}");
        db.close().await;
    }
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
