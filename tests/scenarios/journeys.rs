//! Conditions over relations to many, at any depth and in any mixture: which rows are meant, and that each comes once.

use super::each;
use crate::support::{on_every_database, statements};
use orm::model::Cond;
use orm::prelude::*;

/// A tree over `parent`; tags over a many-to-many; who wrote and who checked, by two foreign keys to one model.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_page", ordering(name))]
struct Page {
    id: i64,
    #[field(max_length = 20)]
    name: String,
    #[foreign_key(on_delete = cascade, related_name = "children")]
    parent: Option<ForeignKey<Page>>,
    #[foreign_key(on_delete = cascade, related_name = "written")]
    author: ForeignKey<Writer>,
    #[foreign_key(on_delete = set_null, related_name = "checked")]
    checker: Option<ForeignKey<Writer>>,
    #[many_to_many(related_name = "pages")]
    tags: ManyToMany<Label>,
    #[many_to_many]
    links: ManyToMany<Self>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_page_writer", ordering(name))]
struct Writer {
    id: i64,
    name: String,
    born: Option<i32>,
}

/// Its key is a text.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_label", ordering(name))]
struct Label {
    #[primary_key]
    #[field(max_length = 20)]
    name: String,
    #[foreign_key(on_delete = set_null, related_name = "narrower")]
    broader: Option<ForeignKey<Label>>,
}

/// root by Ann: a by Ann (checked by Bob; x, y), b by Bob (y); under a: a1 by Cid (x), under b: nothing. Alone by Cid.
/// Labels: x below w, y below w, z. Links: a with b, a1 with b.
async fn pages(db: &Db) -> orm::Result<()> {
    let mut writers = Vec::new();
    for (name, born) in [("Ann", Some(1970)), ("Bob", Some(1980)), ("Cid", None)] {
        writers.push(Writer::create().name(name).born(born).save(db).await?);
    }
    let [ann, bob, cid] = writers.as_slice() else { panic!("three") };
    let wide = Label::create().name("w").save(db).await?;
    let [x, y] = [
        Label::create().name("x").broader(&wide).save(db).await?,
        Label::create().name("y").broader(&wide).save(db).await?,
    ];
    Label::create().name("z").save(db).await?;
    let root = Page::create().name("root").author(ann).save(db).await?;
    let a = root.children().create().name("a").author(ann).checker(bob).tags([&x, &y]).save(db).await?;
    let b = root.children().create().name("b").author(bob).tags([&y]).save(db).await?;
    let a1 = a.children().create().name("a1").author(cid).tags([&x]).save(db).await?;
    Page::create().name("alone").author(cid).save(db).await?;
    b.links.add(db, [&a, &a1]).await
}

async fn found(db: &Db, condition: Cond<Page>) -> orm::Result<String> {
    Ok(each!(Page::objects().filter(condition).all(db).await?, name).join(" "))
}

async fn writers(db: &Db, condition: Cond<Writer>) -> orm::Result<String> {
    Ok(each!(Writer::objects().filter(condition).all(db).await?, name).join(" "))
}

on_every_database! {
    async fn one_condition_or_two(db: &Database) {
        pages(db).await?;
        // Who wrote a page with x and y, a page with x and one with y, a page with neither.
        let written = || via(Writer::written);
        assert_eq!(writers(db, written().some(Page.tags.eq("x") & Page.tags.eq("y"))).await?, "Ann");
        assert_eq!(writers(db, written().tags.eq("x") & written().tags.eq("y")).await?, "Ann");
        assert_eq!(writers(db, written().tags.in_(["x", "y"])).await?, "Ann Bob Cid");
        assert_eq!(writers(db, written().some(Page.tags.is_null())).await?, "Ann Cid");
        assert_eq!(writers(db, written().none(Page.tags.eq("y"))).await?, "Cid");
        assert_eq!(writers(db, written().every(Page.tags.exists())).await?, "Bob");
        // Not: no page at all, whichever way it is said. These three are one thing.
        for condition in [!written().tags.eq("x"), written().tags.ne("x"), written().none(Page.tags.eq("x"))] {
            assert_eq!(writers(db, condition).await?, "Bob");
        }
        assert_eq!(each!(Writer::objects().exclude(written().tags.eq("x")).all(db).await?, name), ["Bob"]);
        // `exclude` of two is not of either: Django says the same of one `exclude` with two arguments.
        let both = written().name.eq("root") & written().name.eq("a");
        assert_eq!(each!(Writer::objects().exclude(both).all(db).await?, name), ["Bob", "Cid"]);
        let either = Writer::objects().exclude(written().name.eq("root")).exclude(written().name.eq("b"));
        assert_eq!(each!(either.all(db).await?, name), ["Cid"]);
        // One page that is both, and any two.
        assert_eq!(writers(db, written().some(Page.parent.is_null() & Page.name.eq("a"))).await?, "");
        assert_eq!(writers(db, written().some(Page.parent.is_null()) & written().name.eq("a")).await?, "Ann");
        let chained = Writer::objects().filter(written().some(Page.parent.is_null())).filter(written().name.eq("a"));
        assert_eq!(chained.count(db).await?, 1, "a second `filter` is `&`");
        // Or, over relations: what fits in both ways comes once.
        assert_eq!(writers(db, written().name.eq("b") | via(Writer::checked).name.eq("a") | Writer.born.is_null()).await?, "Bob Cid");
        assert_eq!(writers(db, via(Writer::checked).is_null() | via(Writer::checked).parent.name.eq("root")).await?, "Ann Bob Cid");
        Ok(())
    }

    async fn down_and_up_a_tree(db: &Database) {
        pages(db).await?;
        assert_eq!(found(db, Page.parent.parent.name.eq("root")).await?, "a1");
        assert_eq!(found(db, via(Page::children).via(Page::children).name.eq("a1")).await?, "root");
        assert_eq!(found(db, via(Page::children).is_null()).await?, "a1 alone b");
        assert_eq!(found(db, Page.parent.is_null()).await?, "alone root");
        assert_eq!(found(db, via(Page::children).author.eq(Page.author)).await?, "root", "a child by the same author");
        assert_eq!(found(db, Page.parent.author.eq(Page.author)).await?, "a");
        assert_eq!(found(db, !Page.parent.author.eq(Page.author)).await?, "a1 alone b root", "without a parent it does not hold");
        assert_eq!(found(db, via(Page::children).every(Page.tags.eq("y"))).await?, "a1 alone b root");
        assert_eq!(found(db, via(Page::children).exists() & via(Page::children).every(Page.tags.eq("y"))).await?, "root");
        // Siblings: up and down again.
        assert_eq!(found(db, Page.parent.via(Page::children).name.eq("b")).await?, "a b");
        assert_eq!(found(db, Page.parent.via(Page::children).name.eq("b") & Page.name.ne("b")).await?, "a");
        assert_eq!(found(db, via(Page::children).count().gt(1) | Page.parent.parent.exists()).await?, "a1 root");
        let depth = Page::objects().order_by((Page.parent.parent.name.asc().nulls_last(), Page.parent.name.desc(), Page.name)).select(Page.name);
        assert_eq!(depth.all(db).await?, ["a1", "a", "b", "alone", "root"]);
        Ok(())
    }

    async fn through_links_of_every_kind(db: &Database) {
        pages(db).await?;
        assert_eq!(found(db, Page.tags.broader.eq("w")).await?, "a a1 b");
        assert_eq!(found(db, Page.tags.broader.name.startswith("w") & !Page.tags.eq("x")).await?, "b");
        assert_eq!(found(db, Page.tags.every(Label.name.eq("x"))).await?, "a1 alone root");
        assert_eq!(found(db, Page.tags.count().eq(2)).await?, "a");
        assert_eq!(found(db, Page.tags.count_where(via(Label::narrower).is_null()).ge(1)).await?, "a a1 b");
        assert_eq!(found(db, Page.links.name.eq("b")).await?, "a a1");
        assert_eq!(found(db, Page.links.links.name.eq("a1")).await?, "a a1", "what is linked with what is linked with it, itself too");
        assert_eq!(found(db, Page.links.tags.eq("x")).await?, "b");
        assert_eq!(found(db, Page.links.author.eq(Page.author)).await?, "", "nobody links to a page of his own");
        assert_eq!(found(db, Page.links.is_null()).await?, "alone root");
        let labels = async |condition| Ok::<_, orm::Error>(each!(Label::objects().filter(condition).all(db).await?, name).join(" "));
        assert_eq!(labels(via(Label::pages).author.name.eq("Ann")).await?, "x y");
        assert_eq!(labels(via(Label::narrower).via(Label::pages).checker.name.eq("Bob")).await?, "w");
        assert_eq!(labels(via(Label::pages).is_null()).await?, "w z");
        assert_eq!(labels(via(Label::pages).every(Page.author.born.is_null())).await?, "w z", "also where there is none");
        assert_eq!(labels(via(Label::pages).some(Page.author.born.is_null())).await?, "x");
        assert_eq!(labels(via(Label::pages).author.born.lt(1975)).await?, "x y");
        // Querysets in conditions, over any of them, in one statement.
        let of_ann = Page::objects().filter(Page.author.name.eq("Ann"));
        let (names, sent) = statements(db, labels(via(Label::pages).in_(of_ann))).await?;
        assert_eq!((names.as_str(), sent), ("x y", 1));
        assert_eq!(found(db, Page.tags.in_(Label::objects().filter(via(Label::narrower).is_null() & Label.broader.is_null()))).await?, "", "z is nobody's");
        assert_eq!(found(db, Page.author.in_(Page::objects().filter(Page.tags.eq("y")).select(Page.author))).await?, "a b root");
        Ok(())
    }

    async fn a_keys_column_asks_no_other_table(db: &Database) {
        pages(db).await?;
        let ann = Writer::objects().filter(Writer.name.eq("Ann")).one(db).await?;
        for condition in [Page.author.eq(&ann), Page.author.eq(ann.id), Page.author.id.eq(ann.id), Page.author.in_([&ann]), Page.author.eq(ForeignKey::<Writer>::to(&ann))] {
            assert_eq!(found(db, condition).await?, "a root");
        }
        // An `Option` of a row, as a search form has it; `Null` and `None` ask for none.
        assert_eq!(found(db, Page.checker.eq(Some(&ann))).await?, "");
        for condition in [Page.checker.eq(None::<&Writer>), Page.checker.eq(Null), Page.checker.is_null(), Page.checker.id.is_null(), !Page.checker.exists()] {
            assert_eq!(found(db, condition).await?, "a1 alone b root");
        }
        assert_eq!(found(db, Page.checker.born.is_null()).await?, "a1 alone b root", "nobody has no year");
        assert_eq!(found(db, Page.checker.born.ne(1980)).await?, "a1 alone b root");
        assert_eq!(found(db, Page.checker.born.lt(1990)).await?, "a");
        // A key that no row has.
        assert_eq!(found(db, Page.author.eq(999_999)).await?, "");
        assert_eq!(found(db, Page.author.ne(999_999)).await?, "a a1 alone b root");
        Ok(())
    }

    async fn rows_are_written_by_what_they_lead_to(db: &Database) {
        pages(db).await?;
        let pages = Page::objects;
        assert_eq!(pages().filter(Page.tags.eq("x")).update(db, Page.checker.set_null()).await?, 2, "a and a1, each once");
        assert_eq!(pages().filter(Page.parent.name.eq("root")).update(db, Page.checker.set(Writer::objects().first(db).await?.unwrap().id)).await?, 2);
        assert_eq!(found(db, Page.checker.name.eq("Ann")).await?, "a b");
        assert_eq!(pages().filter(via(Page::children).exists()).update(db, Page.name.set("parent")).await?, 2, "the table that is written is asked");
        assert_eq!(pages().order_by(Page.name.desc()).limit(1).update(db, Page.name.set("top")).await?, 1);
        // Whoever wrote nothing with a label goes, with what is his.
        let gone = Writer::objects().exclude(via(Writer::written).tags.exists()).delete(db).await?;
        assert_eq!(gone.total(), 0);
        let gone = pages().filter(Page.links.name.eq("b")).delete(db).await?;
        assert_eq!((gone.of_model("Page"), gone.of_model("Page_tags"), gone.of_model("Page_links")), (2, 3, 4));
        assert_eq!(pages().count(db).await?, 3);
        let gone = Writer::objects().filter(via(Writer::written).parent.is_null()).delete(db).await?;
        assert_eq!((gone.of_model("Writer"), gone.of_model("Page")), (2, 3), "root takes b along");
        Ok(())
    }
}
