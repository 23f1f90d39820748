//! Values, cells, errors.

use crate::support::*;
use orm_core::error::ErrorKind;
use orm_core::value::{ColumnType, Problem, Value};

#[tokio::test]
async fn every_value_comes_back() {
    with_cats(async |db| {
        let table = "CREATE TABLE v (at int, a boolean, b bigint, c double precision, d text, e bytea, f uuid, g date, h text, \
                     i bytea, j time, k timestamp, l timestamptz, m smallint, n integer, o real)";
        db.execute(bulk(table)).await.unwrap();
        let small = ColumnType::I16;
        let binds = vec![
            Value::Int(ColumnType::I32, 1),
            Value::Bool(true),
            int(i64::MIN),
            Value::Float(ColumnType::F64, -0.5),
            Value::Text("Łódź 🐈".into()),
            Value::Bytes(vec![0, 255, 1]),
            Value::Uuid([7; 16]),
            Value::Moment(ColumnType::Date, "2024-02-29".into()),
            Value::Text(String::new()),
            Value::Bytes(Vec::new()),
            Value::Moment(ColumnType::Time, "23:59:59.999999".into()),
            Value::Moment(ColumnType::DateTime, "0001-01-01 00:00:00.000001".into()),
            Value::Moment(ColumnType::Timestamp, "9999-12-31 23:59:59.999999".into()),
            Value::Int(small, -32_768),
            Value::Int(ColumnType::I32, i64::from(i32::MAX)),
            Value::Float(ColumnType::F32, f64::from(1.1_f32)),
        ];
        let insert = "INSERT INTO v VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)";
        let nulls = binds.iter().map(|value| Value::Null(value.column_type())).collect();
        assert_eq!(db.execute(point(insert, binds)).await.unwrap(), 1);
        db.execute(point(insert, nulls)).await.unwrap();
        let sink = Each::boxed(|row| {
            if row.is_null(0) {
                assert!((0..16).all(|at| row.is_null(at)));
                assert_eq!(row.int(1).unwrap_err().problem, Problem::Null);
                assert_eq!(row.float(3).unwrap_err().problem, Problem::Null);
                assert_eq!(row.text(4).unwrap_err().problem, Problem::Null);
                assert_eq!(row.bytes(5).unwrap_err().problem, Problem::Null);
                assert_eq!(row.text(7).unwrap_err().problem, Problem::Null);
                return Ok(false);
            }
            assert_eq!((row.int(1), row.int(2), row.float(3)), (Ok(1), Ok(i64::MIN), Ok(-0.5)));
            assert_eq!((row.text(4), row.text(7), row.text(8)), (Ok("Łódź 🐈"), Ok("2024-02-29"), Ok("")));
            assert_eq!((row.bytes(5), row.bytes(6)), (Ok(&[0, 255, 1][..]), Ok(&[7; 16][..])));
            assert_eq!((row.bytes(9), row.text(10)), (Ok(&[][..]), Ok("23:59:59.999999")));
            assert_eq!(row.text(11), Ok("0001-01-01 00:00:00.000001"));
            assert_eq!(row.text(12), Ok("9999-12-31 23:59:59.999999"));
            assert_eq!((row.int(13), row.int(14)), (Ok(-32_768), Ok(i64::from(i32::MAX))));
            assert_eq!(row.float(15), Ok(f64::from(1.1_f32)));
            // Text is never lent as bytes, nor bytes as text, nor a cell that is not there.
            assert!(row.bytes(4).is_err() && row.text(5).is_err() && row.int(99).is_err() && row.text(99).is_err());
            assert!(matches!(row.int(3).unwrap_err().problem, Problem::Type { found: "a float", .. }));
            Ok(true)
        });
        let sink = db.fetch(read("SELECT * FROM v ORDER BY at"), sink).await.unwrap();
        assert_eq!(Each::<bool>::of(sink).rows, [true, false]);
    })
    .await;
}

#[tokio::test]
async fn one_text_takes_every_width_in_either_order() {
    with_cats(async |db| {
        const TEXT: &str = "SELECT $1 + 1";
        for ty in [ColumnType::I16, ColumnType::I64, ColumnType::I32, ColumnType::I16] {
            assert_eq!(ints(&db, point(TEXT, vec![Value::Int(ty, 300)])).await.unwrap(), [301]);
        }
    })
    .await;
}

