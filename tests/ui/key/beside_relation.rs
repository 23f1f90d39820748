use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
}

#[derive(Model)]
pub struct Cat {
    #[primary_key]
    #[one_to_one]
    pub owner: OneToOne<Owner>,
}

fn main() {}
