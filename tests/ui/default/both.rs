use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[field(default = 9, db_default = 9)]
    pub lives: i16,
}

fn main() {}
