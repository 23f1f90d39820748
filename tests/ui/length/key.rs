use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    #[primary_key]
    pub code: String,
}

fn main() {}
