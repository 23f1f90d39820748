//! Statements that are read in pieces.

use crate::private::Private;
use crate::support::*;
use orm_core::database::Rest;
use orm_core::error::ErrorKind;

const MANY: &str = "WITH RECURSIVE few (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM few WHERE n < 300) \
    SELECT a.n FROM few a, few b";

#[tokio::test]
async fn pieces_come_in_order_and_end() {
    with_cats(async |db| {
        let mut cursor = db
            .cursor(read("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5"))
            .await
            .unwrap();
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
        assert_eq!(ints(&db, read("SELECT 7")).await.unwrap(), [7]);
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
        db.execute(bulk("INSERT INTO cat (name, age) VALUES ('1', 1), ('2', 2), ('3', 3), ('4', 4), ('5', 5)"))
            .await
            .unwrap();
        const FAILS: &str = "SELECT 9223372036854775803 + age FROM cat ORDER BY id";
        let tx = db.begin().await.unwrap();
        let mut cursor = tx.cursor(read(FAILS)).await.unwrap();
        assert_eq!(cursor.next(Each::boxed(first_int), 2).await.unwrap().1, Rest::More);
        let failed = cursor.next(Each::boxed(first_int), 9).await.err().unwrap();
        assert_eq!(failed.sqlstate(), Some("22003"));
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

#[tokio::test]
async fn a_stream_is_read_as_slowly_as_the_program_likes() {
    let Some(server) = Private::start(&["--net-write-timeout=1"]).await else { return };
    let db = orm_core::database::Database::options(&server.url("cats")).max_connections(1).connect().await.unwrap();
    // More than all buffers between take.
    const WIDE: &str = "WITH RECURSIVE few (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM few WHERE n < 100) \
                        SELECT 1, repeat('x', 20000) FROM few a, few b WHERE a.n <= 50";
    let mut cursor = db.cursor(read(WIDE)).await.unwrap();
    cursor.next(Each::boxed(first_int), 1).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    let (sink, rest) = cursor.next(Each::boxed(first_int), 1_000_000).await.unwrap();
    assert_eq!((Each::<i64>::of(sink).rows.len(), rest), (4_999, Rest::Done));
}
