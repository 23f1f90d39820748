//! Writing rows: all of it or nothing.

use crate::dropped_everywhere;
use crate::every_poll::*;
use crate::{Cat, Keep, Owner, Passport, Stone, cat, owner};
use orm::ErrorKind;
use orm::prelude::*;

dropped_everywhere! {
    rows_and_querysets,

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
    "get_or_create of a row that is there" |stage| {
        stage.begin();
        assert!(!Owner::create().name("Ann").get_or_create(stage.db(), Owner.name).await?.1);
    }
    "get_or_create of a new row" |stage| {
        stage.begin();
        assert!(Owner::create().name("Max").get_or_create(stage.db(), Owner.name).await?.1);
    }
    "update_or_create of a row that is there" |stage| {
        let keep = Keep::create().owner(1).cat(1).since(1999);
        stage.begin();
        assert!(!keep.update_or_create(stage.db(), (Keep.owner, Keep.cat)).await?.1);
    }
    "update_or_create of a new row" |stage| {
        let keep = Keep::create().owner(2).cat(1).since(1999);
        stage.begin();
        assert!(keep.update_or_create(stage.db(), (Keep.owner, Keep.cat)).await?.1);
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
    "several verbs in a transaction" |stage| {
        stage.begin();
        stage.db().transaction(async |tx| {
            let max = Owner::create().name("Max").save(&tx).await?;
            let cat = max.cat_set().create().name("Kit").save(&tx).await?;
            max.sits_for.add(&tx, &cat).await?;
            owner(&tx, "Ann").await?.delete(&tx).await
        }).await?;
    }
}

dropped_everywhere! {
    deletes,

    "row delete, with cascades in a circle" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        assert_eq!(ann.delete(stage.db()).await?.of_model("Cat"), 3);
    }
    "row delete that takes nothing along" |stage| {
        let milo = cat(stage.db(), "Milo").await?;
        stage.begin();
        assert_eq!(milo.delete(stage.db()).await?.of_model("Cat"), 1);
    }
    "row delete that is refused" |stage| {
        let bob = owner(stage.db(), "Bob").await?;
        stage.begin();
        assert_eq!(bob.delete(stage.db()).await.unwrap_err().kind(), ErrorKind::Protected);
    }
    "queryset delete, with cascades" |stage| {
        stage.begin();
        Owner::objects().filter(Owner.name.eq("Ann")).delete(stage.db()).await?;
    }
    "queryset delete through a path" |stage| {
        stage.begin();
        Cat::objects().filter(Cat.owner.friends.name.eq("Ann")).delete(stage.db()).await?;
    }
    "queryset delete that is refused" |stage| {
        stage.begin();
        assert_eq!(Owner::objects().delete(stage.db()).await.unwrap_err().kind(), ErrorKind::Protected);
    }
}

dropped_everywhere! {
    graphs,

    "a row and what belongs to it" |stage| {
        let kit = Cat::create().name("Kit").related(Cat::kittens, [Cat::create().name("Kat").owner(1)]);
        let max = Owner::create()
            .name("Max")
            .sits_for([1_i64, 2])
            .related(Owner::cat_set, [kit])
            .related(Owner::passport, Passport::create().number("M1"));
        stage.begin();
        max.save(stage.db()).await?;
    }
    "a row and what belongs to it, of which one is stopped" |stage| {
        let max = Owner::create()
            .name("Max")
            .related(Owner::cat_set, [Cat::create().name("Kit")])
            .related(Owner::passport, Passport::create().number("A1"));
        stage.begin();
        let error = max.save(stage.db()).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::UniqueViolation, Some("Passport")));
    }
    "many rows, each with its own" |stage| {
        let owners = ["Max", "Eva"].map(|name| {
            let cats = ["Kit", "Kat"].map(|cat| Cat::create().name(cat));
            Owner::create().name(name).related(Owner::cat_set, cats).sits_for([3_i64])
        });
        stage.begin();
        Owner::objects().bulk_create(stage.db(), owners).await?;
    }
}

