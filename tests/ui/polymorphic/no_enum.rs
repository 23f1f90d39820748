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
pub struct Subject {
    pub cat: ForeignKey<Cat>,
}

#[derive(Polymorphic)]
pub enum Nothing {}

#[derive(Polymorphic)]
pub enum Generic<T: Model> {
    Cat(ForeignKey<T>),
}

fn main() {}
