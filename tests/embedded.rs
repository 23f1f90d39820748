//! Structs whose fields are columns of models: `#[derive(Fields)]` and `#[field(flatten)]`.

mod defaults;
mod paths;
mod places;
mod sets;
mod within;
mod writing;

use orm::prelude::*;

#[derive(Fields, Debug, Clone, PartialEq)]
struct Address {
    #[field(max_length = 80)]
    street: String,
    city: Option<String>,
    #[field(column = "postal", max_length = 10, index)]
    zip: String,
}

/// The same struct twice, and columns of its own before, between and behind.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "embedded_shop", check(Shop.address.zip.ne("")))]
struct Shop {
    id: i64,
    name: String,
    #[field(flatten)]
    address: Address,
    #[field(default = 3)]
    stars: i16,
    #[field(flatten(prefix = "billing_"))]
    billing: Address,
    #[foreign_key(on_delete = set_null, related_name = "shops")]
    keeper: Option<ForeignKey<Keeper>>,
    #[field(unique, max_length = 20)]
    code: String,
    #[related(Clerk.shop)]
    clerks: RelatedSet<Clerk>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "embedded_keeper")]
struct Keeper {
    id: i64,
    name: String,
    #[field(flatten(prefix = "home_"))]
    home: Address,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "embedded_clerk")]
struct Clerk {
    id: i64,
    name: String,
    #[foreign_key(on_delete = cascade)]
    shop: ForeignKey<Shop>,
}

fn address(street: &str, city: Option<&str>, zip: &str) -> Address {
    Address { street: street.to_owned(), city: city.map(str::to_owned), zip: zip.to_owned() }
}

/// Two shops, which differ in each column.
async fn shops(db: &Db) -> orm::Result<[Shop; 2]> {
    let tea = Shop::create().name("Tea").code("t");
    let tea = tea.address(address("Rue A", Some("Paris"), "75001")).billing(address("Box 1", None, "10001"));
    let rye = Shop::create().name("Rye").code("r").stars(5);
    let rye = rye.address(address("Rue B", None, "69001")).billing(address("Box 2", Some("Lyon"), "20002"));
    Ok([tea.save(db).await?, rye.save(db).await?])
}
