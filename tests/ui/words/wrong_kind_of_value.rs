use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[field(max_length = "40")]
    pub name: String,
    #[field(index = true)]
    pub lives: i16,
    #[field(column = name)]
    pub born: i32,
}

fn main() {}
