//! Querysets: terminals, orders, limits.

use crate::many_to_one::{names, two_owners};
use crate::models::{Cat, Owner};
use crate::support::{on_every_database, statements};
use orm::prelude::*;
use orm::{Error, ErrorKind};

/// Numbered rows, with a number that may be missing.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "querysets_row")]
struct Row {
    id: i64,
    rank: i64,
    maybe: Option<i64>,
}

/// Ranks 0 to 24; `maybe` is the rank modulo 5, and NULL for 0.
async fn rows(db: &Db) -> orm::Result<()> {
    db.transaction(async |tx| {
        for rank in 0..25 {
            Row::create().rank(rank).maybe(Some(rank % 5).filter(|it| *it > 0)).save(&tx).await?;
        }
        Ok(())
    })
    .await
}

fn ranks(rows: &[Row]) -> Vec<i64> {
    rows.iter().map(|row| row.rank).collect()
}

fn kind<T: std::fmt::Debug>(result: orm::Result<T>) -> ErrorKind {
    result.unwrap_err().kind()
}

on_every_database! {
    async fn terminals_send_one_statement(db: &Database) {
        rows(db).await?;
        let all = Row::objects();
        let (found, sent) = statements(db, all.clone().all(db)).await?;
        assert_eq!((found.len(), sent), (25, 1));
        let (found, sent) = statements(db, all.clone().get(db, 3)).await?;
        assert_eq!((found.rank, sent), (2, 1));
        let (found, sent) = statements(db, all.clone().filter(Row.rank.eq(7)).one(db)).await?;
        assert_eq!((found.rank, sent), (7, 1));
        let (found, sent) = statements(db, all.clone().first(db)).await?;
        assert_eq!((found.map(|row| row.rank), sent), (Some(0), 1));
        let (found, sent) = statements(db, all.clone().last(db)).await?;
        assert_eq!((found.map(|row| row.rank), sent), (Some(24), 1));
        assert_eq!(statements(db, all.clone().count(db)).await?, (25, 1));
        assert_eq!(statements(db, all.clone().exists(db)).await?, (true, 1));
        let (found, sent) = statements(db, all.clone().in_bulk(db, [1, 2, 2, 999])).await?;
        assert_eq!((found.len(), found[&1].rank, found[&2].rank, sent), (2, 0, 1, 1));
        let (found, sent) = statements(db, all.clone().in_bulk(db, [] as [i64; 0])).await?;
        assert_eq!((found.len(), sent), (0, 0));
        assert_eq!(statements(db, all.clone().filter(Row.rank.lt(3)).update(db, Row.maybe.set(9))).await?, (3, 1));
        let (report, sent) = statements(db, all.clone().filter(Row.rank.lt(2)).delete(db)).await?;
        assert_eq!((report.total(), report.of_model("Row"), report.of_model("Cat"), sent), (2, 2, 0, 1));
        let nothing = all.filter(Row.rank.lt(0));
        assert_eq!(nothing.clone().first(db).await?, None);
        assert_eq!(nothing.clone().last(db).await?, None);
        assert_eq!((nothing.clone().count(db).await?, nothing.clone().exists(db).await?), (0, false));
        assert_eq!((nothing.clone().update(db, Row.rank.set(1)).await?, nothing.delete(db).await?.total()), (0, 0));
        Ok(())
    }

    async fn none_and_too_many_are_errors(db: &Database) {
        rows(db).await?;
        let error = Row::objects().get(db, 999).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::NotFound, Some("Row")));
        let none = Row::objects().filter(Row.rank.eq(99));
        assert_eq!(kind(none.clone().one(db).await), ErrorKind::NotFound);
        assert_eq!(none.one(db).await.optional()?, None);
        let some = Row::objects().filter(Row.maybe.eq(1));
        let error = some.clone().one(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::MultipleFound, Some("Row")));
        assert_eq!(kind(some.one(db).await.optional()), ErrorKind::MultipleFound, "only a missing row is `None`");
        assert_eq!(Row::objects().limit(1).one(db).await?.rank, 0, "a limit leaves one");
        Ok(())
    }

    async fn get_and_in_bulk_look_among_the_rows_of_the_queryset(db: &Database) {
        rows(db).await?;
        let even = Row::objects().filter(Row.rank.lt(10));
        assert_eq!(kind(even.clone().get(db, 20).await), ErrorKind::NotFound);
        assert_eq!(even.clone().in_bulk(db, [1, 20]).await?.len(), 1);
        let page = even.order_by(Row.rank.desc()).limit(2).offset(1);
        assert_eq!(ranks(&page.clone().all(db).await?), [8]);
        assert_eq!(page.clone().get(db, 9).await?.rank, 8, "the row is on the page, wherever it stands there");
        assert_eq!(kind(page.clone().get(db, 8).await), ErrorKind::NotFound, "it is not on the page");
        let found = Row::objects().order_by(Row.rank).limit(3).in_bulk(db, [5, 4, 3, 2]).await?;
        assert_eq!(found.into_keys().collect::<std::collections::BTreeSet<_>>(), [2, 3].into());
        Ok(())
    }

    async fn limits_and_offsets_are_arithmetic(db: &Database) {
        rows(db).await?;
        // Whatever the order of the calls, it is what the same calls on an iterator would give.
        let calls: [&[(char, usize)]; 17] = [
            &[('l', 3)], &[('o', 22)], &[('l', 3), ('o', 1)], &[('o', 1), ('l', 3)], &[('l', 5), ('l', 2)], &[('l', 2), ('l', 5)],
            &[('o', 2), ('o', 3)], &[('o', 20), ('l', 10)], &[('l', 0)], &[('o', 3), ('l', 0)], &[('l', 2), ('o', 2)],
            &[('l', 2), ('o', 9)], &[('l', usize::MAX)], &[('o', usize::MAX)], &[('o', 1), ('l', usize::MAX)],
            &[('l', usize::MAX), ('o', 3), ('o', usize::MAX)], &[('o', 2), ('l', 8), ('o', 1), ('l', 2), ('o', 1)],
        ];
        for calls in calls {
            let (mut set, mut expected) = (Row::objects().order_by(Row.rank), (0..25).collect::<Vec<i64>>());
            for &(call, by) in calls {
                (set, expected) = if call == 'l' {
                    (set.limit(by), expected.into_iter().take(by).collect())
                } else {
                    (set.offset(by), expected.into_iter().skip(by).collect())
                };
            }
            assert_eq!(ranks(&set.clone().all(db).await?), expected, "{calls:?}");
            assert_eq!(set.clone().count(db).await?, i64::try_from(expected.len()).unwrap(), "{calls:?}");
            assert_eq!(set.clone().exists(db).await?, !expected.is_empty(), "{calls:?}");
            assert_eq!(set.first(db).await?.map(|row| row.rank), expected.first().copied(), "{calls:?}");
        }
        Ok(())
    }

    async fn a_limit_comes_before_what_is_said_after_it(db: &Database) {
        rows(db).await?;
        let five = Row::objects().order_by(Row.rank.desc()).limit(5);
        assert_eq!(ranks(&five.clone().filter(Row.rank.lt(22)).all(db).await?), [21, 20]);
        assert_eq!(ranks(&five.clone().exclude(Row.rank.lt(22)).limit(2).filter(Row.rank.ne(24)).all(db).await?), [23]);
        assert_eq!(five.clone().filter(Row.rank.lt(22)).count(db).await?, 2);
        assert_eq!(five.clone().filter(Row.maybe.is_null()).update(db, Row.maybe.set(100)).await?, 1);
        assert_eq!(Row::objects().filter(Row.maybe.eq(100)).one(db).await?.rank, 20);
        assert_eq!(five.clone().update(db, Row.maybe.set(7)).await?, 5);
        assert_eq!(Row::objects().filter(Row.maybe.eq(7)).count(db).await?, 5);
        assert_eq!(five.clone().offset(4).delete(db).await?.total(), 1);
        assert_eq!(ranks(&five.clone().all(db).await?), [24, 23, 22, 21, 19]);
        assert_eq!(five.clone().limit(0).delete(db).await?.total(), 0);
        assert_eq!(Row::objects().limit(0).update(db, Row.rank.set(0)).await?, 0);
        // What could mean two things is refused.
        let (kinds, sent) = statements(db, async { Ok([
            kind(five.clone().order_by(Row.id).all(db).await),
            kind(five.clone().reverse().count(db).await),
            kind(five.clone().last(db).await),
        ]) }).await?;
        assert_eq!((kinds, sent), ([ErrorKind::Unsupported; 3], 0));
        Ok(())
    }

    async fn orders(db: &Database) {
        rows(db).await?;
        let few = Row::objects().filter(Row.rank.lt(6));
        let by = async |set: orm::QuerySet<Row>| set.all(db).await.map(|rows| ranks(&rows));
        assert_eq!(by(few.clone().order_by(Row.rank.desc())).await?, [5, 4, 3, 2, 1, 0]);
        assert_eq!(by(few.clone().order_by((Row.maybe, Row.rank))).await?, [0, 5, 1, 2, 3, 4], "NULL is the lowest");
        assert_eq!(by(few.clone().order_by((Row.maybe.desc(), Row.rank.desc()))).await?, [4, 3, 2, 1, 5, 0]);
        assert_eq!(by(few.clone().order_by((Row.maybe.asc().nulls_last(), Row.rank))).await?, [1, 2, 3, 4, 0, 5]);
        assert_eq!(by(few.clone().order_by((Row.maybe.desc().nulls_first(), Row.rank))).await?, [0, 5, 4, 3, 2, 1]);
        assert_eq!(by(few.clone().order_by((Row.maybe.asc().nulls_last(), Row.rank)).reverse()).await?, [5, 0, 4, 3, 2, 1]);
        assert_eq!(by(few.clone().order_by((Row.maybe, Row.rank)).reverse().reverse()).await?, [0, 5, 1, 2, 3, 4]);
        assert_eq!(by(few.clone().reverse()).await?, [5, 4, 3, 2, 1, 0], "by key where there is no order");
        assert_eq!(by(few.clone().order_by(Row.rank).order_by(Row.rank.desc())).await?, [5, 4, 3, 2, 1, 0], "the last counts");
        assert_eq!(by(few.clone().order_by(vec![Row.maybe.desc(), Row.rank.asc()])).await?, [4, 3, 2, 1, 0, 5]);
        let ends = few.clone().order_by((Row.maybe.asc().nulls_last(), Row.rank));
        assert_eq!(ends.clone().first(db).await?.map(|row| row.rank), Some(1));
        assert_eq!(ends.last(db).await?.map(|row| row.rank), Some(5));
        assert_eq!(few.order_by(Row.rank.desc()).order_by(()).first(db).await?.map(|row| row.rank), Some(0), "by key again");
        Ok(())
    }

    async fn a_model_has_an_order_of_its_own(db: &Database) {
        let (ann, bob) = two_owners(db).await?;
        bob.cat_set().create().name("Milo").lives(3).save(db).await?;
        bob.cat_set().create().name("Ace").save(db).await?;
        let shown = |cats: Vec<Cat>| cats.iter().map(|cat| format!("{}{}", cat.name, cat.lives)).collect::<Vec<_>>().join(" ");
        assert_eq!(shown(Cat::objects().all(db).await?), "Ace9 Milo9 Milo3 Rex9 Zoe9");
        assert_eq!(shown(Cat::objects().reverse().all(db).await?), "Zoe9 Rex9 Milo3 Milo9 Ace9");
        assert_eq!(Cat::objects().first(db).await?.map(|cat| cat.name), Some("Ace".into()));
        assert_eq!(Cat::objects().last(db).await?.map(|cat| cat.name), Some("Zoe".into()));
        assert_eq!(Cat::objects().order_by(()).first(db).await?.map(|cat| cat.name), Some("Milo".into()), "by key");
        // Over relations, and where these lead to nothing.
        let by_vet = Cat::objects().order_by((Cat.vet.name.desc().nulls_last(), Cat.owner.name, Cat.name));
        assert_eq!(names(&by_vet.all(db).await?), ["Zoe", "Rex", "Milo", "Ace", "Milo"]);
        let by_city = Cat::objects().filter(Cat.owner.city.is_null() | Cat.owner.eq(&ann)).order_by((Cat.owner.city.desc(), Cat.id));
        assert_eq!(names(&by_city.all(db).await?), ["Milo", "Zoe", "Rex", "Milo", "Ace"]);
        Ok(())
    }

    async fn search_forms(db: &Database) {
        rows(db).await?;
        let count = async |set: orm::QuerySet<Row>| set.count(db).await;
        let (low, none) = (Some(20), None::<i64>);
        assert_eq!(count(Row::objects().filter_if(low, |it| Row.rank.ge(it)).filter_if(none, |it| Row.rank.lt(it))).await?, 5);
        assert_eq!(count(Row::objects().filter(low.map(|it| Row.rank.lt(it)))).await?, 20);
        assert_eq!(count(Row::objects().filter(none.map(|it| Row.rank.lt(it)))).await?, 25);
        assert_eq!(count(Row::objects().exclude(none.map(|it| Row.rank.lt(it)))).await?, 25);
        assert_eq!(count(Row::objects().filter(orm::all_of([]))).await?, 25, "all of none: every row");
        assert_eq!(count(Row::objects().filter(orm::any_of([]))).await?, 0, "any of none: no row");
        assert_eq!(count(Row::objects().exclude(orm::all_of([]))).await?, 0);
        assert_eq!(count(Row::objects().exclude(orm::any_of([]))).await?, 25);
        assert_eq!(count(Row::objects().filter(orm::any_of([1, 3, 99].map(|it| Row.rank.eq(it))))).await?, 2);
        assert_eq!(count(Row::objects().filter(orm::all_of([Row.rank.gt(3), Row.rank.lt(6)]))).await?, 2);
        Ok(())
    }

    async fn clones_are_independent(db: &Database) {
        rows(db).await?;
        let base = Row::objects().filter(Row.rank.lt(10));
        let narrow = base.clone().filter(Row.rank.gt(7));
        let page = base.clone().order_by(Row.rank.desc()).limit(1);
        assert_eq!((base.clone().count(db).await?, narrow.count(db).await?, page.count(db).await?), (10, 2, 1));
        Row::objects().filter(Row.rank.eq(0)).delete(db).await?;
        assert_eq!(base.clone().count(db).await?, 9, "it asks anew each time");
        assert_eq!(format!("{:?}", base.filter(Row.rank.eq(123_456))), "QuerySet of Row", "no value in a log");
        Ok(())
    }

    async fn updates_and_deletes_over_relations(db: &Database) {
        let (ann, bob) = two_owners(db).await?;
        let changed = Cat::objects().filter(Cat.owner.city.eq("Paris")).update(db, (Cat.lives.set(Cat.lives - 2), Cat.vet.set(&ann))).await?;
        assert_eq!(changed, 2);
        assert_eq!(ann.patients().filter(Cat.lives.eq(7)).count(db).await?, 2);
        assert_eq!(Cat::objects().filter(Cat.vet.eq(&bob)).update(db, Cat.vet.set_null()).await?, 1);
        assert_eq!(Owner::objects().filter(via(Owner::cat_set).name.eq("Rex")).update(db, Owner.city.set("Rome")).await?, 1);
        assert_eq!(Owner::objects().filter(Owner.city.eq("Rome")).one(db).await?.name, "Bob");
        assert_eq!(Cat::objects().filter(Cat.owner.name.eq("Ann") & Cat.vet.name.eq("Ann")).delete(db).await?.total(), 2);
        assert_eq!(names(&Cat::objects().all(db).await?), ["Rex"]);
        assert_eq!(Owner::objects().filter(via(Owner::cat_set).is_null()).delete(db).await?.total(), 1);
        let (none, sent) = statements(db, Owner::objects().update(db, Vec::new())).await?;
        assert_eq!((none, sent), (0, 0), "nothing is set, so nothing is sent");
        let error = Cat::objects().update(db, (Cat.lives.set(1), Cat.lives.set(2))).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::Config, Some("lives")));
        Ok::<_, Error>(())
    }
}
