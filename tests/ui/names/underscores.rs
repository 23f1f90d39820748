use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    pub __lives: i16,
}

fn main() {}
