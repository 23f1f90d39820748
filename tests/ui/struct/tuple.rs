use orm::prelude::*;

#[derive(Model)]
pub struct Cat(i64);

fn main() {}
