use orm::prelude::*;

#[derive(Model)]
#[model(ordering(-nam))]
pub struct Cat {
    pub id: i64,
    pub name: String,
}

fn main() {}
