use orm::prelude::*;

#[derive(Model, Clone)]
#[model(managed = false)]
pub struct Day {
    pub day: i32,
    pub visits: i64,
}

async fn work(db: &Db, mut day: Day) -> orm::Result<()> {
    day.save(db).await?;
    day.save_only(db, Day.visits).await?;
    day.update(db, Day.visits.set(1)).await?;
    day.refresh(db).await?;
    day.delete(db).await?;
    Day::create();
    Ok(())
}

fn main() {}
