//! What is told of slow statements.

use crate::support::*;
use orm_core::database::Database;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber, span};

/// Writes down what comes with the target `orm::slow`.
#[derive(Clone, Default)]
struct Listener(Arc<Mutex<Vec<String>>>);

struct Line(String);
impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() != "elapsed_us" {
            self.0.push_str(&format!("{}={value:?} ", field.name()));
        }
    }
}

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "orm::slow" && *metadata.level() == Level::WARN
    }
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

#[tokio::test]
async fn a_slow_statement_is_told_of_without_its_values() {
    let listener = Listener::default();
    let _listening = tracing::subscriber::set_default(listener.clone());
    let db = Database::options("sqlite::memory:").log_slow(Duration::from_millis(40)).connect().await.unwrap();
    with_cats(&db).await;
    add(&db, "quick").await.unwrap();
    let text = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000) \
        SELECT max(i) FROM n WHERE 'secret' <> ?";
    let bind = || vec![orm_core::value::Value::Text("canary".into())];
    ints(&db, point(text, bind())).await.unwrap();
    let given_up = tokio::time::timeout(Duration::from_millis(60), ints(&db, bulk(ENDLESS))).await;
    assert!(given_up.is_err());
    // A stream is slow if the database is, and not if the program is.
    let mut cursor = db.cursor(read("SELECT id FROM cat")).await.unwrap();
    tokio::time::sleep(Duration::from_millis(60)).await;
    cursor.next(Each::boxed(first_int), 10).await.unwrap();
    drop(cursor);
    let mut cursor = db.cursor(point(text, bind())).await.unwrap();
    cursor.next(Each::boxed(first_int), 10).await.unwrap();
    drop(cursor);

    let told = listener.0.lock().unwrap().clone();
    let beginnings = told.iter().map(|line| line.split(" sql=").next().unwrap()).collect::<Vec<_>>();
    assert_eq!(
        beginnings,
        [
            "message=a slow statement",
            "message=a slow statement, given up before it was done",
            "message=a slow statement"
        ]
    );
    assert!(told[0].contains("rows=1 ") && told[0].contains("WITH RECURSIVE"), "{}", told[0]);
    assert!(!told.concat().contains("canary"));
}
