use orm::prelude::*;

#[derive(Model)]
#[model(unique(a, a), index(a, b), index(a, b))]
pub struct Cat {
    pub id: i64,
    pub a: i16,
    pub b: i16,
}

fn main() {}
