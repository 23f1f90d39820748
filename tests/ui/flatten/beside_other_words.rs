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
    #[primary_key]
    #[field(flatten)]
    pub at: Address,
    #[field(flatten(prefix = "home_"), index, column = "home")]
    pub home: Address,
}

fn main() {}
