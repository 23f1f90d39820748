use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
}

#[derive(Model)]
pub struct Vet {
    pub id: i64,
    #[related(Cat.owner)]
    pub patients: RelatedSet<Cat>,
}

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[foreign_key]
    pub owner: ForeignKey<Owner>,
}

fn main() {}
