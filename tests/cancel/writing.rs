//! Writing rows: all of it or nothing.

use crate::at_every_poll::*;
use crate::{Cat, Owner, cat, owner, template};
use orm::ErrorKind;
use orm::prelude::*;

#[tokio::test]
async fn rows_and_querysets() {
    let operations = operations! {
        "draft save" |stage| {
            stage.begin();
            Owner::create().name("Max").save(stage.db()).await?;
        }
        "row save" |stage| {
            let mut ann = owner(stage.db(), "Ann").await?;
            ann.name = "Anna".into();
            stage.begin();
            ann.save(stage.db()).await?;
        }
        "row update" |stage| {
            let mut zoe = cat(stage.db(), "Zoe").await?;
            stage.begin();
            zoe.update(stage.db(), Cat.lives.set(Cat.lives - 1)).await?;
        }
        "row delete, with cascades" |stage| {
            let ann = owner(stage.db(), "Ann").await?;
            stage.begin();
            ann.delete(stage.db()).await?;
        }
        "get_or_create of a new row" |stage| {
            stage.begin();
            assert!(Owner::create().name("Max").get_or_create(stage.db(), Owner.name).await?.1);
        }
        "update_or_create of a row that is there" |stage| {
            stage.begin();
            assert!(!Owner::create().name("Ann").update_or_create(stage.db(), Owner.name).await?.1);
        }
        "bulk_create of several statements" |stage| {
            let drafts: Vec<_> = (0..2_100).map(|n| Owner::create().name(format!("n{n}"))).collect();
            stage.begin();
            Owner::objects().bulk_create(stage.db(), drafts).await?;
        }
        "bulk_create that is stopped" |stage| {
            let drafts: Vec<_> = ["Max", "Ann", "Zoe"].into_iter().map(|name| Owner::create().name(name)).collect();
            stage.begin();
            let error = Owner::objects().bulk_create(stage.db(), drafts).await.unwrap_err();
            assert_eq!(error.row(), Some(1));
        }
        "bulk_update" |stage| {
            let mut cats = Cat::objects().all(stage.db()).await?;
            cats.iter_mut().for_each(|cat| cat.lives = 1);
            stage.begin();
            assert_eq!(Cat::objects().bulk_update(stage.db(), &cats, Cat.lives).await?, 3);
        }
        "save_only" |stage| {
            let mut zoe = cat(stage.db(), "Zoe").await?;
            zoe.lives = 2;
            stage.begin();
            zoe.save_only(stage.db(), Cat.lives).await?;
        }
        "queryset update" |stage| {
            stage.begin();
            assert_eq!(Cat::objects().update(stage.db(), Cat.lives.set(1)).await?, 3);
        }
        "queryset delete, with cascades" |stage| {
            stage.begin();
            Owner::objects().delete(stage.db()).await?;
        }
        "several verbs in a transaction" |stage| {
            stage.begin();
            stage.db().transaction(async |tx| {
                let max = Owner::create().name("Max").save(&tx).await?;
                let cat = max.cat_set().create().name("Kit").save(&tx).await?;
                max.sits_for.add(&tx, &cat).await?;
                owner(&tx, "Bob").await?.delete(&tx).await
            }).await?;
        }
    };
    let mut report = Report::default();
    drop_everywhere(&template("writing").await, EVERYWHERE, &operations, &mut report).await;
    report.check();
}

// What finds out which field a violation is about sends statements of its own.
#[tokio::test]
async fn violations() {
    let operations = operations! {
        "a draft that is not unique" |stage| {
            stage.begin();
            let error = Owner::create().name("Ann").save(stage.db()).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::UniqueViolation);
        }
        "a draft of nobody" |stage| {
            stage.begin();
            let error = Cat::create().name("Kit").owner(99).save(stage.db()).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::ForeignKeyViolation);
        }
    };
    let mut report = Report::default();
    drop_everywhere(&template("violations").await, &[Setting::Pool], &operations, &mut report).await;
    report.check();
}

#[tokio::test]
async fn create_tables() {
    let empty = Template::new("empty", async |_: &Database| Ok(())).await;
    let operations = operations! {
        "create_tables" |stage| {
            stage.begin();
            stage.db().create_tables().await?;
        }
    };
    let mut report = Report::default();
    drop_everywhere(&empty, EVERYWHERE, &operations, &mut report).await;
    report.check();
}
