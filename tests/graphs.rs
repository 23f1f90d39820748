//! A row and what belongs to it, in one call: children whose drafts leave their parent out, links, children of children.

use crate::models::{Cat, Chip, Contract, Owner, Passport, Tag};
use crate::support::{on_every_database, statements};
use crate::symmetrical::Human;
use crate::through::{Band, Fan, Membership, Person};
use orm::prelude::*;
use orm::{Error, ErrorKind};

async fn cats(db: &Db, of: &Owner) -> orm::Result<String> {
    let cats = of.cat_set().order_by(Cat.name).all(db).await?;
    Ok(cats.into_iter().map(|cat| cat.name).collect::<Vec<_>>().join(" "))
}

on_every_database! {
    async fn children_and_links_are_saved_with_their_row(db: &Database) {
        let mike = Owner::create().name("Mike").save(db).await?;
        let max = Cat::create().name("Max").owner(&mike).save(db).await?;
        let eva = Owner::create()
            .name("Eva")
            .sits_for([&max])
            .related(Owner::cat_set, [Cat::create().name("Luna"), Cat::create().name("Milo").vet(&mike)])
            .related(Owner::passport, Passport::create().number("X1"));
        let (eva, sent) = statements(db, eva.save(db)).await?;
        assert_eq!(sent, 5, "the row, its cats, of which one gives more fields than the other, its passport, its links");
        assert_eq!(eva.name, "Eva");
        assert_eq!(cats(db, &eva).await?, "Luna Milo");
        assert_eq!(eva.passport(db).await?.map(|it| it.number), Some("X1".to_owned()));
        assert_eq!(eva.sits_for.one(db).await?, max);
        assert_eq!(mike.patients().one(db).await?.name, "Milo", "what a draft gives is kept");
        assert_eq!(eva.cat_set().first(db).await?.map(|cat| cat.lives), Some(9), "and so are defaults");
        // From the other side of a many-to-many, and a row of its own beside.
        let zoe = Cat::create().name("Zoe").owner(&eva).related(Cat::sitters, [&mike, &eva]).related(Cat::feeders, eva.id);
        let zoe = zoe.save(db).await?;
        assert_eq!((zoe.sitters().count(db).await?, zoe.feeders().count(db).await?), (2, 1));
        // What can be given comes before and after.
        let bob = Owner::create().related(Owner::cat_set, [Cat::create().name("Kit")]).name("Bob").city("Rome").save(db).await?;
        assert_eq!((bob.city.as_deref(), cats(db, &bob).await?.as_str()), (Some("Rome"), "Kit"));
        Ok(())
    }

    async fn none_costs_nothing(db: &Database) {
        let nothing: [&Cat; 0] = [];
        let none = Vec::from([Cat::create().name("x")]).split_off(1);
        let draft = Owner::create().name("Eva").sits_for(nothing).related(Owner::cat_set, none);
        let (eva, sent) = statements(db, draft.save(db)).await?;
        assert_eq!((sent, eva.cat_set().count(db).await?), (1, 0));
        Ok(())
    }

    async fn children_have_children(db: &Database) {
        let kitten = |name: &str| Cat::create().name(name.to_owned());
        let owner = Owner::create().name("Ann").save(db).await?;
        let cat = |name: &str| {
            let kittens = ["a", "b", "c"].map(|kit| kitten(&format!("{name}{kit}")).owner(&owner));
            kitten(name).related(Cat::kittens, kittens).related(Cat::sitters, [&owner])
        };
        let draft = Owner::create().name("Eva").related(Owner::cat_set, ["x", "y", "z"].map(cat));
        let (eva, sent) = statements(db, draft.save(db)).await?;
        assert_eq!(sent, 4, "the row, its cats, all their sitters, all their kittens");
        let cats = eva.cat_set().order_by(Cat.name).all(db).await?;
        assert_eq!(cats.len(), 3);
        for cat in &cats {
            let kittens = cat.kittens().order_by(Cat.name).all(db).await?;
            let names: Vec<_> = kittens.iter().map(|kitten| kitten.name.clone()).collect();
            assert_eq!(names, ["a", "b", "c"].map(|kit| format!("{}{kit}", cat.name)));
            assert_eq!(cat.sitters().one(db).await?, owner);
        }
        Ok(())
    }

    async fn many_rows_each_with_their_own(db: &Database) {
        let drafts = (0..300).map(|n| {
            let cats = (0..n % 4).map(move |at| Cat::create().name(format!("Cat {n} {at}")));
            Owner::create().name(format!("Owner {n}")).related(Owner::cat_set, cats)
        });
        let (owners, sent) = statements(db, Owner::objects().bulk_create(db, drafts).into_future()).await?;
        assert_eq!((owners.len(), sent), (300, 2));
        for n in [0, 1, 2, 3, 299] {
            let cats = owners[n].cat_set().order_by(Cat.name).all(db).await?;
            let names: Vec<_> = cats.iter().map(|cat| cat.name.clone()).collect();
            assert_eq!(names, (0..n % 4).map(|at| format!("Cat {n} {at}")).collect::<Vec<_>>());
        }
        assert_eq!(Cat::objects().count(db).await?, 450);
        Ok(())
    }

    async fn thousands_of_children(db: &Database) {
        let cats = (0..2_500).map(|n| Cat::create().name(format!("Cat {n}")));
        let (eva, sent) = statements(db, Owner::create().name("Eva").related(Owner::cat_set, cats).save(db)).await?;
        assert_eq!(sent, 4);
        assert_eq!(eva.cat_set().count(db).await?, 2_500);
        Ok(())
    }

    async fn all_of_it_or_nothing(db: &Database) {
        let twice = [Cat::create().name("Luna"), Cat::create().name("Milo"), Cat::create().name("Luna")];
        let error = Owner::create().name("Eva").related(Owner::cat_set, twice).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.row()), (ErrorKind::UniqueViolation, Some("Cat"), Some(2)));
        let error = Owner::create().name("Eva").sits_for(99).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::ForeignKeyViolation, Some("Owner"), Some("sits_for")));
        let long = Owner::create().name("Eva").related(Owner::cat_set, [Cat::create().name("x".repeat(41))]);
        let error = long.save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::ValueRefused, Some("Cat"), Some("name")));
        assert_eq!((Owner::objects().count(db).await?, Cat::objects().count(db).await?), (0, 0));
        // Inside of a transaction it undoes itself, and the transaction goes on.
        db.transaction(async |tx| {
            let twice = [Cat::create().name("Luna"), Cat::create().name("Luna")];
            let error = Owner::create().name("Eva").related(Owner::cat_set, twice).save(&tx).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::UniqueViolation);
            assert_eq!(Owner::objects().count(&tx).await?, 0);
            Owner::create().name("Bob").related(Owner::cat_set, [Cat::create().name("Kit")]).save(&tx).await?;
            Ok::<_, Error>(())
        }).await?;
        assert_eq!((Owner::objects().count(db).await?, Cat::objects().count(db).await?), (1, 1));
        Ok(())
    }

    async fn where_it_would_be_lost_it_is_refused(db: &Database) {
        let draft = || Passport::create().number("X1").owner(1);
        assert_eq!(draft().get_or_create(db, Passport.number).await.unwrap_err().kind(), ErrorKind::ForeignKeyViolation);
        let owner = || Owner::create().id(1).name("Eva").related(Owner::cat_set, [Cat::create().name("Luna")]);
        let (kinds, sent) = statements(db, async { Ok([
            owner().get_or_create(db, Owner.id).await.unwrap_err().kind(),
            owner().update_or_create(db, Owner.id).await.unwrap_err().kind(),
            Owner::objects().bulk_create(db, [owner()]).ignore_conflicts().await.unwrap_err().kind(),
            Owner::objects().bulk_create(db, [owner()]).on_conflict(Owner.id).ignore().await.unwrap_err().kind(),
            Owner::objects().bulk_create(db, [owner()]).on_conflict(Owner.id).update(Owner.name).await.unwrap_err().kind(),
        ]) }).await?;
        assert_eq!((kinds, sent), ([ErrorKind::Unsupported; 5], 0));
        let message = owner().get_or_create(db, Owner.id).await.unwrap_err().to_string();
        assert!(message.contains("`get_or_create` saves no related rows"), "{message}");
        Ok(())
    }

    async fn links_of_every_kind(db: &Database) {
        let [ann, bob] = ["Ann", "Bob"].map(|name| Human::create().name(name));
        let ann = ann.save(db).await?;
        let bob = bob.friends(&ann).follows([&ann]).related(Human::followers, [&ann]).save(db).await?;
        assert_eq!((ann.friends.all(db).await?, bob.friends.all(db).await?), (vec![bob.clone()], vec![ann.clone()]));
        assert_eq!((bob.follows.count(db).await?, ann.follows.count(db).await?), (1, 1));
        // A link that has its own columns is a child like any other.
        let [one, two] = ["One", "Two"].map(|name| Person::create().name(name));
        let (one, two) = (one.save(db).await?, two.save(db).await?);
        let members = [Membership::create().person(&one).role("bass"), Membership::create().person(&two).role("sax")];
        let rock = Band::create().name("Rock").fans([&one, &two]).listeners(&one).related(Band::membership_set, members);
        let rock = rock.save(db).await?;
        assert_eq!((rock.members.count(db).await?, rock.fans.count(db).await?, rock.listeners.count(db).await?), (2, 2, 1));
        assert!(Fan::objects().all(db).await?.iter().all(|fan| fan.stars == 3), "with the defaults of the through model");
        let eve = Person::create().name("Eve").related(Person::liked, [&rock]).save(db).await?;
        assert_eq!(eve.liked().one(db).await?, rock);
        Ok(())
    }

    async fn in_the_create_of_a_manager(db: &Database) {
        let [one, eve] = ["One", "Eve"].map(|name| Person::create().name(name));
        let (one, eve) = (one.save(db).await?, eve.save(db).await?);
        // Beside the link of its own.
        let band = Band::create().name("Jazz").related(Band::membership_set, [Membership::create().person(&one).role("sax")]);
        let jazz = eve.liked().create(db, band).await?;
        assert_eq!((jazz.members.count(db).await?, jazz.fans.count(db).await?), (1, 1));
        Ok(())
    }

    async fn keys_of_other_kinds(db: &Database) {
        let tag = Tag::create().name("a").save(db).await?;
        let root = Tag::create().name("root").related([&tag]).save(db).await?;
        assert_eq!(root.related.one(db).await?, tag);
        // A field of the name `related` wins over the method; the trait's is still there.
        let children = ["x", "y"].map(|name| Tag::create().name(name));
        let top = WithRelated::related(Tag::create().name("top"), Tag::children, children).save(db).await?;
        assert_eq!(top.children().count(db).await?, 2);
        let eva = Owner::create()
            .name("Eva")
            .related(Owner::chip, Chip::create().code("7"))
            .related(Owner::contract_set, [Contract::create()])
            .save(db)
            .await?;
        assert_eq!(eva.chip(db).await?.map(|chip| chip.code), Some("7".to_owned()));
        assert_eq!(eva.contract_set().count(db).await?, 1);
        Ok(())
    }
}
