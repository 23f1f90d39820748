//! Reading: nothing is changed, and the pool is whole.

use crate::at_every_poll::*;
use crate::{Cat, Owner, owner, template};
use orm::prelude::*;

#[tokio::test]
async fn querysets() {
    let operations = operations! {
        "all" |stage| {
            stage.begin();
            assert_eq!(Cat::objects().all(stage.db()).await?.len(), 3);
        }
        "get" |stage| {
            stage.begin();
            Owner::objects().get(stage.db(), 1).await?;
        }
        "get what is not there" |stage| {
            stage.begin();
            assert!(Owner::objects().get(stage.db(), 99).await.optional()?.is_none());
        }
        "one" |stage| {
            stage.begin();
            owner(stage.db(), "Ann").await?;
        }
        "first" |stage| {
            stage.begin();
            Cat::objects().first(stage.db()).await?.unwrap();
        }
        "last" |stage| {
            stage.begin();
            Cat::objects().last(stage.db()).await?.unwrap();
        }
        "count" |stage| {
            stage.begin();
            assert_eq!(Cat::objects().filter(Cat.owner.name.eq("Ann")).count(stage.db()).await?, 2);
        }
        "exists" |stage| {
            stage.begin();
            assert!(Cat::objects().exists(stage.db()).await?);
        }
        "in_bulk" |stage| {
            stage.begin();
            assert_eq!(Cat::objects().in_bulk(stage.db(), [1_i64, 2, 99]).await?.len(), 2);
        }
        "with a foreign key" |stage| {
            stage.begin();
            assert_eq!(Cat::objects().with(Cat.owner).all(stage.db()).await?.len(), 3);
        }
        "with many to many" |stage| {
            stage.begin();
            assert_eq!(Owner::objects().with(Owner.sits_for).all(stage.db()).await?.len(), 2);
        }
        "with the other side" |stage| {
            stage.begin();
            assert_eq!(Owner::objects().with(via(Owner::cat_set)).all(stage.db()).await?.len(), 2);
        }
        "stream, a row for each poll of the database" |stage| {
            stage.begin();
            let mut cats = Cat::objects().with(Cat.owner).stream(stage.db()).chunk_size(1);
            let mut read = 0;
            while let Some(cat) = cats.next().await {
                cat?;
                read += 1;
            }
            assert_eq!(read, 3);
        }
        "stream, all in one chunk" |stage| {
            stage.begin();
            let mut cats = Cat::objects().stream(stage.db());
            while let Some(cat) = cats.next().await {
                cat?;
            }
        }
        "stream, dropped in the middle" |stage| {
            stage.begin();
            Cat::objects().stream(stage.db()).chunk_size(1).next().await.unwrap()?;
        }
        "refresh" |stage| {
            let mut ann = owner(stage.db(), "Ann").await?;
            stage.begin();
            ann.refresh(stage.db()).await?;
        }
    };
    let mut report = Report::default();
    drop_everywhere(&template("querysets").await, EVERYWHERE, &operations, &mut report).await;
    report.check();
}

#[tokio::test]
async fn relations() {
    let operations = operations! {
        "foreign key load" |stage| {
            let cats = Cat::objects().all(stage.db()).await?;
            stage.begin();
            cats[0].owner.load(stage.db()).await?;
        }
        "foreign key reload" |stage| {
            let mut cats = Cat::objects().all(stage.db()).await?;
            cats[0].owner.load(stage.db()).await?;
            stage.begin();
            cats[0].owner.reload(stage.db()).await?;
        }
        "many to many load" |stage| {
            let owners = Owner::objects().all(stage.db()).await?;
            stage.begin();
            owners[0].sits_for.load(stage.db()).await?;
        }
        "many to many reload" |stage| {
            let owners = Owner::objects().all(stage.db()).await?;
            owners[0].sits_for.load(stage.db()).await?;
            stage.begin();
            owners[0].sits_for.reload(stage.db()).await?;
        }
        "many to many all" |stage| {
            let ann = owner(stage.db(), "Ann").await?;
            stage.begin();
            assert_eq!(ann.sits_for.all(stage.db()).await?.len(), 1);
        }
        "related all" |stage| {
            let ann = owner(stage.db(), "Ann").await?;
            stage.begin();
            assert_eq!(ann.cat_set().all(stage.db()).await?.len(), 2);
        }
        "one to one from the other side" |stage| {
            let ann = owner(stage.db(), "Ann").await?;
            stage.begin();
            assert!(ann.passport(stage.db()).await?.is_some());
        }
    };
    let mut report = Report::default();
    drop_everywhere(&template("loading").await, EVERYWHERE, &operations, &mut report).await;
    report.check();
}

// Within a transaction such a stream is refused, so it runs on the pool alone.
#[tokio::test]
async fn streams_that_load() {
    let operations = operations! {
        "stream with load" |stage| {
            stage.begin();
            let mut cats = Cat::objects().load((Cat.owner, Cat.vet.sits_for)).stream(stage.db()).chunk_size(2);
            while let Some(cat) = cats.next().await {
                assert!(cat?.owner.loaded().is_some());
            }
        }
        "stream with the other side" |stage| {
            stage.begin();
            let mut owners = Owner::objects().with(via(Owner::cat_set)).stream(stage.db()).chunk_size(1);
            while let Some(owner) = owners.next().await {
                assert!(!owner?.1.is_empty());
            }
        }
    };
    let mut report = Report::default();
    drop_everywhere(&template("streams").await, &[Setting::Pool], &operations, &mut report).await;
    report.check();
}

// Whoever waits for the same rows asks again when the one who asked for all is gone.
#[tokio::test]
async fn a_load_that_was_dropped_is_done_by_the_next() {
    for polls in 1..6 {
        let db =
            Database::options("sqlite::memory:").rehearse(orm::database::Rehearsal::Blocking).connect().await.unwrap();
        db.create_tables().await.unwrap();
        let ann = Owner::create().name("Ann").save(&db).await.unwrap();
        for n in 0..3 {
            ann.cat_set().create().name(format!("cat {n}")).save(&db).await.unwrap();
        }
        let cats = Cat::objects().all(&db).await.unwrap();
        let mut loading = Box::pin(cats[0].owner.load(&db));
        for _ in 0..polls {
            let polled = std::future::poll_fn(|cx| std::task::Poll::Ready(loading.as_mut().poll(cx).is_ready())).await;
            if polled {
                break;
            }
            tokio::task::yield_now().await;
        }
        drop(loading);
        assert_eq!(cats[1].owner.load(&db).await.unwrap().name, "Ann");
        db.close().await;
    }
}
