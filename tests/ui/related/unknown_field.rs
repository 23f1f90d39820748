use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
    #[related(Cat.woner)]
    pub cats: RelatedSet<Cat>,
}

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[foreign_key]
    pub owner: ForeignKey<Owner>,
}

#[derive(Model)]
pub struct Passport {
    #[one_to_one(primary_key)]
    pub owner: OneToOne<Owner>,
}

fn main() {}
