use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[field(index)]
    #[field(unique)]
    pub lives: i16,
}

fn main() {}
