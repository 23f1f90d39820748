use orm::prelude::*;

#[derive(Model)]
pub struct Seat {
    pub id: i64,
}

#[derive(Model)]
pub struct Ticket {
    pub id: i64,
    #[foreign_key(columns("row", "number"), column = "seat")]
    pub seat: ForeignKey<Seat>,
    #[foreign_key(columns(row, number), related_name = "+")]
    pub other: ForeignKey<Seat>,
}

fn main() {}
