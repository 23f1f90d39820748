use orm::prelude::*;

#[derive(Model)]
pub struct Person {
    pub id: i64,
    #[many_to_many]
    pub friends: ManyToMany<Person, Friendship>,
}

#[derive(Model)]
pub struct Friendship {
    pub id: i64,
    #[foreign_key(related_name = "+")]
    pub one: ForeignKey<Person>,
    #[foreign_key(related_name = "+")]
    pub other: ForeignKey<Person>,
}

fn main() {}
