use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    #[field(default = 3)]
    pub id: i64,
}

fn main() {}
