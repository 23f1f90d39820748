//! Values, cells, errors, URLs.

use crate::support::*;
use orm_core::database::Database;
use orm_core::error::ErrorKind;
use orm_core::schema::{ColumnDef, ModelSchema, TextSlot};
use orm_core::value::{ColumnType, Problem, Value};

#[tokio::test]
async fn every_value_comes_back() {
    on_both(async |db| {
        let table =
            "CREATE TABLE v (a INTEGER, b INTEGER, c REAL, d TEXT, e BLOB, f BLOB, g TEXT, h TEXT, i BLOB) STRICT";
        db.execute(bulk(table)).await.unwrap();
        let binds = vec![
            Value::Bool(true),
            int(i64::MIN),
            Value::Float(ColumnType::F64, -0.5),
            Value::Text("Łódź 🐈".into()),
            Value::Bytes(vec![0, 255, 1]),
            Value::Uuid([7; 16]),
            Value::Moment(ColumnType::Date, "2024-02-29".into()),
            Value::Text(String::new()),
            Value::Bytes(Vec::new()),
        ];
        let insert = "INSERT INTO v VALUES (?,?,?,?,?,?,?,?,?)";
        assert_eq!(db.execute(point(insert, binds)).await.unwrap(), 1);
        db.execute(point(insert, vec![Value::Null(ColumnType::I64); 9])).await.unwrap();
        let sink = Each::boxed(|row| {
            if row.is_null(0) {
                assert!((0..9).all(|at| row.is_null(at)));
                assert_eq!(row.int(1).unwrap_err().problem, Problem::Null);
                assert_eq!(row.float(2).unwrap_err().problem, Problem::Null);
                assert_eq!(row.text(3).unwrap_err().problem, Problem::Null);
                assert_eq!(row.bytes(4).unwrap_err().problem, Problem::Null);
                return Ok(false);
            }
            assert_eq!((row.int(0), row.int(1), row.float(2)), (Ok(1), Ok(i64::MIN), Ok(-0.5)));
            assert_eq!((row.text(3), row.text(6), row.text(7)), (Ok("Łódź 🐈"), Ok("2024-02-29"), Ok("")));
            assert_eq!(
                (row.bytes(4), row.bytes(5), row.bytes(8)),
                (Ok(&[0, 255, 1][..]), Ok(&[7; 16][..]), Ok(&[][..]))
            );
            // Text is never lent as bytes, nor bytes as text.
            assert!(row.bytes(3).is_err() && row.text(4).is_err() && row.int(99).is_err());
            Ok(true)
        });
        let sink = db.fetch(read("SELECT * FROM v ORDER BY rowid"), sink).await.unwrap();
        assert_eq!(Each::<bool>::of(sink).rows, [true, false]);
    })
    .await;
}

#[tokio::test]
async fn a_foreign_tables_cells_are_checked_and_a_new_schema_is_noticed() {
    let db = Database::options("sqlite::memory:").max_connections(1).connect().await.unwrap();
    db.execute(bulk("CREATE TABLE loose (n INTEGER, t TEXT)")).await.unwrap();
    db.execute(point("INSERT INTO loose VALUES ('abc', x'ff'), (1.5, 'ok')", vec![])).await.unwrap();
    let sink = Each::boxed(|row| {
        assert!(matches!(row.int(0).unwrap_err().problem, Problem::Type { .. }));
        Ok(row.text(1).is_ok())
    });
    let sink = db.fetch(read("SELECT n, t FROM loose"), sink).await.unwrap();
    assert_eq!(Each::<bool>::of(sink).rows, [false, true]);

    // The same text before and after the table is made anew, without STRICT.
    let text = "SELECT n FROM changing";
    db.execute(bulk("CREATE TABLE changing (n INTEGER) STRICT")).await.unwrap();
    assert_eq!(ints(&db, read(text)).await.unwrap(), Vec::<i64>::new());
    db.execute(bulk("DROP TABLE changing")).await.unwrap();
    db.execute(bulk("CREATE TABLE changing (n INTEGER)")).await.unwrap();
    db.execute(point("INSERT INTO changing VALUES ('abc')", vec![])).await.unwrap();
    assert_eq!(ints(&db, read(text)).await.unwrap_err().kind(), ErrorKind::SchemaMismatch);
}

#[tokio::test]
async fn null_of_an_outer_join_is_no_zero() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    with_cats(&db).await;
    add(&db, "Tom").await.unwrap();
    let text = "SELECT o.id FROM cat c LEFT JOIN cat o ON o.id = c.owner_id";
    let error = ints(&db, read(text)).await.unwrap_err();
    assert!(error.message().contains("NULL"), "{error}");
}

