use orm::prelude::*;

pub struct Address {
    pub street: String,
}

#[derive(Model)]
pub struct Shop {
    pub id: i64,
    #[field(flatten)]
    pub address: Address,
}

fn main() {}
