use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
}

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[foreign_key(related_name = "pets")]
    pub owner: ForeignKey<Owner>,
}

#[derive(Model)]
pub struct Dog {
    pub id: i64,
    #[foreign_key(related_name = "pets")]
    pub owner: ForeignKey<Owner>,
}

fn main() {}
