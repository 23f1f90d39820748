use orm::prelude::*;

#[derive(Model)]
pub union Cat {
    id: i64,
}

fn main() {}
