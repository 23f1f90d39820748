use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
}

#[derive(Model)]
#[model(check(Owner.id.gt(0)))]
pub struct Cat {
    pub id: i64,
    pub lives: i16,
}

fn main() {}
