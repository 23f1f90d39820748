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
#[model(ordering(subject), unique(subjects))]
pub struct Comment {
    pub id: i64,
    #[polymorphic(Cat, Owner)]
    pub subject: Subject,
}

fn main() {}
