use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[field(default = "nine")]
    pub lives: i16,
}

fn main() {}
