use orm::prelude::*;

#[derive(Fields)]
pub struct Address {
    pub id: i64,
    #[primary_key]
    pub street: i64,
}

#[derive(Model)]
pub struct Shop {
    pub id: i64,
    #[field(flatten(prefix = "a_"))]
    pub address: Address,
}

fn right(shop: &Shop) -> i64 {
    let _ = Shop.address.street;
    shop.address.street
}

fn main() {}
