use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
}

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[foreign_key(on_delete = cascade(3))]
    pub owner: ForeignKey<Owner>,
}

fn main() {}
