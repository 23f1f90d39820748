//! Copies to read from, through the verbs. That a copy follows is shown where a server has one: in the driver's tests.

use crate::models::{Cat, Owner};
use crate::support::on_every_database;
use orm::prelude::*;
use orm::{ErrorKind, via};

on_every_database! {
    // So a program that has copies runs where there are none.
    async fn without_one_it_is_the_database_itself(db: &Database) {
        let ann = Owner::create().name("Ann").save(db.replica()).await?;
        assert_eq!(Owner::objects().get(db.replica(), ann.id).await?, Owner::objects().get(db, ann.id).await?);
        let sent = db.statements_sent();
        Owner::objects().count(db.replica()).await?;
        assert_eq!(db.statements_sent(), sent + 1);
        Ok(())
    }
}

#[tokio::test]
async fn what_reads_reads_there_and_what_writes_is_refused() -> orm::Result<()> {
    let dir = std::env::temp_dir().join(format!("orm-replicas-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let url = format!("sqlite://{}/a.db", dir.display());
    Database::connect(&url).await?.create_tables().await?;
    let db = Database::options(&url).replica(&url).connect().await?;
    let mut ann = Owner::create().name("Ann").save(&db).await?;
    let tom = ann.cat_set().create().name("Tom").save(&db).await?;
    let sent = db.statements_sent();

    let owners = Owner::objects().with(via(Owner::cat_set)).all(db.replica()).await?;
    assert_eq!((owners[0].0.name.as_str(), owners[0].1.len()), ("Ann", 1));
    assert_eq!(
        Cat::objects()
            .filter(Cat.owner.name.eq("Ann"))
            .get(db.replica(), tom.id)
            .await?
            .owner
            .load(db.replica())
            .await?
            .name,
        "Ann"
    );
    let counted = db.replica().transaction(async |tx| Cat::objects().count(&tx).await).await?;
    assert_eq!((counted, db.statements_sent()), (1, sent), "a read went to the database itself");

    let replica = db.replica();
    let sent = replica.statements_sent();
    let refused = [
        Owner::create().name("Bob").save(replica).await.unwrap_err(),
        Owner::objects().bulk_create(replica, [Owner::create().name("Bob")]).await.unwrap_err(),
        ann.save(replica).await.unwrap_err(),
        Owner::objects().update(replica, Owner.name.set("Bob")).await.unwrap_err(),
        replica.transaction(async |tx| tom.delete(&tx).await).await.unwrap_err(),
        ann.sits_for.add(replica, [&tom]).await.unwrap_err(),
        db.replica().transaction(async |tx| Owner::create().name("Bob").save(&tx).await).await.unwrap_err(),
    ];
    for error in refused {
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
        assert!(error.model().is_some() && error.message().contains("the database itself"), "{error}");
    }
    assert_eq!((replica.statements_sent(), Owner::objects().count(&db).await?), (sent, 1));
    db.close().await;
    assert_eq!(Owner::objects().count(replica).await.unwrap_err().kind(), ErrorKind::Closed);
    std::fs::remove_dir_all(&dir).unwrap();
    Ok(())
}

#[tokio::test]
async fn what_is_no_copy_is_refused_as_it_is_opened() {
    for (url, words) in [
        ("sqlite::memory:", "of a replica: a database in memory is new and empty"),
        ("sqlite://none/none.db", "of a replica: "),
        ("canary", "of a replica: no database is known by this"),
    ] {
        let refused = Database::options("sqlite::memory:").replica(url).connect().await.unwrap_err();
        assert!(refused.message().starts_with(words), "{refused}");
        assert!(!format!("{refused:?}").contains("canary"));
    }
}
