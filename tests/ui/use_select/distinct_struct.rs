use orm::prelude::*;

#[derive(Fields)]
pub struct Address {
    pub street: String,
    pub zip: String,
}

#[derive(Model)]
pub struct Shop {
    pub id: i64,
    #[field(flatten)]
    pub address: Address,
}

async fn mistake(db: &Db) {
    let _ = Shop::objects().select(Shop.address).distinct().all(db).await;
}

fn main() {}
