use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    pub friends: Vec<Cat>,
}

fn main() {}
