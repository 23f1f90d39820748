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
    Cat(ForeignKey<Cat>),
    Owner(ForeignKey<Owner>),
}

#[derive(Model)]
pub struct Comment {
    pub id: i64,
    #[polymorphic(Cat)]
    pub cat: ForeignKey<Cat>,
    #[polymorphic(Cat)]
    pub number: i64,
    #[polymorphic(Cat, Owner)]
    #[field(index)]
    pub subject: Subject,
}

fn main() {}
