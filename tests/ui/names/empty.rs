use orm::prelude::*;

#[derive(Model)]
#[model(schema = "", table = "")]
pub struct Cat {
    pub id: i64,
}

fn main() {}
