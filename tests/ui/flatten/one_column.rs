use orm::prelude::*;

#[derive(Model)]
pub struct Shop {
    pub id: i64,
    #[field(flatten)]
    pub name: String,
}

fn main() {}
