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
    #[field(flatten(prefix = "a_prefix_that_nobody_would_ever_really_write_into_a_program_"))]
    pub address: Address,
}

fn main() {}
