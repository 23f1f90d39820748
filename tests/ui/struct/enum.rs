use orm::prelude::*;

#[derive(Model)]
pub enum Cat {
    Luna,
}

fn main() {}
