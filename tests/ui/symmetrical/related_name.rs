use orm::prelude::*;

#[derive(Model)]
pub struct Person {
    pub id: i64,
    #[many_to_many(related_name = "friend_of")]
    pub friends: ManyToMany<Person>,
}

fn main() {}
