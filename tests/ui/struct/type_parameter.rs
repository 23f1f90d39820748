use orm::prelude::*;

#[derive(Model)]
pub struct Cat<T> {
    pub id: i64,
    pub of: T,
}

fn main() {}
