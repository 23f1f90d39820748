//! Links with columns of their own.

use super::{Band, Fan, Membership, Person, names, world};
use crate::support::{can, on_every_database, statements};
use orm::prelude::*;
use orm::{Error, ErrorKind};

/// What is kept of a band's members: who, in which role, since when.
async fn kept(db: &Db, band: &Band) -> orm::Result<Vec<(String, String, i32)>> {
    let rows =
        band.membership_set().order_by((Membership.person.name, Membership.role)).with(Membership.person).all(db);
    Ok(rows.await?.into_iter().map(|(link, person)| (person.name, link.role, link.since)).collect())
}

fn told(rows: &[(String, String, i32)]) -> Vec<(&str, &str, i32)> {
    rows.iter().map(|(name, role, since)| (name.as_str(), role.as_str(), *since)).collect()
}

async fn bands(rows: impl Future<Output = orm::Result<Vec<Band>>>) -> orm::Result<String> {
    Ok(rows.await?.into_iter().map(|band| band.name).collect::<Vec<_>>().join(" "))
}

on_every_database! {
    async fn a_link_holds_what_its_draft_gives(db: &Database) {
        let ([rock, jazz], [ann, bob, cid, _]) = world(db).await?;
        let draft = Membership::create().role("bass").since(1962);
        // Where others write meanwhile, and no constraint would tell of it, the row is held first.
        let held = u64::from(can::write_at_once(db));
        let ((), sent) = statements(db, rock.members.add_with(db, &ann, draft)).await?;
        assert_eq!(sent - held, 2 + u64::from(!can::return_rows(db)), "what is there is asked for, then what is missing is inserted");
        rock.members.add_with(db, [&bob, &cid], Membership::create().role("drums").inviter(&ann)).await?;
        assert_eq!(told(&kept(db, &rock).await?), [("Ann", "bass", 1962), ("Bob", "drums", 1960), ("Cid", "drums", 1960)]);
        // One that is there stays, whatever is given now.
        let again = Membership::create().role("sax").since(1999);
        let ((), sent) = statements(db, rock.members.add_with(db, [ann.id, ann.id], again)).await?;
        assert_eq!(sent - held, 1);
        assert_eq!(told(&kept(db, &rock).await?)[0], ("Ann", "bass", 1962));
        // From the other side.
        ann.bands().add_with(db, [&jazz, &rock], Membership::create().role("sax")).await?;
        assert_eq!(told(&kept(db, &jazz).await?), [("Ann", "sax", 1960)]);
        assert_eq!(bands(ann.bands().order_by(Band.name).all(db)).await?, "Jazz Rock");
        assert_eq!(ann.invited().count(db).await?, 2, "the third foreign key is one like any other");
        assert_eq!(names(rock.members.all(db)).await?, "Ann Bob Cid");
        let none: [&Person; 0] = [];
        let ((), sent) = statements(db, rock.members.add_with(db, none, Membership::create().role("x"))).await?;
        assert_eq!(sent, 0);
        Ok(())
    }

    async fn where_nothing_has_to_be_given_a_draft_is_left_out(db: &Database) {
        let ([rock, jazz], [ann, bob, cid, dee]) = world(db).await?;
        rock.fans.add(db, [&ann, &bob]).await?;
        rock.fans.add_with(db, [&bob, &cid], Fan::create().stars(5)).await?;
        let stars = Fan::objects().order_by(Fan.person.name).all(db).await?;
        assert_eq!(stars.iter().map(|fan| fan.stars).collect::<Vec<_>>(), [3, 3, 5], "a default is one here too");
        let kim = rock.fans.create(db, Person::create().name("Kim")).await?;
        assert_eq!(bands(kim.liked().all(db)).await?, "Rock");
        let ska = dee.liked().create_with(db, Band::create().name("Ska"), Fan::create().stars(1)).await?;
        assert_eq!(ska.fan_set().one(db).await?.stars, 1);
        dee.liked().add(db, [&rock, &jazz]).await?;
        assert_eq!(names(rock.fans.all(db)).await?, "Ann Bob Cid Dee Kim");
        assert_eq!(dee.liked().remove(db, [&ska, &rock]).await?, 2);
        rock.fans.set(db, [&dee, &ann]).await?;
        assert_eq!(names(rock.fans.all(db)).await?, "Ann Dee");
        Ok(())
    }

    async fn create_with_saves_the_row_and_the_link(db: &Database) {
        let ([rock, _], _) = world(db).await?;
        let work = rock.members.create_with(db, Person::create().name("Eve"), Membership::create().role("sax"));
        let (eve, sent) = statements(db, work).await?;
        assert_eq!(sent, 3 + u64::from(!can::return_rows(db)));
        assert_eq!(told(&kept(db, &rock).await?), [("Eve", "sax", 1960)]);
        assert_eq!(bands(eve.bands().all(db)).await?, "Rock");
        // Neither is there where one of the two fails.
        let error = rock.fans.create_with(db, Person::create().name("Lost"), Fan::create().stars(6)).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::CheckViolation, Some("Fan")));
        assert_eq!(Person::objects().filter(Person.name.eq("Lost")).count(db).await?, 0);
        Ok(())
    }

    async fn set_touches_no_link_that_stays(db: &Database) {
        let ([rock, jazz], [ann, bob, cid, dee]) = world(db).await?;
        rock.members.add_with(db, [&ann, &bob], Membership::create().role("bass").since(1962)).await?;
        jazz.members.add_with(db, &bob, Membership::create().role("bass")).await?;
        let before: Vec<i64> = Membership::objects().filter(Membership.person.eq(&ann)).all(db).await?.iter().map(|it| it.id).collect();
        // Where others write meanwhile, the row is held before all that.
        let held = u64::from(can::write_at_once(db));
        let set = rock.members.set_with(db, [&ann, &cid, &dee], Membership::create().role("new"));
        let ((), sent) = statements(db, set).await?;
        assert_eq!(sent - held, 4 + u64::from(!can::return_rows(db)));
        assert_eq!(told(&kept(db, &rock).await?), [("Ann", "bass", 1962), ("Cid", "new", 1960), ("Dee", "new", 1960)]);
        let after: Vec<i64> = Membership::objects().filter(Membership.person.eq(&ann)).all(db).await?.iter().map(|it| it.id).collect();
        assert_eq!(before, after, "the row is the same");
        assert_eq!(told(&kept(db, &jazz).await?).len(), 1, "those of others stay");
        let ((), sent) = statements(db, rock.members.set_with(db, [&dee, &ann, &cid], Membership::create().role("x"))).await?;
        assert_eq!(sent - held, 1);
        bob.bands().set_with(db, [&rock], Membership::create().role("y")).await?;
        assert_eq!(bands(bob.bands().all(db)).await?, "Rock");
        Ok(())
    }

    async fn a_pair_may_be_linked_more_than_once(db: &Database) {
        let ([rock, jazz], [ann, _, _, dee]) = world(db).await?;
        rock.members.add_with(db, [&ann, &dee], Membership::create().role("bass")).await?;
        rock.membership_set().create().person(&dee).role("drums").save(db).await?;
        jazz.members.add_with(db, &dee, Membership::create().role("drums")).await?;
        // One row of the related model for each link, as in Django.
        assert_eq!(names(rock.members.all(db)).await?, "Ann Dee Dee");
        assert_eq!(rock.members.count(db).await?, 3);
        assert_eq!(Person::objects().filter(via(Person::bands).eq(&rock)).count(db).await?, 2, "a condition is no join");
        rock.members.set_with(db, [&dee, &ann], Membership::create().role("x")).await?;
        assert_eq!(rock.members.count(db).await?, 3, "both stay");
        assert_eq!(rock.members.remove(db, &dee).await?, 2, "and both go");
        assert_eq!(names(rock.members.all(db)).await?, "Ann");
        assert_eq!(rock.members.clear(db).await?, 1);
        assert_eq!(Membership::objects().count(db).await?, 1);
        Ok(())
    }

    async fn conditions_and_orders_speak_of_the_link(db: &Database) {
        let ([rock, jazz], [ann, bob, cid, _]) = world(db).await?;
        rock.members.add_with(db, &ann, Membership::create().role("bass").since(1970)).await?;
        rock.members.add_with(db, &bob, Membership::create().role("sax").since(1960)).await?;
        rock.members.add_with(db, &cid, Membership::create().role("sax").since(1965)).await?;
        jazz.members.add_with(db, &ann, Membership::create().role("sax").since(1990)).await?;
        let sax = || via(Person::membership_set).role.eq("sax");
        assert_eq!(names(Person::objects().filter(sax()).all(db)).await?, "Ann Bob Cid");
        assert_eq!(names(rock.members.filter(sax()).all(db)).await?, "Ann Bob Cid", "any of her links");
        let here = via(Person::membership_set).some(Membership.role.eq("sax") & Membership.band.eq(&rock));
        assert_eq!(names(rock.members.filter(here).all(db)).await?, "Bob Cid", "the link of this band");
        assert_eq!(bands(Band::objects().filter(Band.members.name.eq("Ann")).order_by(Band.name).all(db)).await?, "Jazz Rock");
        assert_eq!(bands(Band::objects().filter(via(Band::membership_set).since.gt(1980)).all(db)).await?, "Jazz");
        let ordered = rock.membership_set().order_by(Membership.since).with(Membership.person).all(db).await?;
        assert_eq!(ordered.iter().map(|(_, person)| person.name.as_str()).collect::<Vec<_>>(), ["Bob", "Cid", "Ann"]);
        let rows = Band::objects().order_by(Band.name).with(Band.members).with(via(Band::membership_set)).all(db).await?;
        assert_eq!(rows.iter().map(|(_, people, links)| (people.len(), links.len())).collect::<Vec<_>>(), [(1, 1), (3, 3)]);
        Ok(())
    }

    async fn links_are_loaded_like_any_other(db: &Database) {
        let ([rock, jazz], [ann, bob, ..]) = world(db).await?;
        rock.members.add_with(db, [&ann, &bob], Membership::create().role("bass")).await?;
        jazz.members.add_with(db, &ann, Membership::create().role("bass")).await?;
        let found = Band::objects().order_by(Band.name).all(db).await?;
        let ((), sent) = statements(db, async {
            assert_eq!(found[0].members.load(db).await?.len(), 1);
            assert_eq!(found[1].members.load(db).await?.len(), 2);
            Ok(())
        }).await?;
        assert_eq!(sent, 1);
        found[0].members.add_with(db, &bob, Membership::create().role("bass")).await?;
        assert_eq!(found[0].members.load(db).await?.len(), 2, "a change through the field is seen");
        Ok(())
    }

    async fn what_is_wrong_names_the_through_model(db: &Database) {
        let ([rock, jazz], [ann, bob, ..]) = world(db).await?;
        let missing = rock.members.add_with(db, [ann.id, 999], Membership::create().role("bass")).await.unwrap_err();
        assert_eq!((missing.kind(), missing.model()), (ErrorKind::ForeignKeyViolation, Some("Membership")), "{missing}");
        assert_eq!(Membership::objects().count(db).await?, 0);
        let long = rock.members.add_with(db, &ann, Membership::create().role("x".repeat(21))).await.unwrap_err();
        assert_eq!((long.kind(), long.model(), long.field()), (ErrorKind::ValueRefused, Some("Membership"), Some("role")));
        rock.fans.add_with(db, &ann, Fan::create().badge("gold")).await?;
        // A pair that is linked is no conflict; anything else that is unique is.
        rock.fans.add_with(db, &ann, Fan::create().badge("gold")).await?;
        let taken = jazz.fans.add_with(db, &bob, Fan::create().badge("gold")).await.unwrap_err();
        assert_eq!((taken.kind(), taken.model(), taken.field()), (ErrorKind::UniqueViolation, Some("Fan"), Some("badge")));
        // Inside of a transaction it undoes itself, and the transaction goes on.
        db.transaction(async |tx| {
            let error = rock.members.set_with(&tx, [ann.id, 999], Membership::create().role("bass")).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::ForeignKeyViolation);
            rock.members.add_with(&tx, &bob, Membership::create().role("bass")).await?;
            Ok::<_, Error>(())
        }).await?;
        assert_eq!(names(rock.members.all(db)).await?, "Bob");
        let unbound = ManyToMany::<Person, Membership>::default();
        let error = unbound.add_with(db, &ann, Membership::create().role("bass")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unbound);
        Ok(())
    }

    async fn a_link_goes_as_its_foreign_keys_say(db: &Database) {
        let ([rock, jazz], [ann, bob, ..]) = world(db).await?;
        rock.members.add_with(db, [&ann, &bob], Membership::create().role("bass")).await?;
        rock.fans.add(db, [&ann, &bob]).await?;
        jazz.fans.add(db, &ann).await?;
        ann.delete(db).await?;
        assert_eq!(names(rock.members.all(db)).await?, "Bob");
        assert_eq!(Membership::objects().count(db).await?, 1);
        assert_eq!(Fan::objects().count(db).await?, 3, "a link may stay without one end");
        assert_eq!(names(rock.fans.all(db)).await?, "Bob");
        assert_eq!(jazz.fans.count(db).await?, 0);
        rock.fans.set(db, [&bob]).await?;
        rock.fans.add(db, &bob).await?;
        assert_eq!(Fan::objects().count(db).await?, 3);
        rock.delete(db).await?;
        assert_eq!((Membership::objects().count(db).await?, Fan::objects().count(db).await?), (0, 1));
        Ok(())
    }

    async fn thousands_of_links_at_once(db: &Database) {
        let ([rock, _], _) = world(db).await?;
        let people = (0..2_500).map(|n| Person::create().name(format!("Person {n}")));
        let people = Person::objects().bulk_create(db, people).await?;
        rock.members.add_with(db, &people[..1_500], Membership::create().role("choir")).await?;
        let ((), sent) = statements(db, rock.members.add_with(db, &people, Membership::create().role("more"))).await?;
        assert_eq!(sent - u64::from(can::write_at_once(db)), 2 + u64::from(!can::return_rows(db)), "the thousand that is missing");
        assert_eq!(rock.members.count(db).await?, 2_500);
        assert_eq!(rock.membership_set().filter(Membership.role.eq("more")).count(db).await?, 1_000);
        assert_eq!(rock.members.remove(db, &people[1..]).await?, 2_499);
        Ok(())
    }
}
