use orm::prelude::*;

#[derive(Model)]
pub struct Person {
    pub id: i64,
}

#[derive(Model)]
pub struct Group {
    pub id: i64,
    #[many_to_many]
    pub members: ManyToMany<Person, Membership>,
}

#[derive(Model)]
pub struct Membership {
    pub id: i64,
    #[foreign_key]
    pub group: ForeignKey<Group>,
    #[foreign_key]
    pub person: ForeignKey<Person>,
    #[field(max_length = 9)]
    pub role: String,
}

pub async fn use_it(db: &Db, group: &Group, person: &Person) {
    let _ = group.members.add_with(db, person, Membership::create()).await;
}

fn main() {}
