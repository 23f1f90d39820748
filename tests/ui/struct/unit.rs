use orm::prelude::*;

#[derive(Model)]
pub struct Cat;

fn main() {}
