use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
}

#[derive(Model)]
pub struct Cat {
    #[one_to_one(primary_key, on_delete = set(1))]
    pub owner: OneToOne<Owner>,
}

fn main() {}
