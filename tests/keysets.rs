//! Pages by a cursor: `page_after` and `page_before`.

mod plans;

use crate::support::{on_every_database, statements};
use orm::model::Order;
use orm::prelude::*;
use orm::{Cursor, ErrorKind, KeysetPage, QuerySet};

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keyset_item")]
struct Item {
    id: i64,
    rank: Option<i32>,
    #[field(max_length = 20)]
    label: String,
    weight: f64,
    tame: bool,
    #[foreign_key(on_delete = set_null, related_name = "parts")]
    whole: Option<ForeignKey<Item>>,
}

/// Two columns are its key.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keyset_place")]
struct Place {
    #[primary_key]
    #[field(max_length = 5)]
    shelf: String,
    note: Option<String>,
    #[primary_key]
    number: i32,
}

#[derive(View, Debug, PartialEq)]
#[view(Item)]
struct ItemLine {
    label: String,
    whole: Option<WholeLine>,
    #[view(via(Item::parts))]
    parts: Vec<WholeLine>,
}

#[derive(View, Debug, PartialEq)]
#[view(Item)]
struct WholeLine {
    label: String,
}

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }

    /// Few values, so that many rows are tied, and some are NULL.
    async fn item(&mut self, db: &Db, others: &[Item]) -> orm::Result<Item> {
        let rank = [None, Some(-1), Some(0), Some(2_000_000_000)][self.below(4)];
        let label = ["", "a", "A", "b'\"", "é"][self.below(5)];
        let weight = [-0.5, 0.1, 1e300][self.below(3)];
        let whole = (self.below(3) > 0 && !others.is_empty()).then(|| &others[self.below(others.len())]);
        let draft = Item::create().label(label).weight(weight).tame(self.below(2) == 0).whole(whole);
        draft.rank(rank).save(db).await
    }

    async fn items(&mut self, db: &Db, count: usize) -> orm::Result<Vec<Item>> {
        let mut items = Vec::new();
        for _ in 0..count {
            items.push(self.item(db, &items).await?);
        }
        Ok(items)
    }
}

fn orders() -> Vec<Vec<Order<Item>>> {
    vec![
        vec![],
        vec![Item.id.desc()],
        vec![Item.label.asc(), Item.weight.asc()],
        vec![Item.label.desc(), Item.id.desc()],
        vec![Item.label.asc(), Item.weight.desc()],
        vec![Item.rank.asc()],
        vec![Item.rank.desc(), Item.label.asc()],
        vec![Item.tame.desc(), Item.rank.asc().nulls_last(), Item.id.desc()],
        vec![Item.rank.desc().nulls_first(), Item.weight.asc(), Item.tame.asc()],
        vec![Item.whole.label.desc(), Item.whole.rank.asc()],
        vec![via(Item::parts).count().desc(), (Item.weight * 2.0).desc()],
        vec![Item.id.asc(), Item.label.desc()],
    ]
}

/// Through text and back, as a URL takes it.
fn sent<M: orm::model::Table>(cursor: Cursor<M>) -> Cursor<M> {
    let text = cursor.to_string();
    assert!(text.chars().all(|it| it.is_ascii_alphanumeric() || it == '-' || it == '_'), "{text}");
    let again: Cursor<M> = text.parse().unwrap();
    assert_eq!(again, cursor);
    again
}

/// All pages from the first to the last, a statement each.
async fn forward(set: &QuerySet<Item>, db: &Db, size: usize) -> orm::Result<Vec<Item>> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let first = after.is_none();
        let (page, count) = statements(db, set.clone().page_after(db, size, after)).await?;
        assert_eq!((count, page.previous.is_none()), (1, first));
        assert!(page.rows.len() == size || page.next.is_none());
        all.extend(page.rows);
        match page.next {
            None => return Ok(all),
            Some(next) => after = Some(sent(next)),
        }
    }
}

/// All pages from the last to the first.
async fn backward(set: &QuerySet<Item>, db: &Db, size: usize) -> orm::Result<Vec<Item>> {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let last = before.is_none();
        let (page, count) = statements(db, set.clone().page_before(db, size, before)).await?;
        assert_eq!((count, page.next.is_none()), (1, last));
        all.splice(0..0, page.rows);
        match page.previous {
            None => return Ok(all),
            Some(previous) => before = Some(sent(previous)),
        }
    }
}

