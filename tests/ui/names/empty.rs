use orm::prelude::*;

#[derive(Model)]
#[model(table = "")]
pub struct Cat {
    pub id: i64,
}

fn main() {}
