//! Every verb that writes, and what it says of what it cannot write.

use super::{Address, Shop, address, shops};
use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

on_every_database! {
    async fn a_row_is_written_and_read(db: &Database) {
        let [tea, rye] = shops(db).await?;
        assert_eq!(tea.address, address("Rue A", Some("Paris"), "75001"));
        assert_eq!(tea.billing, address("Box 1", None, "10001"));
        assert_eq!((tea.name.as_str(), tea.stars, tea.code.as_str()), ("Tea", 3, "t"));
        assert_eq!(Shop::objects().get(db, tea.id).await?, tea);
        assert_eq!(Shop::objects().order_by(Shop.address.zip).all(db).await?, [rye, tea]);
        Ok(())
    }

    async fn the_columns_are_named_as_in_the_struct_and_with_the_prefix(db: &Database) {
        let [_, rye] = shops(db).await?;
        let names: Vec<_> = <Shop as orm::model::Table>::COLUMNS.iter().map(|it| (it.field, it.name)).collect();
        assert_eq!(names, [
            ("id", "id"),
            ("name", "name"),
            ("address.street", "street"),
            ("address.city", "city"),
            ("address.zip", "postal"),
            ("stars", "stars"),
            ("billing.street", "billing_street"),
            ("billing.city", "billing_city"),
            ("billing.zip", "billing_postal"),
            ("keeper", "keeper_id"),
            ("code", "code"),
        ]);
        crate::support::raw(db, "UPDATE embedded_shop SET postal = 'P', billing_city = 'B' WHERE code = 'r'").await?;
        let rye = Shop::objects().get(db, rye.id).await?;
        assert_eq!((rye.address.zip.as_str(), rye.billing.city.as_deref()), ("P", Some("B")));
        Ok(())
    }

    async fn a_row_is_saved_whole(db: &Database) {
        let [mut tea, rye] = shops(db).await?;
        tea.address.city = None;
        tea.billing = address("Box 9", Some("Nice"), "9");
        tea.code = "t2".to_owned();
        let (_, sent) = statements(db, tea.save(db)).await?;
        assert_eq!(sent, 1);
        assert_eq!(Shop::objects().get(db, tea.id).await?, tea);
        let mut stale = rye.clone();
        stale.address = address("", None, "x");
        stale.refresh(db).await?;
        assert_eq!(stale, rye);
        Ok(())
    }

    async fn some_fields_are_updated(db: &Database) {
        let [mut tea, rye] = shops(db).await?;
        tea.update(db, (Shop.address.street.set("x"), Shop.name.set("y"), Shop.billing.city.set(Null))).await?;
        assert_eq!((tea.address.street.as_str(), tea.name.as_str()), ("x", "y"));
        assert_eq!(Shop::objects().get(db, tea.id).await?, tea);
        let changed = Shop::objects()
            .filter(Shop.billing.city.eq("Lyon"))
            .update(db, (Shop.address.set(address("whole", Some("c"), "1")), Shop.billing.street.set(Shop.address.street)))
            .await?;
        assert_eq!(changed, 1);
        let rye = Shop::objects().get(db, rye.id).await?;
        assert_eq!(rye.address, address("whole", Some("c"), "1"));
        assert_eq!(rye.billing.zip, "20002");
        Ok(())
    }

    async fn the_struct_is_one_among_the_columns_to_write(db: &Database) {
        let [mut tea, mut rye] = shops(db).await?;
        (tea.address, tea.name, tea.stars) = (address("1", None, "1"), "one".to_owned(), 1);
        tea.save_only(db, (Shop.name, Shop.address)).await?;
        let read = Shop::objects().get(db, tea.id).await?;
        assert_eq!((read.name.as_str(), read.stars, &read.address), ("one", 3, &tea.address));
        for (shop, n) in [(&mut tea, "1"), (&mut rye, "2")] {
            shop.billing = address(n, Some(n), n);
            shop.name = "lost".to_owned();
            shop.address.city = Some(n.to_owned());
        }
        assert_eq!(Shop::objects().bulk_update(db, [&tea, &rye], (Shop.billing, Shop.address.city)).await?, 2);
        let rye = Shop::objects().get(db, rye.id).await?;
        assert_eq!((rye.name.as_str(), &rye.billing, rye.address.city.as_deref()), ("Rye", &address("2", Some("2"), "2"), Some("2")));
        Ok(())
    }

    async fn many_rows_at_once(db: &Database) {
        let draft = |n: usize| {
            let (text, city) = (n.to_string(), n.is_multiple_of(2).then_some("even"));
            Shop::create().name("n").code(text.clone()).address(address(&text, city, &text)).billing(address("b", city, &text))
        };
        let made = Shop::objects().bulk_create(db, (0..30).map(draft)).await?;
        assert_eq!(made[7].address, address("7", None, "7"));
        assert_eq!(Shop::objects().order_by(Shop.id).all(db).await?, made);
        assert_eq!(Shop::objects().filter(Shop.billing.city.eq("even")).count(db).await?, 15);
        Ok(())
    }

    async fn what_is_refused_names_the_field_in_the_struct(db: &Database) {
        let [mut tea, _] = shops(db).await?;
        tea.billing.street = "x".repeat(81);
        let error = tea.save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::ValueRefused, Some("Shop"), Some("billing.street")));
        tea.billing.street = "a\0b".to_owned();
        let error = tea.save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::ValueRefused, Some("billing.street")));
        let error = Shop::objects().update(db, Shop.address.zip.set("")).await.unwrap_err();
        assert_eq!((error.kind(), error.constraint()), (ErrorKind::CheckViolation, Some("embedded_shop_check_1")));
        let twice = (Shop.address.set(address("", None, "1")), Shop.address.city.set("c"));
        let error = Shop::objects().update(db, twice).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::Config, Some("address.city")));
        Ok(())
    }
}

/// A struct of fields is a struct as any other.
#[test]
fn it_has_what_the_user_derives() {
    let one = Address { city: Some("c".to_owned()), ..address("s", None, "z") };
    assert_ne!(one, address("s", None, "z"));
}
