use orm::prelude::*;

#[derive(Model)]
#[model(unique(name, deferrable = later), unique(name, room, deferrable = "initially_deferred"), unique(room, deferrable))]
pub struct Cat {
    pub id: i64,
    pub name: i32,
    pub room: i32,
    #[foreign_key(deferrable = deferred)]
    pub mother: Option<ForeignKey<Cat>>,
    #[foreign_key(deferable)]
    pub father: Option<ForeignKey<Cat>>,
    #[many_to_many(deferrable, symmetrical)]
    pub friends: ManyToMany<Cat>,
}

#[derive(Model)]
#[model(index(name, deferrable = initially_deferred))]
pub struct Dog {
    pub id: i64,
    pub name: i32,
}

fn main() {}
