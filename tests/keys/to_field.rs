//! Foreign keys that refer to a unique field instead of the key.

use crate::support::{can, on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_field_firm")]
struct Firm {
    id: i64,
    #[field(unique, max_length = 20)]
    code: String,
    #[field(unique)]
    number: Option<i32>,
    name: String,
    #[foreign_key(on_delete = cascade, related_name = "branches")]
    parent: Option<ForeignKey<Firm, to_field!(code)>>,
    #[related(Clerk.firm)]
    clerks: RelatedSet<Clerk>,
    #[related(Seal.firm)]
    seal: RelatedOne<Seal>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_field_clerk", unique(name, firm))]
struct Clerk {
    id: i64,
    #[field(max_length = 20)]
    name: String,
    #[foreign_key(on_delete = cascade)]
    firm: ForeignKey<Firm, to_field!(code)>,
    #[foreign_key(on_delete = set_null, related_name = "former")]
    before: Option<ForeignKey<Firm, to_field!(code)>>,
    #[foreign_key(related_name = "guests")]
    host: Option<ForeignKey<Firm, to_field!(code)>>,
}

/// It has another model's unique field as its key.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_field_seal")]
struct Seal {
    #[one_to_one(primary_key, on_delete = cascade, column = "firm_code")]
    firm: OneToOne<Firm, to_field!(code)>,
    motto: String,
}

async fn firms(db: &Db) -> orm::Result<[Firm; 2]> {
    // Keys and codes that look alike would hide a mistake.
    Firm::create().id(50).code("z").name("other").save(db).await?;
    let a = Firm::create().id(7).code("a").name("A").save(db).await?;
    Ok([a, Firm::create().id(3).code("B'").name("B").save(db).await?])
}

fn names(clerks: &[Clerk]) -> Vec<&str> {
    clerks.iter().map(|clerk| clerk.name.as_str()).collect()
}

on_every_database! {
    async fn the_key_of_the_field_is_the_value_that_it_refers_to(db: &Database) {
        let [a, b] = firms(db).await?;
        let mut ann = Clerk::create().name("Ann").firm(&a).before(&b).save(db).await?;
        let bob = Clerk::create().name("Bob").firm("a").save(db).await?;
        let cid = Clerk::create().name("Cid").firm(ForeignKey::to(&b)).before(Some(&a)).save(db).await?;
        assert_eq!((ann.firm.key().as_str(), cid.firm.key().as_str()), ("a", "B'"));
        assert_eq!(ann.before.as_ref().map(|it| it.key().as_str()), Some("B'"));
        assert_eq!(ForeignKey::<Firm, to_field!(code)>::from(&b).load(db).await?, &b);
        let clerks = Clerk::objects().order_by(Clerk.name).all(db).await?;
        assert_eq!(clerks, [ann.clone(), bob.clone(), cid.clone()]);
        assert_eq!(statements(db, clerks[0].firm.load(db)).await?, (&a, 1));
        assert_eq!(statements(db, clerks[2].firm.load(db)).await?, (&b, 0));
        ann.firm = (&b).into();
        ann.before = None;
        ann.save(db).await?;
        ann.refresh(db).await?;
        assert_eq!((ann.firm.key().as_str(), ann.before.is_none()), ("B'", true));
        ann.update(db, (Clerk.firm.set(&a), Clerk.before.set("a"))).await?;
        assert_eq!((ann.firm.key().as_str(), ann.before.as_ref().unwrap().load(db).await?), ("a", &a));
        ann.update(db, Clerk.before.set_null()).await?;
        ann.firm = ForeignKey::to("B'");
        assert_eq!(Clerk::objects().bulk_update(db, [&ann], Clerk.firm).await?, 1);
        let (found, created) = Clerk::create().name("Ann").firm(&b).get_or_create(db, (Clerk.name, Clerk.firm)).await?;
        assert_eq!((found, created), (ann, false));
        let error = Clerk::create().name("Dan").firm("nobody").save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::ForeignKeyViolation, Some("Clerk"), Some("firm")));
        Ok(())
    }

    async fn conditions_and_joins_go_by_it(db: &Database) {
        let [a, b] = firms(db).await?;
        Clerk::create().name("Ann").firm(&a).save(db).await?;
        Clerk::create().name("Bob").firm(&b).before(&a).save(db).await?;
        let found = async |condition| -> orm::Result<Vec<String>> {
            let rows = Clerk::objects().filter(condition).order_by(Clerk.name).all(db).await?;
            Ok(rows.into_iter().map(|it: Clerk| it.name).collect())
        };
        assert_eq!(found(Clerk.firm.eq(&a)).await?, ["Ann"]);
        assert_eq!(found(Clerk.firm.eq("a")).await?, ["Ann"]);
        assert_eq!(found(Clerk.firm.in_([&a, &b]) & Clerk.firm.ne(&a)).await?, ["Bob"]);
        assert_eq!(found(Clerk.firm.name.eq("A")).await?, ["Ann"]);
        assert_eq!(found(Clerk.firm.id.eq(3)).await?, ["Bob"]);
        assert_eq!(found(Clerk.firm.code.eq("a") | Clerk.before.code.eq("a")).await?, ["Ann", "Bob"]);
        assert_eq!(found(Clerk.before.is_null()).await?, ["Ann"]);
        assert_eq!(found(Clerk.firm.via(Firm::former).name.eq("Bob")).await?, ["Ann"]);
        let firm = |condition| Firm::objects().filter(condition).order_by(Firm.id);
        assert_eq!(firm(via(Firm::clerk_set).name.eq("Bob")).one(db).await?, b);
        assert_eq!(firm(via(Firm::clerk_set).some(Clerk.name.startswith("A") & Clerk.before.is_null())).one(db).await?, a);
        assert_eq!(firm(via(Firm::clerk_set).is_null()).one(db).await?.code, "z");
        let rows = Clerk::objects().order_by(Clerk.firm.name).with(Clerk.firm).with(Clerk.before).all(db).await?;
        assert_eq!(rows.iter().map(|(_, firm, before)| (firm.id, before.is_some())).collect::<Vec<_>>(), [(7, false), (3, true)]);
        Ok(())
    }

    async fn the_other_side_is_a_manager_too(db: &Database) {
        let [a, b] = firms(db).await?;
        let ann = a.clerk_set().create().name("Ann").save(db).await?;
        let bob = b.clerk_set().create().name("Bob").save(db).await?;
        assert_eq!(ann.firm.key(), "a");
        assert_eq!(a.clerk_set().get(db, &ann).await?, ann);
        assert_eq!(a.clerk_set().count(db).await?, 1);
        a.clerk_set().add(db, &bob).await?;
        assert_eq!(names(&a.clerk_set().order_by(Clerk.name.desc()).limit(2).all(db).await?), ["Bob", "Ann"]);
        b.former().add(db, [&ann, &bob]).await?;
        b.former().remove(db, &ann).await?;
        assert_eq!(names(&b.former().all(db).await?), ["Bob"]);
        a.former().set(db, [&ann]).await?;
        assert_eq!(b.former().remove(db, &ann).await.unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!((a.former().clear(db).await?, b.former().clear(db).await?), (1, 1));
        assert_eq!(a.clerk_set().filter(Clerk.name.eq("Bob")).update(db, Clerk.name.set("Rob")).await?, 1);
        Seal::create().firm(&a).motto("work").save(db).await?;
        assert_eq!(a.seal(db).await?.map(|it| it.motto), Some("work".to_owned()));
        assert_eq!(b.seal(db).await?, None);
        assert_eq!(Seal::objects().get(db, "a").await?.firm.load(db).await?, &a);
        let new = Firm::create().code("new").name("N")
            .related(Firm::clerk_set, [Clerk::create().name("Eve"), Clerk::create().name("Fay")])
            .related(Firm::branches, [Firm::create().code("branch").name("R").related(Firm::clerk_set, [Clerk::create().name("Guy")])])
            .related(Firm::seal, Seal::create().motto("new"))
            .save(db).await?;
        assert_eq!((new.clerk_set().count(db).await?, new.branches().one(db).await?.clerk_set().count(db).await?), (2, 1));
        assert_eq!(a.clerk_set().filter(Clerk.name.ne("Ann")).delete(db).await?.total(), 1);
        Ok(())
    }

    async fn it_is_loaded_into_fields_and_beside_rows(db: &Database) {
        let [a, b] = firms(db).await?;
        for (name, firm) in [("Ann", &a), ("Bob", &a), ("Cid", &b)] {
            Clerk::create().name(name).firm(firm).save(db).await?;
        }
        Seal::create().firm(&b).motto("B").save(db).await?;
        let paths = (Firm.clerks.query().order_by(Clerk.name.desc()).limit_per_row(1), Firm.seal);
        let (firms, sent) = statements(db, Firm::objects().order_by(Firm.name).load(paths).all(db)).await?;
        assert_eq!(sent, 3);
        assert_eq!(firms.iter().map(|it| names(it.clerks.loaded().unwrap())).collect::<Vec<_>>(), [vec!["Bob"], vec!["Cid"], vec![]]);
        assert_eq!(firms[1].seal.loaded().unwrap().map(|it| it.motto.as_str()), Some("B"));
        let firms = Firm::objects().order_by(Firm.name).all(db).await?;
        assert_eq!(firms[0].clerks.load(db).await?.len(), 2);
        assert_eq!(statements(db, firms[1].clerks.load(db)).await?.1, 0);
        assert_eq!(firms[2].clerks.count(db).await?, 0);
        let (clerks, sent) = statements(db, Clerk::objects().order_by(Clerk.name).load(Clerk.firm.seal).all(db)).await?;
        assert_eq!(sent, 3);
        assert_eq!(clerks[2].firm.loaded().unwrap().seal.loaded().unwrap().unwrap().motto, "B");
        let beside = Firm::objects().order_by(Firm.name).with(via(Firm::clerk_set).query().order_by(Clerk.name)).all(db).await?;
        assert_eq!(beside.iter().map(|(_, clerks)| names(clerks)).collect::<Vec<_>>(), [vec!["Ann", "Bob"], vec!["Cid"], vec![]]);
        Ok(())
    }

    async fn it_is_joined_into_fields(db: &Database) {
        let [a, b] = firms(db).await?;
        let b = { let mut b = b; b.parent = Some((&a).into()); b.save(db).await?; b };
        Seal::create().firm(&a).motto("ever").save(db).await?;
        for (name, firm) in [("Ann", &b), ("Bob", &a), ("Cid", &b)] {
            Clerk::create().name(name).firm(firm).before(&a).save(db).await?;
        }
        let motto = |firm: &Firm| firm.seal.loaded().map(|it| it.map(|it| it.motto.clone()));
        let paths = (Clerk.firm.parent.seal.joined(), Clerk.firm.seal.joined(), Clerk.before.joined(), Clerk.host.joined());
        let (clerks, sent) = statements(db, Clerk::objects().order_by(Clerk.name).load(paths).all(db)).await?;
        let firms: Vec<_> = clerks.iter().map(|it| it.firm.loaded().unwrap()).collect();
        assert_eq!((firms[0], firms[1], firms[2], sent), (&b, &a, &b, 1));
        assert_eq!(clerks[2].before.as_ref().and_then(|it| it.loaded()), Some(&a));
        let parent = firms[2].parent.as_ref().and_then(|it| it.loaded()).unwrap();
        assert_eq!((motto(parent), motto(firms[0]), motto(firms[1])), (Some(Some("ever".into())), Some(None), Some(Some("ever".into()))));
        let (firms, sent) = statements(db, Firm::objects().order_by(Firm.name).load(Firm.seal.firm.joined()).all(db)).await?;
        let back = firms[0].seal.loaded().unwrap().unwrap().firm.loaded();
        assert_eq!((back, motto(&firms[1]), sent), (Some(&a), Some(None), 1));
        Ok(())
    }

    async fn deletes_follow_it(db: &Database) {
        let [a, b] = firms(db).await?;
        let branch = Firm::create().code("a/1").name("A1").parent(&a).save(db).await?;
        Firm::create().code("a/1/1").name("A11").parent("a/1").save(db).await?;
        for (name, firm) in [("Ann", &a), ("Bob", &branch), ("Cid", &b)] {
            Clerk::create().name(name).firm(firm).before(&branch).save(db).await?;
        }
        Seal::create().firm(&branch).motto("A1").save(db).await?;
        let guest = Clerk::create().name("Dan").firm(&b).host("a/1/1").save(db).await?;
        let error = a.delete(db).await.unwrap_err();
        assert_eq!((error.kind(), error.in_the_way()[0].field(), error.in_the_way()[0].rows()), (ErrorKind::Protected, "host", 1));
        guest.clone().update(db, Clerk.host.set_null()).await?;
        let gone = a.delete(db).await?;
        assert_eq!((gone.of_model("Firm"), gone.of_model("Clerk"), gone.of_model("Seal"), gone.total()), (3, 2, 1, 6));
        let left = Clerk::objects().order_by(Clerk.name).all(db).await?;
        assert_eq!(names(&left), ["Cid", "Dan"]);
        assert!(left.iter().all(|it| it.before.is_none()));
        assert_eq!(Firm::objects().filter(Firm.code.in_(["B'", "z"])).delete(db).await?.total(), 4);
        Ok(())
    }

    async fn a_value_that_is_referred_to_is_changed_with_care(db: &Database) {
        let [mut a, _] = firms(db).await?;
        Clerk::create().name("Ann").firm(&a).save(db).await?;
        let error = a.update(db, Firm.code.set("c")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ForeignKeyViolation);
        assert_eq!(Firm::objects().get(db, 7).await?.code, "a");
        assert!(!can::name_constraints(db) || error.constraint().is_some());
        Ok(())
    }
}
