//! A person and bank accounts, products and their reviews, baskets with products in them, books and their authors.

use super::each;
use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_customer", ordering(name))]
struct Customer {
    id: i64,
    name: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_bank_account", ordering(number), check(BankAccount.cents.ge(0)))]
struct BankAccount {
    id: i64,
    #[field(unique, max_length = 12)]
    number: String,
    #[field(default = 0)]
    cents: i64,
    #[foreign_key(related_name = "accounts")]
    customer: ForeignKey<Customer>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_product", ordering(name))]
struct Product {
    id: i64,
    #[field(unique, max_length = 20)]
    name: String,
    cents: i64,
    #[related(ProductReview.product)]
    reviews: RelatedSet<ProductReview>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_product_review", ordering(-stars, id))]
struct ProductReview {
    id: i64,
    #[foreign_key(on_delete = cascade, related_name = "reviews_of")]
    product: ForeignKey<Product>,
    #[foreign_key(on_delete = set_null, related_name = "reviews")]
    by: Option<ForeignKey<Customer>>,
    stars: i32,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_basket", ordering(id))]
struct Basket {
    id: i64,
    #[foreign_key(on_delete = cascade, related_name = "baskets")]
    customer: ForeignKey<Customer>,
    #[many_to_many(related_name = "baskets")]
    products: ManyToMany<Product, Item>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_basket_item", ordering(id), unique(basket, product))]
struct Item {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    basket: ForeignKey<Basket>,
    #[foreign_key]
    product: ForeignKey<Product>,
    #[field(default = 1)]
    pieces: i32,
}

async fn shop(db: &Db) -> orm::Result<([Customer; 3], [Product; 3])> {
    let customers = ["Ann", "Bob", "Cid"].map(|name| Customer::create().name(name));
    let customers: [Customer; 3] = Customer::objects().bulk_create(db, customers).await?.try_into().expect("three");
    let products =
        [("Book", 1_200), ("Cup", 500), ("Lamp", 3_000)].map(|(name, cents)| Product::create().name(name).cents(cents));
    let products: [Product; 3] = Product::objects().bulk_create(db, products).await?.try_into().expect("three");
    let [ann, bob, _] = &customers;
    let [book, cup, _] = &products;
    let review = |product: &Product, by: Option<&Customer>, stars: i32| {
        ProductReview::create().product(product).by(by).stars(stars)
    };
    let reviews =
        [review(book, Some(ann), 5), review(book, Some(bob), 2), review(book, None, 4), review(cup, Some(ann), 1)];
    ProductReview::objects().bulk_create(db, reviews).await?;
    Ok((customers, products))
}

on_every_database! {
    async fn a_person_has_bank_accounts(db: &Database) {
        let ([ann, bob, cid], _) = shop(db).await?;
        let mut giro = ann.accounts().create().number("A-1").cents(10_000).save(db).await?;
        ann.accounts().create().number("A-2").save(db).await?;
        let loan = BankAccount::create().customer(&bob).number("B-1").cents(50).save(db).await?;
        assert_eq!(each!(ann.accounts().all(db).await?, number), ["A-1", "A-2"]);
        assert_eq!((ann.accounts().count(db).await?, cid.accounts().exists(db).await?), (2, false));
        assert_eq!(giro.customer.load(db).await?, &ann);
        // Who has an account with money in it, who has none, and how many each has.
        assert_eq!(each!(Customer::objects().filter(via(Customer::accounts).cents.gt(0)).all(db).await?, name), ["Ann", "Bob"]);
        assert_eq!(Customer::objects().filter(via(Customer::accounts).is_null()).one(db).await?, cid);
        assert_eq!(each!(Customer::objects().filter(via(Customer::accounts).every(BankAccount.cents.gt(0))).all(db).await?, name), ["Bob", "Cid"]);
        let counts = Customer::objects().annotate(via(Customer::accounts).count()).all(db).await?;
        assert_eq!(counts.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [2, 1, 0]);
        // Money moves by what the database has, all or nothing.
        let moved = db.transaction(async |tx| {
            giro.update(&tx, BankAccount.cents.set(BankAccount.cents - 4_000)).await?;
            BankAccount::objects().filter(BankAccount.number.eq("B-1")).update(&tx, BankAccount.cents.set(BankAccount.cents + 4_000)).await
        }).await?;
        assert_eq!((moved, giro.cents, BankAccount::objects().get(db, &loan).await?.cents), (1, 6_000, 4_050));
        let error = ann.accounts().update(db, BankAccount.cents.set(BankAccount.cents - 1)).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::CheckViolation, Some("BankAccount")), "A-2 has nothing");
        assert_eq!(BankAccount::objects().filter(BankAccount.number.eq("A-1")).one(db).await?.cents, 6_000, "and A-1 keeps what it had");
        // A person with accounts stays, until they are another's.
        let error = ann.delete(db).await.unwrap_err();
        assert_eq!((error.kind(), error.in_the_way()[0].rows()), (ErrorKind::Protected, 2));
        cid.accounts().add(db, &ann.accounts().all(db).await?).await?;
        assert_eq!((ann.delete(db).await?.of_model("Customer"), cid.accounts().count(db).await?), (1, 2));
        let error = BankAccount::create().customer(ann.id).number("A-9").save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::ForeignKeyViolation, Some("customer")));
        Ok(())
    }

