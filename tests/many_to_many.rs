//! Many to many: the field, the manager on its other side, and conditions over both.

use crate::many_to_one::{names, two_owners};
use crate::models::{Cat, Owner, Tag};
use crate::support::{on_every_database, statements};
use orm::prelude::*;
use orm::{Error, ErrorKind};

/// Ann and Bob, and the cats Milo, Rex and Zoe by name.
async fn cats(db: &Db) -> orm::Result<(Owner, Owner, [Cat; 3])> {
    let (ann, bob) = two_owners(db).await?;
    let cats = Cat::objects().order_by(Cat.name).all(db).await?;
    Ok((ann, bob, cats.try_into().expect("three cats")))
}

fn owners(owners: &[Owner]) -> Vec<&str> {
    owners.iter().map(|owner| owner.name.as_str()).collect()
}

fn kind<T: std::fmt::Debug>(result: orm::Result<T>) -> ErrorKind {
    result.unwrap_err().kind()
}

on_every_database! {
    async fn rows_are_linked_by_row_key_one_or_many(db: &Database) {
        let (ann, _, [milo, rex, zoe]) = cats(db).await?;
        let (_, sent) = statements(db, ann.sits_for.add(db, &milo)).await?;
        assert_eq!(sent, 1);
        let (_, sent) = statements(db, ann.sits_for.add(db, [&milo, &rex])).await?;
        assert_eq!(sent, 1);
        ann.sits_for.add(db, rex.id).await?;
        ann.sits_for.add(db, vec![zoe.id, zoe.id]).await?;
        ann.sits_for.add(db, ForeignKey::<Cat>::to(&zoe)).await?;
        assert_eq!(names(&ann.sits_for.all(db).await?), ["Milo", "Rex", "Zoe"]);
        assert_eq!(ann.sits_for.count(db).await?, 3, "twice is once");
        let (_, sent) = statements(db, ann.sits_for.add(db, [] as [i64; 0])).await?;
        assert_eq!(sent, 0);
        Ok(())
    }

    async fn links_are_taken_away(db: &Database) {
        let (ann, bob, [milo, rex, zoe]) = cats(db).await?;
        ann.sits_for.add(db, [&milo, &rex, &zoe]).await?;
        bob.sits_for.add(db, [&milo, &zoe]).await?;
        let (gone, sent) = statements(db, ann.sits_for.remove(db, [&zoe, &zoe])).await?;
        assert_eq!((gone, sent), (1, 1));
        assert_eq!(ann.sits_for.remove(db, &zoe).await?, 0, "one that is not linked is no error");
        assert_eq!(ann.sits_for.remove(db, 999).await?, 0, "nor is one that does not exist");
        let (gone, sent) = statements(db, ann.sits_for.remove(db, [] as [i64; 0])).await?;
        assert_eq!((gone, sent), (0, 0));
        assert_eq!(names(&ann.sits_for.all(db).await?), ["Milo", "Rex"]);
        let (gone, sent) = statements(db, ann.sits_for.clear(db)).await?;
        assert_eq!((gone, sent), (2, 1));
        assert_eq!(ann.sits_for.clear(db).await?, 0);
        assert_eq!(names(&bob.sits_for.all(db).await?), ["Milo", "Zoe"], "those of others stay");
        assert_eq!(Cat::objects().count(db).await?, 3, "and so do the rows");
        Ok(())
    }

    async fn set_writes_only_the_difference(db: &Database) {
        let (ann, bob, [milo, rex, zoe]) = cats(db).await?;
        bob.sits_for.add(db, &rex).await?;
        // Asked first, then what is new, then what is gone: the fewer differ, the fewer are sent.
        // Where others write meanwhile, the row is held before all that.
        let held = u64::from(crate::support::can::write_at_once(db));
        let set = async |cats: &[&Cat]| statements(db, ann.sits_for.set(db, cats.iter().copied())).await.map(|(_, sent)| sent - held);
        assert_eq!(set(&[&milo, &rex, &milo]).await?, 2);
        assert_eq!(names(&ann.sits_for.all(db).await?), ["Milo", "Rex"]);
        assert_eq!(set(&[&rex, &milo]).await?, 1);
        assert_eq!(set(&[&rex, &zoe]).await?, 3);
        assert_eq!(names(&ann.sits_for.all(db).await?), ["Rex", "Zoe"]);
        assert_eq!(set(&[&rex]).await?, 2);
        assert_eq!(set(&[]).await?, 2);
        assert_eq!(ann.sits_for.count(db).await?, 0);
        assert_eq!(names(&bob.sits_for.all(db).await?), ["Rex"]);
        rex.sitters().set(db, [&ann]).await?;
        assert_eq!((ann.sits_for.count(db).await?, bob.sits_for.count(db).await?), (1, 0));
        Ok(())
    }

    async fn thousands_are_linked_at_once(db: &Database) {
        let (ann, bob, _) = cats(db).await?;
        let keys = db.transaction(async |tx| {
            let mut keys = Vec::new();
            for n in 0..2_500 {
                keys.push(bob.cat_set().create().name(format!("Cat {n}")).save(&tx).await?.id);
            }
            Ok::<_, Error>(keys)
        }).await?;
        let (_, sent) = statements(db, ann.sits_for.add(db, keys.iter())).await?;
        assert_eq!(sent, 3);
        assert_eq!(ann.sits_for.count(db).await?, 2_500);
        // All or none, over the pieces too.
        let mut with_missing = keys.clone();
        with_missing.push(99_999);
        assert_eq!(kind(bob.sits_for.add(db, with_missing).await), ErrorKind::ForeignKeyViolation);
        assert_eq!(bob.sits_for.count(db).await?, 0);
        ann.sits_for.set(db, keys[1_000..].iter()).await?;
        assert_eq!(ann.sits_for.count(db).await?, 1_500);
        assert_eq!(ann.sits_for.remove(db, keys.iter()).await?, 1_500);
        // The difference is found without comparing each with each.
        let begun = std::time::Instant::now();
        let missing: Vec<i64> = (100_000..300_000).collect();
        assert_eq!(kind(ann.sits_for.set(db, keys.iter().chain(&missing)).await), ErrorKind::ForeignKeyViolation);
        assert_eq!(kind(ann.patients().add(db, missing.iter().chain(&missing)).await), ErrorKind::NotFound);
        assert!(begun.elapsed() < std::time::Duration::from_secs(300), "{:?}", begun.elapsed());
        Ok(())
    }

    async fn create_saves_and_links(db: &Database) {
        let (ann, bob, _) = cats(db).await?;
        let (kit, sent) = statements(db, ann.sits_for.create(db, Cat::create().name("Kit").owner(&bob))).await?;
        assert_eq!((kit.name.as_str(), sent), ("Kit", 2));
        assert_eq!(ann.sits_for.all(db).await?, std::slice::from_ref(&kit));
        let eve = kit.sitters().create(db, Owner::create().name("Eve")).await?;
        assert_eq!(owners(&kit.sitters().order_by(Owner.name).all(db).await?), ["Ann", "Eve"]);
        assert_eq!(eve.sits_for.count(db).await?, 1);
        // Neither is there where one of the two fails.
        let again = ann.sits_for.create(db, Cat::create().name("Kit").owner(&bob)).await.unwrap_err();
        assert_eq!((again.kind(), again.model()), (ErrorKind::UniqueViolation, Some("Cat")));
        eve.delete(db).await?;
        let error = eve.sits_for.create(db, Cat::create().name("Lost").owner(&bob)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ForeignKeyViolation);
        assert_eq!(Cat::objects().filter(Cat.name.in_(["Kit", "Lost"])).count(db).await?, 1);
        Ok(())
    }

    async fn both_sides_are_one(db: &Database) {
        let (ann, bob, [milo, rex, _]) = cats(db).await?;
        milo.sitters().add(db, [&ann, &bob]).await?;
        ann.sits_for.add(db, [&milo, &rex]).await?;
        assert_eq!(owners(&milo.sitters().order_by(Owner.name).all(db).await?), ["Ann", "Bob"]);
        assert_eq!(names(&ann.sits_for.all(db).await?), ["Milo", "Rex"]);
        assert_eq!(milo.sitters().remove(db, &ann).await?, 1);
        assert_eq!(names(&ann.sits_for.all(db).await?), ["Rex"]);
        assert_eq!(milo.sitters().clear(db).await?, 1);
        assert_eq!(bob.sits_for.count(db).await?, 0);
        assert_eq!(rex.sitters().count(db).await?, 1);
        Ok(())
    }

    async fn two_relations_between_the_same_models_do_not_mix(db: &Database) {
        let (ann, bob, [milo, rex, zoe]) = cats(db).await?;
        ann.sits_for.add(db, [&milo, &rex]).await?;
        ann.feeds.add(db, &zoe).await?;
        bob.feeds.add(db, [&milo, &zoe]).await?;
        assert_eq!(names(&ann.sits_for.all(db).await?), ["Milo", "Rex"]);
        assert_eq!(names(&ann.feeds.all(db).await?), ["Zoe"]);
        assert_eq!(owners(&milo.sitters().all(db).await?), ["Ann"]);
        assert_eq!(owners(&milo.feeders().all(db).await?), ["Bob"]);
        assert_eq!(zoe.sitters().count(db).await?, 0);
        let both = Owner::objects().filter(Owner.sits_for.eq(&milo) & Owner.feeds.eq(&zoe));
        assert_eq!(owners(&both.all(db).await?), ["Ann"]);
        ann.sits_for.clear(db).await?;
        assert_eq!(ann.feeds.count(db).await?, 1);
        let (rows, _) = statements(db, Owner::objects().order_by(Owner.name).with(Owner.sits_for).with(Owner.feeds).all(db)).await?;
        let shown: Vec<_> = rows.iter().map(|(_, sits_for, feeds)| (names(sits_for), names(feeds))).collect();
        assert_eq!(shown, [(vec![], vec!["Zoe"]), (vec![], vec!["Milo", "Zoe"])]);
        Ok(())
    }

    async fn a_relation_to_itself_with_text_keys(db: &Database) {
        let mut tags = Vec::new();
        for name in ["a", "b'; --", "ç\u{1f600}"] {
            tags.push(Tag::create().name(name).save(db).await?);
        }
        let [a, b, c] = tags.as_slice() else { panic!("three tags") };
        a.related.add(db, [b, c]).await?;
        a.related.add(db, "a").await?;
        let tag_names = |tags: Vec<Tag>| tags.into_iter().map(|tag| tag.name).collect::<Vec<_>>();
        assert_eq!(tag_names(a.related.order_by(Tag.name).all(db).await?), ["a", "b'; --", "ç\u{1f600}"]);
        assert_eq!(tag_names(b.related.all(db).await?), [] as [&str; 0], "it has a direction");
        assert_eq!(tag_names(b.related_by().all(db).await?), ["a"]);
        assert_eq!(tag_names(a.related_by().all(db).await?), ["a"], "a row may be linked with itself");
        let loaded = Tag::objects().order_by(Tag.name).all(db).await?;
        let mut counts = Vec::new();
        for tag in &loaded {
            counts.push(tag.related.load(db).await?.len());
        }
        assert_eq!(counts, [3, 0, 0]);
        b.related_by().set(db, [c]).await?;
        assert_eq!(tag_names(a.related.order_by(Tag.name).all(db).await?), ["a", "ç\u{1f600}"]);
        let by_other = Tag::objects().filter(Tag.related.related.name.eq("b'; --"));
        assert_eq!(tag_names(by_other.all(db).await?), ["a"], "over two hops, by the link of `c`");
        assert_eq!(tag_names(Tag::objects().filter(Tag.related.eq("b'; --")).all(db).await?), ["ç\u{1f600}"]);
        a.related.set(db, ["b'; --", "a"]).await?;
        assert_eq!(a.related.remove(db, ["b'; --", "none"]).await?, 1);
        assert_eq!(tag_names(a.related.all(db).await?), ["a"]);
        a.delete(db).await?;
        assert_eq!(Tag::objects().count(db).await?, 2);
        Ok(())
    }

    async fn a_link_to_a_missing_row_changes_nothing(db: &Database) {
        let (ann, bob, [milo, rex, _]) = cats(db).await?;
        ann.sits_for.add(db, &milo).await?;
        let named = |error: &Error| (error.kind(), error.model().map(str::to_owned), error.field().map(str::to_owned));
        let expected = |model: &str, field: &str| (ErrorKind::ForeignKeyViolation, Some(model.to_owned()), Some(field.to_owned()));
        let error = ann.sits_for.add(db, [rex.id, 999]).await.unwrap_err();
        assert_eq!(named(&error), expected("Owner", "sits_for"));
        let error = ann.sits_for.set(db, [rex.id, 999]).await.unwrap_err();
        assert_eq!(named(&error), expected("Owner", "sits_for"));
        let error = milo.sitters().add(db, 999).await.unwrap_err();
        assert_eq!(named(&error), expected("Cat", "sitters"));
        assert_eq!(names(&ann.sits_for.all(db).await?), ["Milo"]);
        // The near row is gone.
        bob.delete(db).await?;
        let error = bob.feeds.add(db, &milo).await.unwrap_err();
        assert_eq!(named(&error), expected("Owner", "feeds"));
        assert_eq!(milo.feeders().count(db).await?, 0);
        Ok(())
    }

    async fn links_go_with_either_end(db: &Database) {
        let (ann, bob, [milo, rex, _]) = cats(db).await?;
        ann.sits_for.add(db, [&milo, &rex]).await?;
        bob.sits_for.add(db, &milo).await?;
        milo.delete(db).await?;
        assert_eq!(names(&ann.sits_for.all(db).await?), ["Rex"]);
        assert_eq!(bob.sits_for.count(db).await?, 0);
        let report = ann.delete(db).await?;
        assert_eq!((report.of_model("Owner"), report.of_model("Owner_sits_for"), report.of_model("Cat")), (1, 1, 1));
        assert_eq!(rex.sitters().count(db).await?, 0);
        assert_eq!(Cat::objects().filter(Cat.owner.eq(&bob)).count(db).await?, 1);
        Ok(())
    }

    async fn conditions_speak_of_some_row(db: &Database) {
        let (ann, bob, [milo, rex, zoe]) = cats(db).await?;
        let eve = Owner::create().name("Eve").save(db).await?;
        ann.sits_for.add(db, [&milo, &rex, &zoe]).await?;
        bob.sits_for.add(db, &rex).await?;
        let find = async |condition| {
            let found = Owner::objects().filter(condition).order_by(Owner.name);
            let counted = found.clone().count(db).await?;
            let exists = found.clone().exists(db).await?;
            let rows = found.all(db).await?;
            assert_eq!((counted, exists), (i64::try_from(rows.len()).unwrap(), !rows.is_empty()));
            Ok::<_, Error>(owners(&rows).join(" "))
        };
        assert_eq!(find(Owner.sits_for.eq(&milo)).await?, "Ann");
        assert_eq!(find(Owner.sits_for.eq(rex.id)).await?, "Ann Bob");
        assert_eq!(find(Owner.sits_for.ne(&milo)).await?, "Bob Eve");
        assert_eq!(find(!Owner.sits_for.eq(&rex)).await?, "Eve");
        assert_eq!(find(Owner.sits_for.in_([&milo, &rex])).await?, "Ann Bob", "a row comes once, however many cats it has");
        assert_eq!(find(!Owner.sits_for.in_([&milo, &zoe])).await?, "Bob Eve");
        assert_eq!(find(Owner.sits_for.in_([] as [i64; 0])).await?, "");
        assert_eq!(find(!Owner.sits_for.in_([] as [i64; 0])).await?, "Ann Bob Eve");
        assert_eq!(find(Owner.sits_for.name.eq("Rex")).await?, "Ann Bob");
        assert_eq!(find(!Owner.sits_for.name.eq("Rex")).await?, "Eve");
        assert_eq!(find(Owner.sits_for.name.ne("Rex")).await?, "Eve", "`ne` is the complement, also through many");
        assert_eq!(find(Owner.sits_for.name.ge("A")).await?, "Ann Bob");
        assert_eq!(find(Owner.sits_for.is_null()).await?, "Eve");
        assert_eq!(find(!Owner.sits_for.is_null()).await?, "Ann Bob");
        assert_eq!(find(Owner.sits_for.some(Cat.name.ne("Rex"))).await?, "Ann");
        assert_eq!(find(Owner.sits_for.none(Cat.name.ne("Rex"))).await?, "Bob Eve");
        assert_eq!(find(Owner.sits_for.every(Cat.name.eq("Rex"))).await?, "Bob Eve", "also where there are none");
        assert_eq!(find(!Owner.sits_for.every(Cat.name.eq("Rex"))).await?, "Ann");
        assert_eq!(find(Owner.sits_for.some(Cat.name.eq("Milo") & Cat.vet.eq(&bob))).await?, "", "of the same cat");
        assert_eq!(find(Owner.sits_for.name.eq("Milo") & Owner.sits_for.vet.eq(&bob)).await?, "Ann", "of any two");
        assert_eq!(find(Owner.sits_for.owner.name.eq("Bob")).await?, "Ann Bob");
        assert_eq!(find(Owner.sits_for.vet.is_null()).await?, "Ann");
        assert_eq!(find(Owner.sits_for.some(None::<orm::model::Cond<Cat>>)).await?, "Ann Bob");
        // From the other side, and from there back.
        let find = async |condition| Ok::<_, Error>(names(&Cat::objects().filter(condition).all(db).await?).join(" "));
        assert_eq!(find(via(Cat::sitters).eq(&bob)).await?, "Rex");
        assert_eq!(find(via(Cat::sitters).ne(&bob)).await?, "Milo Zoe");
        assert_eq!(find(via(Cat::sitters).in_([&ann, &bob, &eve])).await?, "Milo Rex Zoe");
        assert_eq!(find(via(Cat::sitters).every(Owner.name.eq("Ann"))).await?, "Milo Zoe");
        assert_eq!(find(via(Cat::sitters).sits_for.name.eq("Zoe")).await?, "Milo Rex Zoe");
        assert_eq!(find(via(Cat::feeders).is_null()).await?, "Milo Rex Zoe");
        Ok(())
    }

    async fn managers_are_querysets(db: &Database) {
        let (ann, bob, [milo, rex, zoe]) = cats(db).await?;
        ann.sits_for.add(db, [&milo, &rex, &zoe]).await?;
        bob.sits_for.add(db, &rex).await?;
        let (counted, sent) = statements(db, ann.sits_for.count(db)).await?;
        assert_eq!((counted, sent), (3, 1));
        assert!(ann.sits_for.exists(db).await? && !ann.feeds.exists(db).await?);
        assert_eq!(names(&ann.sits_for.filter(Cat.name.gt("N")).all(db).await?), ["Rex", "Zoe"]);
        let either = Cat.name.eq("Milo") | Cat.name.eq("Rex");
        assert_eq!(names(&bob.sits_for.filter(either.clone()).all(db).await?), ["Rex"], "`|` stays within the manager");
        assert_eq!(bob.sits_for.filter(either.clone()).count(db).await?, 1);
        assert_eq!(names(&bob.sits_for.exclude(either.clone()).all(db).await?), [] as [&str; 0]);
        assert_eq!(rex.sitters().filter(Owner.name.eq("Ann") | Owner.name.eq("Eve")).count(db).await?, 1);
        assert_eq!(names(&ann.sits_for.exclude(Cat.vet.is_null()).all(db).await?), ["Rex", "Zoe"]);
        assert_eq!(names(&ann.sits_for.filter(Cat.owner.name.eq("Ann")).all(db).await?), ["Milo", "Zoe"]);
        assert_eq!(names(&ann.sits_for.order_by(Cat.name.desc()).limit(2).all(db).await?), ["Zoe", "Rex"]);
        assert_eq!(names(&ann.sits_for.limit(2).offset(1).all(db).await?), ["Rex"]);
        assert_eq!(names(&ann.sits_for.limit(2).filter(Cat.name.ne("Milo")).all(db).await?), ["Rex"]);
        assert_eq!(ann.sits_for.limit(2).count(db).await?, 2);
        assert_eq!(ann.sits_for.first(db).await?, Some(milo.clone()));
        assert_eq!(ann.sits_for.last(db).await?, Some(zoe.clone()));
        assert_eq!(bob.sits_for.get(db, &rex).await?, rex);
        assert_eq!(kind(bob.sits_for.get(db, &zoe).await), ErrorKind::NotFound);
        assert_eq!(bob.sits_for.query().one(db).await?, rex);
        assert_eq!(kind(ann.sits_for.query().one(db).await), ErrorKind::MultipleFound);
        assert_eq!(ann.sits_for.query().in_bulk(db, [&rex, &zoe]).await?.len(), 2);
        let (pairs, _) = statements(db, ann.sits_for.query().with(Cat.owner).all(db)).await?;
        assert_eq!(owners(&pairs.into_iter().map(|(_, owner)| owner).collect::<Vec<_>>()), ["Ann", "Bob", "Ann"]);
        // What is said of a manager's rows is said of them alone.
        assert_eq!(bob.sits_for.query().update(db, Cat.lives.set(1)).await?, 1);
        assert_eq!(Cat::objects().filter(Cat.lives.eq(1)).one(db).await?.name, "Rex");
        assert_eq!(bob.sits_for.filter(either).delete(db).await?.of_model("Cat"), 1);
        assert_eq!(names(&Cat::objects().all(db).await?), ["Milo", "Zoe"]);
        Ok(())
    }

    async fn a_field_made_by_hand_belongs_to_no_row(db: &Database) {
        let (_, _, [milo, ..]) = cats(db).await?;
        let field = ManyToMany::<Cat>::default();
        let draft = Cat::create().name("Kit").owner(1);
        let (kinds, sent) = statements(db, async { Ok([
            kind(field.add(db, &milo).await),
            kind(field.remove(db, &milo).await),
            kind(field.set(db, [&milo]).await),
            kind(field.clear(db).await),
            kind(field.create(db, draft).await),
            kind(field.load(db).await),
            kind(field.reload(db).await),
            kind(field.all(db).await),
            kind(field.get(db, 1).await),
            kind(field.first(db).await),
            kind(field.last(db).await),
            kind(field.count(db).await),
            kind(field.exists(db).await),
            kind(field.filter(Cat.name.eq("Milo")).all(db).await),
            kind(field.exclude(Cat.name.eq("Milo")).count(db).await),
            kind(field.order_by(Cat.name).one(db).await),
            kind(field.limit(1).in_bulk(db, [1]).await),
            kind(field.query().update(db, Cat.lives.set(1)).await),
            kind(field.query().delete(db).await),
            kind(field.query().with(Cat.owner).all(db).await),
        ]) }).await?;
        assert!(kinds.iter().all(|kind| *kind == ErrorKind::Unbound), "{kinds:?}");
        assert_eq!(sent, 0);
        assert!(field.loaded().is_none());
        Ok(())
    }

    async fn inside_a_transaction(db: &Database) {
        let (ann, _, [milo, rex, zoe]) = cats(db).await?;
        ann.sits_for.add(db, &milo).await?;
        let tx = db.begin().await?;
        ann.sits_for.set(&tx, [&rex, &zoe]).await?;
        // A failure of one verb that has more than one statement is undone by itself, and the transaction goes on.
        assert_eq!(kind(ann.sits_for.set(&tx, [milo.id, 999]).await), ErrorKind::ForeignKeyViolation);
        assert_eq!(names(&ann.sits_for.all(&tx).await?), ["Rex", "Zoe"]);
        assert_eq!(names(&ann.sits_for.all(db).await?), ["Milo"]);
        tx.rollback().await?;
        assert_eq!(names(&ann.sits_for.all(db).await?), ["Milo"]);
        Ok(())
    }
}

