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
    #[field(flatten)]
    pub address: Option<Address>,
}

fn main() {}
