//! What a program tells of its statements.

use crate::many_to_one::two_owners;
use crate::models::{Cat, Owner};
use crate::support::Fresh;
use orm::prelude::*;
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};

/// Keeps each event of ours as a line.
#[derive(Clone, Default)]
pub(crate) struct Lines(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

impl<S: tracing::Subscriber> Layer<S> for Lines {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let meta = event.metadata();
        if meta.target().starts_with("orm::") {
            let mut line = Line(format!("{} {}", meta.level(), meta.target()));
            event.record(&mut line);
            self.0.lock().unwrap().push(line.0);
        }
    }
}

impl Lines {
    pub(crate) fn of(&self, target: &str) -> Vec<String> {
        self.0.lock().unwrap().iter().filter(|line| line.contains(target)).cloned().collect()
    }
}

/// Listens on this thread, on which a test's runtime runs.
pub(crate) fn listen(level: tracing::Level) -> (Lines, tracing::subscriber::DefaultGuard) {
    // Somebody always listens: otherwise an event that another thread comes upon first, while this one begins to listen, can be
    // noted as one that nobody wants.
    let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry());
    let lines = Lines::default();
    let filter = tracing_subscriber::filter::LevelFilter::from_level(level);
    let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(filter).with(lines.clone()));
    (lines, guard)
}

#[tokio::test]
async fn each_statement_is_told_with_the_line_that_asked_and_without_values() -> orm::Result<()> {
    let test = Fresh::memory().await?;
    let (lines, _guard) = listen(tracing::Level::DEBUG);
    let (here, canary) = (line!() + 1, "canary-7f3a");
    let mut owner = Owner::create().name(canary).save(&test.db).await?;
    owner.city = Some(canary.to_owned());
    owner.save(&test.db).await?;
    Owner::objects().filter(Owner.name.eq(canary)).all(&test.db).await?;
    owner.cat_set().count(&test.db).await?;
    owner.chip(&test.db).await?;
    let told = lines.of("orm::statement");
    assert_eq!(told.len(), 5, "{told:#?}");
    for (line, after) in told.iter().zip([0, 2, 3, 4, 5]) {
        let at = format!("tests/observability.rs:{}:", here + after);
        assert!(line.contains(&at) && line.contains("elapsed_us="), "{line} does not name {at}");
        assert!(!line.contains(canary), "{line}");
    }
    assert!(told[0].contains("INSERT INTO \\\"owner\\\"") && told[0].contains("rows=1"), "{}", told[0]);
    assert!(lines.of("orm::values").is_empty());
    Ok(())
}

#[tokio::test]
async fn values_are_told_on_demand() -> orm::Result<()> {
    let test = Fresh::memory().await?;
    let (lines, _guard) = listen(tracing::Level::TRACE);
    Owner::create().name("canary-7f3a").save(&test.db).await?;
    assert!(lines.of("orm::values").iter().any(|line| line.contains("canary-7f3a")));
    Ok(())
}

#[tokio::test]
async fn a_loop_that_asks_once_per_row_is_told_of_once() -> orm::Result<()> {
    let test = Fresh::memory().await?;
    let db = &test.db;
    two_owners(db).await?;
    let (lines, _guard) = listen(tracing::Level::WARN);
    let line = line!() + 2;
    for n in 0..100 {
        let _ = Cat::objects().get(db, n).await.optional()?;
    }
    let told = lines.of("orm::repetition");
    assert_eq!(told.len(), 1, "{told:#?}");
    let at = format!("tests/observability.rs:{line}:");
    assert!(told[0].starts_with("WARN") && told[0].contains(&at) && told[0].contains(".with(..)"), "{}", told[0]);

    // What loads for all peers, what asks from different lines, and what asks less often is none.
    for cat in &Cat::objects().all(db).await? {
        cat.owner.load(db).await?;
    }
    for _ in 0..20 {
        Owner::objects().count(db).await?;
    }
    assert_eq!(lines.of("orm::repetition").len(), 1);
    Ok(())
}

/// What users have for their own tests.
#[orm::test]
async fn a_test_has_a_database_of_its_own(db: Database) -> orm::Result<()> {
    two_owners(&db).await?;
    let cats = orm::assert_queries!(db, 1, Cat::objects().all(&db).await?);
    assert_eq!(cats.len(), 3);
    Ok(())
}

#[orm::test(multi_thread)]
async fn a_test_may_return_nothing(db: Database) {
    let handle = db.clone();
    let made = tokio::spawn(async move { Owner::create().name("Ann").save(&handle).await });
    made.await.unwrap().unwrap();
    assert_eq!(Owner::objects().count(&db).await.unwrap(), 1);
}

#[orm::test]
#[should_panic(expected = "on SQLite: ")]
async fn a_failure_tells_its_database(db: Database) -> orm::Result<()> {
    Owner::objects().get(&db, 1).await.map(drop)
}
