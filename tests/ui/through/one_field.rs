use orm::prelude::*;

#[derive(Model)]
pub struct Person {
    pub id: i64,
}

#[derive(Model)]
pub struct Group {
    pub id: i64,
    #[many_to_many(through_fields(group))]
    pub members: ManyToMany<Person, Membership>,
}

#[derive(Model)]
pub struct Membership {
    pub id: i64,
    #[foreign_key]
    pub group: ForeignKey<Group>,
    #[foreign_key]
    pub person: ForeignKey<Person>,
    #[foreign_key(related_name = "invited")]
    pub inviter: Option<ForeignKey<Person>>,
}

fn main() {}
