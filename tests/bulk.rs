//! Many rows at once: `bulk_create`, `bulk_update`, `save_only`.

use crate::models::Owner;
use crate::support::{can, on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "bulk_item", unique(shelf, place), check(Item.price.ge(0)))]
struct Item {
    id: i64,
    #[field(unique, max_length = 40)]
    code: String,
    shelf: i32,
    place: i32,
    #[field(default = 1)]
    price: i64,
    #[field(db_default = 7)]
    stock: i32,
    note: Option<String>,
    #[foreign_key(related_name = "bulk_items")]
    owner: Option<ForeignKey<Owner>>,
}

/// A key that the program gives beside a column that the database fills.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "bulk_named")]
struct Named {
    #[primary_key]
    #[field(max_length = 20)]
    name: String,
    #[field(db_default = 3)]
    size: i32,
}

/// Nothing but its key.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "bulk_only_key")]
struct OnlyKey {
    id: i64,
}

fn items(numbers: std::ops::Range<i32>) -> Vec<impl orm::model::Draft<Model = Item>> {
    numbers.map(|n| Item::create().code(format!("c{n}")).shelf(n / 100).place(n % 100)).collect()
}

on_every_database! {
    async fn rows_come_back_in_order_with_their_keys(db: &Database) {
        let (rows, sent) = statements(db, async { Item::objects().bulk_create(db, items(0..2_500)).await }).await?;
        assert_eq!(sent, if can::return_rows(db) { 3 } else { 6 }, "1,000 rows a statement, and their defaults");
        assert!(rows.windows(2).all(|two| two[0].id < two[1].id));
        assert_eq!((rows[0].code.as_str(), rows[2_499].code.as_str()), ("c0", "c2499"));
        assert_eq!((rows[7].price, rows[7].stock), (1, 7));
        assert_eq!(Item::objects().order_by(Item.id).all(db).await?, rows, "what is in memory is what is stored");
        let none: Vec<Item> = Item::objects().bulk_create(db, items(0..0)).await?;
        assert!(none.is_empty());
        Ok(())
    }

    async fn drafts_that_give_different_fields_go_together(db: &Database) {
        let ann = Owner::create().name("Ann").save(db).await?;
        let base = |n: i32| Item::create().code(format!("c{n}")).shelf(0).place(n);
        let drafts = [
            base(0),
            base(1).stock(2),
            base(2),
            base(3).note("n").owner(&ann),
            base(4).stock(5),
            base(5).id(1_000),
        ];
        let (rows, sent) = statements(db, async { Item::objects().bulk_create(db, drafts).await }).await?;
        assert_eq!(sent, if can::return_rows(db) { 4 } else { 7 }, "a statement for each set of fields, and their defaults");
        assert_eq!(rows.iter().map(|it| it.place).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
        assert_eq!(rows.iter().map(|it| it.stock).collect::<Vec<_>>(), [7, 2, 7, 7, 5, 7]);
        assert_eq!(rows[5].id, 1_000);
        for row in &rows {
            assert_eq!(&Item::objects().get(db, row.id).await?, row);
        }
        let (_, sent) = statements(db, async { rows[3].owner.as_ref().expect("it has one").load(db).await.map(|it| it.id) }).await?;
        assert_eq!(sent, 1, "its relation fields are those of loaded rows");
        let named = Named::objects().bulk_create(db, ["b", "a", "c"].map(|it| Named::create().name(it))).await?;
        assert_eq!(named.iter().map(|it| (it.name.as_str(), it.size)).collect::<Vec<_>>(), [("b", 3), ("a", 3), ("c", 3)]);
        let keys = OnlyKey::objects().bulk_create(db, [OnlyKey::create(), OnlyKey::create()]).await?;
        assert!(keys[0].id < keys[1].id);
        Ok(())
    }

    async fn an_error_names_the_row_and_nothing_is_inserted(db: &Database) {
        Item::create().code("c1777").shelf(-1).place(0).save(db).await?;
        let error = Item::objects().bulk_create(db, items(0..2_500)).await.unwrap_err();
        assert_eq!((error.kind(), error.field(), error.row()), (ErrorKind::UniqueViolation, Some("code"), Some(1_777)), "{error}");
        assert!(error.to_string().contains("row 1777"), "{error}");
        let twice = items(0..50).into_iter().chain(items(20..21));
        let error = Item::objects().bulk_create(db, twice).await.unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::UniqueViolation, Some(50)), "of two the second: {error}");
        let drafts = (0..9).map(|n| Item::create().code(format!("d{n}")).shelf(9).place(n).price(i64::from(n) - 8).owner(None::<i64>));
        let error = Item::objects().bulk_create(db, drafts).await.unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::CheckViolation, Some(0)));
        let drafts = (0..9).map(|n| Item::create().code(format!("d{n}")).shelf(9).place(n).owner((n == 4).then_some(404)));
        let error = Item::objects().bulk_create(db, drafts).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field(), error.row()), (ErrorKind::ForeignKeyViolation, Some("Item"), Some("owner"), Some(4)));
        let drafts = (0..9).map(|n| Item::create().code(if n == 3 { "x".repeat(41) } else { n.to_string() }).shelf(9).place(n));
        let (error, sent) = statements(db, async { Ok(Item::objects().bulk_create(db, drafts).await.unwrap_err()) }).await?;
        assert_eq!((error.kind(), error.field(), error.row(), sent), (ErrorKind::ValueRefused, Some("code"), Some(3), 0));
        assert_eq!(Item::objects().count(db).await?, 1);
        Ok(())
    }

    // Others take keys in between, and some give back what they took.
    async fn keys_belong_to_their_rows_while_others_insert(db: &Database) {
        let running: Vec<_> = (0..8_i32).map(|task| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut kept: Vec<Item> = Vec::new();
                for round in 0..12_i32 {
                    let item = |n: i32| Item::create().code(format!("{task} {round} {n}")).shelf(100 * task + round).place(n);
                    let drafts = || (0..150).map(|n| if n % 3 == 0 { item(n).stock(n) } else { item(n).note("n") });
                    match round % 4 {
                        0 | 1 => kept.extend(Item::objects().bulk_create(&db, drafts()).await?),
                        2 => {
                            let tx = db.begin().await?;
                            Item::objects().bulk_create(&tx, drafts()).await?;
                            item(150).save(&tx).await?;
                            tx.rollback().await?;
                            kept.extend(Item::objects().bulk_create(&db, drafts()).await?);
                        }
                        _ => {
                            let tx = db.begin().await?;
                            kept.push(item(150).save(&tx).await?);
                            kept.extend(Item::objects().bulk_create(&tx, drafts()).await?);
                            kept.push(item(151).save(&tx).await?);
                            tx.commit().await?;
                        }
                    }
                }
                Ok::<_, orm::Error>(kept)
            })
        }).collect();
        let mut kept = Vec::new();
        for task in running {
            kept.extend(task.await.expect("no panic")?);
        }
        assert_eq!(kept.len(), 8 * (12 * 150 + 3 * 2));
        kept.sort_by_key(|item| item.id);
        assert!(kept == Item::objects().order_by(Item.id).all(db).await?, "each key is that of the row that was given");
        Ok(())
    }

    async fn inside_a_transaction_an_error_leaves_it_as_it_was(db: &Database) {
        let tx = db.begin().await?;
        let first = Item::objects().bulk_create(&tx, items(0..3)).await?;
        let error = Item::objects().bulk_create(&tx, items(2..5)).await.unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::UniqueViolation, Some(0)));
        let mut rows = first.clone();
        rows[1].price = -1;
        let error = Item::objects().bulk_update(&tx, &rows, Item.price).await.unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::CheckViolation, Some(1)));
        tx.commit().await?;
        assert_eq!(Item::objects().all(db).await?, first);
        Ok(())
    }

    async fn conflicts_can_be_passed_over(db: &Database) {
        Item::objects().bulk_create(db, items(0..10)).await?;
        assert_eq!(Item::objects().bulk_create(db, items(5..1_505)).ignore_conflicts().await?, 1_495);
        assert_eq!(Item::objects().bulk_create(db, items(0..10)).ignore_conflicts().await?, 0);
        assert_eq!(Item::objects().bulk_create(db, items(1_500..1_510)).on_conflict(Item.code).ignore().await?, 5);
        let elsewhere = [Item::create().code("fresh").shelf(0).place(0)];
        let error = Item::objects().bulk_create(db, elsewhere).on_conflict(Item.code).ignore().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UniqueViolation, "another constraint is an error: {error}");
        assert_eq!(Item::objects().count(db).await?, 1_510);
        Ok(())
    }

    async fn a_row_that_is_there_can_be_set(db: &Database) {
        let before = Item::objects().bulk_create(db, items(0..3)).await?;
        let drafts = (1..5).map(|n| Item::create().code(format!("c{n}")).shelf(7).place(n).price(100));
        let written = Item::objects().bulk_create(db, drafts).on_conflict(Item.code).update((Item.price, Item.shelf)).await?;
        assert_eq!(written, 4);
        let now = Item::objects().order_by(Item.code).all(db).await?;
        assert_eq!(now.iter().map(|it| (it.code.as_str(), it.shelf, it.price)).collect::<Vec<_>>(), [
            ("c0", 0, 1), ("c1", 7, 100), ("c2", 7, 100), ("c3", 7, 100), ("c4", 7, 100),
        ]);
        assert_eq!(now[1].id, before[1].id);
        let twice = [1, 2, 1].map(|n| Item::create().code(format!("c{n}")).shelf(8).place(n));
        let error = Item::objects().bulk_create(db, twice).on_conflict(Item.code).update(Item.shelf).await.unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::Config, Some(2)), "databases differ there, so it is refused: {error}");
        let without = [Item::create().code("c1").shelf(8).place(1)];
        let error = Item::objects().bulk_create(db, without).on_conflict(Item.code).update(Item.note).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::Config, Some("note")));
        Ok(())
    }

    async fn columns_of_many_rows_are_written_at_once(db: &Database) {
        let ann = Owner::create().name("Ann").save(db).await?;
        let mut rows = Item::objects().bulk_create(db, items(0..1_500)).await?;
        for (n, row) in (0..).zip(&mut rows) {
            row.price = n * 2;
            row.note = (n % 2 == 0).then(|| format!("note {n}"));
            row.owner = (n % 3 == 0).then(|| ForeignKey::to(ann.id));
            row.stock = -1;
        }
        let work = Item::objects().bulk_update(db, &rows, (Item.price, Item.note, Item.owner));
        let (count, sent) = statements(db, work).await?;
        assert_eq!((count, sent), (1_500, 2));
        for row in &mut rows {
            row.stock = 7;
        }
        assert_eq!(Item::objects().order_by(Item.id).all(db).await?, rows, "only what was named was written");
        rows[0].delete(db).await?;
        assert_eq!(Item::objects().bulk_update(db, &rows[..2], Item.price).await?, 1, "a row that is gone is not counted");
        assert_eq!(Item::objects().bulk_update(db, &rows[..0], Item.price).await?, 0);
        Ok(())
    }

    async fn an_error_of_an_update_names_the_row_and_nothing_is_changed(db: &Database) {
        let mut rows = Item::objects().bulk_create(db, items(0..1_500)).await?;
        let before = rows.clone();
        rows[0].price = 99;
        rows[1_234].price = -1;
        let error = Item::objects().bulk_update(db, &rows, Item.price).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.row()), (ErrorKind::CheckViolation, Some("Item"), Some(1_234)), "{error}");
        rows[1_234].price = 1;
        rows[3].owner = Some(ForeignKey::to(404));
        let error = Item::objects().bulk_update(db, &rows, (Item.price, Item.owner)).await.unwrap_err();
        assert_eq!((error.kind(), error.field(), error.row()), (ErrorKind::ForeignKeyViolation, Some("owner"), Some(3)), "{error}");
        let error = Item::objects().bulk_update(db, [&rows[1], &rows[2], &rows[1]], Item.price).await.unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::Config, Some(2)));
        let error = Item::objects().bulk_update(db, &rows, (Item.price, Item.id)).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::Config, Some("id")));
        let narrowed = Item::objects().filter(Item.price.gt(3));
        assert_eq!(narrowed.clone().bulk_update(db, &rows, Item.price).await.unwrap_err().kind(), ErrorKind::Unsupported);
        assert_eq!(narrowed.bulk_create(db, items(0..1)).await.unwrap_err().kind(), ErrorKind::Unsupported);
        assert_eq!(Item::objects().order_by(Item.id).all(db).await?, before);
        Ok(())
    }

    async fn some_columns_of_one_row(db: &Database) {
        let mut row = Item::create().code("a").shelf(1).place(1).save(db).await?;
        (row.price, row.stock, row.note) = (10, 20, Some("n".into()));
        let (_, sent) = statements(db, row.save_only(db, (Item.price, Item.note))).await?;
        assert_eq!(sent, 1);
        let stored = Item::objects().get(db, row.id).await?;
        assert_eq!((stored.price, stored.stock, stored.note.as_deref()), (10, 7, Some("n")));
        assert_eq!(row.save_only(db, Item.id).await.unwrap_err().kind(), ErrorKind::Config);
        row.price = -1;
        assert_eq!(row.save_only(db, Item.price).await.unwrap_err().kind(), ErrorKind::CheckViolation);
        stored.delete(db).await?;
        assert_eq!(row.save_only(db, Item.stock).await.unwrap_err().kind(), ErrorKind::NotFound);
        Ok(())
    }
}
