use orm::prelude::*;

#[derive(Fields)]
#[model(table = "address")]
pub struct Address {
    pub street: String,
    #[field(unique)]
    pub zip: String,
    #[field(max_length = 3, column = "street")]
    pub other: i32,
    pub __hidden: i32,
}

fn main() {}