    async fn a_product_and_its_reviews(db: &Database) {
        let ([ann, bob, _], [book, cup, lamp]) = shop(db).await?;
        let stars = async |product: &Product| Ok::<Vec<i32>, orm::Error>(product.reviews_of().select(ProductReview.stars).all(db).await?);
        assert_eq!((stars(&book).await?, stars(&cup).await?, stars(&lamp).await?), (vec![5, 4, 2], vec![1], vec![]));
        let (products, sent) = statements(db, Product::objects().load((Product.reviews, Product.reviews.by)).all(db)).await?;
        let by = |at: usize| products[0].reviews.loaded().unwrap()[at].by.as_ref().and_then(|by| by.loaded()).map(|it| it.name.as_str());
        assert_eq!(([by(0), by(1), by(2)], products[2].reviews.loaded().unwrap().len(), sent), ([Some("Ann"), None, Some("Bob")], 0, 3));
        // The best of each, and only good ones.
        let best = Product.reviews.query().limit_per_row(1);
        let best = Product::objects().load(best).all(db).await?;
        assert_eq!(best.iter().flat_map(|it| it.reviews.loaded().unwrap()).map(|it| it.stars).collect::<Vec<_>>(), [5, 1]);
        // Some review, no review, every review, and a product without any.
        let names = async |condition| Ok::<_, orm::Error>(each!(Product::objects().filter(condition).all(db).await?, name).join(" "));
        assert_eq!(names(Product.reviews.stars.ge(4)).await?, "Book");
        assert_eq!(names(Product.reviews.none(ProductReview.stars.lt(3))).await?, "Lamp");
        assert_eq!(names(!Product.reviews.stars.lt(3)).await?, "Lamp");
        assert_eq!(names(Product.reviews.every(ProductReview.stars.lt(3))).await?, "Cup Lamp");
        assert_eq!(names(Product.reviews.exists() & Product.reviews.every(ProductReview.stars.lt(3))).await?, "Cup");
        assert_eq!(names(Product.reviews.by.is_null()).await?, "Book", "some review is by nobody");
        assert_eq!(names(Product.reviews.some(ProductReview.by.is_null())).await?, "Book", "the same");
        assert_eq!(names(Product.reviews.by.is_null() | Product.reviews.is_null()).await?, "Book Lamp", "or there is none");
        assert_eq!(names(Product.reviews.by.eq(&ann) & Product.reviews.by.eq(&bob)).await?, "Book", "both wrote of it");
        assert_eq!(names(Product.reviews.count_where(ProductReview.stars.ge(4)).ge(2)).await?, "Book");
        // Both in one review, or each in any.
        assert_eq!(names(Product.reviews.some(ProductReview.by.eq(&bob) & ProductReview.stars.eq(5))).await?, "");
        assert_eq!(names(Product.reviews.by.eq(&bob) & Product.reviews.stars.eq(5)).await?, "Book");
        let chained = Product::objects().filter(Product.reviews.by.eq(&bob)).filter(Product.reviews.stars.eq(5));
        assert_eq!(chained.count(db).await?, 1, "a second `filter` asks the same as `&`, and the row comes once");
        // Who reviewed what: values of both, each once.
        let who = ProductReview::objects().order_by(ProductReview.by.name).select(ProductReview.by.name).distinct().all(db).await?;
        assert_eq!(who, [None, Some("Ann".to_owned()), Some("Bob".to_owned())]);
        assert_eq!(cup.delete(db).await?.total(), 2, "and its review");
        Ok(())
    }

