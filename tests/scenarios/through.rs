//! Groups and their members, where the link says since when and why; employees with a third relation in their link.

use super::each;
use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_member", ordering(name))]
struct Member {
    id: i64,
    name: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_club", ordering(name))]
struct Club {
    id: i64,
    name: String,
    #[many_to_many(related_name = "clubs")]
    members: ManyToMany<Member, Membership>,
    /// A second relation between the same two models, with a model of its own.
    #[many_to_many(related_name = "honours")]
    honorary: ManyToMany<Member, Honour>,
    #[related(Membership.club)]
    memberships: RelatedSet<Membership>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_membership", ordering(joined))]
struct Membership {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    member: ForeignKey<Member>,
    #[foreign_key(on_delete = cascade)]
    club: ForeignKey<Club>,
    joined: i32,
    #[field(default = String::new())]
    reason: String,
}

/// It refers to a link.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_honour", unique(member, club))]
struct Honour {
    id: i64,
    #[foreign_key(on_delete = cascade, column = "honoured")]
    member: ForeignKey<Member>,
    #[foreign_key(on_delete = cascade)]
    club: ForeignKey<Club>,
    #[foreign_key(on_delete = set_null)]
    after: Option<ForeignKey<Membership>>,
}

/// The link names a third employee.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_employee", ordering(name))]
struct Employee {
    id: i64,
    name: String,
    #[many_to_many(symmetrical = false, related_name = "bosses", through_fields(source, target))]
    subordinates: ManyToMany<Employee, Relationship>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_relationship")]
struct Relationship {
    id: i64,
    #[foreign_key(on_delete = cascade, related_name = "as_source")]
    source: ForeignKey<Employee>,
    #[foreign_key(on_delete = cascade, related_name = "as_target")]
    target: ForeignKey<Employee>,
    #[foreign_key(on_delete = set_null, related_name = "as_another")]
    another: Option<ForeignKey<Employee>>,
}

#[derive(View, Debug, PartialEq)]
#[view(Club)]
struct ClubPage {
    name: String,
    #[view(order_by(Membership.joined.desc()))]
    memberships: Vec<MembershipLine>,
}

#[derive(View, Debug, PartialEq)]
#[view(Membership)]
struct MembershipLine {
    #[view(Membership.member.name)]
    member: String,
    joined: i32,
}

/// Jim and Jane are in Rock since 2005 and 2006; Bob, Jim and Jane are in Roll, Jane for a reason.
async fn clubs(db: &Db) -> orm::Result<([Club; 2], [Member; 3])> {
    let members =
        Member::objects().bulk_create(db, ["Bob", "Jane", "Jim"].map(|name| Member::create().name(name))).await?;
    let [bob, jane, jim] = members.try_into().expect("three");
    let (rock, roll) = (Club::create().name("Rock").save(db).await?, Club::create().name("Roll").save(db).await?);
    let at = |joined: i32| Membership::create().joined(joined);
    rock.members.add_with(db, &jim, at(2005)).await?;
    rock.members.add_with(db, &jane, at(2006)).await?;
    roll.members.add_with(db, [&bob, &jim], at(2004)).await?;
    roll.members.add_with(db, &jane, at(2004).reason("She was just so awesome.")).await?;
    Ok(([rock, roll], [bob, jane, jim]))
}

on_every_database! {
    async fn links_are_read_from_all_three_sides(db: &Database) {
        let ([rock, roll], [bob, jane, jim]) = clubs(db).await?;
        assert_eq!(each!(rock.members.all(db).await?, name), ["Jane", "Jim"]);
        assert_eq!(each!(jim.clubs().all(db).await?, name), ["Rock", "Roll"]);
        assert_eq!(rock.members.filter(Member.name.eq("Jim")).one(db).await?, jim);
        assert_eq!(rock.members.get(db, &bob).await.unwrap_err().kind(), ErrorKind::NotFound);
        let link = rock.membership_set().filter(Membership.member.eq(&jane)).one(db).await?;
        assert_eq!((link.joined, link.member.load(db).await?, link.club.load(db).await?.name.as_str()), (2006, &jane, "Rock"));
        // Each side is found by what stands in the link.
        let who = |condition| Member::objects().filter(condition);
        assert_eq!(who(via(Member::membership_set).joined.gt(2004)).all(db).await?, [jane.clone(), jim.clone()]);
        assert_eq!(who(via(Member::clubs).name.eq("Rock")).count(db).await?, 2);
        assert_eq!(who(via(Member::membership_set).club.name.eq("Rock")).count(db).await?, 2);
        assert_eq!(who(via(Member::membership_set).reason.ne("")).count(db).await?, 0, "none of whose links has none");
        assert_eq!(who(via(Member::membership_set).some(Membership.reason.ne(""))).one(db).await?, jane);
        let clubs = |condition| Club::objects().filter(condition);
        assert_eq!(clubs(Club.memberships.reason.startswith("She")).one(db).await?, roll);
        assert_eq!(clubs(Club.members.eq(&bob)).one(db).await?, roll);
        assert_eq!(clubs(Club.memberships.every(Membership.joined.ge(2005))).one(db).await?, rock);
        assert_eq!(Membership::objects().filter(Membership.club.members.name.eq("Bob")).count(db).await?, 3, "links of clubs that Bob is in");
        // Of the same link, or of any two.
        assert_eq!(who(via(Member::membership_set).some(Membership.club.eq(&rock) & Membership.joined.eq(2004))).count(db).await?, 0);
        assert_eq!(who(via(Member::membership_set).club.eq(&rock) & via(Member::membership_set).joined.eq(2004)).count(db).await?, 2);
        assert_eq!(jane.clubs().filter(via(Club::membership_set).some(Membership.member.eq(&jane) & Membership.reason.ne(""))).one(db).await?, roll);
        Ok(())
    }

    async fn what_the_link_holds_stands_beside_the_member(db: &Database) {
        let ([rock, _], _) = clubs(db).await?;
        let rows = rock.membership_set().order_by(Membership.joined.desc()).with(Membership.member).all(db).await?;
        assert_eq!(rows.iter().map(|(link, member)| (member.name.as_str(), link.joined)).collect::<Vec<_>>(), [("Jane", 2006), ("Jim", 2005)]);
        let others = rock.members.annotate(via(Member::clubs).count()).all(db).await?;
        assert_eq!(others.iter().map(|(member, clubs)| (member.name.as_str(), *clubs)).collect::<Vec<_>>(), [("Jane", 2), ("Jim", 2)]);
        let values = rock.membership_set().select((Membership.member.name, Membership.joined)).all(db).await?;
        assert_eq!(values, [("Jim".to_owned(), 2005), ("Jane".to_owned(), 2006)]);
        let (all, sent) = statements(db, Club::objects().load((Club.memberships.member, Club.members, Club.honorary)).all(db)).await?;
        let link = &all[1].memberships.loaded().unwrap()[0];
        assert_eq!((all[1].members.loaded().unwrap().len(), link.member.loaded().is_some(), link.joined, sent), (3, true, 2004, 5));
        let (pages, sent) = statements(db, Club::objects().view::<ClubPage>().all(db)).await?;
        let line = |member: &str, joined| MembershipLine { member: member.into(), joined };
        assert_eq!((&pages[0], sent), (&ClubPage { name: "Rock".into(), memberships: vec![line("Jane", 2006), line("Jim", 2005)] }, 2));
        // How many, since when: for each club.
        let counts = Club::objects().select((Club.name, Club.memberships.count(), Club.memberships.count_where(Membership.joined.gt(2004))));
        assert_eq!(counts.all(db).await?, [("Rock".to_owned(), 2, 2), ("Roll".to_owned(), 3, 0)]);
        Ok(())
    }

    async fn links_are_rows_that_are_changed_like_others(db: &Database) {
        let ([rock, roll], [bob, jane, jim]) = clubs(db).await?;
        assert_eq!(roll.membership_set().filter(Membership.member.ne(&bob)).update(db, Membership.reason.set("old")).await?, 2);
        let mut link = rock.membership_set().filter(Membership.member.eq(&jim)).one(db).await?;
        // Moved to another club, it is a link of that one.
        link.update(db, Membership.club.set(&roll)).await?;
        assert_eq!((each!(rock.members.all(db).await?, name), roll.members.count(db).await?), (vec!["Jane"], 4));
        assert_eq!(each!(roll.members.all(db).await?, name), ["Bob", "Jane", "Jim", "Jim"]);
        assert_eq!(Member::objects().filter(via(Member::clubs).eq(&roll)).count(db).await?, 3, "whoever is in it comes once");
        assert_eq!(link.delete(db).await?.total(), 1);
        // What is there is no error, and is not written anew; what is not there is taken from the draft.
        rock.members.set_with(db, [&jane, &bob], Membership::create().joined(2010).reason("He is new.")).await?;
        let links = rock.membership_set().select((Membership.member.name, Membership.joined)).all(db).await?;
        assert_eq!(links, [("Jane".to_owned(), 2006), ("Bob".to_owned(), 2010)]);
        assert_eq!(rock.members.remove(db, [&jane, &jim]).await?, 1);
        assert_eq!((rock.members.clear(db).await?, roll.members.count(db).await?), (1, 3));
        bob.clubs().set_with(db, [&rock], Membership::create().joined(2011)).await?;
        assert_eq!(each!(bob.clubs().all(db).await?, name), ["Rock"]);
        let ska = jane.clubs().create_with(db, Club::create().name("Ska"), Membership::create().joined(2012)).await?;
        assert_eq!(each!(ska.members.all(db).await?, name), ["Jane"]);
        Ok(())
    }

    async fn two_relations_between_the_same_models(db: &Database) {
        let ([rock, _], [bob, jane, jim]) = clubs(db).await?;
        let link = rock.membership_set().filter(Membership.member.eq(&jim)).one(db).await?;
        rock.honorary.add(db, &bob).await?;
        rock.honorary.add_with(db, &jim, Honour::create().after(&link)).await?;
        rock.honorary.add(db, [&bob, &jim]).await?;
        assert_eq!(each!(rock.honorary.all(db).await?, name), ["Bob", "Jim"]);
        assert_eq!(each!(rock.members.all(db).await?, name), ["Jane", "Jim"]);
        assert_eq!((jane.honours().count(db).await?, bob.honours().one(db).await?), (0, rock.clone()));
        assert_eq!(Member::objects().filter(via(Member::honour_set).after.joined.eq(2005)).one(db).await?, jim);
        assert_eq!(Member::objects().filter(via(Member::honours).eq(&rock) & via(Member::clubs).eq(&rock)).one(db).await?, jim);
        // A second honour is refused by its constraint, and the link it followed may go.
        let error = rock.honour_set().create().member(&bob).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.fields().collect::<Vec<_>>()), (ErrorKind::UniqueViolation, Some("Honour"), vec!["member", "club"]));
        rock.members.remove(db, &jim).await?;
        assert_eq!(rock.honour_set().filter(Honour.after.is_null()).count(db).await?, 2);
        let gone = rock.delete(db).await?;
        assert_eq!((gone.of_model("Club"), gone.of_model("Membership"), gone.of_model("Honour"), gone.total()), (1, 1, 2, 4));
        Ok(())
    }

