use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[field(index, index)]
    pub lives: i16,
}

fn main() {}
