use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[orm(feild(index))]
    pub lives: i16,
}

fn main() {}
