use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
}

#[derive(Model)]
#[model(tabel = "cats", ordering(nme))]
pub struct Cat {
    #[field(max_length = "40", uniqe)]
    pub name: String,
    #[foreign_key(on_delete = casade)]
    pub owner: ForeignKey<Owner>,
    pub vet: ForeignKey<Owner>,
    #[field(index)]
    pub code: String,
    pub save: bool,
}

fn main() {}
