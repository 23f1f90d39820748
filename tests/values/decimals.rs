//! Decimal numbers, with the feature `decimal`: exact, in order, and with the places of their column.

use crate::support::{on_every_database, raw};
use orm::prelude::*;
use orm::{Error, ErrorKind};
use rust_decimal::Decimal;

#[derive(DbType, Debug, Clone, Copy, PartialEq)]
struct Rate(Decimal);

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "values_price", check(Price.net.ge(Decimal::new(-5_005, 3))))]
struct Price {
    id: i64,
    #[field(max_digits = 18, decimal_places = 2, index)]
    net: Decimal,
    #[field(max_digits = 18, decimal_places = 18, default = Decimal::new(5, 1))]
    share: Decimal,
    #[field(max_digits = 5, decimal_places = 0)]
    whole: Option<Decimal>,
    #[field(max_digits = 6, decimal_places = 4)]
    rate: Option<Rate>,
    #[field(max_digits = 12, decimal_places = 2)]
    tax: Option<Decimal>,
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

async fn prices(db: &Db, net: &[&str]) -> orm::Result<Vec<Price>> {
    Price::objects().bulk_create(db, net.iter().map(|it| Price::create().net(number(it)))).await
}

on_every_database! {
    async fn they_are_paged_by(db: &Database) {
        prices(db, &["0.01", "-5", "2.68", "-0.01", "3000000000000000", "2.68", "10", "9"]).await?;
        let pages = || Price::objects().order_by((Price.net.desc(), (Price.net + Price.net).asc(), Price.tax));
        let all = pages().page(db, 1, 100).await?.rows;
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = pages().page_after(db, 3, after).await?;
            seen.extend(page.rows);
            let Some(next) = page.next else { break };
            after = Some(next.to_string().parse()?);
        }
        assert_eq!(seen, all);
        Ok(())
    }

    async fn they_come_back_equal(db: &Database) {
        let edges = ["0", "-0", "0.01", "-0.01", "2.68", "1.0", "1.000000", "-5", "9999999999999999.99", "3000000000000000", "0.10"];
        for edge in edges.map(number) {
            let kept = Price::create().net(edge).save(db).await?;
            assert_eq!((kept.net, kept.share), (edge, number("0.5")));
            let mut read = Price::objects().get(db, kept.id).await?;
            assert_eq!(read, kept);
            (read.whole, read.rate) = (Some(number("-99999")), Some(Rate(number("99.9999"))));
            read.share = number("-0.999999999999999999");
            read.save(db).await?;
            assert_eq!(Price::objects().get(db, kept.id).await?, read);
            read.update(db, Price.whole.set(number("7.00"))).await?;
            assert_eq!(read.whole, Some(number("7")));
            read.update(db, (Price.whole.set(Null), Price.rate.set(Rate(Decimal::ONE)))).await?;
            assert_eq!((read.whole, read.rate), (None, Some(Rate(Decimal::ONE))));
            read.refresh(db).await?;
            assert_eq!(read.rate, Some(Rate(Decimal::ONE)));
        }
        Ok(())
    }

    async fn they_stand_in_the_order_of_numbers(db: &Database) {
        let sorted = ["-5", "-0.1", "-0.01", "0", "0.09", "0.1", "2", "10", "10.01", "9999999999999999.99"];
        let mut given = sorted;
        given.sort_unstable();
        prices(db, &given).await?;
        let read = Price::objects().order_by(Price.net).all(db).await?;
        assert!(read.iter().map(|it| it.net).eq(sorted.map(number)));
        // Also below and above what a column can hold, and between its places.
        let asked = ["-5", "0.005", "-0.005", "0.095", "10.0100", "10.011", "9999999999999999.99", "1e28", "-1e28", "0.0000000000000000000000000001"];
        for it in asked.map(|it| Decimal::from_scientific(it).unwrap_or_else(|_| number(it))) {
            let count = |keep: &dyn Fn(Decimal) -> bool| read.iter().filter(|row| keep(row.net)).count();
            let expected = [
                count(&|net| net == it), count(&|net| net != it), count(&|net| net < it), count(&|net| net <= it),
                count(&|net| net > it), count(&|net| net >= it), count(&|net| (-it.abs()..=it.abs()).contains(&net)), count(&|net| net == it || net == Decimal::TWO),
            ];
            let conditions = [
                Price.net.eq(it), Price.net.ne(it), Price.net.lt(it), Price.net.le(it), Price.net.gt(&it), Price.net.ge(it),
                Price.net.between(-it.abs(), it.abs()), Price.net.in_([it, Decimal::TWO]),
            ];
            for (n, (condition, expected)) in conditions.into_iter().zip(expected).enumerate() {
                assert_eq!(Price::objects().filter(condition.clone()).count(db).await?, i64::try_from(expected).unwrap(), "{it} {n}");
                assert_eq!(Price::objects().exclude(condition).count(db).await?, i64::try_from(read.len() - expected).unwrap(), "not {it} {n}");
            }
        }
        Ok(())
    }

