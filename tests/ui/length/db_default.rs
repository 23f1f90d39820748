use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[field(db_default = "Luna")]
    pub name: String,
}

fn main() {}
