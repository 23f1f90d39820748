use orm::prelude::*;

#[derive(Model)]
#[model(unique(a, b, name = "x"), index(b, a, name = "x"))]
pub struct Cat {
    pub id: i64,
    pub a: i16,
    pub b: i16,
}

fn main() {}
