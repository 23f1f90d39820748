use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
}

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[many_to_many]
    pub owners: Option<ManyToMany<Owner>>,
}

fn main() {}
