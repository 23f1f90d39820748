use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
    pub name: String,
}

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    pub name: String,
}

#[derive(Polymorphic)]
pub enum Subject {
    Cat,
    Owner(i64),
    Two(ForeignKey<Cat>, ForeignKey<Owner>),
    Named { cat: ForeignKey<Cat> },
    Perhaps(Option<ForeignKey<Cat>>),
    Many(ManyToMany<Cat>),
}

fn main() {}
