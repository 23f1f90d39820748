use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
    #[field(unique, max_length = 20)]
    pub name: String,
    pub city: Option<String>,
    #[many_to_many(related_name = "sitters")]
    pub sits_for: ManyToMany<Cat>,
}

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    pub name: String,
    pub lives: i16,
    #[foreign_key]
    pub owner: ForeignKey<Owner>,
    #[foreign_key(related_name = "patients")]
    pub vet: Option<ForeignKey<Owner>>,
}

async fn mistake(db: &Db) {
    let _ = Owner::objects().in_bulk_by(db, Owner.name, [1]).await;
}

fn main() {}
