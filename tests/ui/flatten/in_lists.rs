use orm::prelude::*;

#[derive(Fields)]
pub struct Address {
    pub street: String,
    pub city: Option<String>,
    #[field(column = "postal", max_length = 10, unique)]
    pub zip: String,
}

#[derive(Model)]
#[model(ordering(address), unique(name.first, address.zip), index(name, billing))]
pub struct Shop {
    pub id: i64,
    pub name: i64,
    #[field(flatten)]
    pub address: Address,
}

fn main() {}
