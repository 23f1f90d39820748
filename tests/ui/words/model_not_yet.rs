use orm::prelude::*;

#[derive(Model)]
#[model(schema = "zoo")]
pub struct Cat {
    pub id: i64,
}

fn main() {}
