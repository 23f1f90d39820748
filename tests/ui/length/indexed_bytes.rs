use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[field(index)]
    pub hash: Vec<u8>,
}

fn main() {}