/// Sixteen tasks write the same links, each in its own way. What one leaves is what some order of all of them leaves.
mod many_tasks {
    use super::*;
    use crate::support::Fresh;

    async fn race(test: Fresh) -> orm::Result<()> {
        let db = &test.db;
        let (ann, _, all) = cats(db).await?;
        let keys: Vec<i64> = all.iter().map(|cat| cat.id).collect();
        let tasks: Vec<_> = (0..16)
            .map(|task: usize| {
                let (db, ann, keys) = (db.clone(), ann.clone(), keys.clone());
                tokio::spawn(async move {
                    for round in 0..20 {
                        let done = match (task + round) % 4 {
                            0 => ann.sits_for.add(&db, keys.iter()).await,
                            1 => ann.sits_for.remove(&db, keys[round % 3]).await.map(drop),
                            2 => ann.sits_for.set(&db, [keys[0], keys[1]]).await,
                            _ => Owner::objects().get(&db, ann.id).await?.sits_for.set(&db, [keys[2]]).await,
                        };
                        match done {
                            Err(error) if error.kind() != ErrorKind::Busy => return Err(error),
                            _ => {}
                        }
                    }
                    Ok(())
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("no task panics")?;
        }
        let rows = ann.sits_for.all(db).await?;
        let left = rows.iter().map(|cat| cat.id).collect::<std::collections::BTreeSet<_>>();
        assert_eq!(rows.len(), left.len(), "no link stands twice");
        // Whatever was last, nothing but these cats is linked, and a set that comes now is alone.
        assert!(left.iter().all(|key| keys.contains(key)));
        ann.sits_for.set(db, [keys[1]]).await?;
        assert_eq!(ann.sits_for.all(db).await?.iter().map(|cat| cat.id).collect::<Vec<_>>(), [keys[1]]);
        test.finish().await
    }

    /// Of two sets at the same time one is last, and what it left is there: never a mixture.
    async fn sets_do_not_mix(test: Fresh) -> orm::Result<()> {
        let db = &test.db;
        let (ann, _, all) = cats(db).await?;
        let keys: Vec<i64> = all.iter().map(|cat| cat.id).collect();
        for _ in 0..10 {
            let tasks: Vec<_> = (0..16)
                .map(|task: usize| {
                    let (db, ann) = (db.clone(), ann.clone());
                    let chosen = if task.is_multiple_of(2) { vec![keys[0], keys[1]] } else { vec![keys[2]] };
                    tokio::spawn(async move { ann.sits_for.set(&db, chosen).await })
                })
                .collect();
            for task in tasks {
                task.await.expect("no task panics")?;
            }
            let left = names(&ann.sits_for.all(db).await?).join(" ");
            assert!(left == "Milo Rex" || left == "Zoe", "{left}");
        }
        test.finish().await
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn sqlite_memory() -> orm::Result<()> {
        race(Fresh::memory().await?).await?;
        sets_do_not_mix(Fresh::memory().await?).await
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn sqlite_file() -> orm::Result<()> {
        race(Fresh::file("many_tasks").await?).await?;
        sets_do_not_mix(Fresh::file("many_tasks").await?).await
    }

    #[cfg(any(feature = "postgres", feature = "mysql"))]
    async fn on(backend: orm::Backend) -> orm::Result<()> {
        if let Some(test) = Fresh::on(backend).await? {
            race(test).await?;
        }
        match Fresh::on(backend).await? {
            Some(test) => sets_do_not_mix(test).await,
            None => Ok(()),
        }
    }

    #[cfg(feature = "postgres")]
    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn postgres() -> orm::Result<()> {
        on(orm::Backend::Postgres).await
    }

    #[cfg(feature = "mysql")]
    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn mariadb() -> orm::Result<()> {
        on(orm::Backend::MySql(orm::Flavour::MariaDb)).await
    }
}
