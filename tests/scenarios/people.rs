//! Relations of a model to itself: a family tree, categories below categories, friends, idols and fans.

use super::each;
use crate::support::{on_every_database, statements};
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_person", ordering(name))]
struct Person {
    id: i64,
    #[field(max_length = 20, unique)]
    name: String,
    #[foreign_key(on_delete = set_null, related_name = "children_of_mother")]
    mother: Option<ForeignKey<Person>>,
    #[foreign_key(on_delete = set_null, related_name = "children_of_father")]
    father: Option<ForeignKey<Self>>,
    #[one_to_one(on_delete = set_null, related_name = "married_to")]
    spouse: Option<OneToOne<Person>>,
    #[many_to_many]
    friends: ManyToMany<Person>,
    #[many_to_many(symmetrical = false, related_name = "fans")]
    idols: ManyToMany<Person>,
    #[related(Person.mother)]
    children: RelatedSet<Person>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_section", ordering(name))]
struct Section {
    id: i64,
    name: String,
    #[foreign_key(on_delete = cascade)]
    parent: Option<ForeignKey<Section>>,
}

/// Ada and Bert have Cid; Cid and Dora have Emil and Fay; Gus is nobody's.
async fn family(db: &Db) -> orm::Result<[Person; 7]> {
    let mut all: Vec<Person> = Vec::new();
    for (name, parents) in [
        ("Ada", None),
        ("Bert", None),
        ("Cid", Some((0, 1))),
        ("Dora", None),
        ("Emil", Some((3, 2))),
        ("Fay", Some((3, 2))),
        ("Gus", None),
    ] {
        let parents = parents.map(|(mother, father)| (&all[mother], &all[father]));
        let draft = Person::create().name(name).mother(parents.map(|it| it.0)).father(parents.map(|it| it.1));
        all.push(draft.save(db).await?);
    }
    Ok(all.try_into().expect("seven"))
}

on_every_database! {
    async fn a_family_tree(db: &Database) {
        let [ada, bert, cid, dora, emil, fay, _] = family(db).await?;
        assert_eq!(each!(dora.children_of_mother().all(db).await?, name), ["Emil", "Fay"]);
        assert_eq!(each!(cid.children_of_father().all(db).await?, name), ["Emil", "Fay"]);
        assert_eq!((cid.children_of_mother().count(db).await?, bert.children_of_father().one(db).await?), (0, cid.clone()));
        let find = async |condition| Ok::<_, orm::Error>(each!(Person::objects().filter(condition).all(db).await?, name).join(" "));
        assert_eq!(find(Person.father.mother.eq(&ada)).await?, "Emil Fay", "grandchildren");
        assert_eq!(find(Person.children.children.is_null() & Person.children.name.eq("Emil")).await?, "Dora");
        assert_eq!(find(via(Person::children_of_father).via(Person::children_of_father).eq(&fay)).await?, "Bert");
        assert_eq!(find(Person.mother.via(Person::children_of_mother).eq(&fay) & Person.id.ne(fay.id)).await?, "Emil", "siblings");
        assert_eq!(find(Person.father.is_null() & Person.mother.is_null()).await?, "Ada Bert Dora Gus");
        assert_eq!(find(Person.mother.mother.is_null()).await?, "Ada Bert Cid Dora Emil Fay Gus", "where there is no mother, there is no grandmother");
        assert_eq!(find(!Person.father.name.eq("Cid")).await?, "Ada Bert Cid Dora Gus");
        assert_eq!(find(Person.children.is_null() & via(Person::children_of_father).is_null()).await?, "Emil Fay Gus");
        // Up, as far as is written, in one statement for each step.
        let (people, sent) = statements(db, Person::objects().load((Person.father.mother, Person.father.father)).filter(Person.name.eq("Fay")).all(db)).await?;
        let father = people[0].father.as_ref().unwrap().loaded().unwrap();
        assert_eq!((father.mother.as_ref().unwrap().loaded(), father.father.as_ref().unwrap().loaded(), sent), (Some(&ada), Some(&bert), 4));
        let (rows, sent) = statements(db, Person::objects().with(Person.mother).with(Person.father).all(db)).await?;
        let shown: Vec<_> = rows.iter().map(|(it, mother, father)| format!("{}: {:?} {:?}", it.name, mother.as_ref().map(|it| &*it.name), father.as_ref().map(|it| &*it.name))).collect();
        assert_eq!((shown[4].as_str(), shown[6].as_str(), sent), (r#"Emil: Some("Dora") Some("Cid")"#, "Gus: None None", 1));
        // Who goes leaves orphans, on that side alone.
        assert_eq!(cid.delete(db).await?.total(), 1);
        let orphans = Person::objects().filter(Person.mother.eq(&dora)).all(db).await?;
        assert!(orphans.iter().all(|it| it.father.is_none()) && orphans.len() == 2 && orphans[0].id == emil.id);
        Ok(())
    }

    /// A relation is compared with another one, and with no row.
    async fn relations_are_compared_with_each_other(db: &Database) {
        let [ada, bert, cid, dora, mut emil, _, gus] = family(db).await?;
        let find = async |condition: orm::model::Cond<Person>| {
            let others = Person::objects().exclude(condition.clone()).count(db).await?;
            let found = Person::objects().filter(condition).all(db).await?;
            assert_eq!(i64::try_from(found.len()).unwrap() + others, 7);
            Ok::<_, orm::Error>(each!(found, name).join(" "))
        };
        assert_eq!(find(Person.mother.eq(Person.father)).await?, "", "who has neither does not have the same");
        emil.update(db, (Person.father.set(&dora), Person.spouse.set(&gus))).await?;
        assert_eq!(find(Person.mother.eq(Person.father)).await?, "Emil");
        assert_eq!(find(Person.mother.ne(Person.father)).await?, "Ada Bert Cid Dora Fay Gus");
        assert_eq!(find(Person.father.eq(Person.mother.mother)).await?, "");
        dora.friends.add(db, [&cid, &gus]).await?;
        emil.friends.add(db, &dora).await?;
        assert_eq!(find(Person.friends.eq(Person.mother)).await?, "Emil", "somebody's mother is among the friends");
        assert_eq!(find(Person.mother.friends.eq(Person.father)).await?, "Fay", "the mother and the father are friends");
        assert_eq!(find(Person.mother.friends.eq(Person.spouse)).await?, "Emil");
        // The row itself, by its key.
        assert_eq!(find(Person.friends.mother.eq(Person.id)).await?, "Dora", "a friend is her child");
        assert_eq!(find(Person.mother.friends.ne(Person.id)).await?, "Ada Bert Cid Dora Fay Gus", "Emil is his mother's friend");
        assert_eq!(find(Person.spouse.friends.mother.eq(Person.spouse.id)).await?, "");
        // No row: nobody there, whatever the kind of the relation.
        assert_eq!(find(Person.mother.eq(Null)).await?, "Ada Bert Dora Gus");
        assert_eq!(find(Person.mother.eq(None::<&Person>)).await?, "Ada Bert Dora Gus");
        assert_eq!(find(Person.mother.ne(None::<i64>)).await?, "Cid Emil Fay");
        assert_eq!(find(Person.mother.eq(Some(&ada))).await?, "Cid");
        assert_eq!(find(Person.father.eq(cid.father.as_ref())).await?, "Cid", "a field of a row, as it stands");
        assert_eq!(find(Person.father.eq(bert.father.as_ref())).await?, "Ada Bert Dora Gus");
        assert_eq!(find(Person.friends.eq(Null)).await?, "Ada Bert Fay");
        assert_eq!(find(via(Person::children_of_mother).eq(Null)).await?, "Bert Cid Emil Fay Gus");
        assert_eq!(find(via(Person::married_to).ne(Null)).await?, "Gus");
        assert_eq!(find(Person.mother.spouse.eq(Null)).await?, "Ada Bert Cid Dora Emil Fay Gus");
        Ok(())
    }

    async fn sections_below_sections(db: &Database) {
        let root = Section::create().name("Root").save(db).await?;
        let child = root.section_set().create().name("Child").save(db).await?;
        let leaf = Section::create().name("Leaf").parent(&child).save(db).await?;
        assert_eq!((each!(root.section_set().all(db).await?, name), root.parent.clone()), (vec!["Child"], None));
        assert_eq!((leaf.section_set().count(db).await?, leaf.parent.as_ref().unwrap().load(db).await?), (0, &child));
        let find = async |condition| Ok::<_, orm::Error>(each!(Section::objects().filter(condition).all(db).await?, name).join(" "));
        assert_eq!(find(Section.parent.parent.eq(&root)).await?, "Leaf");
        assert_eq!(find(Section.parent.parent.is_null()).await?, "Child Root");
        assert_eq!(find(via(Section::section_set).is_null()).await?, "Leaf");
        assert_eq!(find(via(Section::section_set).via(Section::section_set).is_null()).await?, "Child", "some child has none");
        assert_eq!(find(via(Section::section_set).none(via(Section::section_set).is_null())).await?, "Leaf Root");
        // A circle of rows can be made, and taken apart.
        let mut root = root;
        root.update(db, Section.parent.set(&leaf)).await?;
        assert_eq!(find(Section.parent.parent.parent.eq(&child)).await?, "Child");
        assert_eq!(child.delete(db).await?.total(), 3);
        Ok(())
    }

    async fn friends_idols_and_a_spouse(db: &Database) {
        let [ada, mut bert, cid, dora, ..] = family(db).await?;
        ada.friends.add(db, [&bert, &cid]).await?;
        dora.friends.add(db, [&ada, &cid]).await?;
        assert_eq!(each!(cid.friends.all(db).await?, name), ["Ada", "Dora"]);
        ada.idols.add(db, &dora).await?;
        dora.fans().add(db, [&ada, &cid, &dora]).await?;
        assert_eq!(each!(dora.fans().all(db).await?, name), ["Ada", "Cid", "Dora"]);
        assert_eq!((each!(dora.idols.all(db).await?, name), ada.fans().count(db).await?), (vec!["Dora"], 0));
        assert_eq!(Person::objects().filter(Person.friends.idols.eq(&dora) & !Person.idols.eq(&dora)).one(db).await?, bert, "a friend of a fan");
        // A one-to-one to itself has a direction, and each is married by one at most.
        bert.update(db, Person.spouse.set(&ada)).await?;
        assert_eq!((ada.married_to(db).await?.map(|it| it.name), bert.married_to(db).await?), (Some("Bert".into()), None));
        let error = Person::create().name("Hal").spouse(&ada).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (orm::ErrorKind::UniqueViolation, Some("spouse")));
        let gone = ada.delete(db).await?;
        assert_eq!((gone.of_model("Person"), gone.of_model("Person_friends"), gone.of_model("Person_idols")), (1, 6, 1));
        bert.refresh(db).await?;
        assert_eq!((bert.spouse, each!(cid.friends.all(db).await?, name)), (None, vec!["Dora"]));
        Ok(())
    }
}
