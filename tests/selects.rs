//! Values instead of rows, values beside rows, counts over relations, and querysets within conditions.

use crate::many_to_one::{names, two_owners};
use crate::models::{Cat, Owner, Passport, Tag};
use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

/// Milo and Zoe are Ann's, Rex is Bob's; Bob is the vet of Zoe and Rex. Ann sits for all three, Bob for Zoe. Milo is the
/// mother of Zoe.
async fn family(db: &Db) -> orm::Result<(Owner, Owner)> {
    let (ann, bob) = two_owners(db).await?;
    let cats = Cat::objects().order_by(Cat.name).all(db).await?;
    let [milo, rex, zoe] = cats.as_slice() else { panic!("three cats") };
    milo.kittens().add(db, zoe).await?;
    ann.sits_for.add(db, [milo, rex, zoe]).await?;
    bob.sits_for.add(db, zoe).await?;
    Ok((ann, bob))
}

/// The keys of a cat's owner, of its mother, of its mother's vet; and its mother's owner's city.
type Keys = Vec<(i64, Option<i64>, Option<i64>, Option<String>)>;

on_every_database! {
    async fn columns_and_paths(db: &Database) {
        let (ann, _) = family(db).await?;
        let (lines, sent): (Vec<(String, Option<String>)>, _) =
            statements(db, Cat::objects().select((Cat.name, Cat.owner.city)).all(db)).await?;
        let paris = Some("Paris".to_owned());
        assert_eq!(lines, [("Milo".into(), paris.clone()), ("Rex".into(), None), ("Zoe".into(), paris)]);
        assert_eq!(sent, 1);
        let one: Vec<String> = Cat::objects().select(Cat.name).all(db).await?;
        assert_eq!(one, ["Milo", "Rex", "Zoe"]);
        // A relation is the key of its row; one that may lead to nothing, `Option` of it. Never twice.
        let keys: Keys =
            Cat::objects().filter(Cat.name.eq("Zoe")).select((Cat.owner, Cat.mother, Cat.mother.vet, Cat.mother.owner.city)).all(db).await?;
        let milo = Cat::objects().filter(Cat.name.eq("Milo")).one(db).await?;
        assert_eq!(keys, [(ann.id, Some(milo.id), None, Some("Paris".into()))]);
        let mothers: Vec<Option<i16>> = Cat::objects().select(Cat.mother.lives).all(db).await?;
        assert_eq!(mothers, [None, None, Some(9)]);
        // From the other side, of which there is one at most.
        Passport::create().owner(&ann).number("A1").save(db).await?;
        let passports: Vec<(String, Option<String>)> =
            Owner::objects().order_by(Owner.name).select((Owner.name, via(Owner::passport).number)).all(db).await?;
        assert_eq!(passports, [("Ann".into(), Some("A1".into())), ("Bob".into(), None)]);
        Ok(())
    }

    async fn expressions_and_conditions(db: &Database) {
        family(db).await?;
        let lives: Vec<(i16, Option<i16>)> =
            Cat::objects().filter(Cat.name.eq("Zoe")).select((Cat.lives - 2, Cat.mother.lives + Cat.lives)).all(db).await?;
        assert_eq!(lives, [(7, Some(18))]);
        // A condition holds or it does not, also where SQL would say NULL.
        let rows: Vec<(String, bool, bool, bool)> = Cat::objects()
            .select((Cat.name, Cat.owner.city.eq("Paris"), !Cat.owner.city.eq("Paris"), Cat.mother.name.startswith("M")))
            .all(db)
            .await?;
        let expected = [("Milo", true, false, false), ("Rex", false, true, false), ("Zoe", true, false, true)];
        assert_eq!(rows, expected.map(|(name, a, b, c)| (name.to_owned(), a, b, c)));
        let some: Vec<bool> = Owner::objects().order_by(Owner.name).select(Owner.sits_for.name.eq("Rex")).all(db).await?;
        assert_eq!(some, [true, false]);
        let nested: Vec<(i64, (bool, String))> =
            Cat::objects().limit(1).select((Cat.id * 0, (Cat.vet.is_null(), Cat.name))).all(db).await?;
        assert_eq!(nested, [(0, (true, "Milo".into()))]);
        Ok(())
    }

    async fn what_stands_before_and_after_means_the_same(db: &Database) {
        let (ann, bob) = family(db).await?;
        let names = || Cat::objects().select(Cat.name);
        assert_eq!(names().filter(Cat.owner.eq(&ann)).order_by(Cat.name.desc()).all(db).await?, ["Zoe", "Milo"]);
        assert_eq!(Cat::objects().exclude(Cat.owner.eq(&ann)).select(Cat.name).all(db).await?, ["Rex"]);
        assert_eq!(names().order_by(Cat.owner.name.desc()).limit(1).all(db).await?, ["Rex"]);
        assert_eq!(names().offset(1).limit(1).all(db).await?, ["Rex"]);
        assert_eq!(names().limit(2).filter(Cat.name.ne("Milo")).all(db).await?, ["Rex"], "of the first two");
        assert_eq!(names().reverse().first(db).await?.as_deref(), Some("Zoe"));
        assert_eq!(names().order_by(()).first(db).await?.as_deref(), Some("Milo"), "by key");
        assert_eq!(names().last(db).await?.as_deref(), Some("Zoe"));
        assert_eq!(names().filter(Cat.name.eq("Rex")).one(db).await?, "Rex");
        assert_eq!(names().one(db).await.unwrap_err().kind(), ErrorKind::MultipleFound);
        let rex = Cat::objects().filter(Cat.name.eq("Rex")).one(db).await?;
        assert_eq!(names().get(db, &rex).await?, "Rex");
        assert_eq!(names().limit(1).get(db, &rex).await.optional()?, None);
        assert_eq!((names().count(db).await?, names().filter(Cat.lives.lt(0)).exists(db).await?), (3, false));
        assert_eq!(bob.cat_set().select((Cat.name, Cat.owner.name)).all(db).await?, [("Rex".to_owned(), "Bob".to_owned())]);
        assert_eq!(ann.sits_for.select(Cat.owner.name).all(db).await?, ["Ann", "Bob", "Ann"]);
        assert_eq!(ann.patients().query().select(Cat.name).all(db).await?, [""; 0]);
        let error = Cat::objects().load(Cat.owner).select(Cat.name).all(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::Config, Some("Cat")));
        Ok(())
    }

    async fn up_to_sixteen_at_once(db: &Database) {
        family(db).await?;
        let n = Cat.lives;
        let many = Cat::objects().limit(1).select((n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, Cat.name)).one(db).await?;
        assert_eq!((many.0, many.14, many.15.as_str()), (9, 9, "Milo"));
        Ok(())
    }

    async fn counts_over_relations(db: &Database) {
        family(db).await?;
        let counts = (Owner.name, Owner.sits_for.count(), via(Owner::cat_set).count(), via(Owner::patients).count());
        let (rows, sent) = statements(db, Owner::objects().order_by(Owner.name).select(counts).all(db)).await?;
        // Two counts beside each other do not multiply.
        assert_eq!(rows, [("Ann".to_owned(), 3, 2, 0), ("Bob".to_owned(), 1, 1, 2)]);
        assert_eq!(sent, 1);
        let some = Owner.sits_for.count_where(Cat.owner.name.eq("Ann") & Cat.lives.gt(3));
        assert_eq!(Owner::objects().order_by(Owner.name).select(some).all(db).await?, [2, 1]);
        let by_key = Owner.sits_for.count_where(Cat.id.gt(0));
        assert_eq!(Owner::objects().order_by(Owner.name).select(by_key).all(db).await?, [3, 1]);
        // In conditions, in orders, in arithmetic.
        assert_eq!(Owner::objects().filter(Owner.sits_for.count().gt(1)).one(db).await?.name, "Ann");
        assert_eq!(Owner::objects().exclude(Owner.sits_for.count().gt(1)).one(db).await?.name, "Bob");
        assert_eq!(Owner::objects().order_by(Owner.sits_for.count()).select(Owner.name).all(db).await?, ["Bob", "Ann"]);
        assert_eq!(Owner::objects().order_by((Owner.sits_for.count().desc(), Owner.name)).first(db).await?.map(|it| it.name), Some("Ann".into()));
        let sum = Owner.sits_for.count() + via(Owner::cat_set).count();
        assert_eq!(Owner::objects().order_by(sum.clone().desc()).select(sum).all(db).await?, [5, 2]);
        // At the end of a path to one row; 0 where it leads to nothing.
        let siblings = (Cat.owner.via(Owner::cat_set).count(), Cat.mother.via(Cat::kittens).count());
        assert_eq!(Cat::objects().select(siblings).all(db).await?, [(2, 0), (1, 0), (2, 1)]);
        assert_eq!(Cat::objects().filter(Cat.owner.sits_for.count().eq(1)).one(db).await?.name, "Rex");
        // Whether there is one.
        assert_eq!(names(&Cat::objects().filter(via(Cat::kittens).exists()).all(db).await?), ["Milo"]);
        assert_eq!(names(&Cat::objects().filter(!via(Cat::kittens).exists()).all(db).await?), ["Rex", "Zoe"]);
        assert_eq!(Cat::objects().select((Cat.mother.exists(), Cat.owner.exists())).all(db).await?, [(false, true), (false, true), (true, true)]);
        assert_eq!(Owner::objects().order_by(Owner.name).select(Owner.sits_for.mother.exists()).all(db).await?, [true, true]);
        let tagged = (Tag.name, Tag.related.count(), via(Tag::related_by).count());
        let (one, two) = (Tag::create().name("one").save(db).await?, Tag::create().name("two").save(db).await?);
        one.related.add(db, &two).await?;
        assert_eq!(Tag::objects().order_by(Tag.name).select(tagged).all(db).await?, [("one".to_owned(), 1, 0), ("two".to_owned(), 0, 1)]);
        Ok(())
    }

    async fn counts_in_what_changes_rows(db: &Database) {
        let (ann, _) = family(db).await?;
        assert_eq!(Owner::objects().filter(Owner.sits_for.count().gt(1)).update(db, Owner.city.set("Rome")).await?, 1);
        assert_eq!(Owner::objects().filter(Owner.city.eq("Rome")).one(db).await?.name, "Ann");
        assert_eq!(Cat::objects().filter(Cat.owner.via(Owner::cat_set).count().eq(1)).delete(db).await?.total(), 2, "Rex, and a link to him");
        assert_eq!(Owner::objects().select(Owner.sits_for.count()).get(db, &ann).await?, 2);
        Ok(())
    }

    async fn values_beside_rows(db: &Database) {
        family(db).await?;
        let owners: Vec<(Owner, i64)> = Owner::objects().order_by(Owner.name).annotate(Owner.sits_for.count()).all(db).await?;
        assert_eq!(owners.iter().map(|(it, n)| (it.name.as_str(), *n)).collect::<Vec<_>>(), [("Ann", 3), ("Bob", 1)]);
        // With what is loaded, and what stands beside.
        let all = Cat::objects()
            .with(Cat.owner)
            .annotate(Cat.owner.via(Owner::cat_set).count())
            .with(Cat.mother)
            .load(Cat.owner)
            .with(via(Cat::sitters))
            .annotate((Cat.lives + 1, Cat.vet.is_null()));
        let (rows, sent) = statements(db, all.all(db)).await?;
        assert_eq!(sent, 3);
        let (zoe, ann, count, mother, sitters, (lives, no_vet)) = &rows[2];
        assert_eq!((zoe.name.as_str(), ann.name.as_str(), *count, mother.as_ref().map(|it| it.name.as_str())), ("Zoe", "Ann", 2, Some("Milo")));
        assert_eq!((sitters.len(), *lives, *no_vet, zoe.owner.loaded().is_some()), (2, 10, false, true));
        assert_eq!(rows[0].3, None);
        // What changes rows is there still.
        assert_eq!(Cat::objects().annotate(Cat.name).filter(Cat.name.eq("Rex")).update(db, Cat.lives.set(1)).await?, 1);
        assert_eq!(Cat::objects().annotate(Cat.lives).get(db, rows[1].0.id).await?.1, 1);
        assert_eq!(Cat::objects().annotate(Cat.lives).reverse().first(db).await?.map(|(_, lives)| lives), Some(9));
        Ok(())
    }

    async fn querysets_within_conditions(db: &Database) {
        let (ann, bob) = family(db).await?;
        let in_paris = || Owner::objects().filter(Owner.city.eq("Paris"));
        let (cats, sent) = statements(db, Cat::objects().filter(Cat.owner.in_(in_paris())).all(db)).await?;
        assert_eq!((names(&cats), sent), (vec!["Milo", "Zoe"], 1));
        assert_eq!(names(&Cat::objects().filter(!Cat.owner.in_(in_paris())).all(db).await?), ["Rex"]);
        let owners = Owner::objects().filter(Owner.id.in_(Cat::objects().filter(Cat.name.eq("Rex")).select(Cat.owner)));
        assert_eq!(owners.one(db).await?.name, "Bob");
        assert_eq!(names(&Cat::objects().filter(Cat.owner.in_(Cat::objects().filter(Cat.name.eq("Rex")).select(Cat.owner))).all(db).await?), ["Rex"]);
        assert_eq!(names(&Cat::objects().filter(Cat.owner.name.in_(Owner::objects().select(Owner.name).order_by(Owner.name.desc()).limit(1))).all(db).await?), ["Rex"]);
        assert_eq!(names(&ann.sits_for.filter(Cat.id.in_(bob.cat_set().select(Cat.id))).all(db).await?), ["Rex"]);
        // NULL among the values equals nothing, and the complement is the complement.
        let cities = || Owner::objects().select(Owner.city);
        assert_eq!(Owner::objects().filter(Owner.city.in_(cities())).one(db).await?.name, "Ann");
        assert_eq!(Owner::objects().exclude(Owner.city.in_(cities())).one(db).await?.name, "Bob");
        let vets = || Cat::objects().select(Cat.vet);
        assert_eq!(Owner::objects().filter(Owner.id.in_(vets())).one(db).await?.name, "Bob");
        assert_eq!(Owner::objects().filter(!Owner.id.in_(vets())).one(db).await?.name, "Ann");
        // Through a relation to many, in a count, in a queryset within.
        assert_eq!(Owner::objects().filter(Owner.sits_for.in_(Cat::objects().filter(Cat.owner.in_(in_paris())))).count(db).await?, 2);
        assert_eq!(Owner::objects().order_by(Owner.name).select(Owner.sits_for.count_where(Cat.owner.in_(in_paris()))).all(db).await?, [2, 1]);
        // What changes rows asks within too.
        assert_eq!(Cat::objects().filter(Cat.owner.in_(Owner::objects().filter(via(Owner::cat_set).count().gt(1)))).update(db, Cat.lives.set(2)).await?, 2);
        assert_eq!(Cat::objects().filter(Cat.id.in_(Cat::objects().filter(Cat.lives.eq(2)).select(Cat.id).limit(1))).delete(db).await?.of_model("Cat"), 1);
        // What is refused stays refused.
        let refused = Owner::objects().limit(1).order_by(Owner.name);
        let (error, sent) = statements(db, async { Ok(Cat::objects().filter(Cat.owner.in_(refused)).all(db).await.unwrap_err()) }).await?;
        assert!(error.to_string().contains("asked alone"), "{error}");
        assert_eq!(sent, 0);
        Ok(())
    }

    async fn nested_deeper_than_any_database_takes(db: &Database) {
        let mut condition = Owner.name.eq("x");
        for _ in 0..500 {
            condition = Owner.id.in_(Owner::objects().filter(condition).select(Owner.id));
        }
        assert_eq!(Owner::objects().filter(condition).all(db).await.unwrap_err().kind(), ErrorKind::Unsupported);
        let mut condition = Owner.name.eq("x");
        for _ in 0..500 {
            condition = Owner.sits_for.count_where(via(Cat::sitters).some(condition)).gt(0);
        }
        assert_eq!(Owner::objects().filter(condition.clone()).all(db).await.unwrap_err().kind(), ErrorKind::Unsupported);
        assert_eq!(Owner::objects().select(condition).all(db).await.unwrap_err().kind(), ErrorKind::Unsupported);
        Ok(())
    }
}