on_every_database! {
    async fn the_pages_are_the_list(db: &Database) {
        Random(1).items(db, 40).await?;
        for (n, order) in orders().into_iter().enumerate() {
            let set = Item::objects().order_by(order);
            // The same list, told apart by key.
            let page = set.clone().page(db, 1, 100).await?.rows;
            assert_eq!(page.len(), 40);
            for size in [1, 7, 40, 41] {
                assert_eq!(forward(&set, db, size).await?, page, "order {n}, pages of {size}");
                assert_eq!(backward(&set, db, size).await?, page, "order {n}, pages of {size}, backwards");
            }
        }
        Ok(())
    }

    async fn forth_and_back(db: &Database) {
        Random(2).items(db, 10).await?;
        let set = || Item::objects().order_by((Item.rank.desc(), Item.label)).filter(Item.weight.lt(1e10));
        let all = set().page(db, 1, 100).await?.rows;
        let KeysetPage { rows: first, next, .. } = set().page_after(db, 2, None).await?;
        let KeysetPage { rows: second, previous, next, .. } = set().page_after(db, 2, next).await?;
        assert_eq!([first.clone(), second.clone()].concat(), all[..4]);
        let back = set().page_before(db, 2, previous).await?;
        assert_eq!((back.rows, back.previous.is_none()), (first, true));
        assert_eq!(set().page_after(db, 2, back.next).await?.rows, second);
        // Behind the last there is none, and the way back begins with the last.
        set().filter(Item.id.in_(all[4..].iter().map(|it| it.id))).delete(db).await?;
        let none = set().page_after(db, 2, next).await?;
        assert!(none.rows.is_empty() && none.next.is_none());
        assert_eq!(set().page_before(db, 2, none.previous).await?.rows, second);
        let none = Item::objects().filter(Item.id.lt(0)).page_after(db, 2, None).await?;
        assert!(none.rows.is_empty() && none.next.is_none() && none.previous.is_none());
        Ok(())
    }

    async fn while_rows_come_and_go(db: &Database) {
        let mut random = Random(3);
        for order in orders() {
            let set = Item::objects().order_by(order);
            let mut others = Vec::new();
            for _ in 0..12 {
                others.push(random.item(db, &[]).await?);
            }
            let before = Item::objects().all(db).await?;
            let (mut seen, mut gone, mut after): (Vec<i64>, Vec<i64>, _) = (Vec::new(), Vec::new(), None);
            loop {
                let page = set.clone().page_after(db, 4, after).await?;
                for item in &page.rows {
                    assert!(!seen.contains(&item.id), "shown twice");
                    seen.push(item.id);
                }
                // One goes that was perhaps the last of a page; one comes anywhere.
                let one = others.swap_remove(random.below(others.len()));
                one.delete(db).await?;
                gone.push(one.id);
                others.push(random.item(db, &[]).await?);
                match page.next {
                    None => break,
                    Some(next) => after = Some(sent(next)),
                }
            }
            let left: Vec<_> = before.iter().filter(|it| !gone.contains(&it.id)).collect();
            assert!(left.iter().all(|it| seen.contains(&it.id)), "left out");
            Item::objects().delete(db).await?;
        }
        Ok(())
    }

    async fn of_any_shape(db: &Database) {
        let items = Random(4).items(db, 9).await?;
        let set = || Item::objects().order_by((Item.label.desc(), Item.rank));
        let all = set().page(db, 1, 100).await?.rows;
        let labels: Vec<_> = all.iter().map(|it| it.label.clone()).collect();
        let after = || async { Ok::<_, orm::Error>(set().page_after(db, 3, None).await?.next) };

        let (page, count) = statements(db, set().view::<ItemLine>().page_after(db, 3, after().await?)).await?;
        assert_eq!((page.rows.iter().map(|it| it.label.clone()).collect::<Vec<_>>(), count), (labels[3..6].to_vec(), 2));
        let last = set().view::<ItemLine>().page_after(db, 30, page.next).await?;
        assert_eq!((last.rows.len(), last.next.is_none()), (3, true));
        let page = set().select((Item.weight, Item.label)).page_after(db, 3, after().await?).await?;
        assert_eq!(page.rows, all[3..6].iter().map(|it| (it.weight, it.label.clone())).collect::<Vec<_>>());
        let page = set().with(Item.whole).annotate(via(Item::parts).count()).page_after(db, 3, after().await?).await?;
        for ((item, whole, _), expected) in page.rows.iter().zip(&all[3..6]) {
            assert_eq!((item, whole.as_ref().map(|it| it.id)), (expected, expected.whole.as_ref().map(|it| *it.key())));
        }
        let (page, count) = statements(db, set().load(Item.whole.whole.joined()).page_before(db, 4, None)).await?;
        assert_eq!((&page.rows[..], count), (&all[5..], 1));
        assert!(page.rows.iter().all(|it| it.whole.as_ref().is_none_or(|it| it.loaded().is_some())));
        // Of a manager, and within a limit.
        let whole = items.iter().find(|it| all.iter().any(|part| part.whole.as_ref().is_some_and(|key| *key.key() == it.id))).unwrap();
        let parts = whole.parts().query().page_after(db, 1, None).await?;
        assert_eq!(parts.rows[0].whole.as_ref().map(|it| *it.key()), Some(whole.id));
        let KeysetPage { rows, next, .. } = set().limit(5).page_after(db, 3, None).await?;
        assert_eq!(rows, all[..3]);
        let KeysetPage { rows, next, previous, .. } = set().limit(5).page_after(db, 3, next).await?;
        assert_eq!((&rows[..], next.is_none()), (&all[3..5], true));
        assert_eq!(set().limit(5).page_before(db, 2, previous).await?.rows, all[1..3]);
        let error = set().limit(5).page_before(db, 2, None).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::Unsupported, Some("Item")));
        Ok(())
    }

    async fn by_keys_of_several_columns(db: &Database) {
        for (shelf, number) in [("b", 1), ("a", 2), ("b", 3), ("a", 1), ("c'", -5)] {
            Place::create().shelf(shelf).number(number).save(db).await?;
        }
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let page = Place::objects().order_by(Place.note).page_after(db, 2, after).await?;
            seen.extend(page.rows.into_iter().map(|it| (it.shelf, it.number)));
            let Some(next) = page.next else { break };
            after = Some(sent(next));
        }
        assert_eq!(seen, [("a", 1), ("a", 2), ("b", 1), ("b", 3), ("c'", -5)].map(|(shelf, number)| (shelf.to_owned(), number)));
        Ok(())
    }

    async fn cursors_from_outside(db: &Database) {
        Random(5).items(db, 3).await?;
        let set = || Item::objects().order_by((Item.label, Item.rank));
        let cursor = set().page_after(db, 1, None).await?.next.unwrap();
        assert_eq!(format!("{cursor:?}"), "Cursor");
        let text = cursor.to_string();
        for wrong in ["", "x", "é", "' OR 1=1 --", "AQ", "AgAA", &format!("{text}="), &format!("{text}A"), &text[1..], &text.to_lowercase(), &"A".repeat(100_000)] {
            match wrong.parse::<Cursor<Item>>() {
                Err(error) => assert_eq!((error.kind(), error.model()), (ErrorKind::Config, Some("Item")), "{error}"),
                Ok(cursor) => assert_eq!(set().page_after(db, 1, Some(cursor)).await.unwrap_err().kind(), ErrorKind::Config),
            }
        }
        // Another order, cut between two values, of another model; and a page of nothing.
        let other = Item::objects().order_by((Item.label, Item.rank.desc())).page_after(db, 1, Some(cursor.clone())).await;
        let error = other.unwrap_err();
        assert!(error.kind() == ErrorKind::Config && error.message().contains("another order"), "{error}");
        let place: Cursor<Place> = text.parse()?;
        assert_eq!(Place::objects().page_after(db, 1, Some(place)).await.unwrap_err().kind(), ErrorKind::Config);
        assert_eq!(set().page_after(db, 0, None).await.unwrap_err().kind(), ErrorKind::Config);
        let refused = set().limit(3).order_by(Item.id).page_after(db, 1, None).await;
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::Unsupported);
        // Each byte changed to any other is a place, or an error of ours: never one of the database.
        for at in 0..text.len() {
            for letter in ["A", "Q", "_", "z", "5"] {
                let changed = format!("{}{letter}{}", &text[..at], &text[at + 1..]);
                let page = match changed.parse::<Cursor<Item>>() {
                    Ok(cursor) => set().page_after(db, 5, Some(cursor)).await,
                    Err(error) => Err(error),
                };
                if let Err(error) = page {
                    assert_eq!(error.kind(), ErrorKind::Config, "{changed}: {error}");
                }
            }
        }
        Ok(())
    }
}
