//! Statements that are read in pieces.

use crate::support::*;
use orm_core::database::Rest;
use orm_core::error::ErrorKind;

const MANY: &str = "SELECT n FROM generate_series(1, 100000) AS it(n)";

#[tokio::test]
async fn pieces_come_in_order_and_end() {
    with_cats(async |db| {
        let mut cursor = db.cursor(read("SELECT n::int8 FROM generate_series(1, 5) AS it(n)")).await.unwrap();
        let mut seen = Vec::new();
        loop {
            let (sink, rest) = cursor.next(Each::boxed(first_int), 2).await.unwrap();
            seen.push(Each::<i64>::of(sink).rows);
            if rest == Rest::Done {
                break;
            }
        }
        assert_eq!(seen, [vec![1, 2], vec![3, 4], vec![5]]);
        let (sink, rest) = cursor.next(Each::boxed(first_int), 2).await.unwrap();
        assert_eq!((Each::<i64>::of(sink).rows.len(), rest), (0, Rest::Done));
        let write = db.cursor(bulk("DELETE FROM cat")).await;
        assert_eq!(write.err().unwrap().kind(), ErrorKind::Unsupported);
    })
    .await;
}

#[tokio::test]
async fn a_stream_that_is_left_leaves_the_pool_whole() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = fresh.options().max_connections(1).connect().await.unwrap();
    for pieces in 0..3 {
        let mut cursor = db.cursor(read(MANY)).await.unwrap();
        for _ in 0..pieces {
            cursor.next(Each::boxed(first_int), 10).await.unwrap();
        }
        drop(cursor);
        assert_eq!(ints(&db, read("SELECT 7::int8")).await.unwrap(), [7]);
    }
}

#[tokio::test]
async fn in_a_transaction_a_stream_stands_alone_and_can_be_left() {
    with_cats(async |db| {
        let tx = db.begin().await.unwrap();
        add(&tx, "a").await.unwrap();
        for pieces in 0..3 {
            let mut cursor = tx.cursor(read(MANY)).await.unwrap();
            for _ in 0..pieces {
                cursor.next(Each::boxed(first_int), 10).await.unwrap();
            }
            assert_eq!(add(&tx, "b").await.unwrap_err().kind(), ErrorKind::Unsupported);
            drop(cursor);
            assert_eq!(count(&tx).await, 1);
        }
        let mut cursor = tx.cursor(read(MANY)).await.unwrap();
        cursor.next(Each::boxed(first_int), 10).await.unwrap();
        drop(cursor);
        tx.commit().await.unwrap();
        assert_eq!(count(&db).await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_error_of_a_stream_is_told_and_poisons() {
    with_cats(async |db| {
        const FAILS: &str = "SELECT 1000 / (5 - n) FROM generate_series(1, 9) AS it(n)";
        let tx = db.begin().await.unwrap();
        let mut cursor = tx.cursor(read(FAILS)).await.unwrap();
        assert_eq!(cursor.next(Each::boxed(first_int), 2).await.unwrap().1, Rest::More);
        let failed = cursor.next(Each::boxed(first_int), 9).await.err().unwrap();
        assert_eq!(failed.sqlstate(), Some("22012"));
        assert_eq!(cursor.next(Each::boxed(first_int), 9).await.err().unwrap().kind(), ErrorKind::Cancelled);
        drop(cursor);
        assert_eq!(add(&tx, "a").await.unwrap_err().kind(), ErrorKind::TransactionPoisoned);
        tx.rollback().await.unwrap();
        // A row that the program cannot read ends nothing on the server.
        let tx = db.begin().await.unwrap();
        let mut cursor = tx.cursor(read("SELECT 'a' UNION ALL SELECT 'b'")).await.unwrap();
        let failed = cursor.next(Each::boxed(first_int), 9).await.err().unwrap();
        assert_eq!(failed.kind(), ErrorKind::SchemaMismatch);
        drop(cursor);
        add(&tx, "a").await.unwrap();
        tx.commit().await.unwrap();
    })
    .await;
}
