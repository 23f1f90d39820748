use orm::prelude::*;

#[derive(Model, Clone)]
#[model(managed = false)]
pub struct Day {
    pub day: i32,
}

#[derive(Model, Clone)]
pub struct Note {
    pub id: i64,
    #[foreign_key]
    pub day: ForeignKey<Day>,
}

fn main() {}
