use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[field(max_length = 0)]
    pub name: String,
}

fn main() {}
