use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: Option<i64>,
}

fn main() {}
