use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[foreign_key]
    pub owner: ForeignKey<Ownr>,
}

fn main() {}
