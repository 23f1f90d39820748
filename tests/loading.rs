//! Loading row by row: how many statements it takes, and what it sees. Loading by querysets is in `loads.rs`.

use crate::many_to_one::{names, two_owners};
use crate::models::{Cat, Owner};
use crate::support::{Fresh, can, on_every_database, statements};
use orm::prelude::*;
use orm::{ErrorKind, Isolation, Retry};

/// So many owners with a cat each, and every owner sits for the first cat.
async fn many(db: &Database, count: usize) -> orm::Result<()> {
    db.transaction(async |tx| {
        let mut first = None;
        for n in 0..count {
            let owner = Owner::create().name(format!("Owner {n}")).save(&tx).await?;
            let cat = owner.cat_set().create().name(format!("Cat {n:05}")).save(&tx).await?;
            owner.sits_for.add(&tx, first.get_or_insert(cat).id).await?;
        }
        Ok::<_, orm::Error>(())
    })
    .await
}

on_every_database! {
    async fn a_loop_over_a_thousand_sends_two_statements(db: &Database) {
        many(db, 1_000).await?;
        let (seen, sent) = statements(db, async {
            let cats = Cat::objects().all(db).await?;
            let mut seen = 0;
            for cat in &cats {
                let owner = cat.owner.load(db).await?;
                assert_eq!(&owner.id, cat.owner.key());
                seen += usize::from(owner.name[6..] == *cat.name[4..].trim_start_matches('0') || cat.name == "Cat 00000");
            }
            Ok(seen)
        })
        .await?;
        assert_eq!((seen, sent), (1_000, 2));
        Ok(())
    }

    async fn beyond_a_thousand_each_thousand_is_asked_for(db: &Database) {
        many(db, 2_001).await?;
        let (_, sent) = statements(db, async {
            for cat in &Cat::objects().all(db).await? {
                cat.owner.load(db).await?;
            }
            for owner in &Owner::objects().all(db).await? {
                assert_eq!(owner.sits_for.load(db).await?.len(), 1);
            }
            Ok(())
        })
        .await?;
        assert_eq!(sent, 1 + 3 + 1 + 3);
        Ok(())
    }

    async fn what_was_loaded_loads_on(db: &Database) {
        many(db, 20).await?;
        let (_, sent) = statements(db, async {
            // The owners of the cats came from one result too, so their relations are loaded together.
            for cat in &Cat::objects().all(db).await? {
                for other in cat.owner.load(db).await?.sits_for.load(db).await? {
                    other.owner.load(db).await?;
                }
            }
            Ok(())
        })
        .await?;
        assert_eq!(sent, 1 + 1 + 1 + 1);
        Ok(())
    }

    async fn loaded_never_asks(db: &Database) {
        two_owners(db).await?;
        let cats = Cat::objects().all(db).await?;
        assert!(cats[0].owner.loaded().is_none());
        cats[1].owner.load(db).await?;
        assert_eq!(cats[0].owner.loaded().map(|owner| owner.name.as_str()), Some("Ann"));
        let copy = cats[0].clone();
        assert!(copy.owner.loaded().is_some(), "clones share what was loaded");
        let mut kept = copy;
        kept.owner.detach();
        assert!(kept.owner.loaded().is_none());
        let (_, sent) = statements(db, kept.owner.load(db)).await?;
        assert_eq!(sent, 1);
        Ok(())
    }

    async fn reload_sees_what_has_changed(db: &Database) {
        let (mut ann, _) = two_owners(db).await?;
        let mut cats = Cat::objects().all(db).await?;
        assert_eq!(cats[0].owner.load(db).await?.name, "Ann");
        ann.update(db, Owner.name.set("Anna")).await?;
        assert_eq!(cats[0].owner.load(db).await?.name, "Ann", "from memory");
        assert_eq!(cats[0].owner.reload(db).await?.name, "Anna");
        assert_eq!(cats[2].owner.load(db).await?.name, "Ann", "its peer keeps what it had");
        Ok(())
    }

    async fn in_a_transaction_what_is_loaded_is_of_the_state_of_its_rows(db: &Database) {
        let (ann, _) = two_owners(db).await?;
        let elsewhere = db.clone();
        let renamed = db
            .transaction_with(Isolation::RepeatableRead, Retry::never(), async |tx| {
                let cats = Cat::objects().all(&tx).await?;
                let (elsewhere, id) = (elsewhere.clone(), ann.id);
                let renamed = tokio::spawn(async move {
                    Owner::objects().filter(Owner.id.eq(id)).update(&elsewhere, Owner.name.set("Anna")).await
                });
                // SQLite lets the other write wait for this transaction; elsewhere it is done before what follows is read.
                if can::write_at_once(db) {
                    while !renamed.is_finished() {
                        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
                    }
                }
                Cat::load(&tx, &cats, Cat.owner).await?;
                let of_ann = cats.iter().filter(|cat| *cat.owner.key() == id);
                assert!(of_ann.clone().count() > 0);
                assert!(of_ann.clone().all(|cat| cat.owner.loaded().is_some_and(|owner| owner.name == "Ann")));
                Ok::<_, orm::Error>(renamed)
            })
            .await?;
        assert_eq!(renamed.await.expect("the other task")?, 1);
        let cats = Cat::objects().load(Cat.owner).all(db).await?;
        assert!(cats.iter().any(|cat| cat.owner.loaded().is_some_and(|owner| owner.name == "Anna")));
        Ok(())
    }

    async fn a_field_made_by_hand_loads_alone(db: &Database) {
        let (ann, bob) = two_owners(db).await?;
        let mut cat = Cat::objects().filter(Cat.name.eq("Rex")).one(db).await?;
        cat.owner = ForeignKey::to(&ann);
        cat.vet = Some((&ann).into());
        cat.save(db).await?;
        assert_eq!(cat.owner.load(db).await?.name, "Ann");
        let fresh = Cat::objects().get(db, &cat).await?;
        assert_eq!((fresh.owner.key(), fresh.vet), (&ann.id, Some(ForeignKey::to(ann.id))));
        bob.delete(db).await?;
        let gone = ForeignKey::<Owner>::to(&bob);
        assert_eq!(gone.load(db).await.unwrap_err().kind(), ErrorKind::NotFound);
        Ok(())
    }

    async fn a_change_through_the_field_is_seen(db: &Database) {
        let (ann, bob) = two_owners(db).await?;
        let cats = Cat::objects().order_by(Cat.name).all(db).await?;
        let owners = Owner::objects().order_by(Owner.name).all(db).await?;
        let [a, b] = owners.as_slice() else { panic!("two owners") };
        a.sits_for.add(db, &cats[0]).await?;
        let before = a.sits_for.load(db).await?;
        assert_eq!(names(before), ["Milo"]);
        assert_eq!(b.sits_for.loaded().map(<[Cat]>::len), Some(0), "its peer was loaded with it");

        a.sits_for.add(db, [&cats[1], &cats[2]]).await?;
        assert!(a.sits_for.loaded().is_none());
        let (after, sent) = statements(db, a.sits_for.load(db)).await?;
        assert_eq!((names(after), sent), (vec!["Milo", "Rex", "Zoe"], 1));
        assert_eq!(names(before), ["Milo"], "what was handed out stays as it was");
        assert_eq!(b.sits_for.loaded().map(<[Cat]>::len), Some(0));

        // A change that went another way is seen on request.
        cats[0].sitters().remove(db, [&ann, &bob]).await?;
        assert_eq!(a.sits_for.load(db).await?.len(), 3);
        assert_eq!(names(a.sits_for.reload(db).await?), ["Rex", "Zoe"]);
        let mut alone = a.clone();
        alone.sits_for.detach();
        assert!(alone.sits_for.loaded().is_none());
        assert_eq!(alone.sits_for.load(db).await?.len(), 2);
        Ok(())
    }

    async fn beside_the_row(db: &Database) {
        two_owners(db).await?;
        let (rows, sent) = statements(db, Cat::objects().with(Cat.owner).with(Cat.vet).all(db)).await?;
        let shown: Vec<_> = rows
            .iter()
            .map(|(cat, owner, vet)| (cat.name.as_str(), owner.name.as_str(), vet.as_ref().map(|it| it.name.as_str())))
            .collect();
        assert_eq!(shown, [("Milo", "Ann", None), ("Rex", "Bob", Some("Bob")), ("Zoe", "Ann", Some("Bob"))]);
        assert_eq!(sent, 1);

        let with = Owner::objects().order_by(Owner.name).with(via(Owner::cat_set)).with(Owner.sits_for).with(via(Owner::patients));
        let (rows, sent) = statements(db, with.all(db)).await?;
        let shown: Vec<_> = rows.iter().map(|(owner, cats, sits_for, patients)| {
            (owner.name.as_str(), names(cats), sits_for.len(), names(patients))
        }).collect();
        assert_eq!(shown, [("Ann", vec!["Milo", "Zoe"], 0, vec![]), ("Bob", vec!["Rex"], 0, vec!["Rex", "Zoe"])]);
        assert_eq!(sent, 4);
        let (none, sent) = statements(db, Owner::objects().filter(Owner.id.lt(0)).with(via(Owner::cat_set)).all(db)).await?;
        assert_eq!((none.len(), sent), (0, 1), "nothing more is asked where there are no rows");
        // `get` and `first` give the tuple too.
        let (cat, owner) = Cat::objects().with(Cat.owner).get(db, rows[0].1[0].id).await?;
        assert_eq!((cat.name.as_str(), owner.name.as_str()), ("Milo", "Ann"));
        Ok(())
    }
}

/// A handle that only reads sees one state while others write and commit beside it.
#[tokio::test]
async fn a_transaction_that_only_reads_holds_nobody_off_on_sqlite() -> orm::Result<()> {
    let test = Fresh::file("one-state").await?;
    let db = test.db.clone();
    let (ann, _) = two_owners(&db).await?;
    let reader = Database::options(&test.file_url()).read_only().connect().await?;
    reader
        .transaction(async |tx| {
            let cats = Cat::objects().all(&tx).await?;
            assert_eq!(Owner::objects().filter(Owner.id.eq(ann.id)).update(&db, Owner.name.set("Anna")).await?, 1);
            Cat::load(&tx, &cats, Cat.owner).await?;
            assert_eq!(cats[0].owner.loaded().map(|owner| owner.name.as_str()), Some("Ann"));
            Ok::<_, orm::Error>(())
        })
        .await?;
    let cats = Cat::objects().load(Cat.owner).all(&reader).await?;
    assert_eq!(cats[0].owner.loaded().map(|owner| owner.name.as_str()), Some("Anna"));
    reader.close().await;
    test.finish().await
}
