//! UUIDs, with the feature `uuid`.

use super::Random;
use crate::support::{on_every_database, raw};
use orm::ErrorKind;
use orm::prelude::*;
use uuid::Uuid;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "values_uuid")]
struct Thing {
    id: Uuid,
    other: Option<Uuid>,
    #[foreign_key(on_delete = set_null, related_name = "parts")]
    part_of: Option<ForeignKey<Thing>>,
    #[many_to_many(symmetrical = false, related_name = "liked_by")]
    likes: ManyToMany<Thing>,
}

on_every_database! {
    async fn uuids_come_back(db: &Database) {
        let mut random = Random::new();
        let mut ids = vec![Uuid::nil(), Uuid::max()];
        ids.extend((0..500).map(|_| Uuid::from_u64_pair(random.bits(), random.bits())));
        let kept = db.transaction(async |tx| {
            let mut kept = Vec::new();
            for id in &ids {
                kept.push(Thing::create().id(id).other(*id).save(&tx).await?);
            }
            Ok::<_, orm::Error>(kept)
        }).await?;
        let read = Thing::objects().in_bulk(db, &ids).await?;
        assert_eq!(read.len(), ids.len());
        assert!(kept.iter().all(|it| read[&it.id] == *it && it.other == Some(it.id)));
        let mut sorted = ids.clone();
        sorted.sort();
        assert!(Thing::objects().order_by(Thing.id).all(db).await?.iter().map(|it| it.id).eq(sorted));
        assert_eq!(Thing::objects().filter(Thing.other.in_([Some(ids[5]), Some(ids[9]), None])).count(db).await?, 2);
        Ok(())
    }

    async fn a_key_is_made_where_none_is_given(db: &Database) {
        let (a, b) = (Thing::create().save(db).await?, Thing::create().save(db).await?);
        assert_eq!((a.id.get_version_num(), a.id < b.id), (7, true));
        assert_eq!(Thing::objects().get(db, a.id).await?, a);
        Ok(())
    }

    async fn relations_by_uuid(db: &Database) {
        let whole = Thing::create().save(db).await?;
        let parts = [whole.parts().create().save(db).await?, whole.parts().create().save(db).await?];
        assert_eq!(whole.parts().count(db).await?, 2);
        whole.likes.add(db, &parts).await?;
        whole.likes.set(db, [&parts[1], &whole]).await?;
        assert_eq!(parts[1].liked_by().query().one(db).await?.id, whole.id);
        for thing in Thing::objects().all(db).await? {
            assert_eq!(thing.likes.load(db).await?.len(), if thing.id == whole.id { 2 } else { 0 });
        }
        assert_eq!(Thing::objects().filter(Thing.likes.in_([&parts[0], &parts[1]])).count(db).await?, 1);
        assert_eq!(whole.likes.remove(db, [&parts[0], &parts[1]]).await?, 1);
        Ok(())
    }

    async fn a_cell_that_is_no_uuid(db: &Database) {
        if crate::support::can::hold_types(db) {
            return Ok(());
        }
        raw(db, "DROP TABLE values_uuid").await?;
        raw(db, "CREATE TABLE values_uuid (id BLOB PRIMARY KEY, other, part_of_id)").await?;
        for (n, value) in ["x'00'", "'67e55044-10b1-426f-9247-bb680e5fe0c8'", "1"].into_iter().enumerate() {
            raw(db, &format!("INSERT INTO values_uuid VALUES (x'0000000000000000000000000000000{n}', {value}, NULL)")).await?;
            let error = Thing::objects().get(db, Uuid::from_u128(u128::try_from(n).unwrap())).await.unwrap_err();
            assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::SchemaMismatch, Some("Thing"), Some("other")), "{value}");
        }
        Ok(())
    }
}
