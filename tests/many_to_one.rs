//! Many to one: a foreign key, and the manager on its other side.

use crate::models::{Cat, Contract, Owner};
use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

pub(crate) fn names(cats: &[Cat]) -> Vec<&str> {
    cats.iter().map(|cat| cat.name.as_str()).collect()
}

/// Ann with Milo and Zoe, Bob with Rex. Bob is the vet of Zoe and Rex.
pub(crate) async fn two_owners(db: &Db) -> orm::Result<(Owner, Owner)> {
    let ann = Owner::create().name("Ann").city("Paris").save(db).await?;
    let bob = Owner::create().name("Bob").save(db).await?;
    ann.cat_set().create().name("Milo").save(db).await?;
    ann.cat_set().create().name("Zoe").vet(&bob).save(db).await?;
    bob.cat_set().create().name("Rex").vet(&bob).save(db).await?;
    Ok((ann, bob))
}

on_every_database! {
    async fn the_other_side_has_its_rows(db: &Database) {
        let (ann, bob) = two_owners(db).await?;
        assert_eq!(names(&ann.cat_set().all(db).await?), ["Milo", "Zoe"]);
        assert_eq!(names(&ann.cat_set().order_by(Cat.name.desc()).all(db).await?), ["Zoe", "Milo"]);
        assert_eq!(names(&ann.cat_set().filter(Cat.name.contains("o")).exclude(Cat.name.eq("Zoe")).all(db).await?), ["Milo"]);
        assert_eq!((ann.cat_set().count(db).await?, bob.cat_set().count(db).await?), (2, 1));
        assert!(ann.cat_set().filter(Cat.name.eq("Zoe")).exists(db).await?);
        assert!(!bob.cat_set().filter(Cat.name.eq("Zoe")).exists(db).await?);
        assert_eq!(ann.cat_set().first(db).await?.map(|cat| cat.name), Some("Milo".into()));
        assert_eq!(ann.cat_set().last(db).await?.map(|cat| cat.name), Some("Zoe".into()));
        let rex = bob.cat_set().filter(Cat.name.eq("Rex")).one(db).await?;
        assert_eq!(bob.cat_set().get(db, rex.id).await?, rex);
        assert_eq!(ann.cat_set().get(db, rex.id).await.unwrap_err().kind(), ErrorKind::NotFound);
        Ok(())
    }

    async fn rows_are_given_to_another(db: &Database) {
        let (ann, bob) = two_owners(db).await?;
        let rex = Cat::objects().filter(Cat.name.eq("Rex")).one(db).await?;
        let (_, sent) = statements(db, ann.cat_set().add(db, &rex)).await?;
        assert_eq!(sent, 1);
        assert_eq!(names(&ann.cat_set().all(db).await?), ["Milo", "Rex", "Zoe"]);
        assert_eq!(bob.cat_set().count(db).await?, 0);
        // All or none.
        let error = bob.cat_set().add(db, [rex.id, 999]).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::NotFound, Some("Cat")));
        assert_eq!(bob.cat_set().count(db).await?, 0);
        Ok(())
    }

    async fn rows_are_taken_out_where_the_key_may_be_null(db: &Database) {
        let (ann, bob) = two_owners(db).await?;
        let all = Cat::objects().order_by(Cat.name).all(db).await?;
        let [milo, rex, zoe] = all.as_slice() else { panic!("three cats") };
        assert_eq!(names(&bob.patients().all(db).await?), ["Rex", "Zoe"]);
        bob.patients().remove(db, zoe).await?;
        assert_eq!(names(&bob.patients().all(db).await?), ["Rex"]);
        // A row that is not related stands in the way of all.
        let error = bob.patients().remove(db, [rex, milo]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
        assert_eq!(names(&bob.patients().all(db).await?), ["Rex"]);
        bob.patients().set(db, [milo, zoe, zoe]).await?;
        assert_eq!(names(&bob.patients().all(db).await?), ["Milo", "Zoe"]);
        assert_eq!(bob.patients().clear(db).await?, 2);
        assert_eq!((bob.patients().count(db).await?, ann.patients().count(db).await?), (0, 0));
        bob.patients().set(db, [milo.id]).await?;
        bob.patients().set(db, [] as [i64; 0]).await?;
        assert_eq!(Cat::objects().filter(Cat.vet.is_null()).count(db).await?, 3);
        Ok(())
    }

    async fn deleting_goes_as_on_delete_says(db: &Database) {
        let (ann, bob) = two_owners(db).await?;
        let kitten = Cat::create().name("Kit").owner(&ann).save(db).await?;
        let rex = Cat::objects().filter(Cat.name.eq("Rex")).one(db).await?;
        let mut kitten = kitten;
        kitten.update(db, Cat.mother.set(&rex)).await?;
        assert_eq!(names(&rex.kittens().all(db).await?), ["Kit"]);

        // A contract protects its owner, and its witness where the same delete does not take it along.
        let contract = Contract::create().owner(&bob).save(db).await?;
        let error = bob.delete(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::Protected, Some("Owner")));
        assert!(error.to_string().contains("`Contract.owner`"), "{error}");
        assert!(!error.to_string().contains("witness"), "only what does stand in the way is named: {error}");
        assert_eq!(Owner::objects().count(db).await?, 2);
        contract.delete(db).await?;

        // Cats go with their owner; patients and kittens stay.
        bob.delete(db).await?;
        let left = Cat::objects().all(db).await?;
        assert_eq!(names(&left), ["Kit", "Milo", "Zoe"]);
        assert!(left.iter().all(|cat| cat.vet.is_none() && cat.mother.is_none()));
        // Twice is no error, and counts nothing.
        assert_eq!(bob.delete(db).await?.total(), 0);
        Ok(())
    }

    async fn conditions_over_the_relation(db: &Database) {
        let (ann, bob) = two_owners(db).await?;
        let find = |condition| Cat::objects().filter(condition).all(db);
        assert_eq!(names(&find(Cat.owner.eq(&ann)).await?), ["Milo", "Zoe"]);
        assert_eq!(names(&find(Cat.owner.eq(bob.id)).await?), ["Rex"]);
        assert_eq!(names(&find(Cat.owner.ne(&ann)).await?), ["Rex"]);
        assert_eq!(names(&find(Cat.owner.in_([&ann, &bob])).await?), ["Milo", "Rex", "Zoe"]);
        assert_eq!(names(&find(Cat.owner.city.eq("Paris")).await?), ["Milo", "Zoe"]);
        assert_eq!(names(&find(!Cat.owner.city.eq("Paris")).await?), ["Rex"]);
        assert_eq!(names(&find(Cat.vet.is_null()).await?), ["Milo"]);
        assert_eq!(names(&find(Cat.vet.name.eq("Bob")).await?), ["Rex", "Zoe"]);
        assert_eq!(names(&find(!Cat.vet.name.eq("Bob")).await?), ["Milo"]);
        assert_eq!(names(&find(Cat.vet.eq(&bob) & Cat.owner.ne(&bob)).await?), ["Zoe"]);
        let owners = Owner::objects().filter(via(Owner::cat_set).name.startswith("Z") | Owner.city.is_null()).order_by(Owner.name);
        assert_eq!(owners.all(db).await?.len(), 2);
        let none = Owner::objects().filter(via(Owner::cat_set).none(Cat.name.eq("Rex")));
        assert_eq!(none.one(db).await?.name, "Ann");
        let every = Owner::objects().filter(via(Owner::cat_set).every(Cat.vet.is_null().and(Cat.lives.eq(9)).or(Cat.name.eq("Rex"))));
        assert_eq!(every.one(db).await?.name, "Bob");
        Ok(())
    }
}
