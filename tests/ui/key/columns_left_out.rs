use orm::prelude::*;

#[derive(Model)]
pub struct Seat {
    #[primary_key]
    pub row: i32,
    #[primary_key]
    pub number: i32,
}

#[derive(Model)]
pub struct Ticket {
    pub id: i64,
    #[foreign_key]
    pub seat: ForeignKey<Seat>,
}

fn main() {}
