use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[field(max_length = 3)]
    pub lives: i16,
}

fn main() {}
