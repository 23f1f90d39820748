use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
    pub name: String,
    pub city: Option<String>,
    #[many_to_many(related_name = "sitters")]
    pub sits_for: ManyToMany<Cat>,
}

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    pub name: String,
    pub lives: i16,
    #[foreign_key]
    pub owner: ForeignKey<Owner>,
    #[foreign_key(related_name = "patients")]
    pub vet: Option<ForeignKey<Owner>>,
}

#[derive(View)]
#[view(Cat)]
pub struct CatLine {
    name: String,
}

#[derive(View)]
#[view(Owner)]
pub struct OwnerLine {
    name: String,
}

#[derive(View)]
#[view(Cat)]
struct CatCard {
    name: String,
    #[view(Cat.lives + 1)]
    more: String,
}

fn main() {}
