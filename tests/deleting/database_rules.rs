//! What is left to the database: it does it without us, and tells nothing.

use super::*;

#[derive(Model, Debug, Clone)]
#[model(table = "d_house")]
struct House {
    id: i64,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_room")]
struct Room {
    id: i64,
    #[foreign_key(on_delete = db_cascade)]
    house: ForeignKey<House>,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_lamp")]
struct Lamp {
    id: i64,
    #[foreign_key(on_delete = db_cascade)]
    room: ForeignKey<Room>,
    #[foreign_key(on_delete = db_set_null)]
    house: Option<ForeignKey<House>>,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_owner_of_house")]
struct Deed {
    id: i64,
    #[foreign_key(on_delete = db_restrict)]
    house: ForeignKey<House>,
}

on_every_database! {
    async fn the_database_does_it(db: &Database) {
        let house = House::create().save(db).await?;
        let other = House::create().save(db).await?;
        let room = Room::create().house(&house).save(db).await?;
        Lamp::create().room(&room).save(db).await?;
        let room = Room::create().house(&other).save(db).await?;
        let mut lamp = Lamp::create().room(&room).house(&house).save(db).await?;
        let deed = Deed::create().house(&house).save(db).await?;
        assert_eq!(in_the_way(&house.delete(db).await.unwrap_err()), "1 by `Deed.house` (db_restrict)");
        deed.delete(db).await?;
        let (report, sent) = statements(db, house.delete(db)).await?;
        assert_eq!((told(&report).as_str(), sent), ("House 1", 1), "what the database takes is not counted");
        lamp.refresh(db).await?;
        assert_eq!((lamp.house, rows!(db, House, Room, Lamp)), (None, [1, 1, 1]));
        // Also for whoever does not ask us.
        assert_eq!(raw(db, "DELETE FROM d_house").await?, 1);
        assert_eq!(rows!(db, House, Room, Lamp), [0, 0, 0]);
        Ok(())
    }
}
