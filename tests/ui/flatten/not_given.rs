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


async fn mistake(db: &Db) {
    let _ = Shop::create().name("Tea").save(db).await;
}

fn main() {}
