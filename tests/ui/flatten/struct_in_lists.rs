use orm::prelude::*;

#[derive(Fields)]
pub struct Address {
    pub street: String,
    pub city: Option<String>,
    #[field(column = "postal", max_length = 10, unique)]
    pub zip: String,
}

#[derive(Fields)]
pub struct Home {
    #[field(flatten)]
    pub address: Address,
}

#[derive(Model)]
#[model(ordering(home.address))]
pub struct Shop {
    pub id: i64,
    #[field(flatten)]
    pub home: Home,
}

fn main() {}
