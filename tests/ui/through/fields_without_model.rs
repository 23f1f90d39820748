use orm::prelude::*;

#[derive(Model)]
pub struct Person {
    pub id: i64,
}

#[derive(Model)]
pub struct Group {
    pub id: i64,
    #[many_to_many(through_fields(group, person))]
    pub members: ManyToMany<Person>,
}

fn main() {}
