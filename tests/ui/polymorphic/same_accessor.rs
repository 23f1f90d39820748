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
pub enum Side {
    White(ForeignKey<Owner>),
    Black(ForeignKey<Owner>),
}

#[derive(Model)]
pub struct Victory {
    pub id: i64,
    #[polymorphic(White(model = Owner), Black(model = Owner))]
    pub by: Side,
}

fn main() {}
