use orm::prelude::*;

#[derive(Model)]
pub struct Person {
    pub id: i64,
}

#[derive(Model)]
pub struct Dog {
    pub id: i64,
    #[many_to_many(symmetrical)]
    pub friends: ManyToMany<Person>,
}

fn main() {}
