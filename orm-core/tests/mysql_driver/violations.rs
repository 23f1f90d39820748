//! What the server refuses.

use crate::support::*;
use orm_core::error::ErrorKind;
use orm_core::value::{ColumnType, Value};

#[tokio::test]
async fn violations_name_what_the_server_names_and_never_a_value() {
    with_cats(async |db| {
        add(&db, "canary").await.unwrap();
        db.execute(bulk("INSERT INTO cat (id, name, owner_id) VALUES (50, 'kept', 50)")).await.unwrap();
        db.execute(bulk("CREATE TABLE v (a tinyint, b varchar(3), c datetime, d int CHECK (d > 0))")).await.unwrap();
        type Case = (&'static str, ErrorKind, Option<&'static str>, Option<&'static str>);
        let cases: &[Case] = &[
            ("INSERT INTO cat (name) VALUES ('canary')", ErrorKind::UniqueViolation, Some("cat_name_key"), None),
            ("INSERT INTO cat (id, name) VALUES (50, 'x')", ErrorKind::UniqueViolation, Some("PRIMARY"), None),
            ("INSERT INTO cat (name) VALUES (NULL)", ErrorKind::NotNullViolation, None, Some("name")),
            ("INSERT INTO cat (age) VALUES (1234567)", ErrorKind::NotNullViolation, None, Some("name")),
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
                Some("owner_id"),
            ),
            (
                "UPDATE cat SET id = 51 WHERE id = 50",
                ErrorKind::ForeignKeyViolation,
                Some("cat_owner_fk"),
                Some("owner_id"),
            ),
            ("INSERT INTO v (a) VALUES (1234567)", ErrorKind::Database, None, Some("a")),
            ("INSERT INTO v (b) VALUES ('canary')", ErrorKind::Database, None, Some("b")),
            ("INSERT INTO v (a) VALUES ('canary')", ErrorKind::Database, None, Some("a")),
            ("INSERT INTO v (c) VALUES ('canary for column `b`')", ErrorKind::Database, None, Some("c")),
            ("SELECT 9223372036854775807 + id + 1234567 FROM cat", ErrorKind::Database, None, None),
            ("INSERT INTO v (a) SELECT 1 / 0", ErrorKind::Database, None, None),
            ("SELECT extractvalue('<a>canary', '/b[')", ErrorKind::Database, None, None),
            ("SELECT nothing FROM cat", ErrorKind::SchemaMismatch, None, None),
            ("SELECT 1 FROM dog", ErrorKind::SchemaMismatch, None, None),
            ("SELCT 1", ErrorKind::Unsupported, None, None),
        ];
        let tx = db.begin().await.unwrap();
        for (text, kind, constraint, column) in cases {
            let inner = tx.begin().await.unwrap();
            let error = inner.execute(bulk(text)).await.unwrap_err();
            assert_eq!(
                (error.kind(), error.constraint(), error.column()),
                (*kind, *constraint, *column),
                "{text}: {error:?}"
            );
            assert_eq!(error.sqlstate().is_some(), error.kind() != ErrorKind::Unsupported);
            let shown = format!("{error} {error:?} {:?}", std::error::Error::source(&error));
            assert!(!shown.contains("canary") && !shown.contains("1234567"), "{shown}");
            inner.rollback().await.unwrap();
        }
        tx.rollback().await.unwrap();
        let check = db.execute(bulk("INSERT INTO v (d) VALUES (-1234567)")).await.unwrap_err();
        assert_eq!(check.kind(), ErrorKind::CheckViolation);
        // What cannot be sent is not sent.
        let sent = db.statements_sent();
        let refused = db.execute(point("SELECT ?", vec![Value::Refused(ColumnType::Text, "is refused")])).await;
        assert_eq!((refused.unwrap_err().kind(), db.statements_sent()), (ErrorKind::ValueRefused, sent));
    })
    .await;
}

#[tokio::test]
async fn a_syntax_error_shows_the_text_and_a_trigger_speaks_without_values() {
    with_cats(async |db| {
        let wrong = db.execute(bulk("SELECT FROM cat")).await.unwrap_err();
        assert_eq!(wrong.kind(), ErrorKind::Database);
        assert!(wrong.message().contains("syntax"), "{wrong}");
        let trigger = "CREATE TRIGGER t BEFORE INSERT ON cat FOR EACH ROW \
                       SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no ''canary'' is let in'";
        db.execute(bulk(trigger)).await.unwrap();
        let refused = add(&db, "canary").await.unwrap_err();
        assert_eq!((refused.kind(), refused.sqlstate()), (ErrorKind::Database, Some("45000")));
        assert_eq!(refused.message(), "no '..' is let in");
    })
    .await;
}
