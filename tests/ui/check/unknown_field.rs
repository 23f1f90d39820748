use orm::prelude::*;

#[derive(Model)]
#[model(check(Cat.lifes.gt(0)))]
pub struct Cat {
    pub id: i64,
    pub lives: i16,
}

fn main() {}