#[tokio::test]
async fn violations_name_what_the_server_names_and_never_a_value() {
    with_cats(async |db| {
        add(&db, "canary").await.unwrap();
        let cases = [
            ("INSERT INTO cat (name) VALUES ('canary')", ErrorKind::UniqueViolation, Some("cat_name_key"), None),
            ("INSERT INTO cat (name) VALUES (NULL)", ErrorKind::NotNullViolation, None, Some("name")),
            (
                "INSERT INTO cat (name, age) VALUES ('b', -1234567)",
                ErrorKind::CheckViolation,
                Some("cat_age_range"),
                None,
            ),
            (
                "INSERT INTO cat (name, owner_id) VALUES ('b', 1234567)",
                ErrorKind::ForeignKeyViolation,
                Some("cat_owner_fk"),
                None,
            ),
            ("SELECT 'canary'::int", ErrorKind::Database, None, None),
            ("SELECT 1234567::int2", ErrorKind::Database, None, None),
            ("DO $$ BEGIN RAISE EXCEPTION 'canary'; END $$", ErrorKind::Database, None, None),
            ("SELECT nothing FROM cat", ErrorKind::SchemaMismatch, None, None),
            ("SELECT 1 FROM dog", ErrorKind::SchemaMismatch, None, None),
        ];
        for (text, kind, constraint, column) in cases {
            let error = db.execute(bulk(text)).await.unwrap_err();
            assert_eq!((error.kind(), error.constraint(), error.column()), (kind, constraint, column), "{text}");
            assert!(error.sqlstate().is_some());
            let shown = format!("{error} {error:?} {:?}", std::error::Error::source(&error));
            assert!(!shown.contains("canary") && !shown.contains("1234567"), "{shown}");
        }
        // What cannot be sent is not sent.
        let sent = db.statements_sent();
        let refused = db.execute(point("SELECT $1", vec![Value::Refused(ColumnType::Text, "is refused")])).await;
        assert_eq!((refused.unwrap_err().kind(), db.statements_sent()), (ErrorKind::ValueRefused, sent));
    })
    .await;
}

#[tokio::test]
async fn changes_are_counted_and_reads_are_not() {
    with_cats(async |db| {
        db.execute(bulk("INSERT INTO cat (name) VALUES ('a'), ('b'), ('c')")).await.unwrap();
        assert_eq!(db.execute(bulk("UPDATE cat SET age = 1 WHERE name < 'c'")).await.unwrap(), 2);
        assert_eq!(db.execute(bulk("SELECT * FROM cat")).await.unwrap(), 0);
        assert_eq!(db.execute(bulk("DELETE FROM cat RETURNING id")).await.unwrap(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_table_that_is_altered_under_a_warm_cache_is_read_again_and_in_a_transaction_told() {
    let Some(fresh) = Fresh::new().await else { return };
    let db = fresh.options().max_connections(1).connect().await.unwrap();
    let other = fresh.connect().await;
    make_cats(&other).await;
    add(&db, "a").await.unwrap();
    const ALL: &str = "SELECT * FROM cat";
    assert_eq!(ints(&db, read(ALL)).await.unwrap(), [1]);
    other.execute(bulk("ALTER TABLE cat ADD COLUMN color text")).await.unwrap();
    assert_eq!(ints(&db, read(ALL)).await.unwrap(), [1]);
    other.execute(bulk("ALTER TABLE cat ADD COLUMN weight integer")).await.unwrap();
    let tx = db.begin().await.unwrap();
    let failed = ints(&tx, read(ALL)).await.unwrap_err();
    assert_eq!((failed.kind(), failed.is_retryable()), (ErrorKind::Serialization, true), "{failed}");
    tx.rollback().await.unwrap();
    // Done again it succeeds, which is what the retry does.
    let tx = db.begin().await.unwrap();
    assert_eq!(ints(&tx, read(ALL)).await.unwrap(), [1]);
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_list_is_one_bind_of_its_type() {
    with_cats(async |db| {
        let list = |values: Vec<i64>| {
            let values = values.into_iter().map(|n| Value::Int(ColumnType::I32, n));
            vec![Value::List(ColumnType::I32, values.collect())]
        };
        const TEXT: &str = "SELECT n::int8 FROM generate_series(1, 2000) AS it(n) WHERE n = ANY($1) ORDER BY n";
        assert_eq!(ints(&db, point(TEXT, list(vec![2_000, 1, 2_001]))).await.unwrap(), [1, 2_000]);
        assert_eq!(ints(&db, point(TEXT, list(vec![]))).await.unwrap(), Vec::<i64>::new());
        assert_eq!(ints(&db, point(TEXT, list((1..=2_000).collect()))).await.unwrap().len(), 2_000);
        let cases = [
            (ColumnType::Text, Value::Text("a, \"b\" {}".into())),
            (ColumnType::Bool, Value::Bool(true)),
            (ColumnType::F32, Value::Float(ColumnType::F32, 0.5)),
            (ColumnType::Bytes, Value::Bytes(vec![0, 1])),
            (ColumnType::Uuid, Value::Uuid([9; 16])),
            (ColumnType::Date, Value::Moment(ColumnType::Date, "2024-02-29".into())),
            (ColumnType::Time, Value::Moment(ColumnType::Time, "01:02:03.000004".into())),
            (ColumnType::DateTime, Value::Moment(ColumnType::DateTime, "2024-02-29 01:02:03.000004".into())),
            (ColumnType::Timestamp, Value::Moment(ColumnType::Timestamp, "2024-02-29 01:02:03.000004".into())),
        ];
        for (ty, value) in cases {
            let list = Value::List(ty, vec![Value::Null(ty), value.clone()]);
            let text = made(format!("SELECT $1 = ANY($2) AND array_length($2, 1) = 2 -- {ty:?}"));
            let statement = orm_core::sql::Statement { binds: vec![value, list], ..text };
            assert_eq!(ints(&db, statement).await.unwrap(), [1], "{ty:?}");
        }
    })
    .await;
}
