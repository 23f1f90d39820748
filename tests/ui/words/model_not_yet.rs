use orm::prelude::*;

#[derive(Model)]
#[model(constraints = "zoo")]
pub struct Cat {
    pub id: i64,
}

fn main() {}
