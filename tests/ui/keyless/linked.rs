use orm::prelude::*;

#[derive(Model, Clone)]
#[model(managed = false)]
pub struct Day {
    pub day: i32,
}

#[derive(Model, Clone)]
pub struct Note {
    pub id: i64,
    #[many_to_many]
    pub days: ManyToMany<Day>,
}

fn main() {}
