use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    #[primary_key]
    pub weight: f64,
}

fn main() {}
