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
    #[field(flatten(prefix = ""))]
    pub a: Address,
    #[field(flatten(column = "b_"))]
    pub b: Address,
    #[field(flatten(prefx = "c_"))]
    pub c: Address,
    #[field(flatten = "d_")]
    pub d: Address,
    #[field(flaten)]
    pub e: i64,
}

fn main() {}
