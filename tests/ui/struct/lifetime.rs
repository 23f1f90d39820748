use orm::prelude::*;

#[derive(Model)]
pub struct Cat<'a> {
    pub id: i64,
    pub name: &'a str,
}

fn main() {}
