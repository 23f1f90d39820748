//! A panic in the user's code: at every await of every verb, and inside the reading of a row. It stays in its task: the
//! process lives, the database is sound, and nothing stays open.

use crate::models::{Cat, Owner};
use crate::support::{Fresh, raw};
use orm::prelude::*;
use orm::value::{CellError, Cells, ColumnType, DbValue, Value};
use std::future::poll_fn;
use std::pin::Pin;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;

/// A type of the user's own that cannot stand what it finds.
#[derive(Debug, Clone, PartialEq)]
struct Fragile(String);

impl DbValue for Fragile {
    type Lookups = orm::value::Sorted;
    const TYPE: ColumnType = ColumnType::Text;
    fn encode(&self) -> Value {
        self.0.encode()
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        let text = String::decode(cells, at)?;
        assert_ne!(text, "boom", "on purpose");
        Ok(Self(text))
    }
}

#[derive(Model, Debug)]
#[model(table = "fragile_thing")]
struct Thing {
    id: i64,
    what: Fragile,
}

type Work = Pin<Box<dyn Future<Output = orm::Result<()>> + Send>>;

type Verb = fn(Database) -> Work;

/// Every kind of verb, each as a piece of work of its own.
fn verbs() -> Vec<(&'static str, Verb)> {
    vec![
        ("save", |db| Box::pin(async move { Owner::create().name("x").save(&db).await.map(drop) })),
        ("all", |db| Box::pin(async move { Cat::objects().with(Cat.owner).all(&db).await.map(drop) })),
        ("load", |db| {
            Box::pin(async move {
                for cat in &Cat::objects().all(&db).await? {
                    cat.owner.load(&db).await?.sits_for.load(&db).await?;
                }
                Ok(())
            })
        }),
        ("set", |db| {
            Box::pin(async move {
                let owner = Owner::objects().get(&db, 1).await?;
                owner.sits_for.set(&db, [1]).await?;
                owner.sits_for.clear(&db).await.map(drop)
            })
        }),
        ("transaction", |db| {
            Box::pin(async move {
                db.transaction(async |tx| {
                    let mut owner = Owner::objects().get(&tx, 1).await?;
                    tx.transaction(async |tx| owner.update(&tx, Owner.city.set("Paris")).await).await?;
                    tokio::task::yield_now().await;
                    Owner::objects().count(&tx).await.map(drop)
                })
                .await
            })
        }),
        ("update and delete", |db| {
            Box::pin(async move {
                Cat::objects().filter(Cat.name.eq("nobody")).update(&db, Cat.lives.set(1)).await?;
                Cat::objects().filter(Cat.name.eq("nobody")).delete(&db).await.map(drop)
            })
        }),
    ]
}

/// Polls so often, and then panics with the future at hand; whether it came to that.
async fn panic_at(polls: usize, mut work: Work) -> orm::Result<()> {
    let mut left = polls;
    poll_fn(|cx| {
        assert_ne!(left, 0, "on purpose");
        left -= 1;
        match work.as_mut().poll(cx) {
            Poll::Ready(done) => Poll::Ready(done),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

#[test]
fn a_panic_stays_in_its_task() {
    let own = std::env::current_exe().unwrap();
    let run = Command::new(own).args(["--exact", "panics::child", "--nocapture"]).env("ORM_PANIC_CHILD", "1").output();
    let run = run.unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{:?}\n{said}", run.status);
    assert!(said.contains("panicked on purpose:"), "{said}");
}

/// The program that the test above runs; by itself it has nothing to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn child() -> orm::Result<()> {
    if std::env::var_os("ORM_PANIC_CHILD").is_none() {
        return Ok(());
    }
    static PANICS: AtomicUsize = AtomicUsize::new(0);
    let show = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |it| {
        PANICS.fetch_add(1, Ordering::SeqCst);
        if !it.payload_as_str().is_some_and(|text| text.contains("on purpose")) {
            show(it);
        }
    }));
    let (mut raised, mut polls) = (0, Vec::new());
    for test in [Fresh::file("panics").await?, Fresh::memory().await?] {
        let db = test.db.clone();
        let owner = Owner::create().name("Ann").save(&db).await?;
        owner.cat_set().create().name("Tom").save(&db).await?;
        for (name, verb) in verbs() {
            let mut most = 0;
            while tokio::spawn(panic_at(most, verb(db.clone()))).await.is_err_and(|error| error.is_panic()) {
                raised += 1;
                most += 1;
            }
            polls.push(format!("{name} {most}"));
        }
        // Inside the reading of a row: the second of three, where one has been read and one waits.
        Thing::create().what(Fragile("fine".into())).save(&db).await?;
        raw(&db, "INSERT INTO fragile_thing (what) VALUES ('boom'), ('fine')").await?;
        for _ in 0..20 {
            let handle = db.clone();
            let read = tokio::spawn(async move { Thing::objects().order_by(Thing.id).all(&handle).await.map(drop) });
            assert!(read.await.is_err_and(|error| error.is_panic()));
            raised += 1;
        }
        assert_eq!(Thing::objects().filter(Thing.what.ne(Fragile("boom".into()))).all(&db).await?.len(), 2);
        // Whatever happened to it, a transaction is whole or nothing, and the next one works.
        let city = Owner::objects().get(&db, owner.id).await?.city;
        assert!(city.is_none_or(|city| city == "Paris"));
        db.transaction(async |tx| Owner::create().name("after").save(&tx).await).await?;
        raw(&db, "REINDEX").await?;
        test.finish().await?;
    }
    assert_eq!(PANICS.load(Ordering::SeqCst), raised, "each panic is one of ours");
    println!("panicked on purpose: {}", polls.join(", "));
    Ok(())
}
