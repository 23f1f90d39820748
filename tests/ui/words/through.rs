use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
}

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[many_to_many(through = Membership)]
    pub owners: ManyToMany<Owner>,
}

fn main() {}
