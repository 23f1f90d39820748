use orm::prelude::*;

pub struct Money(i64);

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    pub price: Money,
}

fn main() {}
