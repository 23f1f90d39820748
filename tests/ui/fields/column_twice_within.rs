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
    pub street: String,
    #[field(flatten)]
    pub address: Address,
}

fn main() {}
