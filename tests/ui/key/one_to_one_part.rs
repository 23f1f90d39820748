use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
}

#[derive(Model)]
pub struct Stay {
    #[one_to_one(primary_key)]
    pub owner: OneToOne<Owner>,
    #[primary_key]
    pub year: i32,
}

fn main() {}
