use orm::prelude::*;

#[derive(Fields)]
pub struct Address {
    pub street: String,
    pub city: Option<String>,
    #[field(column = "postal", max_length = 10, unique)]
    pub zip: String,
}

#[derive(Model)]
pub struct Shop {
    pub id: i64,
    pub name: String,
    #[field(flatten)]
    pub address: Address,
    #[foreign_key]
    pub next: Option<ForeignKey<Shop>>,
}


async fn mistake(db: &Db, address: Address) {
    let draft = Shop::create().name("Tea").address(address);
    let _ = draft.get_or_create(db, (Shop.address.street, Shop.name)).await;
}

fn main() {}
