use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[field(column = "id")]
    pub lives: i16,
}

fn main() {}
