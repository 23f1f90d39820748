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

#[derive(Model)]
pub struct Seat {
    #[primary_key]
    pub line: i32,
    #[primary_key]
    pub number: i32,
}

#[derive(Polymorphic)]
pub enum Subject {
    Cat(ForeignKey<Cat>),
    Seat(ForeignKey<Seat>),
}

#[derive(Model)]
pub struct Comment {
    pub id: i64,
    #[polymorphic(Cat, Seat)]
    pub subject: Subject,
}

fn main() {}
