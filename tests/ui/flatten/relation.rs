use orm::prelude::*;

#[derive(Model)]
pub struct Shop {
    pub id: i64,
    #[field(flatten)]
    pub next: ForeignKey<Shop>,
}

fn main() {}
