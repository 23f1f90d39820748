use orm::prelude::*;

#[derive(Model)]
#[model(check(Cat.lives.gt(0), Cat.lives.lt(10)))]
pub struct Cat {
    pub id: i64,
    pub lives: i16,
}

fn main() {}
