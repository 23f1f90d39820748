use orm::prelude::*;

#[derive(Model, Clone)]
pub struct Band {
    pub id: i64,
    #[many_to_many]
    pub players: ManyToMany<Player, Plays>,
}

#[derive(Model, Clone)]
pub struct Player {
    pub id: i64,
}

#[derive(Model, Clone)]
#[model(managed = false)]
pub struct Plays {
    #[foreign_key]
    pub band: ForeignKey<Band>,
    #[foreign_key]
    pub player: ForeignKey<Player>,
}

fn main() {}
