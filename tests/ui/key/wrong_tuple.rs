use orm::prelude::*;

#[derive(Model)]
pub struct Seat {
    #[primary_key]
    pub row: i32,
    #[primary_key]
    pub number: i32,
}

async fn seats(db: &Database) -> orm::Result<()> {
    Seat::objects().get(db, (1, 2)).await?;
    Seat::objects().get(db, 1).await?;
    Seat::objects().get(db, (1, "a")).await?;
    Seat::create().row(1).get_or_create(db, Seat.row).await?;
    Ok(())
}

fn main() {}
