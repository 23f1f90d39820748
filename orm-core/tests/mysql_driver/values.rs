//! Values and cells.

use crate::support::*;
use orm_core::error::ErrorKind;
use orm_core::value::{ColumnType, Problem, Value};

#[tokio::test]
async fn every_value_comes_back() {
    with_cats(async |db| {
        let table = "CREATE TABLE v (at int, a boolean, b bigint, c double, d longtext, e longblob, f binary(16), g date, h varchar(10), \
                     i varbinary(10), j time(6), k datetime(6), l timestamp(6) NULL, m smallint, n integer, o float, p datetime(6), \
                     q bigint unsigned, r mediumint unsigned)";
        db.execute(bulk(table)).await.unwrap();
        let small = ColumnType::I16;
        let binds = vec![
            Value::Int(ColumnType::I32, 1),
            Value::Bool(true),
            int(i64::MIN),
            Value::Float(ColumnType::F64, -0.5),
            Value::Text("Łódź 🐈 \\ '".into()),
            Value::Bytes(vec![0, 255, 1]),
            Value::Uuid([7; 16]),
            Value::Moment(ColumnType::Date, "2024-02-29".into()),
            Value::Text(String::new()),
            Value::Bytes(Vec::new()),
            Value::Moment(ColumnType::Time, "23:59:59.999999".into()),
            Value::Moment(ColumnType::DateTime, "0001-01-01 00:00:00.000001".into()),
            Value::Moment(ColumnType::Timestamp, "2037-12-31 23:59:59.999999".into()),
            Value::Int(small, -32_768),
            Value::Int(ColumnType::I32, i64::from(i32::MAX)),
            Value::Float(ColumnType::F32, f64::from(1.1_f32)),
            Value::Moment(ColumnType::Timestamp, "9999-12-31 23:59:59.999999".into()),
            Value::Int(ColumnType::U64, i64::MAX),
            Value::Int(ColumnType::U16, 65_535),
        ];
        let insert = "INSERT INTO v VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
        let nulls = binds.iter().map(|value| Value::Null(value.column_type())).collect();
        assert_eq!(db.execute(point(insert, binds.clone())).await.unwrap(), 1);
        db.execute(point(insert, nulls)).await.unwrap();
        let sink = Each::boxed(|row| {
            if row.is_null(0) {
                assert!((0..19).all(|at| row.is_null(at)));
                assert_eq!(row.int(1).unwrap_err().problem, Problem::Null);
                assert_eq!(row.float(3).unwrap_err().problem, Problem::Null);
                assert_eq!(row.text(4).unwrap_err().problem, Problem::Null);
                assert_eq!(row.bytes(5).unwrap_err().problem, Problem::Null);
                assert_eq!(row.text(7).unwrap_err().problem, Problem::Null);
                return Ok(false);
            }
            assert!((0..19).all(|at| !row.is_null(at)));
            assert_eq!((row.int(1), row.int(2), row.float(3)), (Ok(1), Ok(i64::MIN), Ok(-0.5)));
            assert_eq!((row.text(4), row.text(7), row.text(8)), (Ok("Łódź 🐈 \\ '"), Ok("2024-02-29"), Ok("")));
            assert_eq!((row.bytes(5), row.bytes(6)), (Ok(&[0, 255, 1][..]), Ok(&[7; 16][..])));
            assert_eq!((row.bytes(9), row.text(10)), (Ok(&[][..]), Ok("23:59:59.999999")));
            assert_eq!(row.text(11), Ok("0001-01-01 00:00:00.000001"));
            assert_eq!(row.text(12), Ok("2037-12-31 23:59:59.999999"));
            assert_eq!((row.int(13), row.int(14)), (Ok(-32_768), Ok(i64::from(i32::MAX))));
            assert_eq!(row.float(15), Ok(f64::from(1.1_f32)));
            assert_eq!(row.text(16), Ok("9999-12-31 23:59:59.999999"));
            assert_eq!((row.int(17), row.int(18)), (Ok(i64::MAX), Ok(65_535)));
            // Text is never lent as bytes, nor bytes as text, nor a cell that is not there.
            assert!(row.bytes(4).is_err() && row.text(5).is_err() && row.int(99).is_err() && row.text(99).is_err());
            assert!(matches!(row.int(3).unwrap_err().problem, Problem::Type { found: "a float", .. }));
            Ok(true)
        });
        let sink = db.fetch(read("SELECT * FROM v ORDER BY at IS NULL"), sink).await.unwrap();
        assert_eq!(Each::<bool>::of(sink).rows, [true, false]);
        // Each is found again by what it was written as.
        let names = ["at", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r"];
        for (name, value) in names.into_iter().zip(binds) {
            let statement = orm_core::sql::Statement { binds: vec![value], ..made(format!("SELECT count(*) FROM v WHERE {name} = ?")) };
            assert_eq!(ints(&db, statement).await.unwrap(), [1], "{name}");
        }
    })
    .await;
}

// sqlx reads the first as -1 and the others as NULL.
#[tokio::test]
async fn what_no_rust_type_holds_is_an_error_and_no_other_value() {
    with_cats(async |db| {
        db.execute(bulk("CREATE TABLE v (a bigint unsigned, b date, c datetime, d timestamp NULL, e time, f time)")).await.unwrap();
        // What the server does not take any more, older tables hold.
        let old = "INSERT IGNORE INTO v VALUES (18446744073709551615, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', \
                   '-838:59:59', '25:00:00')";
        db.execute(bulk(old)).await.unwrap();
        let sink = Each::boxed(|row| {
            assert!((0..6).all(|at| !row.is_null(at)));
            assert_eq!(row.int(0).unwrap_err().problem, Problem::Range);
            for at in 1..6 {
                assert!(matches!(row.text(at).unwrap_err().problem, Problem::Unreadable(_)), "{at}: {:?}", row.text(at));
            }
            Ok(())
        });
        assert_eq!(Each::<()>::of(db.fetch(read("SELECT * FROM v"), sink).await.unwrap()).rows.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn types_of_the_servers_own_are_read_as_what_they_hold() {
    with_cats(async |db| {
        let table = "CREATE TABLE v (a decimal(20, 2), b json, c enum('x', 'y'), d set('p', 'q'), e bit(10), f year, g char(3), \
                     h tinytext, i varchar(3) CHARACTER SET latin1)";
        db.execute(bulk(table)).await.unwrap();
        db.execute(bulk("INSERT INTO v VALUES (12.50, '{\"a\": 1}', 'y', 'p,q', 515, 2024, 'ab', 'h', 'é')")).await.unwrap();
        let sink = Each::boxed(|row| {
            assert_eq!(row.float(0), Ok(12.5));
            assert!(matches!(row.int(0).unwrap_err().problem, Problem::Type { found: "a decimal number", .. }));
            assert_eq!((row.text(1), row.text(2), row.text(3)), (Ok("{\"a\": 1}"), Ok("y"), Ok("p,q")));
            assert_eq!((row.int(4), row.int(5)), (Ok(515), Ok(2024)));
            assert_eq!((row.text(6), row.text(7), row.text(8)), (Ok("ab"), Ok("h"), Ok("é")));
            // A sum is a decimal, also of integers.
            assert_eq!(row.int(9), Ok(515));
            Ok(())
        });
        let text = "SELECT v.*, (SELECT sum(f) - 1509 FROM v) FROM v";
        assert_eq!(Each::<()>::of(db.fetch(read(text), sink).await.unwrap()).rows.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn one_text_takes_every_width_in_either_order() {
    with_cats(async |db| {
        const TEXT: &str = "SELECT ? + 1";
        for ty in [ColumnType::I16, ColumnType::I64, ColumnType::I32, ColumnType::I16] {
            assert_eq!(ints(&db, point(TEXT, vec![Value::Int(ty, 300)])).await.unwrap(), [301]);
        }
    })
    .await;
}

#[tokio::test]
async fn changes_are_counted_as_elsewhere_and_keys_are_told() {
    with_cats(async |db| {
        let done = db.done(bulk("INSERT INTO cat (name) VALUES ('a'), ('b'), ('c')")).await.unwrap();
        let keys = done.keys.unwrap();
        assert_eq!((done.changed, keys.first, keys.step), (3, 1, 1));
        // What matches counts, whether it changes or not.
        for _ in 0..2 {
            assert_eq!(db.execute(bulk("UPDATE cat SET age = 1 WHERE name < 'c'")).await.unwrap(), 2);
        }
        assert_eq!(db.done(bulk("UPDATE cat SET age = 1")).await.unwrap().keys, None);
        assert_eq!(db.execute(bulk("SELECT * FROM cat")).await.unwrap(), 0);
        assert_eq!(db.execute(bulk("DELETE FROM cat")).await.unwrap(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_value_that_is_too_long_for_the_server_is_refused_before_it_is_sent() {
    with_cats(async |db| {
        db.execute(bulk("CREATE TABLE v (a longblob)")).await.unwrap();
        let limit = usize::try_from(ints(&db, read("SELECT @@max_allowed_packet")).await.unwrap()[0]).unwrap();
        const INSERT: &str = "INSERT INTO v VALUES (?)";
        // A packet of the protocol holds 16 MiB less one byte, so what is just below the limit goes in two.
        let longest = vec![7_u8; limit - 200];
        db.execute(point(INSERT, vec![Value::Bytes(longest.clone())])).await.unwrap();
        let sink = Each::boxed(|row| Ok(row.bytes(0).unwrap().to_vec()));
        assert!(Each::<Vec<u8>>::of(db.fetch(read("SELECT a FROM v"), sink).await.unwrap()).rows == [longest]);
        let tx = db.begin().await.unwrap();
        for too_long in [limit - 8, limit, 64 << 20] {
            let refused = tx.execute(point(INSERT, vec![Value::Bytes(vec![7; too_long])])).await.unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::ValueRefused);
            let told = refused.message();
            assert!(told.contains(&limit.to_string()) && told.contains("max_allowed_packet"), "{told}");
        }
        // Nothing was sent, so the transaction goes on.
        tx.execute(point(INSERT, vec![Value::Bytes(vec![1])])).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(ints(&db, read("SELECT count(*) FROM v")).await.unwrap(), [2]);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_number_of_values_is_told_and_is_no_end_of_the_connection() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = fresh.options().max_connections(1).connect().await.unwrap();
    let number = ints(&db, read("SELECT connection_id()")).await.unwrap();
    for binds in [vec![], vec![int(1), int(2), int(3)]] {
        let refused = ints(&db, point("SELECT ? + ?", binds)).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Unsupported, "{refused}");
    }
    assert_eq!(ints(&db, point("SELECT ? + ?", vec![int(1), int(2)])).await.unwrap(), [3]);
    assert_eq!(ints(&db, read("SELECT connection_id()")).await.unwrap(), number);
}

#[tokio::test]
async fn a_table_that_is_altered_under_a_warm_cache_is_read_again() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = fresh.options().max_connections(1).connect().await.unwrap();
    let other = fresh.connect().await;
    make_cats(&other).await;
    add(&db, "a").await.unwrap();
    const ALL: &str = "SELECT * FROM cat";
    assert_eq!(ints(&db, read(ALL)).await.unwrap(), [1]);
    other.execute(bulk("ALTER TABLE cat ADD COLUMN color text FIRST")).await.unwrap();
    // By position, so what is read now is another column: the columns are looked at each time.
    assert_eq!(ints(&db, read(ALL)).await.unwrap_err().kind(), ErrorKind::SchemaMismatch);
    other
        .execute(bulk("ALTER TABLE cat DROP COLUMN color, MODIFY id int AUTO_INCREMENT, DROP FOREIGN KEY cat_owner_fk"))
        .await
        .unwrap();
    let tx = db.begin().await.unwrap();
    assert_eq!(ints(&tx, read(ALL)).await.unwrap(), [1]);
    tx.commit().await.unwrap();
}