async fn stones(db: &Database) -> orm::Result<()> {
    crate::family(db).await?;
    Stone::objects().bulk_create(db, (0..1_050).map(|n| Stone::create().number(n).grams(0))).await?;
    Ok(())
}

dropped_everywhere! {
    many_rows on EVERYWHERE, from stones,

    "bulk_create of several statements" |stage| {
        let drafts: Vec<_> = (2_000..4_100).map(|n| Stone::create().number(n).grams(1)).collect();
        stage.begin();
        Stone::objects().bulk_create(stage.db(), drafts).await?;
    }
    "bulk_create of several statements, of which the last is stopped" |stage| {
        let drafts: Vec<_> = (3_100..4_200).chain([7]).map(|n| Stone::create().number(n).grams(1)).collect();
        stage.begin();
        let error = Stone::objects().bulk_create(stage.db(), drafts).await.unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::UniqueViolation, Some(1_100)));
    }
    "bulk_create over rows that are there" |stage| {
        let drafts: Vec<_> = (0..1_100).map(|n| Stone::create().number(n).grams(1)).collect();
        stage.begin();
        let drafts = Stone::objects().bulk_create(stage.db(), drafts);
        assert_eq!(drafts.on_conflict(Stone.number).update(Stone.grams).await?, 1_100);
    }
    "bulk_create beside rows that are there" |stage| {
        let drafts: Vec<_> = (0..1_100).map(|n| Stone::create().number(n).grams(1)).collect();
        stage.begin();
        assert_eq!(Stone::objects().bulk_create(stage.db(), drafts).ignore_conflicts().await?, 50);
    }
    "bulk_update of several statements" |stage| {
        let mut stones = Stone::objects().all(stage.db()).await?;
        stones.iter_mut().for_each(|stone| stone.grams = stone.number);
        stage.begin();
        assert_eq!(Stone::objects().bulk_update(stage.db(), &stones, Stone.grams).await?, 1_050);
    }
    "in_bulk of several statements" |stage| {
        stage.begin();
        assert_eq!(Stone::objects().in_bulk(stage.db(), 1..1_500_i64).await?.len(), 1_050);
    }
}

// What finds out which field a violation is about sends statements of its own.
dropped_everywhere! {
    violations on &[Setting::Pool], from crate::family,

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
}

// MariaDB has no transactions for tables; below.
mod tables {
    use super::*;

    async fn nothing(_: &Database) -> orm::Result<()> {
        Ok(())
    }

    fn operations() -> Vec<Operation> {
        operations! {
            "create_tables" |stage| {
                stage.begin();
                stage.db().create_tables().await?;
            }
        }
    }

    #[tokio::test]
    async fn sqlite() {
        let template = sqlite::Template::new("tables", nothing).await;
        sqlite::drop_everywhere(&template, EVERYWHERE, &operations()).await;
    }

    #[cfg(feature = "postgres")]
    #[tokio::test]
    async fn postgres() {
        servers::drop_everywhere::<postgres::Postgres>(nothing, EVERYWHERE, &operations(), crate::LEAST).await;
    }

    /// What was made before stays, and doing it again goes on.
    #[cfg(feature = "mysql")]
    #[tokio::test]
    async fn mariadb() {
        let Some(fresh) = mysql::support::Fresh::new().await else { return };
        let db = fresh.connect().await;
        let mut dropped = 0;
        while drop_after(dropped + 1, db.create_tables()).await.transpose().unwrap().is_none() {
            dropped += 1;
        }
        println!("create_tables of MariaDB, done again and again: {dropped} polls dropped");
        assert!(dropped >= 2);
        crate::family(&db).await.unwrap();
        assert_eq!(Cat::objects().with(Cat.owner).count(&db).await.unwrap(), 3);
        db.close().await;
    }
}
