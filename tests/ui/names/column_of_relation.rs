use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
}

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    pub owner_id: i64,
    #[foreign_key]
    pub owner: ForeignKey<Owner>,
}

fn main() {}
