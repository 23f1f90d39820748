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
    pub keeper: Option<ForeignKey<Keeper>>,
}

async fn work(db: &Db, keeper: Keeper, day: Day) -> orm::Result<()> {
    let _ = keeper.day_set().create();
    keeper.day_set().add(db, &day).await?;
    keeper.day_set().remove(db, &day).await?;
    keeper.day_set().clear(db).await?;
    keeper.day_set().get(db, 1).await?;
    let _ = Keeper::objects().with(via(Keeper::day_set).query().limit_per_row(3));
    let _ = Keeper::objects().filter(via(Keeper::day_set).eq(&day));
    let _ = Keeper::objects().filter(via(Keeper::day_set).in_(Day::objects()));
    Ok(())
}

fn main() {}
