use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
    pub name: String,
}

#[derive(Model)]
#[model(ordering(nme), unique(name, name))]
pub struct Cat {
    #[field(max_length = 10)]
    pub name: String,
    #[foreign_key(on_delete = casade)]
    pub owner: ForeignKey<Owner>,
    pub vet: Option<ForeignKey<Owner>>,
    #[many_to_many(symmetrical = false, related_name = "sitters")]
    pub friends: Option<ManyToMany<Cat>>,
}

pub async fn not_to_blame(db: &Db, mike: &Owner) -> orm::Result<()> {
    let luna = Cat::create().name("Luna").owner(mike).save(db).await?;
    mike.cat_set().filter(Cat.name.eq("Luna") & Cat.owner.name.eq("Mike")).all(db).await?;
    luna.sitters().add(db, &luna).await
}

fn main() {}
