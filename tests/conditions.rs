//! Conditions hold or they do not: NULL, complements, and what is said of related rows.

use crate::support::on_every_database;
use orm::model::Cond;
use orm::prelude::*;
use orm::{Error, ErrorKind};

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "conditions_pair")]
struct Pair {
    id: i64,
    a: Option<i64>,
    b: Option<i64>,
    name: Option<String>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "conditions_blog", ordering(name))]
struct Blog {
    id: i64,
    name: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "conditions_entry")]
struct Entry {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    blog: ForeignKey<Blog>,
    title: String,
    year: i32,
    rating: Option<i32>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "conditions_order")]
struct Order {
    id: i64,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "conditions_item")]
struct Item {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    order: ForeignKey<Order>,
    status: Option<i32>,
}

/// The ids of those that satisfy it; those that do not must be all the others.
async fn ids(db: &Db, condition: Cond<Pair>) -> orm::Result<Vec<i64>> {
    let ids = async |set: orm::QuerySet<Pair>| {
        Ok::<Vec<i64>, Error>(set.order_by(Pair.id).all(db).await?.into_iter().map(|pair| pair.id).collect())
    };
    let it = ids(Pair::objects().filter(condition.clone())).await?;
    let others = ids(Pair::objects().exclude(condition.clone())).await?;
    let mut both = [it.clone(), others.clone()].concat();
    both.sort_unstable();
    assert_eq!(both, ids(Pair::objects()).await?, "a row satisfies it or does not");
    assert_eq!(ids(Pair::objects().filter(!condition.clone())).await?, others);
    assert_eq!(ids(Pair::objects().filter(!!condition)).await?, it);
    Ok(it)
}

async fn blogs(db: &Db) -> orm::Result<()> {
    let mut made = Vec::new();
    for name in ["Beat", "Empty", "Pop"] {
        made.push(Blog::create().name(name).save(db).await?);
    }
    let entries =
        [(0, "Lennon bio", 2008), (0, "Lennon paper", 2009), (2, "Best albums", 2008), (2, "Lennon hop", 2020)];
    for (blog, title, year) in entries {
        Entry::create().blog(&made[blog]).title(title).year(year).save(db).await?;
    }
    Ok(())
}

