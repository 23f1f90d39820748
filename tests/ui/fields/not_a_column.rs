use orm::prelude::*;

pub struct Odd;

#[derive(Fields)]
pub struct Home {
    pub odd: Odd,
}

fn main() {}
