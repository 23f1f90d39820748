use orm::prelude::*;

#[derive(DbType, Clone)]
pub struct Metres(f64);

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[field(max_digits = 5, decimal_places = 2)]
    pub height: Metres,
}

fn main() {}
