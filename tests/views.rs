//! Views: structs of the shape that is needed, in as few statements as there are relations to many.

use crate::many_to_one::two_owners;
use crate::models::{Cat, Owner, Passport, Tag};
use crate::support::{on_every_database, raw, statements};
use orm::ErrorKind;
use orm::prelude::*;

/// A view of nothing but columns.
#[derive(View, serde::Serialize, Debug, PartialEq)]
#[view(Cat)]
struct CatLine {
    name: String,
    lives: i16,
}

#[derive(View, serde::Serialize, Debug, PartialEq)]
#[view(Owner)]
struct OwnerCard {
    name: String,
    #[view(Owner.sits_for.count())]
    sits_for: i64,
    #[view(via(Owner::cat_set), order_by(Cat.name.desc()), limit(1))]
    cats: Vec<CatLine>,
}

#[derive(View, Debug, PartialEq)]
#[view(Owner)]
struct OwnerLine {
    #[view(Owner.name)]
    is: String,
    city: Option<String>,
}

/// Every kind of field.
#[derive(View, Debug, PartialEq)]
#[view(Cat)]
struct CatCard {
    name: String,
    #[view(Cat.owner)]
    owner_key: i64,
    owner: OwnerLine,
    vet: Option<OwnerCard>,
    mother: Option<CatLine>,
    #[view(Cat.mother.owner)]
    mothers_owner: Option<OwnerLine>,
    #[view(Cat.owner.city.eq("Paris"))]
    lives_in_paris: bool,
    #[view(Cat.lives + 1)]
    more: i16,
    #[view(via(Cat::sitters), filter(Owner.name.ne("Bob") | Owner.city.is_null()), order_by(Owner.city, Owner.name.desc()))]
    sitters: Vec<OwnerCard>,
    #[view(Cat.vet.city)]
    vets_city: Option<String>,
}

async fn family(db: &Db) -> orm::Result<(Owner, Owner)> {
    let (ann, bob) = two_owners(db).await?;
    let cats = Cat::objects().order_by(Cat.name).all(db).await?;
    let [milo, rex, zoe] = cats.as_slice() else { panic!("three cats") };
    milo.kittens().add(db, zoe).await?;
    ann.sits_for.add(db, [milo, rex, zoe]).await?;
    bob.sits_for.add(db, zoe).await?;
    Ok((ann, bob))
}

fn line(name: &str) -> CatLine {
    CatLine { name: name.into(), lives: 9 }
}
fn ann_card() -> OwnerCard {
    OwnerCard { name: "Ann".into(), sits_for: 3, cats: vec![line("Zoe")] }
}
fn bob_card() -> OwnerCard {
    OwnerCard { name: "Bob".into(), sits_for: 1, cats: vec![line("Rex")] }
}
fn ann_line() -> OwnerLine {
    OwnerLine { is: "Ann".into(), city: Some("Paris".into()) }
}

