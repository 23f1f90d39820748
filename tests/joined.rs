//! Relations to one row that are read with the rows that lead to them: `load(Cat.owner.joined())`.

use crate::many_to_one::{names, two_owners};
use crate::models::{Cat, Chip, Owner, Passport, Tag};
use crate::related_fields::{Comment, Post, Profile, Topic, Writer};
use crate::support::{can, on_every_database, raw, statements};
use orm::ErrorKind;
use orm::prelude::*;

/// Rex's mother is Zoe, whose mother is Milo; Zoe and Rex have a vet.
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

fn name(owner: &ForeignKey<Owner>) -> &str {
    owner.loaded().map_or("?", |owner| owner.name.as_str())
}

/// What is loaded: the cat, its owner, its vet; and its mother, her owner, and so on. `?` is not loaded, `-` is none.
fn shown(cat: &Cat) -> String {
    let vet = cat.vet.as_ref().map_or("-", name);
    let mother = cat.mother.as_ref().map_or("-".to_owned(), |it| it.loaded().map_or("?".to_owned(), shown));
    format!("{} {} {vet} ({mother})", cat.name, name(&cat.owner))
}

fn all_shown<'a>(cats: impl IntoIterator<Item = &'a Cat>) -> Vec<String> {
    cats.into_iter().map(shown).collect()
}

