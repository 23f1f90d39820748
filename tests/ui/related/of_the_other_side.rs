use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
    #[related(Cat.owner)]
    pub cats: RelatedSet<Cat>,
}

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[foreign_key]
    pub owner: ForeignKey<Owner>,
    #[related(Owner.cats)]
    pub owners: RelatedSet<Owner>,
}

fn main() {}