on_every_database! {
    /// What is not named may be gone from the table, or not be there yet.
    async fn only_what_is_named_is_read(db: &Database) {
        family(db).await?;
        raw(db, "ALTER TABLE owner RENAME COLUMN city TO town").await?;
        let cards: Vec<OwnerCard> = Owner::objects().order_by(Owner.name).view().all(db).await?;
        assert_eq!(cards, [ann_card(), bob_card()]);
        assert_eq!(Owner::objects().order_by(Owner.name).select(Owner.name).all(db).await?, ["Ann", "Bob"]);
        let names = Cat::objects().filter(Cat.name.eq("Zoe")).select((Cat.owner.name, Cat.vet.name)).one(db).await?;
        assert_eq!(names, ("Ann".to_owned(), Some("Bob".to_owned())));
        for error in [
            Owner::objects().all(db).await.unwrap_err(),
            Owner::objects().view::<OwnerLine>().all(db).await.unwrap_err(),
            Cat::objects().load(Cat.owner.joined()).all(db).await.unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::SchemaMismatch, "{error}");
            assert!(error.message().contains("city"), "{error}");
        }
        Ok(())
    }

    async fn columns_expressions_and_lists(db: &Database) {
        family(db).await?;
        let (cards, sent): (Vec<OwnerCard>, _) = statements(db, Owner::objects().order_by(Owner.name).view().all(db)).await?;
        assert_eq!(cards, [ann_card(), bob_card()]);
        assert_eq!((sent, OwnerCard::STATEMENTS), (2, 2));
        let json = serde_json::to_string(&cards[1]).expect("a view is written");
        assert_eq!(json, r#"{"name":"Bob","sits_for":1,"cats":[{"name":"Rex","lives":9}]}"#);
        let (lines, sent) = statements(db, Cat::objects().view::<CatLine>().all(db)).await?;
        assert_eq!(lines, [line("Milo"), line("Rex"), line("Zoe")]);
        assert_eq!((sent, CatLine::STATEMENTS), (1, 1));
        Ok(())
    }

    async fn every_kind_of_field(db: &Database) {
        let (ann, bob) = family(db).await?;
        let cards: Vec<CatCard> = Cat::objects().view().all(db).await?;
        let milo = CatCard {
            name: "Milo".into(), owner_key: ann.id, owner: ann_line(), vet: None, mother: None, mothers_owner: None,
            lives_in_paris: true, more: 10, sitters: vec![ann_card()], vets_city: None,
        };
        let rex = CatCard {
            name: "Rex".into(), owner_key: bob.id, owner: OwnerLine { is: "Bob".into(), city: None }, vet: Some(bob_card()),
            lives_in_paris: false, sitters: vec![ann_card()], ..milo_like(&milo)
        };
        let zoe = CatCard {
            name: "Zoe".into(), vet: Some(bob_card()), mother: Some(line("Milo")), mothers_owner: Some(ann_line()),
            sitters: vec![bob_card(), ann_card()], ..milo_like(&milo)
        };
        assert_eq!(cards, [milo, rex, zoe]);
        let (_, sent) = statements(db, Cat::objects().view::<CatCard>().all(db)).await?;
        // The vet's cats, the sitters and the sitters' cats.
        assert_eq!((sent, CatCard::STATEMENTS), (4, 4));
        Ok(())
    }

    async fn every_terminal_that_gives_rows(db: &Database) {
        let (ann, bob) = family(db).await?;
        let cards = || Owner::objects().view::<OwnerCard>();
        assert_eq!(cards().filter(Owner.city.eq("Paris")).one(db).await?, ann_card());
        assert_eq!(cards().get(db, &bob).await?, bob_card());
        assert_eq!(cards().get(db, 999).await.optional()?, None);
        assert_eq!(cards().order_by(Owner.name.desc()).first(db).await?, Some(bob_card()));
        assert_eq!(cards().order_by(Owner.name.desc()).last(db).await?, Some(ann_card()));
        assert_eq!(cards().order_by(Owner.name).offset(1).limit(1).all(db).await?, [bob_card()]);
        assert_eq!(cards().limit(1).filter(Owner.name.eq("Bob")).all(db).await?, []);
        assert_eq!((cards().count(db).await?, cards().exists(db).await?), (2, true));
        // Where there are no rows, nothing more is asked.
        let (none, sent) = statements(db, cards().filter(Owner.id.lt(0)).all(db)).await?;
        assert_eq!((none.len(), sent), (0, 1));
        // On managers.
        let lines: Vec<CatLine> = ann.cat_set().view().all(db).await?;
        assert_eq!(lines, [line("Milo"), line("Zoe")]);
        assert_eq!(bob.sits_for.view::<CatLine>().all(db).await?, [line("Zoe")]);
        let zoe = Cat::objects().filter(Cat.name.eq("Zoe")).one(db).await?;
        assert_eq!(zoe.sitters().filter(Owner.name.eq("Ann")).view::<OwnerCard>().all(db).await?, [ann_card()]);
        let error = Owner::objects().load(Owner.sits_for).view::<OwnerCard>().all(db).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        Ok(())
    }

    async fn keys_that_are_text_and_levels_of_one_model(db: &Database) {
        let root = Tag::create().name("root").save(db).await?;
        let mid = Tag::create().name("mid \"'%").parent(&root).save(db).await?;
        let leaf = Tag::create().name("leaf").parent(&mid).save(db).await?;
        leaf.related.add(db, [&root, &mid]).await?;
        let (tags, sent) = statements(db, Tag::objects().order_by(Tag.name).view::<TagTree>().all(db)).await?;
        let shown: Vec<_> = tags.iter().map(TagTree::shown).collect();
        assert_eq!(shown, ["leaf< : in mid \"'%: leaf; mid \"'% root", "mid \"'%<leaf< : in root: mid \"'%; ", "root<mid \"'%<leaf :; "]);
        assert_eq!((sent, TagTree::STATEMENTS), (5, 5));
        Ok(())
    }

    /// One owner, of many cats: each has an owner of its own, with all that belongs to it.
    async fn a_row_that_belongs_to_many(db: &Database) {
        let (ann, _) = family(db).await?;
        for n in 0..50 {
            ann.cat_set().create().name(format!("{n:02}")).save(db).await?;
        }
        let (cats, sent) = statements(db, ann.cat_set().view::<WithSiblings>().all(db)).await?;
        assert_eq!((cats.len(), sent, WithSiblings::STATEMENTS), (52, 3, 3));
        let names: Vec<_> = cats.iter().map(|cat| cat.name.clone()).collect();
        for cat in &cats {
            assert_eq!(cat.owner.cats.iter().map(|it| it.name.clone()).collect::<Vec<_>>(), names);
            let sitters: usize = cat.owner.cats.iter().map(|it| it.sitters.len()).sum();
            assert_eq!(sitters, 3);
        }
        Ok(())
    }

    async fn one_to_one_from_both_sides(db: &Database) {
        let (ann, _) = family(db).await?;
        Passport::create().owner(&ann).number("A1").save(db).await?;
        let people: Vec<Person> = Owner::objects().order_by(Owner.name).view().all(db).await?;
        let a1 = Some(PassportLine { number: "A1".into(), owner: ann_line() });
        assert_eq!(people, [Person { id: ann.id, passport: a1, number: Some("A1".into()) }, Person { id: ann.id + 1, passport: None, number: None }]);
        Ok(())
    }
}

