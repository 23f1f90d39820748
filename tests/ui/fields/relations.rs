use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
}

#[derive(Fields)]
pub struct Kept {
    pub since: i64,
    #[foreign_key]
    pub owner: ForeignKey<Owner>,
    #[one_to_one]
    pub only: Option<OneToOne<Owner>>,
    #[many_to_many]
    pub friends: ManyToMany<Owner>,
    #[related(Cat.owner)]
    pub cats: RelatedSet<Owner>,
}

#[derive(Model)]
pub struct Shop {
    pub id: i64,
    #[field(flatten)]
    pub kept: Kept,
}

fn main() {}