    async fn a_basket_holds_pieces_of_products(db: &Database) {
        let ([ann, bob, _], [book, cup, lamp]) = shop(db).await?;
        let basket = ann.baskets().create().save(db).await?;
        basket.products.add_with(db, &book, Item::create().pieces(2)).await?;
        basket.products.add(db, [&cup, &lamp]).await?;
        assert_eq!(each!(basket.products.all(db).await?, name), ["Book", "Cup", "Lamp"]);
        // One that is in it already stays as it is; more pieces are an update of its link.
        basket.products.add_with(db, [&book, &cup], Item::create().pieces(7)).await?;
        let pieces = || basket.item_set().select((Item.product.name, Item.pieces));
        assert_eq!(pieces().all(db).await?, [("Book".to_owned(), 2), ("Cup".to_owned(), 1), ("Lamp".to_owned(), 1)]);
        assert_eq!(basket.item_set().filter(Item.product.eq(&cup)).update(db, Item.pieces.set(Item.pieces + 3)).await?, 1);
        let item = || Item::create().basket(&basket).product(&book);
        let (link, created) = item().pieces(5).update_or_create(db, (Item.basket, Item.product)).await?;
        assert_eq!((link.pieces, created, basket.item_set().count(db).await?), (5, false, 3));
        let error = item().save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.fields().collect::<Vec<_>>()), (ErrorKind::UniqueViolation, vec!["basket", "product"]));
        // What is in it, with its pieces beside, the dearest first; one statement.
        let (rows, sent) = statements(db, basket.item_set().order_by(Item.product.cents.desc()).with(Item.product).all(db)).await?;
        let total: i64 = rows.iter().map(|(item, product)| i64::from(item.pieces) * product.cents).sum();
        assert_eq!((rows[0].1.name.as_str(), total, sent), ("Lamp", 3_000 + 5 * 1_200 + 4 * 500, 1));
        // From products to baskets and whose they are.
        assert_eq!(cup.baskets().all(db).await?, std::slice::from_ref(&basket));
        assert_eq!(Customer::objects().filter(via(Customer::baskets).products.name.eq("Cup")).one(db).await?, ann);
        assert_eq!(Customer::objects().filter(via(Customer::baskets).via(Basket::item_set).pieces.gt(4)).one(db).await?, ann);
        assert_eq!(Product::objects().filter(via(Product::baskets).customer.eq(&bob)).count(db).await?, 0);
        assert!(basket.products.contains(db, &cup).await? && basket.products.contains(db, lamp.id).await?);
        assert_eq!((basket.products.remove(db, [&lamp, &lamp]).await?, basket.products.contains(db, &lamp).await?), (1, false));
        // A product that is in a basket stays; an emptied basket lets it go.
        assert_eq!(book.delete(db).await.unwrap_err().in_the_way()[0].model(), "Item");
        assert_eq!((basket.products.clear(db).await?, book.delete(db).await?.of_model("Product")), (2, 1));
        Ok(())
    }
}