on_every_database! {
    async fn names_and_null(db: &Database) {
        let one = Pair::create().name("i1").save(db).await?.id;
        let null = Pair::create().save(db).await?.id;
        let no_text = [] as [&str; 0];
        assert_eq!(ids(db, Pair.name.eq("i1")).await?, [one]);
        assert_eq!(ids(db, Pair.name.ne("i1")).await?, [null]);
        assert_eq!(ids(db, Pair.name.in_(no_text)).await?, [0; 0]);
        assert_eq!(ids(db, !Pair.name.in_(no_text)).await?, [one, null]);
        assert_eq!(ids(db, !Pair.name.in_(["i1"])).await?, [null]);
        assert_eq!(ids(db, !Pair.name.in_(["i3"])).await?, [one, null]);
        assert_eq!(ids(db, !Pair.name.in_([Null])).await?, [one]);
        assert_eq!(ids(db, !Pair.name.in_([None, Some("i1")])).await?, [0; 0]);
        assert_eq!(ids(db, Pair.name.in_([None, Some("i1")])).await?, [one, null]);
        assert_eq!(ids(db, Pair.name.in_([Null])).await?, [null], "NULL in a list is asked for");
        for condition in [Pair.name.gt("a"), Pair.name.contains("i"), Pair.name.icontains("I"), Pair.name.like("i_"),
            Pair.name.startswith("i"), Pair.name.endswith("1"), Pair.name.iexact("I1"), Pair.name.between("a", "z"), Pair.name.le("z")] {
            assert_eq!(ids(db, condition.clone()).await?, [one]);
            assert_eq!(ids(db, !condition).await?, [null]);
        }
        assert_eq!(ids(db, Pair.name.eq(Null)).await?, [null]);
        assert_eq!(ids(db, Pair.name.eq(None::<&str>)).await?, [null]);
        assert_eq!(ids(db, Pair.name.ne(Null)).await?, [one]);
        assert_eq!(ids(db, Pair.name.is_null()).await?, [null]);
        assert_eq!(ids(db, Pair.name.gt(None::<&str>)).await?, [0; 0], "nothing is above NULL");
        assert_eq!(ids(db, !Pair.name.lt(Null)).await?, [one, null]);
        Ok(())
    }

    async fn two_columns(db: &Database) {
        let mut all = Vec::new();
        for (a, b) in [(Some(1), Some(1)), (Some(2), None), (Some(3), Some(4)), (None, None)] {
            all.push(Pair::create().a(a).b(b).save(db).await?.id);
        }
        let [x, y, z, n] = all[..] else { panic!("four") };
        assert_eq!(ids(db, Pair.a.eq(Pair.b)).await?, [x], "NULL equals nothing, not even NULL");
        assert_eq!(ids(db, Pair.a.ne(Pair.b)).await?, [y, z, n]);
        assert_eq!(ids(db, Pair.a.lt(Pair.b)).await?, [z]);
        assert_eq!(ids(db, Pair.a.ge(Pair.b)).await?, [x]);
        assert_eq!(ids(db, (Pair.a.gt(1) & !Pair.a.lt(3)) | (!Pair.a.gt(1) & Pair.a.lt(3))).await?, [x, z]);
        assert_eq!(ids(db, (Pair.a + Pair.b).eq(7)).await?, [z]);
        assert_eq!(ids(db, (Pair.a + Pair.b).ne(7)).await?, [x, y, n]);
        assert_eq!(ids(db, (Pair.a + 1).is_null()).await?, [n]);
        assert_eq!(ids(db, Pair.a.eq(1) | Pair.b.is_null()).await?, [x, y, n]);
        assert_eq!(ids(db, !(Pair.a.eq(1) | Pair.b.eq(4))).await?, [y, n]);
        assert_eq!(ids(db, !(Pair.a.eq(2) & Pair.b.eq(4))).await?, [x, y, z, n]);
        assert_eq!(ids(db, !(Pair.a.ge(2) & !Pair.b.eq(4))).await?, [x, z, n]);
        assert_eq!(ids(db, Pair.a.between(Pair.b, 3)).await?, [x]);
        assert_eq!(ids(db, Pair.a.lt(i64::MAX)).await?, [x, y, z]);
        assert_eq!(ids(db, orm::all_of([])).await?, [x, y, z, n]);
        assert_eq!(ids(db, orm::any_of([])).await?, [0; 0]);
        Ok(())
    }

    async fn blogs_and_their_entries(db: &Database) {
        blogs(db).await?;
        let entry = || via(Blog::entry_set);
        let find = async |condition: Cond<Blog>| {
            let rows = Blog::objects().filter(condition.clone()).all(db).await?;
            let others = Blog::objects().exclude(condition.clone()).count(db).await?;
            assert_eq!(i64::try_from(rows.len()).unwrap() + others, 3);
            assert_eq!(Blog::objects().filter(condition).count(db).await?, 3 - others);
            Ok::<_, Error>(rows.iter().map(|blog| blog.name.as_str()).collect::<Vec<_>>().join(" "))
        };
        let lennon = || Entry.title.contains("Lennon");
        assert_eq!(find(entry().some(lennon() & Entry.year.eq(2008))).await?, "Beat", "the same entry");
        assert_eq!(find(entry().title.contains("Lennon") & entry().year.eq(2008)).await?, "Beat Pop", "any two; a row comes once");
        assert_eq!(find(entry().none(lennon() & Entry.year.eq(2008))).await?, "Empty Pop");
        assert_eq!(find(!entry().some(lennon() & Entry.year.eq(2008))).await?, "Empty Pop");
        assert_eq!(find(!(entry().title.contains("Lennon") & entry().year.eq(2008))).await?, "Empty");
        assert_eq!(find(!entry().year.eq(2020)).await?, "Beat Empty");
        assert_eq!(find(entry().year.ne(2020)).await?, "Beat Empty");
        assert_eq!(find(entry().is_null()).await?, "Empty");
        assert_eq!(find(!entry().is_null()).await?, "Beat Pop");
        assert_eq!(find(entry().rating.is_null()).await?, "Beat Pop", "some entry without a rating; Django adds the blogs without entries");
        assert_eq!(find(entry().some(Entry.rating.is_null()) | entry().is_null()).await?, "Beat Empty Pop");
        assert_eq!(find(entry().every(Entry.rating.is_null())).await?, "Beat Empty Pop");
        assert_eq!(find(entry().some(!Entry.rating.is_null())).await?, "");
        assert_eq!(find(entry().year.eq(2020) | Blog.name.eq("Empty")).await?, "Empty Pop");
        assert_eq!(find(entry().every(lennon())).await?, "Beat Empty");
        assert_eq!(find(!entry().is_null() & entry().every(lennon())).await?, "Beat");
        assert_eq!(find(entry().rating.eq(1)).await?, "");
        assert_eq!(find(entry().rating.ne(1)).await?, "Beat Empty Pop");
        assert_eq!(find(entry().blog.name.eq("Pop")).await?, "Pop", "there and back");
        assert_eq!(find(entry().some(Entry.blog.via(Blog::entry_set).some(Entry.year.eq(2020)))).await?, "Pop");
        // From an entry over its blog to the other entries.
        let siblings = Entry::objects().filter(Entry.blog.via(Blog::entry_set).title.eq("Lennon hop")).order_by(Entry.year);
        assert_eq!(siblings.all(db).await?.iter().map(|entry| entry.year).collect::<Vec<_>>(), [2008, 2020]);
        let before_lennon_paper = Entry::objects().filter(Entry.blog.via(Blog::entry_set).year.gt(Entry.year));
        assert_eq!(before_lennon_paper.count(db).await?, 2, "compared with a column of the row itself");
        Ok(())
    }

    async fn orders_and_their_items(db: &Database) {
        for statuses in [&[Some(1), Some(1), Some(1)][..], &[Some(1), Some(2), Some(3)], &[Some(2), Some(3), Some(4)], &[None], &[]] {
            let order = Order::create().save(db).await?;
            for status in statuses {
                order.item_set().create().status(*status).save(db).await?;
            }
        }
        let item = || via(Order::item_set);
        let find = async |condition: Cond<Order>| {
            let rows = Order::objects().filter(condition.clone()).order_by(Order.id).all(db).await?;
            assert_eq!(i64::try_from(rows.len()).unwrap() + Order::objects().exclude(condition).count(db).await?, 5);
            Ok::<Vec<i64>, Error>(rows.iter().map(|order| order.id).collect())
        };
        assert_eq!(find(!item().status.eq(1)).await?, [3, 4, 5]);
        assert_eq!(find(!!item().status.eq(1)).await?, [1, 2]);
        assert_eq!(find(item().none(Item.status.eq(1))).await?, [3, 4, 5]);
        assert_eq!(find(item().every(Item.status.eq(1))).await?, [1, 5], "NULL is not 1");
        assert_eq!(find(!item().is_null() & item().none(Item.status.ne(1))).await?, [1]);
        assert_eq!(find(item().some(Item.status.eq(1) & Item.status.gt(1))).await?, [0; 0]);
        assert_eq!(find(item().status.eq(1) & item().status.eq(3)).await?, [2]);
        assert_eq!(find(item().some(Item.status.ne(1))).await?, [2, 3, 4]);
        assert_eq!(find(item().status.is_null()).await?, [4]);
        assert_eq!(find(!item().status.is_null()).await?, [1, 2, 3, 5]);
        assert_eq!(find(item().status.in_([None, Some(4)])).await?, [3, 4]);
        assert_eq!(find(item().every(Item.status.ge(2) | Item.status.is_null())).await?, [3, 4, 5]);
        assert_eq!(find(item().none(orm::any_of([]))).await?, [1, 2, 3, 4, 5]);
        assert_eq!(find(item().every(orm::any_of([]))).await?, [5]);
        Ok(())
    }

    async fn chains_may_be_long_and_nests_deep(db: &Database) {
        for n in 0..10 {
            Pair::create().a(n).save(db).await?;
        }
        let count = async |condition| Pair::objects().filter(condition).count(db).await;
        let chain = |join: fn(Cond<Pair>, Cond<Pair>) -> Cond<Pair>, it: fn(i64) -> Cond<Pair>| (0..10_000).map(it).reduce(join).unwrap();
        assert_eq!(count(chain(|a, b| a | b, |n| Pair.a.eq(n + 5))).await?, 5);
        assert_eq!(count(chain(|a, b| a & b, |n| Pair.a.ne(n + 5))).await?, 5);
        assert_eq!(count(!chain(|a, b| a | b, |n| Pair.a.eq(n + 5))).await?, 5);
        assert_eq!(count(chain(|a, b| b | a, |n| Pair.a.eq(n + 5))).await?, 5, "whichever way the chain grows");
        assert_eq!(count(chain(|a, b| b & a, |n| Pair.a.ne(n + 5))).await?, 5);
        assert_eq!(count(orm::any_of((0..10_000).map(|n| Pair.a.eq(n)))).await?, 10);
        let many_filters = (0..2_000).fold(Pair::objects(), |set, n| set.filter(Pair.a.ne(n + 5)));
        assert_eq!(many_filters.count(db).await?, 5);

        let nest = |depth: usize| (0..depth).fold(Pair.a.eq(1), |it, n| if n % 2 == 0 { it & Pair.a.lt(9) } else { it | Pair.a.eq(2) });
        assert_eq!(count(nest(100)).await?, 2);
        for depth in [1_000, 2_000] {
            let before = db.statements_sent();
            let deep = nest(depth);
            let copy = deep.clone();
            let error = count(deep).await.unwrap_err();
            assert_eq!((error.kind(), db.statements_sent()), (ErrorKind::Unsupported, before), "{depth}");
            assert!(error.to_string().contains("nested deeper than"), "{error}");
            assert_eq!(Pair::objects().exclude(copy).all(db).await.unwrap_err().kind(), ErrorKind::Unsupported);
        }
        let sum = (0..1_000).fold(Pair.a + 1, |sum, _| sum + 1);
        assert_eq!(Pair::objects().filter(sum.gt(0)).count(db).await.unwrap_err().kind(), ErrorKind::Unsupported);
        Ok(())
    }
}