#[tokio::test]
async fn constraints_name_table_and_columns() {
    on_both(async |db| {
        add(&db, "Tom").await.unwrap();
        let error = add(&db, "Tom").await.unwrap_err();
        assert_eq!(
            (error.kind(), error.model(), error.field()),
            (ErrorKind::UniqueViolation, Some("cat"), Some("name"))
        );
        assert!(!error.to_string().contains("Tom") && !format!("{error:?}").contains("Tom"));
        let error = db.execute(point("INSERT INTO cat (id, name) VALUES (1, 'x')", vec![])).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::UniqueViolation, Some("id")));
        let error = db.execute(point("INSERT INTO cat (name) VALUES (NULL)", vec![])).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::NotNullViolation, Some("name")));
        let error = db.execute(point("UPDATE cat SET age = -1", vec![])).await.unwrap_err();
        assert_eq!((error.kind(), error.constraint()), (ErrorKind::CheckViolation, Some("cat_age_range")));
        let error = db.execute(point("UPDATE cat SET owner_id = 77", vec![])).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ForeignKeyViolation);
        let error = db.execute(point("SELECT x FROM nowhere", vec![])).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::SchemaMismatch);
        // A function that quotes its argument does not get it into our error.
        let secret = vec![Value::Text("hush".into())];
        let error = db.execute(point("SELECT json_extract('{}', ?)", secret)).await.unwrap_err();
        assert!(!error.to_string().contains("hush") && !format!("{error:?}").contains("hush"), "{error:?}");
    })
    .await;
}

const fn column(field: &'static str, name: &'static str, ty: ColumnType) -> ColumnDef {
    ColumnDef {
        field,
        name,
        ty,
        nullable: false,
        max_length: None,
        auto: false,
        unique: false,
        index: false,
        labels: &[],
        db_default: None,
    }
}

static CAT: ModelSchema = ModelSchema {
    name: "Cat",
    module: "tests",
    schema: None,
    table: "cat",
    columns: &[
        column("id", "id", ColumnType::I64),
        column("called", "name", ColumnType::Text),
        column("age", "age", ColumnType::I64),
        column("owner", "owner_id", ColumnType::I64),
    ],
    key: &[0],
    relations: &[],
    uniques: &[],
    indexes: &[],
    checks: &[],
    ordering: &[],
    comment: None,
    managed: true,
    texts: TextSlot::new(),
};

#[tokio::test]
async fn constraints_name_model_and_fields() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    with_cats(&db).await;
    db.execute(bulk("CREATE UNIQUE INDEX pair ON cat (age, owner_id)")).await.unwrap();
    let fails = async |text: &'static str| {
        let mut statement = point(text, vec![]);
        statement.model = Some(&CAT);
        db.execute(statement).await.unwrap_err().to_string()
    };
    add(&db, "Tom").await.unwrap();
    db.execute(point("INSERT INTO cat VALUES (7, 'Tim', 3, 1)", vec![])).await.unwrap();
    let shown = [
        fails("INSERT INTO cat (name) VALUES ('Tom')").await,
        fails("INSERT INTO cat (name, age, owner_id) VALUES ('x', 3, 1)").await,
        fails("INSERT INTO cat (name) VALUES (NULL)").await,
        fails("UPDATE cat SET age = -1").await,
        fails("DELETE FROM cat WHERE id = 1").await,
        fails("INSERT INTO cat (name, age) VALUES ('x', 'old')").await,
        fails("SELECT colour FROM cat").await,
    ];
    expect_test::expect![[r#"
        Cat.called: another row has the same value [UniqueViolation]
        Cat.age, owner: another row has the same value [UniqueViolation]
        Cat.called: the column has no place for NULL [NotNullViolation]
        Cat.age: the row does not hold what its table demands [CheckViolation, constraint cat_age_range]
        Cat: a row that is referred to does not exist, or a row is still referred to [ForeignKeyViolation]
        Cat: cannot store TEXT value in INTEGER column cat.age [SchemaMismatch]
        Cat: no such column: colour [SchemaMismatch]"#]]
    .assert_eq(&shown.join("\n"));
}

#[tokio::test]
async fn what_cannot_be_sent_is_not_sent() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    let sent = db.statements_sent();
    let refused = vec![Value::Refused(ColumnType::F64, "is not a number")];
    assert_eq!(db.execute(point("SELECT ?", refused)).await.unwrap_err().kind(), ErrorKind::ValueRefused);
    assert_eq!(db.statements_sent(), sent);
    assert_eq!(db.execute(point("SELECT ?", vec![])).await.unwrap_err().kind(), ErrorKind::Unsupported);
    assert_eq!(db.execute(point("SELECT 1; SELECT 2", vec![])).await.unwrap_err().kind(), ErrorKind::Unsupported);
    assert_eq!(db.execute(point("  ", vec![])).await.unwrap_err().kind(), ErrorKind::Unsupported);
    assert_eq!(db.execute(point("SELECT 1 ; ", vec![])).await.unwrap(), 0);
}