    async fn they_are_added_exactly(db: &Database) {
        let mut price = prices(db, &["0.1"]).await?.remove(0);
        for _ in 0..10 {
            price.update(db, Price.net.set(Price.net + number("0.1"))).await?;
        }
        assert_eq!(price.net, number("1.1"));
        price.update(db, (Price.net.set(number("2") - Price.net), Price.tax.set(Price.net - number("0.20")))).await?;
        assert_eq!((price.net, price.tax), (number("0.9"), Some(number("0.9"))));
        assert_eq!(Price::objects().filter((Price.net + number("0.1")).eq(Decimal::ONE)).count(db).await?, 1);
        assert_eq!(Price::objects().filter((Price.net + Price.tax).between(number("1.795"), number("1.805"))).count(db).await?, 1);
        assert_eq!(Price::objects().filter(Price.net.eq(Price.tax) & Price.tax.in_([Some(number("0.9")), None])).count(db).await?, 1);
        price.update(db, Price.tax.set(Null)).await?;
        assert_eq!(Price::objects().filter(Price.net.eq(Price.tax)).count(db).await?, 0);
        assert_eq!(Price::objects().exclude((Price.net + Price.tax).gt(Decimal::ZERO)).count(db).await?, 1);
        Ok(())
    }

    async fn what_does_not_fit_is_refused_before_it_is_sent(db: &Database) {
        let mut price = prices(db, &["1"]).await?.remove(0);
        let sent = db.statements_sent();
        let refused = |error: Error, field| assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::ValueRefused, Some("Price"), Some(field)), "{error}");
        for it in ["0.005", "-0.001", "10000000000000000", "-1e17", "1e-28", "7.9228162514264337593543950335e28"] {
            let it = Decimal::from_scientific(it).unwrap_or_else(|_| number(it));
            refused(Price::create().net(it).save(db).await.unwrap_err(), "net");
            refused(prices(db, &["1", &it.to_string()]).await.unwrap_err(), "net");
            refused(price.update(db, Price.net.set(it)).await.unwrap_err(), "net");
            refused(Price::objects().update(db, Price.whole.set(it)).await.unwrap_err(), "whole");
        }
        price.share = Decimal::ONE;
        refused(price.save(db).await.unwrap_err(), "share");
        refused(price.save_only(db, Price.share).await.unwrap_err(), "share");
        // What is computed has to have the places of its column, too, and both sides the same.
        let finer = Price::objects().update(db, Price.net.set(Price.net + number("0.005"))).await.unwrap_err();
        assert_eq!(finer.kind(), ErrorKind::ValueRefused, "{finer}");
        let mixed = Price::objects().filter(Price.net.eq(Price.share)).count(db).await.unwrap_err();
        assert_eq!((mixed.kind(), mixed.model()), (ErrorKind::ValueRefused, Some("Price")), "{mixed}");
        assert_eq!(db.statements_sent(), sent);
        Ok(())
    }

    async fn the_table_holds_no_other_number(db: &Database) {
        let price = prices(db, &["9999999999999999.99"]).await?.remove(0);
        let full = Price::objects().update(db, Price.net.set(Price.net + number("0.01"))).await.unwrap_err();
        assert_eq!((full.kind(), full.field()), (ErrorKind::CheckViolation, Some("net")), "{full}");
        let check = Price::create().net(number("-5.01")).save(db).await.unwrap_err();
        assert_eq!(check.kind(), ErrorKind::CheckViolation, "{check}");
        assert_eq!(Price::create().net(number("-5")).save(db).await?.net, number("-5"));
        assert_eq!(Price::objects().get(db, price.id).await?, price);
        assert!(raw(db, "UPDATE values_price SET net = 'x'").await.is_err());
        Ok(())
    }
}
