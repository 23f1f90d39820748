use orm::prelude::*;

#[derive(Model)]
#[model(unique(lives, born))]
pub struct Cat {
    pub id: i64,
    pub lives: i16,
}

fn main() {}
