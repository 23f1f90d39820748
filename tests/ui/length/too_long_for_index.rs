use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[field(max_length = 1000, index)]
    pub name: String,
}

fn main() {}
