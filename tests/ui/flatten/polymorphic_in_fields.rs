use orm::prelude::*;

#[derive(Model)]
pub struct Cat {
    pub id: i64,
}

#[derive(Polymorphic, Clone)]
pub enum Subject {
    Cat(ForeignKey<Cat>),
}

#[derive(Fields)]
pub struct Mark {
    pub by: String,
    #[polymorphic(Cat)]
    pub subject: Subject,
}

fn main() {}
