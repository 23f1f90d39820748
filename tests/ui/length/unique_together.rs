use orm::prelude::*;

#[derive(Model)]
#[model(unique(name, lives))]
pub struct Cat {
    pub id: i64,
    pub name: String,
    pub lives: i16,
}

fn main() {}
