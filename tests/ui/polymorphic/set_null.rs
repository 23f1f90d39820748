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
    #[polymorphic(Cat(on_delete = set_null), Owner(on_delete = set_default))]
    pub subject: Subject,
}

#[derive(Model)]
pub struct Note {
    pub id: i64,
    #[polymorphic(Cat(on_delete = set_null), Owner(on_delete = db_set_null))]
    pub about: Option<Subject>,
}

fn main() {}
