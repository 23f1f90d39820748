use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
}

#[derive(Model)]
#[model(index(owners))]
pub struct Cat {
    pub id: i64,
    #[many_to_many]
    pub owners: ManyToMany<Owner>,
}

fn main() {}