    async fn a_link_among_employees_names_a_third(db: &Database) {
        let mut all = Vec::new();
        for name in ["Dan", "Peter", "Mary", "Harry"] {
            all.push(Employee::create().name(name).save(db).await?);
        }
        let [dan, peter, mary, harry] = all.as_slice() else { panic!("four") };
        dan.subordinates.add_with(db, peter, Relationship::create().another(mary)).await?;
        dan.subordinates.add_with(db, mary, Relationship::create().another(peter)).await?;
        mary.subordinates.add(db, harry).await?;
        assert_eq!(each!(dan.subordinates.all(db).await?, name), ["Mary", "Peter"]);
        assert_eq!(each!(peter.bosses().all(db).await?, name), ["Dan"]);
        assert_eq!((mary.as_source().count(db).await?, mary.as_target().count(db).await?, mary.as_another().count(db).await?), (1, 1, 1));
        let find = async |condition| Ok::<_, orm::Error>(each!(Employee::objects().filter(condition).all(db).await?, name).join(" "));
        assert_eq!(find(Employee.subordinates.subordinates.eq(harry)).await?, "Dan");
        assert_eq!(find(via(Employee::bosses).via(Employee::bosses).eq(dan)).await?, "Harry");
        assert_eq!(find(via(Employee::as_target).another.name.eq("Peter")).await?, "Mary");
        assert_eq!(find(Employee.subordinates.is_null()).await?, "Harry Peter");
        // The third may go: the link stays. An end goes with its links.
        let gone = peter.delete(db).await?;
        assert_eq!((gone.of_model("Relationship"), gone.of_model("Employee"), Relationship::objects().filter(Relationship.another.is_null()).count(db).await?), (1, 1, 2));
        Ok(())
    }
}