on_every_database! {
    async fn one_statement_at_any_depth(db: &Database) {
        family(db).await?;
        let (cats, sent) = statements(db, Cat::objects().load(Cat.owner.joined()).all(db)).await?;
        assert_eq!(sent, 1);
        assert_eq!(all_shown(&cats), ["Milo Ann - (-)", "Rex Bob ? (?)", "Zoe Ann ? (?)"]);

        let paths = (Cat.owner.joined(), Cat.mother.mother.owner.joined(), Cat.mother.vet.joined(), Cat.vet.joined());
        let (cats, sent) = statements(db, Cat::objects().load(paths).all(db)).await?;
        assert_eq!(sent, 1);
        let zoe = "Zoe ? Bob (Milo Ann - (-))";
        assert_eq!(all_shown(&cats), ["Milo Ann - (-)".to_owned(), format!("Rex Bob Bob ({zoe})"), "Zoe Ann Bob (Milo ? - (-))".to_owned()]);

        // What was joined is not asked for again, and what was not is one statement for all.
        let mother = cats[1].mother.as_ref().unwrap();
        let (_, sent) = statements(db, async {
            cats[0].owner.load(db).await?;
            cats[1].vet.as_ref().unwrap().load(db).await?;
            mother.load(db).await?.mother.as_ref().unwrap().load(db).await?.owner.load(db).await
        })
        .await?;
        assert_eq!(sent, 0);
        let (_, sent) = statements(db, mother.loaded().unwrap().owner.load(db)).await?;
        assert_eq!(sent, 1);
        Ok(())
    }

    async fn rows_to_which_many_lead_are_there_once(db: &Database) {
        family(db).await?;
        let cats = Cat::objects().load(Cat.owner.joined()).all(db).await?;
        let owner = |at: usize| std::ptr::from_ref(cats[at].owner.loaded().unwrap());
        assert!(owner(0) == owner(2) && owner(0) != owner(1));
        // What is loaded through one is there for all, and their fields are peers.
        let (_, sent) = statements(db, cats[0].owner.loaded().unwrap().sits_for.load(db)).await?;
        assert_eq!((names(cats[1].owner.loaded().unwrap().sits_for.loaded().unwrap()), sent), (vec!["Zoe"], 1));
        // Each is taken alone: cloned where others see it, moved where none does.
        let mut cats = cats;
        assert_eq!(cats[0].owner.take().map(|it| it.name), Some("Ann".to_owned()));
        assert_eq!((name(&cats[0].owner), name(&cats[2].owner)), ("?", "Ann"));
        Ok(())
    }

    async fn everywhere_where_something_is_loaded(db: &Database) {
        let (ann, bob) = family(db).await?;
        let set = || Cat::objects().load((Cat.owner.joined(), Cat.mother.owner.joined()));
        let zoe = Cat::objects().filter(Cat.name.eq("Zoe")).one(db).await?;
        let expected = "Zoe Ann ? (Milo Ann - (-))";
        let sent = db.statements_sent();
        assert_eq!(shown(&set().get(db, zoe.id).await?), expected);
        assert_eq!(shown(&set().filter(Cat.name.gt("M")).get(db, zoe.id).await?), expected);
        assert_eq!(shown(&set().filter(Cat.owner.name.eq("Ann")).exclude(Cat.name.eq("Milo")).one(db).await?), expected);
        assert_eq!(shown(&set().order_by(Cat.mother.name.desc()).offset(1).first(db).await?.unwrap()), expected);
        assert_eq!(shown(&set().last(db).await?.unwrap()), expected);
        assert_eq!(shown(&set().in_bulk(db, [zoe.id]).await?[&zoe.id]), expected);
        assert_eq!(shown(&set().limit(3).filter(Cat.name.eq("Zoe")).all(db).await?[0]), expected);
        assert_eq!(shown(&ann.cat_set().query().load(Cat.owner.joined()).load(Cat.mother.owner.joined()).last(db).await?.unwrap()), expected);
        assert_eq!(shown(&bob.sits_for.query().load((Cat.mother.owner.joined(), Cat.owner.joined())).one(db).await?), expected);
        assert_eq!(db.statements_sent() - sent, 9);
        let (page, sent) = statements(db, set().order_by(Cat.name.desc()).page(db, 1, 2)).await?;
        assert_eq!((shown(&page.rows[0]).as_str(), page.total, sent), (expected, 3, 2));
        assert_eq!((set().count(db).await?, set().exists(db).await?), (3, true));
        assert_eq!(set().filter(Cat.name.eq("Zoe")).update(db, Cat.lives.set(3)).await?, 1);

        // Beside the row, with values beside it, and within what is loaded by a statement of its own.
        let ((cat, vet, lives), sent) = statements(db, set().with(Cat.vet).annotate(Cat.lives + 1).last(db)).await.map(|(it, sent)| (it.unwrap(), sent))?;
        assert_eq!((shown(&cat).as_str(), vet.map(|it| it.name).as_deref(), lives, sent), (expected, Some("Bob"), 4, 1));
        let cats = Owner.sits_for.query().order_by(Cat.name.desc()).load((Cat.owner.joined(), Cat.mother.owner.joined()));
        let (owners, sent) = statements(db, Owner::objects().order_by(Owner.name).load(cats.clone()).all(db)).await?;
        assert_eq!((all_shown(owners[1].sits_for.loaded().unwrap()), sent), (vec![expected.to_owned()], 2));
        assert_eq!(shown(&owners[0].sits_for.loaded().unwrap()[0]), expected);
        let (owners, sent) = statements(db, Owner::objects().order_by(Owner.name).load(cats.clone().limit_per_row(1)).all(db)).await?;
        assert_eq!((owners.iter().flat_map(|it| all_shown(it.sits_for.loaded().unwrap())).collect::<Vec<_>>(), sent), (vec![expected.to_owned(); 2], 2));
        let (rows, sent) = statements(db, Owner::objects().order_by(Owner.name).with(cats).all(db)).await?;
        assert_eq!((all_shown(&rows[1].1), rows[0].1.len(), sent), (vec![expected.to_owned()], 3, 2));
        let far = Owner.sits_for.mother.query().load(Cat.owner.joined());
        let (owners, sent) = statements(db, Owner::objects().load(far).get(db, &bob)).await?;
        assert_eq!((all_shown(owners.sits_for.loaded().unwrap()), sent), (vec!["Zoe ? ? (Milo Ann - (-))".to_owned()], 3));
        Ok(())
    }

    async fn before_and_behind_what_takes_statements(db: &Database) {
        family(db).await?;
        // A path goes on from what is joined.
        let paths = (Cat.owner.joined(), Cat.owner.sits_for.owner, Cat.owner);
        let (cats, sent) = statements(db, Cat::objects().load(paths).all(db)).await?;
        assert_eq!(sent, 3);
        assert_eq!(name(&cats[1].owner.loaded().unwrap().sits_for.loaded().unwrap()[0].owner), "Ann");
        // Two places for one field; a queryset goes on from what is joined all the same.
        for twice in [
            Cat::objects().load((Cat.owner.joined(), Cat.owner.query())),
            Cat::objects().load((Cat.mother.query().filter(Cat.lives.gt(3)), Cat.mother.owner.joined())),
        ] {
            let error = twice.all(db).await.unwrap_err();
            assert_eq!((error.kind(), error.model()), (ErrorKind::Config, Some("Cat")));
        }
        let chosen = Cat.owner.sits_for.query().filter(Cat.name.eq("Rex"));
        let (cats, sent) = statements(db, Cat::objects().load((Cat.owner.joined(), chosen)).all(db)).await?;
        assert_eq!((names(cats[0].owner.loaded().unwrap().sits_for.loaded().unwrap()), sent), (vec!["Rex"], 2));
        // Values have no fields.
        let refused = Cat::objects().load(Cat.owner.joined()).select(Cat.name).all(db).await;
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::Config);
        Ok(())
    }

    async fn for_each_chunk_of_a_stream_and_in_a_transaction(db: &Database) {
        family(db).await?;
        let all = || Cat::objects().order_by(Cat.name).load(Cat.owner.joined()).load(Cat.mother.owner.joined());
        let expected = all_shown(&all().all(db).await?);
        for chunk in [1, 2, 10] {
            let sent = db.statements_sent();
            let mut stream = all().stream(db).chunk_size(chunk);
            let mut cats = Vec::new();
            while let Some(cat) = stream.next().await {
                cats.push(cat?);
            }
            assert_eq!((all_shown(&cats), db.statements_sent() - sent), (expected.clone(), 1));
        }
        let tx = db.begin().await?;
        let mut stream = all().stream(&tx);
        assert_eq!(shown(&stream.next().await.unwrap()?), expected[0]);
        while let Some(cat) = stream.next().await {
            cat?;
        }
        drop(stream);
        tx.commit().await
    }

    async fn rows_at_hand(db: &Database) {
        family(db).await?;
        let cats = Cat::objects().all(db).await?;
        let deep = || (Cat.mother.mother.owner.joined(), Cat.mother.owner.joined(), Cat.owner.joined());
        let (_, sent) = statements(db, Cat::load(db, &cats, deep())).await?;
        let zoe = "Zoe Ann ? (Milo Ann - (-))";
        assert_eq!((all_shown(&cats), sent), (vec!["Milo Ann - (-)".to_owned(), format!("Rex Bob ? ({zoe})"), zoe.to_owned()], 2));
        let (_, sent) = statements(db, Cat::load(db, &cats, deep())).await?;
        assert_eq!(sent, 0);
        // What is there already is gone on from.
        let cats = Cat::objects().load(Cat.mother).all(db).await?;
        let (_, sent) = statements(db, Cat::load(db, &cats, Cat.mother.owner.joined())).await?;
        assert_eq!((name(&cats[1].mother.as_ref().unwrap().loaded().unwrap().owner), sent), ("Ann", 1));
        let (_, sent) = statements(db, Cat::load(db, &[], deep())).await?;
        assert_eq!(sent, 0);
        Ok(())
    }

    async fn the_other_side_of_a_one_to_one(db: &Database) {
        let ann = Writer::create().name("Ann").save(db).await?;
        let bob = Writer::create().name("Bob").save(db).await?;
        Profile::create().author(&bob).about("cats").save(db).await?;
        let topic = Topic::create().name("cats").save(db).await?;
        for (slug, author) in [("a", &ann), ("b", &bob), ("c", &bob)] {
            let post = Post::create().slug(slug).author(author).save(db).await?;
            post.topics.add(db, &topic).await?;
            Comment::create().text(slug).minute(1).post(&post).author(author).save(db).await?;
        }
        let about = |writer: &Writer| writer.profile.loaded().map(|it| it.map(|it| it.about.clone()));
        let (writers, sent) = statements(db, Writer::objects().order_by(Writer.name).load(Writer.profile.joined()).all(db)).await?;
        // That there is none is known, too.
        assert_eq!((about(&writers[0]), about(&writers[1]), sent), (Some(None), Some(Some("cats".into())), 1));
        let (profile, sent) = statements(db, writers[0].profile.load(db)).await?;
        assert_eq!((profile, sent), (None, 0));
        // Behind rows that come several times, and back again.
        let posts = Post::objects().order_by(Post.slug).load(Post.author.profile.author.joined());
        let (posts, sent) = statements(db, posts.all(db)).await?;
        let authors: Vec<_> = posts.iter().map(|it| about(it.author.loaded().unwrap())).collect();
        assert_eq!((authors, sent), (vec![Some(None), Some(Some("cats".into())), Some(Some("cats".into()))], 1));
        let back = posts[2].author.loaded().unwrap().profile.loaded().unwrap().unwrap();
        assert_eq!(back.author.loaded().map(|it| it.name.as_str()), Some("Bob"));
        // Within a relation to many whose rows come once for each row that leads to them.
        let posts = Topic.posts.query().order_by(Post.slug).load(Post.author.profile.joined());
        let (topics, sent) = statements(db, Topic::objects().load(posts).all(db)).await?;
        let posts = topics[0].posts.loaded().unwrap();
        assert_eq!((about(posts[1].author.loaded().unwrap()), about(posts[0].author.loaded().unwrap()), sent), (Some(Some("cats".into())), Some(None), 2));
        // Rows at hand.
        let writers = Writer::objects().order_by(Writer.name).all(db).await?;
        let (_, sent) = statements(db, Writer::load(db, &writers, Writer.profile.author.joined())).await?;
        assert_eq!((about(&writers[0]), about(&writers[1]), sent), (Some(None), Some(Some("cats".into())), 1));
        Ok(())
    }

    async fn keys_of_text_and_relations_that_are_keys(db: &Database) {
        let root = Tag::create().name("ro'ot").save(db).await?;
        let child = Tag::create().name("child").parent(&root).save(db).await?;
        Tag::create().name("deep").parent(&child).save(db).await?;
        let (tags, sent) = statements(db, Tag::objects().order_by(Tag.name).load(Tag.parent.parent.joined()).all(db)).await?;
        let parent = |tag: &Tag| tag.parent.as_ref().and_then(|it| it.loaded()).cloned();
        let names: Vec<_> = tags.iter().map(|tag| (parent(tag).map(|it| it.name), parent(tag).and_then(|it| parent(&it)).map(|it| it.name))).collect();
        let root = Some("ro'ot".to_owned());
        assert_eq!((names, sent), (vec![(root.clone(), None), (Some("child".to_owned()), root), (None, None)], 1));
        let (ann, _) = two_owners(db).await?;
        Passport::create().owner(&ann).number("A1").save(db).await?;
        Chip::create().owner(&ann).code("C").save(db).await?;
        Chip::create().code("D").save(db).await?;
        let passport = Passport::objects().load(Passport.owner.joined()).one(db).await?;
        let chips = Chip::objects().order_by(Chip.code).load(Chip.owner.joined()).all(db).await?;
        let owner = |chip: &Chip| chip.owner.as_ref().map(|it| name(it).to_owned());
        assert_eq!((name(&passport.owner), owner(&chips[0]), owner(&chips[1])), ("Ann", Some("Ann".into()), None));
        Ok(())
    }

    /// Peers are at most a thousand; what is joined is found for each group of them.
    async fn beyond_a_thousand(db: &Database) {
        let owners = (0..1_100).map(|n| Owner::create().name(format!("Owner {n:05}")));
        let owners = Owner::objects().bulk_create(db, owners).await?;
        let cats = (0..2_300).map(|n| Cat::create().name(format!("Cat {n:05}")).owner(&owners[n * 7 % 1_100]).vet(&owners[n % 3]));
        Cat::objects().bulk_create(db, cats).await?;
        let (cats, sent) = statements(db, Cat::objects().load((Cat.owner.joined(), Cat.vet.joined())).all(db)).await?;
        assert_eq!((cats.len(), sent), (2_300, 1));
        assert!(cats.iter().all(|cat| cat.owner.loaded().map(|it| &it.id) == Some(cat.owner.key())));
        assert!(cats.iter().all(|cat| cat.vet.as_ref().unwrap().loaded().is_some()));
        let first = std::ptr::from_ref(cats[0].vet.as_ref().unwrap().loaded().unwrap());
        assert!(cats.iter().step_by(3).all(|cat| std::ptr::eq(first, cat.vet.as_ref().unwrap().loaded().unwrap())));
        Ok(())
    }

    /// What is joined is what a statement for each relation loads.
    async fn the_same_as_without(db: &Database) {
        let mut random = 7_u64;
        let mut below = |n: usize| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(random >> 33).unwrap_or(0) % n
        };
        let owners: Vec<_> = (0..6).map(|n| Owner::create().name(format!("{n}"))).collect();
        let owners = Owner::objects().bulk_create(db, owners).await?;
        let mut cats: Vec<Cat> = Vec::new();
        for n in 0..40 {
            let draft = Cat::create().name(format!("{n:02}")).owner(&owners[below(6)]);
            let draft = draft.vet((below(2) == 0).then(|| &owners[below(6)]));
            cats.push(draft.mother((n > 0 && below(4) > 0).then(|| &cats[below(cats.len().max(1))])).save(db).await?);
        }
        let plain = Cat::objects().load((Cat.mother.mother.vet, Cat.mother.owner, Cat.vet, Cat.mother.mother.mother.owner));
        let joined = Cat::objects().load((Cat.mother.mother.vet.joined(), Cat.mother.owner.joined(), Cat.vet.joined(), Cat.mother.mother.mother.owner.joined()));
        let (joined, sent) = statements(db, joined.all(db)).await?;
        assert_eq!((all_shown(&joined), sent), (all_shown(&plain.all(db).await?), 1));
        Ok(())
    }

    async fn what_does_not_fit_is_told_by_its_own_model(db: &Database) {
        if can::hold_types(db) {
            return Ok(());
        }
        raw(db, "DROP TABLE profile").await?;
        raw(db, "CREATE TABLE profile (author_id INTEGER PRIMARY KEY, about)").await?;
        let ann = Writer::create().name("Ann").save(db).await?;
        raw(db, &format!("INSERT INTO profile VALUES ({}, x'00')", ann.id)).await?;
        let error = Writer::objects().load(Writer.profile.joined()).all(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::SchemaMismatch, Some("Profile"), Some("about")));
        Ok(())
    }
}
