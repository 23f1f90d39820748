//! What a session is told, and what the next borrower finds.

use crate::support::*;
use orm_core::database::{Backend, Database};
use orm_core::error::ErrorKind;
use orm_core::value::Value;

#[tokio::test]
async fn text_is_equal_where_its_bytes_are_and_ordered_by_code_points() {
    with_cats(async |db| {
        for name in ["a", "a ", "A", "ä", "ß", "ss", "é", "e\u{301}", "Ä", "b", "\u{10000}", "\u{ffff}"] {
            add(&db, name).await.unwrap();
        }
        for (left, right) in [("a", "A"), ("a", "a "), ("ß", "ss"), ("é", "e\u{301}"), ("a", "ä")] {
            let binds = vec![Value::Text(left.into()), Value::Text(right.into())];
            assert_eq!(ints(&db, point("SELECT ? = ?", binds)).await.unwrap(), [0], "{left:?} {right:?}");
        }
        let found = db.fetch(read("SELECT name FROM cat ORDER BY name"), Each::boxed(first_text));
        let found = Each::<String>::of(found.await.unwrap()).rows;
        let mut sorted = found.clone();
        sorted.sort();
        assert_eq!((found.len(), &found), (12, &sorted));
    })
    .await;
}

#[tokio::test]
async fn a_session_is_set_up_whatever_the_server_says() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = fresh.connect().await;
    assert!(matches!(db.backend(), Backend::MySql(_)));
    let settings = "SELECT concat_ws('|', @@sql_mode, @@time_zone, @@autocommit, @@character_set_client, @@character_set_results, \
                    @@sql_auto_is_null, @@innodb_lock_wait_timeout)";
    let found = texts(&db, read(settings)).await.unwrap();
    let mode = "STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO";
    assert!(found[0].contains(mode), "{found:?}");
    assert!(found[0].contains("NO_BACKSLASH_ESCAPES") && found[0].contains("ONLY_FULL_GROUP_BY"), "{found:?}");
    assert!(!found[0].contains("PIPES_AS_CONCAT"), "{found:?}");
    assert!(found[0].ends_with("|+00:00|ON|utf8mb4|utf8mb4|OFF|5"), "{found:?}");
}

#[tokio::test]
async fn what_a_statement_changes_of_a_session_is_no_one_elses() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = fresh.options().max_connections(1).connect().await.unwrap();
    let number = async || ints(&db, read("SELECT connection_id()")).await.unwrap();
    let first = number().await;
    assert_eq!(number().await, first);
    for text in ["SET @@session.sql_mode = ''", "CREATE TEMPORARY TABLE scratch (id bigint)", "BEGIN", "SET @a = 1"] {
        let before = number().await;
        db.execute(bulk(text)).await.unwrap();
        assert_ne!(number().await, before, "{text}");
    }
    let mode = texts(&db, read("SELECT @@sql_mode")).await.unwrap();
    assert!(mode[0].contains("STRICT_ALL_TABLES"), "{mode:?}");
    // What a whole table is given is no one's own.
    let before = number().await;
    db.execute(bulk("CREATE TABLE dog (id bigint)")).await.unwrap();
    assert_eq!(number().await, before);
}

#[tokio::test]
async fn one_that_only_reads_only_reads() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = fresh.connect().await;
    make_cats(&db).await;
    let reader = fresh.options().read_only().connect().await.unwrap();
    assert_eq!(count(&reader).await, 0);
    let tx = reader.begin().await.unwrap();
    assert_eq!(count(&tx).await, 0);
    let sent = reader.statements_sent();
    for text in ["INSERT INTO cat (name) VALUES ('a')", "SELECT id FROM cat FOR UPDATE", "DROP TABLE cat", "DO 1"] {
        for on in [&*reader, &*tx] {
            let refused = on.execute(read(text)).await.unwrap_err();
            assert_eq!((refused.kind(), refused.sqlstate()), (ErrorKind::ReadOnly, None), "{text}");
        }
    }
    assert_eq!(reader.statements_sent(), sent, "what writes is not sent");
    // What only the server sees, it refuses.
    db.execute(bulk("CREATE FUNCTION written() RETURNS int MODIFIES SQL DATA BEGIN DELETE FROM cat; RETURN 1; END"))
        .await
        .unwrap();
    assert_eq!(reader.execute(read("SELECT written()")).await.unwrap_err().kind(), ErrorKind::ReadOnly);
    assert_eq!(count(&tx).await, 0);
    tx.rollback().await.unwrap();
    assert_eq!(count(&db).await, 0);
}

// Here it is the same server: a copy of its own is one that is told to follow, which is the server's business.
#[tokio::test]
async fn a_replica_is_read_and_not_written() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = fresh.options().max_connections(1).replica(&fresh.url()).connect().await.unwrap();
    make_cats(&db).await;
    add(&db, "Tom").await.unwrap();
    let number = async |db: &orm_core::database::Db| ints(db, read("SELECT connection_id()")).await.unwrap();
    assert_ne!(number(&db).await, number(db.replica()).await);
    assert_eq!(
        (count(db.replica()).await, add(db.replica(), "no").await.unwrap_err().kind()),
        (1, ErrorKind::Unsupported)
    );
    let tx = db.replica().begin().await.unwrap();
    assert_eq!((count(&tx).await, add(&tx, "no").await.unwrap_err().kind()), (1, ErrorKind::Unsupported));
    tx.commit().await.unwrap();
    db.close().await;
}

#[tokio::test]
async fn prepared_statements_are_as_many_as_is_said() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = fresh.options().max_connections(1).statement_cache(4).connect().await.unwrap();
    let kept = async || {
        let text = read("SHOW SESSION STATUS LIKE 'Com_stmt_close'");
        let sink = Each::boxed(|row| Ok(row.text(1).unwrap().parse::<i64>().unwrap()));
        Each::<i64>::of(db.fetch(text, sink).await.unwrap()).rows[0]
    };
    let before = kept().await;
    for n in 0..10 {
        ints(&db, made(format!("SELECT {n}"))).await.unwrap();
    }
    // Of ten and the question itself, all but four were given up.
    assert!((7..=8).contains(&(kept().await - before)), "{}", kept().await - before);
}

#[tokio::test]
async fn the_url_says_which_database_and_both_names_are_known() {
    let Some(server) = server() else { return };
    let both = [server.replacen("mysql:", "mariadb:", 1), server.replacen("mariadb:", "mysql:", 1)];
    for url in both {
        let db = Database::connect(&url).await.unwrap();
        assert_eq!(ints(&db, read("SELECT 1")).await.unwrap(), [1]);
        db.close().await;
    }
}
