use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    pub name: std::cell::Cell<i64>,
}

fn main() {}
