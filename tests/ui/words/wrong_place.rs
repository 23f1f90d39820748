use orm::prelude::*;

#[derive(Model)]
#[field(index)]
pub struct Cat {
    pub id: i64,
    #[model(table = "x")]
    pub lives: i16,
}

fn main() {}
