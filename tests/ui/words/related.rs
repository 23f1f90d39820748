use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[related(Owner.cat)]
    pub owners: i64,
}

fn main() {}
