use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
}

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    #[foreign_key(on_delete = db_set_null)]
    pub owner: ForeignKey<Owner>,
    #[foreign_key(on_delete = db_set_default, related_name = "patients")]
    pub vet: ForeignKey<Owner>,
}

fn main() {}
