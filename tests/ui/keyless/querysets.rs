use orm::prelude::*;

#[derive(Model, Clone)]
#[model(managed = false)]
pub struct Day {
    pub day: i32,
    pub visits: i64,
}

async fn work(db: &Db, day: Day) -> orm::Result<()> {
    Day::objects().get(db, 1).await?;
    Day::objects().get(db, &day).await?;
    Day::objects().in_bulk(db, [1]).await?;
    Day::objects().update(db, Day.visits.set(1)).await?;
    Day::objects().delete(db).await?;
    Day::objects().bulk_update(db, [&day], Day.visits).await?;
    Day::objects().page_after(db, 10, None).await?;
    Day::objects().page_before(db, 10, None).await?;
    Ok(())
}

fn main() {}
