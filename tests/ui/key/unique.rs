use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    #[field(unique)]
    pub id: i64,
}

fn main() {}
