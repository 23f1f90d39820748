use orm::prelude::*;

#[derive(Model, Clone)]
pub struct Keeper {
    pub id: i64,
}

#[derive(Model, Clone)]
#[model(managed = false)]
pub struct Day {
    pub day: i32,
    #[foreign_key]
    pub keeper: ForeignKey<Keeper>,
}

#[derive(View)]
#[view(Keeper)]
pub struct Card {
    id: i64,
    #[view(via(Keeper::day_set), limit(3))]
    days: Vec<Line>,
}

#[derive(View)]
#[view(Day)]
pub struct Line {
    day: i32,
}

fn main() {}