#[tokio::test]
async fn writes_count_what_they_match_and_texts_beyond_the_cache_work() {
    let db = Database::options("sqlite::memory:").max_connections(1).connect().await.unwrap();
    with_cats(&db).await;
    for name in ["a", "b", "c"] {
        assert_eq!(add(&db, name).await.unwrap(), 1);
    }
    assert_eq!(db.execute(point("UPDATE cat SET name = name", vec![])).await.unwrap(), 3);
    assert_eq!(db.execute(point("SELECT 1", vec![])).await.unwrap(), 0);
    assert_eq!(db.execute(bulk("CREATE TABLE other (id INTEGER)")).await.unwrap(), 0);
    let sink = Each::boxed(first_int);
    let sink = db.fetch(point("INSERT INTO cat (name) VALUES ('d') RETURNING id", vec![]), sink).await.unwrap();
    assert_eq!(Each::<i64>::of(sink).rows, [4]);
    for n in 0..600_i64 {
        let mut statement = read("");
        statement.text = orm_core::sql::Text::Made(format!("SELECT {n}").into());
        assert_eq!(ints(&db, statement).await.unwrap(), [n]);
    }
}

#[tokio::test]
async fn urls_and_files_that_are_wrong_are_told_at_once() {
    let directory = Directory::new();
    let kind = async |url: &str| Database::connect(url).await.map(|_| ()).unwrap_err();
    let misspelt = kind("sqlite://a.db?mdoe=ro").await;
    assert_eq!(misspelt.kind(), ErrorKind::Config);
    assert!(misspelt.message().contains("mdoe"));
    let foreign = kind("oracle://me:hush@host/db").await;
    assert_eq!(foreign.kind(), ErrorKind::Config);
    assert!(!format!("{foreign:?}").contains("hush"));
    let missing = kind(&format!("{}?mode=rw", directory.url())).await;
    assert_eq!(missing.kind(), ErrorKind::Unavailable);
    assert!(missing.message().contains("cats.db"), "{missing}");
    std::fs::write(
        directory.0.join("cats.db"),
        "this is a text and no database at all, however long it may be".repeat(99),
    )
    .unwrap();
    assert_eq!(kind(&directory.url()).await.kind(), ErrorKind::Corrupt);
}

#[tokio::test]
async fn a_read_only_database_says_so() {
    let directory = Directory::new();
    let db = Database::connect(&directory.url()).await.unwrap();
    with_cats(&db).await;
    let reader = Database::options(&directory.url()).read_only().connect().await.unwrap();
    assert_eq!(count(&reader).await, 0);
    assert_eq!(add(&reader, "Tom").await.unwrap_err().kind(), ErrorKind::ReadOnly);
    let tx = reader.begin().await.unwrap();
    assert_eq!(count(&tx).await, 0);
    tx.commit().await.unwrap();
}

/// Keeps the fields of each event.
#[derive(Clone, Default)]
struct Heard(std::sync::Arc<std::sync::Mutex<Vec<String>>>);

impl tracing::Subscriber for Heard {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target() == "orm::statement"
    }
    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }
    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        let mut shown = String::new();
        event.record(&mut |field: &tracing::field::Field, value: &dyn std::fmt::Debug| {
            let value = if field.name() == "elapsed_us" { "…".into() } else { format!("{value:?}") };
            shown.push_str(&format!("{}={value} ", field.name()));
        });
        self.0.lock().unwrap().push(shown);
    }
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

#[tokio::test]
async fn every_statement_is_told_and_no_value_is() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    with_cats(&db).await;
    let heard = Heard::default();
    let _guard = tracing::subscriber::set_default(heard.clone());
    let tx = db.begin().await.unwrap();
    add(&tx, "hush").await.unwrap();
    tx.commit().await.unwrap();
    ints(&db, read("SELECT id FROM cat")).await.unwrap();
    let mut cursor = db.cursor(read("SELECT 1 FROM cat")).await.unwrap();
    cursor.next(Each::boxed(first_int), 9).await.unwrap();
    drop(cursor);
    expect_test::expect![[r#"
        sql="INSERT INTO cat (name) VALUES (?)" rows=1 elapsed_us=… 
        sql="SELECT id FROM cat" rows=1 elapsed_us=… 
        sql="SELECT 1 FROM cat" rows=1 elapsed_us=… "#]]
    .assert_eq(&heard.0.lock().unwrap().join("\n"));
}
