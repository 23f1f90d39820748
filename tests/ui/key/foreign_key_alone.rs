use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
}

#[derive(Model)]
pub struct Passport {
    #[foreign_key(primary_key)]
    pub owner: ForeignKey<Owner>,
}

fn main() {}
