use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[field(soft_delete)]
    pub gone: bool,
}

fn main() {}
