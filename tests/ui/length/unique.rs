use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[field(unique)]
    pub name: String,
}

fn main() {}
