//! Tokens of the struct's fields, wherever a token can stand.

use super::{Address, Clerk, Keeper, Shop, address, shops};
use crate::support::on_every_database;
use orm::prelude::*;

#[derive(View, Debug, PartialEq)]
#[view(Shop)]
struct ShopLine {
    name: String,
    #[view(Shop.address.city)]
    city: Option<String>,
    billing: Address,
}

#[derive(View, Debug, PartialEq)]
#[view(Clerk)]
struct ClerkLine {
    name: String,
    #[view(Clerk.shop.address)]
    at: Address,
    shop: ShopLine,
}

#[derive(View, Debug, PartialEq)]
#[view(Shop)]
struct ShopCard {
    code: String,
    #[view(filter(Clerk.shop.address.city.eq("Paris")), order_by(Clerk.name))]
    clerks: Vec<ClerkLine>,
    #[view(Shop.keeper.home.city)]
    keeper: Option<String>,
    address: Address,
}

on_every_database! {
    async fn conditions_and_orders(db: &Database) {
        shops(db).await?;
        let named = |shops: Vec<Shop>| shops.into_iter().map(|shop| shop.name).collect::<Vec<_>>();
        let all = Shop::objects();
        assert_eq!(named(all.clone().filter(Shop.address.city.eq("Paris")).all(db).await?), ["Tea"]);
        assert_eq!(named(all.clone().filter(Shop.address.city.is_null()).all(db).await?), ["Rye"]);
        assert_eq!(named(all.clone().filter(Shop.address.zip.startswith("6") & Shop.billing.zip.gt("1")).all(db).await?), ["Rye"]);
        assert_eq!(named(all.clone().order_by(Shop.billing.zip.desc()).all(db).await?), ["Rye", "Tea"]);
        assert_eq!(named(all.order_by((Shop.address.city.desc().nulls_last(), Shop.name)).all(db).await?), ["Tea", "Rye"]);
        Ok(())
    }

    async fn paths_through_relations(db: &Database) {
        let [mut tea, rye] = shops(db).await?;
        let keeper = Keeper::create().name("K").home(address("h", Some("Home"), "1")).save(db).await?;
        tea.update(db, Shop.keeper.set(&keeper)).await?;
        let ann = Clerk::create().name("Ann").shop(&tea).save(db).await?;
        Clerk::create().name("Bob").shop(&rye).save(db).await?;
        assert_eq!(Clerk::objects().filter(Clerk.shop.address.city.eq("Paris")).all(db).await?, [ann]);
        assert_eq!(Clerk::objects().filter(Clerk.shop.keeper.home.zip.eq("1")).count(db).await?, 1);
        let order = Clerk::objects().order_by(Clerk.shop.billing.zip.desc()).first(db).await?;
        assert_eq!(order.map(|clerk| clerk.name).as_deref(), Some("Bob"));
        let clerks = Clerk::objects().select((Clerk.name, Clerk.shop.address.zip, Clerk.shop.keeper.home.city)).order_by(Clerk.name);
        let expected = [("Ann", "75001", Some("Home")), ("Bob", "69001", None)];
        let found = clerks.all(db).await?;
        let found: Vec<_> = found.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_deref())).collect();
        assert_eq!(found, expected);
        assert_eq!(Keeper::objects().filter(via(Keeper::shops).address.city.eq("Paris")).count(db).await?, 1);
        Ok(())
    }

    async fn selections(db: &Database) {
        let [tea, rye] = shops(db).await?;
        let some = Shop::objects().order_by(Shop.name).select((Shop.address.city, Shop.name)).all(db).await?;
        assert_eq!(some, [(None, "Rye".to_owned()), (Some("Paris".to_owned()), "Tea".to_owned())]);
        let whole = Shop::objects().order_by(Shop.id).select((Shop.name, Shop.billing, Shop.stars)).all(db).await?;
        assert_eq!(whole, [("Tea".to_owned(), tea.billing, 3), ("Rye".to_owned(), rye.billing, 5)]);
        Ok(())
    }

    async fn views(db: &Database) {
        let [mut tea, rye] = shops(db).await?;
        let keeper = Keeper::create().name("K").home(address("h", Some("Home"), "1")).save(db).await?;
        tea.update(db, Shop.keeper.set(&keeper)).await?;
        Clerk::create().name("Bob").shop(&rye).save(db).await?;
        Clerk::create().name("Ann").shop(&tea).save(db).await?;
        let cards: Vec<ShopCard> = Shop::objects().order_by(Shop.id).view().all(db).await?;
        let shop = ShopLine { name: "Tea".to_owned(), city: Some("Paris".to_owned()), billing: tea.billing };
        let ann = ClerkLine { name: "Ann".to_owned(), at: tea.address.clone(), shop };
        assert_eq!(cards, [
            ShopCard { code: "t".to_owned(), clerks: vec![ann], keeper: Some("Home".to_owned()), address: tea.address },
            ShopCard { code: "r".to_owned(), clerks: Vec::new(), keeper: None, address: rye.address },
        ]);
        Ok(())
    }

    async fn loads_keep_the_struct(db: &Database) {
        let [tea, _] = shops(db).await?;
        Clerk::create().name("Ann").shop(&tea).save(db).await?;
        let clerks = Clerk::objects().load(Clerk.shop).all(db).await?;
        assert_eq!(clerks[0].shop.load(db).await?.billing, tea.billing);
        let beside = Clerk::objects().with(Clerk.shop).all(db).await?;
        assert_eq!(beside[0].1.address, tea.address);
        let shops = Shop::objects().load(Shop.clerks).order_by(Shop.id).all(db).await?;
        assert_eq!(shops[0].clerks.load(db).await?[0].name, "Ann");
        Ok(())
    }
}

#[test]
fn tokens_print_as_they_are_written() {
    let shown = format!("{:?} {:?} {:?}", Shop.address.city, Shop.billing, Clerk.shop.keeper.home.zip);
    assert_eq!(shown, "Shop.address.city Shop.billing Clerk.shop.keeper.home.zip");
    assert_eq!(format!("{:?}", Clerk.shop.address), "Clerk.shop.address");
}