fn milo_like(milo: &CatCard) -> CatCard {
    CatCard {
        name: String::new(),
        owner_key: milo.owner_key,
        owner: ann_line(),
        vet: None,
        mother: None,
        mothers_owner: None,
        lives_in_paris: milo.lives_in_paris,
        more: milo.more,
        sitters: Vec::new(),
        vets_city: None,
    }
}

#[derive(View)]
#[view(Tag)]
struct TagTree {
    name: String,
    #[view(via(Tag::children))]
    children: Vec<TagLevel>,
    parent: Option<TagLevel>,
    #[view(order_by(Tag.name))]
    related: Vec<TagName>,
}

#[derive(View)]
#[view(Tag)]
struct TagLevel {
    name: String,
    #[view(via(Tag::children))]
    children: Vec<TagName>,
}

#[derive(View)]
#[view(Tag)]
struct TagName {
    name: String,
}

impl TagTree {
    fn shown(&self) -> String {
        let names = |all: &[TagName]| all.iter().map(|it| it.name.clone()).collect::<Vec<_>>().join(" ");
        let children: Vec<_> = self.children.iter().map(|it| format!("{}<{}", it.name, names(&it.children))).collect();
        let parent = self.parent.as_ref().map(|it| format!(" in {}: {}", it.name, names(&it.children)));
        format!("{}<{} :{}; {}", self.name, children.join(" "), parent.unwrap_or_default(), names(&self.related))
    }
}

#[derive(View)]
#[view(Cat)]
struct WithSiblings {
    name: String,
    owner: WithCats,
}

#[derive(View)]
#[view(Owner)]
struct WithCats {
    #[view(via(Owner::cat_set))]
    cats: Vec<WithSitters>,
}

#[derive(View)]
#[view(Cat)]
struct WithSitters {
    name: String,
    #[view(via(Cat::sitters))]
    sitters: Vec<OwnerLine>,
}

#[derive(View, Debug, PartialEq)]
#[view(Owner)]
struct Person {
    id: i64,
    #[view(via(Owner::passport))]
    passport: Option<PassportLine>,
    #[view(via(Owner::passport).number)]
    number: Option<String>,
}

#[derive(View, Debug, PartialEq)]
#[view(Passport)]
struct PassportLine {
    number: String,
    owner: OwnerLine,
}
