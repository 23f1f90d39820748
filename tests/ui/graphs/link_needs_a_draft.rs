use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
    #[many_to_many(related_name = "sitters")]
    pub sits_for: ManyToMany<Cat>,
    #[many_to_many(related_name = "guests")]
    pub visits: ManyToMany<Cat, Visit>,
}

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    pub name: String,
    #[foreign_key]
    pub owner: ForeignKey<Owner>,
}

#[derive(Model)]
pub struct Visit {
    pub id: i64,
    #[foreign_key]
    pub owner: ForeignKey<Owner>,
    #[foreign_key]
    pub cat: ForeignKey<Cat>,
    pub year: i32,
}

pub async fn use_it(db: &Db, owner: &Owner, cat: &Cat) {
    let _ = Owner::create().visits([cat]).save(db).await;
}

fn main() {}
