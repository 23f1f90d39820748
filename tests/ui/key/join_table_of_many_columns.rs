use orm::prelude::*;

#[derive(Model)]
pub struct Seat {
    #[primary_key]
    pub row: i32,
    #[primary_key]
    pub number: i32,
}

#[derive(Model)]
pub struct Guest {
    pub id: i64,
    #[many_to_many]
    pub seats: ManyToMany<Seat>,
}

fn main() {}
