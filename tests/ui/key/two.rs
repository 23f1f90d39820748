use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[primary_key]
    pub code: i32,
}

fn main() {}
