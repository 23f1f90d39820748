use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    pub name: Option<Option<i64>>,
}

fn main() {}
