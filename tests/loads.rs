//! What a queryset loads into the fields of its rows, by how many statements, and what a queryset over a relation chooses.

use crate::many_to_one::{names, two_owners};
use crate::models::{Cat, Chip, Owner, Passport, Tag};
use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

/// Ann with Milo and Zoe, Bob with Rex; Rex's mother is Zoe, whose mother is Milo. Ann sits for all three, Bob for Zoe.
async fn family(db: &Db) -> orm::Result<(Owner, Owner)> {
    let (ann, bob) = two_owners(db).await?;
    let cats = Cat::objects().order_by(Cat.name).all(db).await?;
    let [milo, rex, zoe] = cats.as_slice() else { panic!("three cats") };
    milo.kittens().add(db, zoe).await?;
    zoe.kittens().add(db, rex).await?;
    ann.sits_for.add(db, [milo, rex, zoe]).await?;
    bob.sits_for.add(db, zoe).await?;
    Ok((ann, bob))
}

/// The owner's name, if it is loaded.
fn owner_of(cat: &Cat) -> Option<&str> {
    cat.owner.loaded().map(|owner| owner.name.as_str())
}

fn sits_for(owner: &Owner) -> Option<Vec<&str>> {
    owner.sits_for.loaded().map(names)
}

on_every_database! {
    async fn one_statement_for_each_relation(db: &Database) {
        family(db).await?;
        let (cats, sent) = statements(db, Cat::objects().load(Cat.owner).all(db)).await?;
        assert_eq!(cats.iter().map(owner_of).collect::<Vec<_>>(), [Some("Ann"), Some("Bob"), Some("Ann")]);
        assert_eq!(sent, 2);

        // Those that lead nowhere cost nothing, and what two paths have in common is loaded once.
        let paths = (Cat.owner, Cat.vet, Cat.mother, Cat.mother.owner, Cat.mother.owner.sits_for, Cat.mother.owner);
        let (cats, sent) = statements(db, Cat::objects().load(paths).all(db)).await?;
        assert_eq!(sent, 1 + 5);
        let (shown, sent) = statements(db, async {
            let mut shown = Vec::new();
            for cat in &cats {
                let mother = match &cat.mother {
                    Some(mother) => mother.load(db).await?,
                    None => continue,
                };
                shown.push((cat.name.as_str(), mother.name.as_str(), owner_of(mother), sits_for(mother.owner.load(db).await?)));
            }
            Ok(shown)
        })
        .await?;
        let anns = Some(vec!["Milo", "Rex", "Zoe"]);
        assert_eq!(shown, [("Rex", "Zoe", Some("Ann"), anns.clone()), ("Zoe", "Milo", Some("Ann"), anns)]);
        assert_eq!(sent, 0, "all of it is loaded");

        let (_, sent) = statements(db, Cat::objects().load((Cat.mother.owner, Cat.mother)).all(db)).await?;
        assert_eq!(sent, 3, "in any order");
        Ok(())
    }

    async fn nothing_is_asked_where_nothing_leads_on(db: &Database) {
        let (ann, _) = two_owners(db).await?;
        let (_, sent) = statements(db, Cat::objects().filter(Cat.id.lt(0)).load((Cat.owner, Cat.mother.owner)).all(db)).await?;
        assert_eq!(sent, 1, "no rows");
        let (cats, sent) = statements(db, Cat::objects().load(Cat.mother.owner.sits_for).all(db)).await?;
        assert_eq!((cats.len(), sent), (3, 1), "no mothers");
        let (owners, sent) = statements(db, Owner::objects().load(Owner.sits_for.owner).all(db)).await?;
        assert_eq!((owners.len(), sent), (2, 2), "nobody sits for anybody");
        assert_eq!(owners.iter().map(sits_for).collect::<Vec<_>>(), [Some(vec![]), Some(vec![])]);
        assert!(ann.sits_for.loaded().is_none());
        Ok(())
    }

    async fn every_terminal_that_gives_rows(db: &Database) {
        let (ann, bob) = family(db).await?;
        let with = || Owner::objects().order_by(Owner.name).load(Owner.sits_for.owner);
        let both = Some(vec!["Milo", "Rex", "Zoe"]);
        let (owner, sent) = statements(db, with().get(db, &ann)).await?;
        assert_eq!((sits_for(&owner), sent), (both.clone(), 3));
        let (owner, sent) = statements(db, with().filter(Owner.name.eq("Ann")).one(db)).await?;
        assert_eq!((sits_for(&owner), sent), (both.clone(), 3));
        let (owner, sent) = statements(db, with().first(db)).await?;
        assert_eq!((owner.as_ref().and_then(sits_for), sent), (both, 3));
        let (owner, sent) = statements(db, with().last(db)).await?;
        assert_eq!((owner.as_ref().and_then(sits_for), sent), (Some(vec!["Zoe"]), 3));
        let (owners, sent) = statements(db, with().in_bulk(db, [&ann, &bob])).await?;
        assert_eq!((owners.get(&bob.id).and_then(sits_for), sent), (Some(vec!["Zoe"]), 3));
        let (cats, sent) = statements(db, ann.cat_set().query().load(Cat.vet).all(db)).await?;
        assert_eq!((names(&cats), sent), (vec!["Milo", "Zoe"], 2));
        let (rows, sent) = statements(db, with().with(via(Owner::cat_set)).all(db)).await?;
        assert_eq!((sits_for(&rows[1].0), names(&rows[1].1), sent), (Some(vec!["Zoe"]), vec!["Rex"], 4));
        // What gives no rows loads nothing.
        let (count, sent) = statements(db, with().count(db)).await?;
        assert_eq!((count, sent), (2, 1));
        Ok(())
    }

    async fn one_to_one_and_to_itself(db: &Database) {
        let (ann, _) = two_owners(db).await?;
        Passport::create().owner(&ann).number("A1").save(db).await?;
        Chip::create().owner(&ann).code("c1").save(db).await?;
        Chip::create().code("c2").save(db).await?;
        let (passports, sent) = statements(db, Passport::objects().load(Passport.owner.sits_for).all(db)).await?;
        assert_eq!((passports[0].owner.loaded().map(|it| it.name.as_str()), sent), (Some("Ann"), 3));
        let (chips, sent) = statements(db, Chip::objects().order_by(Chip.code).load(Chip.owner).all(db)).await?;
        let owners: Vec<_> = chips.iter().map(|chip| chip.owner.as_ref().map(|it| it.loaded().is_some())).collect();
        assert_eq!((owners, sent), (vec![Some(true), None], 2));

        // Keys that are text, and a relation of a model to itself, up to the root.
        let root = Tag::create().name("root").save(db).await?;
        let mid = Tag::create().name("mid \"'%").parent(&root).save(db).await?;
        let leaf = Tag::create().name("leaf").parent(&mid).save(db).await?;
        leaf.related.add(db, [&root, &mid]).await?;
        let paths = (Tag.parent.parent.parent, Tag.related.parent, Tag.parent.related);
        let (tags, sent) = statements(db, Tag::objects().order_by(Tag.name).load(paths).all(db)).await?;
        // Of the paths of three, the third leads nowhere.
        assert_eq!(sent, 1 + 2 + 2 + 1);
        let leaf = &tags[0];
        let parent = |tag: &Tag| tag.parent.as_ref().and_then(|it| it.loaded().cloned());
        let names: Vec<_> = std::iter::successors(Some(leaf.clone()), parent).map(|tag| tag.name).collect();
        assert_eq!(names, ["leaf", "mid \"'%", "root"]);
        let related: Vec<_> = leaf.related.loaded().unwrap().iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(related.len(), 2);
        assert!(related.contains(&"mid \"'%"));
        Ok(())
    }

    async fn a_queryset_chooses(db: &Database) {
        let (ann, _) = family(db).await?;
        let chosen = Owner.sits_for.query().filter(Cat.name.ne("Milo")).order_by(Cat.name.desc());
        let (owners, sent) = statements(db, Owner::objects().order_by(Owner.name).load(chosen).all(db)).await?;
        assert_eq!(owners.iter().map(sits_for).collect::<Vec<_>>(), [Some(vec!["Zoe", "Rex"]), Some(vec!["Zoe"])]);
        assert_eq!(sent, 2);
        // From memory, what was loaded; the manager asks, and for the whole.
        let (loaded, sent) = statements(db, owners[0].sits_for.load(db)).await?;
        assert_eq!((names(loaded), sent), (vec!["Zoe", "Rex"], 0));
        let (all, sent) = statements(db, owners[0].sits_for.all(db)).await?;
        assert_eq!((all.len(), sent), (3, 1));
        assert_eq!(owners[0].sits_for.filter(Cat.name.eq("Milo")).count(db).await?, 1);
        assert_eq!(names(owners[0].sits_for.reload(db).await?), ["Milo", "Rex", "Zoe"]);
        // A plain path wants all of it, whatever a queryset chose before.
        let (_, sent) = statements(db, Owner::load(db, &owners, Owner.sits_for)).await?;
        assert_eq!((sits_for(&owners[1]), sent), (Some(vec!["Zoe"]), 1));
        let (_, sent) = statements(db, Owner::load(db, &owners, Owner.sits_for)).await?;
        assert_eq!(sent, 0);
        // A path goes on from what was chosen.
        let chosen = (Owner.sits_for.query().filter(Cat.name.eq("Rex")), Owner.sits_for.owner);
        let (owner, sent) = statements(db, Owner::objects().load(chosen).get(db, &ann)).await?;
        assert_eq!((owner.sits_for.loaded().unwrap().iter().map(owner_of).collect::<Vec<_>>(), sent), (vec![Some("Bob")], 3));
        Ok(())
    }

    async fn a_queryset_chooses_at_the_end_of_a_path_and_loads_on(db: &Database) {
        family(db).await?;
        let far = Cat.owner.sits_for.query().filter(!Cat.mother.is_null()).load((Cat.mother.query().load(Cat.vet), Cat.owner));
        let (cats, sent) = statements(db, Cat::objects().load(far).all(db)).await?;
        assert_eq!(sent, 1 + 1 + 1 + 2 + 1);
        let bobs = cats[1].owner.loaded().unwrap();
        let zoe = &bobs.sits_for.loaded().unwrap()[0];
        assert_eq!((zoe.name.as_str(), owner_of(zoe)), ("Zoe", Some("Ann")));
        assert_eq!(zoe.mother.as_ref().and_then(|it| it.loaded()).map(|it| it.name.as_str()), Some("Milo"));
        Ok(())
    }

    async fn of_a_foreign_key_a_queryset_chooses_too(db: &Database) {
        two_owners(db).await?;
        let chosen = Cat.owner.query().filter(Owner.city.eq("Paris"));
        let (cats, sent) = statements(db, Cat::objects().load(chosen).all(db)).await?;
        assert_eq!(cats.iter().map(owner_of).collect::<Vec<_>>(), [Some("Ann"), None, Some("Ann")]);
        assert_eq!(sent, 2);
        // A row that was not chosen is there nevertheless.
        let (bob, sent) = statements(db, cats[1].owner.load(db)).await?;
        assert_eq!((bob.name.as_str(), sent), ("Bob", 1));
        let (_, sent) = statements(db, cats[0].owner.load(db)).await?;
        assert_eq!(sent, 0);
        Ok(())
    }

    async fn so_many_for_each_row(db: &Database) {
        let (ann, bob) = family(db).await?;
        let first = |rows| Owner.sits_for.query().order_by(Cat.name.desc()).limit_per_row(rows);
        let loaded = async |rows| {
            let (owners, sent) = statements(db, Owner::objects().order_by(Owner.name).load(first(rows)).all(db)).await?;
            assert_eq!(sent, 2);
            Ok::<_, orm::Error>(owners.iter().map(|it| sits_for(it).unwrap().join(" ")).collect::<Vec<_>>())
        };
        assert_eq!(loaded(2).await?, ["Zoe Rex", "Zoe"]);
        assert_eq!(loaded(1).await?, ["Zoe", "Zoe"]);
        assert_eq!(loaded(0).await?, ["", ""]);
        assert_eq!(loaded(2_000).await?, ["Zoe Rex Milo", "Zoe"]);
        // Filters and orders over further relations, and a relation over the rows that are left.
        let far = Owner.sits_for.query().filter(Cat.owner.name.eq("Ann")).order_by((Cat.owner.city, Cat.name));
        let (owners, sent) = statements(db, Owner::objects().load(far.limit_per_row(1).load(Cat.owner)).all(db)).await?;
        assert_eq!(sent, 3);
        let shown: Vec<_> = owners.iter().map(|it| it.sits_for.loaded().unwrap()).map(|cats| (names(cats), owner_of(&cats[0]))).collect();
        assert_eq!(shown, [(vec!["Milo"], Some("Ann")), (vec!["Zoe"], Some("Ann"))]);
        // Without an order the first are those of the lowest key.
        let unordered = Owner.sits_for.query().order_by(()).limit_per_row(2);
        let owner = Owner::objects().load(unordered).get(db, &ann).await?;
        assert_eq!(sits_for(&owner), Some(vec!["Milo", "Zoe"]));
        assert_eq!(Owner::objects().load(first(1)).get(db, &bob).await?.sits_for.all(db).await?.len(), 1);
        Ok(())
    }

    async fn one_relation_has_one_place(db: &Database) {
        two_owners(db).await?;
        let some = || Owner.sits_for.query().filter(Cat.lives.gt(3));
        for twice in [Owner::objects().load((some(), some())), Owner::objects().load(Owner.sits_for).load(some())] {
            let error = twice.all(db).await.unwrap_err();
            assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::Config, Some("Owner"), Some("sits_for")));
        }
        // In an order over a limit too the terminal says it.
        assert!(Owner::objects().load((Owner.sits_for, Owner.sits_for.owner, Owner.feeds)).all(db).await.is_ok());
        Ok(())
    }

    async fn rows_at_hand(db: &Database) {
        family(db).await?;
        let mut cats = Cat::objects().all(db).await?;
        cats.extend(Cat::objects().filter(Cat.name.eq("Rex")).all(db).await?);
        let (_, sent) = statements(db, Cat::load(db, &cats, (Cat.owner.sits_for, Cat.mother))).await?;
        assert_eq!((owner_of(&cats[3]), sent), (Some("Bob"), 3), "rows of two results, and one statement");
        let (_, sent) = statements(db, Cat::load(db, &cats, (Cat.owner.sits_for, Cat.mother))).await?;
        assert_eq!(sent, 0);
        let (_, sent) = statements(db, Cat::load(db, &[], Cat.owner)).await?;
        assert_eq!(sent, 0);
        // By hand: a foreign key knows its key, a many-to-many knows nothing.
        cats[0].owner = ForeignKey::to(cats[1].owner.key());
        Cat::load(db, &cats, Cat.owner).await?;
        assert_eq!(owner_of(&cats[0]), Some("Bob"));
        let mut owners = Owner::objects().all(db).await?;
        owners[0].sits_for = ManyToMany::default();
        assert_eq!(Owner::load(db, &owners, Owner.sits_for).await.unwrap_err().kind(), ErrorKind::Unbound);
        Ok(())
    }

    /// Two rows of one key, in one result: both know what it leads to.
    async fn a_row_that_comes_twice_is_loaded_twice(db: &Database) {
        let (ann, bob) = two_owners(db).await?;
        let tag = Tag::create().name("tag").save(db).await?;
        let (one, two) = (Tag::create().name("one").save(db).await?, Tag::create().name("two").save(db).await?);
        for it in [&one, &two] {
            it.related.add(db, &tag).await?;
        }
        tag.related.add(db, &one).await?;
        let tags = Tag::objects().filter(Tag.name.in_(["one", "two"])).all(db).await?;
        for it in &tags {
            let again = &it.related.load(db).await?[0];
            assert_eq!(again.related.load(db).await?.len(), 1);
        }
        let zoe = Cat::objects().filter(Cat.name.eq("Zoe")).one(db).await?;
        zoe.sitters().add(db, [&ann, &bob]).await?;
        let (owners, sent) = statements(db, Owner::objects().load(Owner.sits_for.owner.sits_for).all(db)).await?;
        assert!(owners.iter().all(|it| sits_for(it.sits_for.loaded().unwrap()[0].owner.loaded().unwrap()) == Some(vec!["Zoe"])));
        assert_eq!(sent, 4);
        Ok(())
    }

    async fn beyond_a_thousand_it_still_is_one_statement(db: &Database) {
        let owners = (0..2_500).map(|n| Owner::create().name(format!("Owner {n:05}")));
        let owners = Owner::objects().bulk_create(db, owners).await?;
        let cats = owners.iter().map(|it| Cat::create().name(format!("Cat {:05}", it.id)).owner(it));
        let cats = Cat::objects().bulk_create(db, cats).await?;
        db.transaction(async |tx| {
            for (owner, cat) in owners.iter().zip(&cats).step_by(100) {
                owner.sits_for.add(&tx, cat).await?;
            }
            Ok::<_, orm::Error>(())
        })
        .await?;
        let paths = (Cat.owner.sits_for.owner, Cat.vet);
        let (cats, sent) = statements(db, Cat::objects().load(paths).all(db)).await?;
        assert_eq!((cats.len(), sent), (2_500, 4));
        for cat in &cats {
            assert_eq!(cat.owner.loaded().map(|it| it.id), Some(*cat.owner.key()));
        }
        let sitting = cats.iter().filter(|cat| cat.owner.loaded().unwrap().sits_for.loaded().unwrap().len() == 1).count();
        assert_eq!(sitting, 25);
        Ok(())
    }

    async fn what_is_taken_leaves_its_peers(db: &Database) {
        family(db).await?;
        let mut cats = Cat::objects().load((Cat.owner, Cat.mother)).all(db).await?;
        assert_eq!(cats[0].owner.take().map(|it| it.name), Some("Ann".to_owned()), "shared with Zoe, so cloned");
        assert!(cats[0].owner.loaded().is_none());
        assert_eq!(cats[0].owner.take(), None);
        assert_eq!(owner_of(&cats[2]), Some("Ann"));
        assert_eq!(cats[0].owner.load(db).await?.name, "Ann");
        assert_eq!(cats[0].owner.take().map(|it| it.name), Some("Ann".to_owned()), "alone, so moved");

        let mut owners = Owner::objects().order_by(Owner.name).load(Owner.sits_for.owner).all(db).await?;
        let taken = owners[0].sits_for.take().unwrap();
        assert_eq!((names(&taken), owner_of(&taken[0])), (vec!["Milo", "Rex", "Zoe"], Some("Ann")));
        assert!(owners[0].sits_for.loaded().is_none());
        let mut last = owners.pop().unwrap();
        drop(owners);
        assert_eq!(names(&last.sits_for.take().unwrap()), ["Zoe"]);
        assert_eq!(last.sits_for.take().map(|it| it.len()), None);
        assert_eq!(names(last.sits_for.load(db).await?), ["Zoe"]);
        assert_eq!(names(&last.sits_for.take().unwrap()), ["Zoe"]);
        Ok(())
    }

    async fn beside_the_row_a_queryset_chooses_and_has_more_beside_it(db: &Database) {
        family(db).await?;
        let with = Owner::objects().order_by(Owner.name).with(via(Owner::cat_set).query().filter(Cat.name.ne("Milo")).with(Cat.vet).with(Cat.mother));
        let (rows, sent) = statements(db, with.all(db)).await?;
        let shown: Vec<_> = rows
            .iter()
            .map(|(owner, cats)| {
                let name = |it: &Option<Owner>| it.as_ref().map(|it| it.name.clone());
                let cats: Vec<_> = cats.iter().map(|(cat, vet, mother)| (cat.name.as_str(), name(vet), mother.as_ref().map(|it| it.name.as_str()))).collect();
                (owner.name.as_str(), cats)
            })
            .collect();
        let bob = Some("Bob".to_owned());
        assert_eq!(shown, [("Ann", vec![("Zoe", bob.clone(), Some("Milo"))]), ("Bob", vec![("Rex", bob, Some("Zoe"))])]);
        assert_eq!(sent, 2, "what leads to one row is joined");

        // Any depth, limits for each row, and fields loaded: a statement for each relation to many, and for each that is loaded.
        let sitters = via(Cat::sitters).query().order_by(Owner.name.desc()).limit_per_row(1).load(Owner.feeds);
        let kittens = via(Owner::cat_set).query().order_by(Cat.name.desc()).with(sitters).with(via(Cat::kittens));
        let (rows, sent) = statements(db, Owner::objects().order_by(Owner.name).with(kittens).with(Owner.feeds).load(Owner.sits_for).all(db)).await?;
        assert_eq!(sent, 1 + 3 + 1 + 1 + 1);
        let (ann, cats, feeds) = &rows[0];
        assert_eq!((ann.name.as_str(), sits_for(ann).unwrap().len(), feeds.len()), ("Ann", 3, 0));
        let (zoe, sitters, kittens) = &cats[0];
        assert_eq!((zoe.name.as_str(), sitters.len(), sitters[0].name.as_str(), names(kittens)), ("Zoe", 1, "Bob", vec!["Rex"]));
        assert_eq!(sitters[0].feeds.loaded().map(<[Cat]>::len), Some(0));
        assert_eq!(cats.iter().map(|(cat, ..)| cat.name.as_str()).collect::<Vec<_>>(), ["Zoe", "Milo"]);

        // Nothing is asked where there is nothing to ask for.
        let none = via(Owner::cat_set).query().filter(Cat.lives.lt(0)).with(via(Cat::sitters));
        let (rows, sent) = statements(db, Owner::objects().with(none.clone()).all(db)).await?;
        assert_eq!((rows.iter().map(|(_, cats)| cats.len()).sum::<usize>(), sent), (0, 2));
        let (row, sent) = statements(db, Owner::objects().filter(Owner.id.lt(0)).with(none).first(db)).await?;
        assert_eq!((row.is_none(), sent), (true, 1));
        // One relation can stand beside twice, by two querysets.
        let with = |name| Owner.sits_for.query().filter(Cat.name.eq(name));
        let (ann, milo, rex) = Owner::objects().order_by(Owner.name).with(with("Milo")).with(with("Rex")).first(db).await?.unwrap();
        assert_eq!((ann.name.as_str(), names(&milo), names(&rex)), ("Ann", vec!["Milo"], vec!["Rex"]));
        Ok(())
    }

    async fn the_other_side_of_a_one_to_one_beside_the_row(db: &Database) {
        let (ann, _) = two_owners(db).await?;
        Passport::create().owner(&ann).number("A1").save(db).await?;
        let with = Owner::objects().order_by(Owner.name).with(via(Owner::passport)).with(via(Owner::chip));
        let (rows, sent) = statements(db, with.all(db)).await?;
        let shown: Vec<_> = rows.iter().map(|(owner, passport, chip)| (owner.name.as_str(), passport.as_ref().map(|it| it.number.as_str()), chip.is_some())).collect();
        assert_eq!((shown, sent), (vec![("Ann", Some("A1"), false), ("Bob", None, false)], 1));
        let ((passport, owner), sent) = statements(db, Passport::objects().with(Passport.owner).one(db)).await?;
        assert_eq!((passport.number.as_str(), owner.name.as_str(), sent), ("A1", "Ann", 1));
        Ok(())
    }
}
