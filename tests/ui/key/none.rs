use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub name: String,
}

fn main() {}
