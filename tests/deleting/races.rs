//! Others who add rows meanwhile.

use super::*;

#[derive(Model, Debug, Clone)]
#[model(table = "d_hen")]
struct Hen {
    id: i64,
    #[many_to_many(related_name = "hens")]
    nests: ManyToMany<Nest>,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_nest")]
struct Nest {
    id: i64,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_chick")]
struct Chick {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    hen: ForeignKey<Hen>,
}

#[derive(Model, Debug, Clone)]
#[model(table = "d_feather")]
struct Feather {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    chick: ForeignKey<Chick>,
}

/// Adds chicks until it cannot, and says how many it added.
async fn hatch(db: Database, hen: i64, nest: i64) -> orm::Result<u64> {
    let mut added = 0;
    loop {
        let done = db
            .transaction(async |tx| {
                let hen = Hen::objects().get(&tx, hen).await?;
                hen.nests.add(&tx, nest).await?;
                Chick::create().hen(&hen).save(&tx).await
            })
            .await;
        match done {
            Ok(_) => added += 1,
            // Seen no more, or gone between two statements.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::ForeignKeyViolation) => {
                return Ok(added);
            }
            Err(error) if error.is_retryable() => {}
            Err(error) => return Err(error),
        }
    }
}

on_every_database! {
    async fn rows_that_are_added_meanwhile_go_or_are_refused(db: &Database) {
        let nest = Nest::create().save(db).await?.id;
        for _ in 0..10 {
            let hen = Hen::create().save(db).await?;
            let tasks: Vec<_> = (0..4).map(|_| tokio::spawn(hatch(db.clone(), hen.id, nest))).collect();
            while hen.chick_set().count(db).await? < 5 {
                tokio::task::yield_now().await;
            }
            // All that were there go with her; whoever comes too late is refused. Where others are always quicker, that is
            // said, and nothing is changed.
            let report = loop {
                match hen.delete(db).await {
                    Ok(report) => break report,
                    Err(error) => assert_eq!(error.kind(), ErrorKind::Protected, "{error}"),
                }
            };
            let mut added = 0;
            for task in tasks {
                added += task.await.expect("no task panics")?;
            }
            assert_eq!((report.of_model("Hen"), report.of_model("Chick")), (1, added));
            assert_eq!(rows!(db, Hen, Chick), [0, 0]);
        }
        assert_eq!(raw(db, "DELETE FROM d_hen_nests").await?, 0, "no link is left either");
        Ok(())
    }

    async fn rows_that_are_moved_meanwhile_keep_what_is_theirs(db: &Database) {
        for _ in 0..10 {
            let (hen, other) = (Hen::create().save(db).await?, Hen::create().save(db).await?);
            for _ in 0..12 {
                let chick = Chick::create().hen(&hen).save(db).await?;
                Feather::create().chick(&chick).save(db).await?;
            }
            let mover = {
                let (db, hen, other) = (db.clone(), hen.clone(), other.clone());
                tokio::spawn(async move {
                    let mut moved = 0;
                    for chick in hen.chick_set().order_by(Chick.id).all(&db).await? {
                        // One of two that wait for each other is ended, and may be this one.
                        moved += loop {
                            let mine = Chick::objects().filter(Chick.id.eq(chick.id));
                            match mine.update(&db, Chick.hen.set(&other)).await {
                                Err(error) if error.is_retryable() => {}
                                done => break done?,
                            }
                        };
                    }
                    Ok::<_, Error>(moved)
                })
            };
            while other.chick_set().count(db).await? == 0 && !mover.is_finished() {
                tokio::task::yield_now().await;
            }
            let report = loop {
                match hen.delete(db).await {
                    Ok(report) => break report,
                    Err(error) => assert!(error.is_retryable() || error.kind() == ErrorKind::Protected, "{error}"),
                }
            };
            let moved = mover.await.expect("no task panics")?;
            assert_eq!((report.of_model("Chick"), report.of_model("Feather")), (12 - moved, 12 - moved));
            let moved = i64::try_from(moved).unwrap();
            assert_eq!(rows!(db, Hen, Chick, Feather), [1, moved, moved]);
            other.delete(db).await?;
        }
        Ok(())
    }

    async fn two_who_delete_the_same(db: &Database) {
        for _ in 0..10 {
            let hen = Hen::create().save(db).await?;
            for _ in 0..20 {
                Chick::create().hen(&hen).save(db).await?;
            }
            let tasks = (0..4).map(|_| {
                let (db, hen) = (db.clone(), hen.clone());
                tokio::spawn(async move { hen.delete(&db).await })
            });
            let tasks: Vec<_> = tasks.collect();
            let mut total = 0;
            for task in tasks {
                total += task.await.expect("no task panics")?.total();
            }
            assert_eq!(total, 21, "each row is counted by one of them");
        }
        Ok(())
    }
}
