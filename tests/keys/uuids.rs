//! A UUID that is the key is made by the program, where a draft does not say it: version 7, which ascends.

use crate::support::on_every_database;
use orm::prelude::*;
use uuid::Uuid;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_uuids_parcel")]
struct Parcel {
    id: Uuid,
    #[field(max_length = 20, unique)]
    label: String,
    #[foreign_key(on_delete = cascade, related_name = "inner_parcels")]
    within: Option<ForeignKey<Parcel>>,
}

on_every_database! {
    async fn it_is_made_for_each_draft(db: &Database) {
        let first = Parcel::create().label("a").save(db).await?;
        let second = Parcel::create().label("b").within(&first).save(db).await?;
        assert_eq!((first.id.get_version_num(), second.id.get_version_num()), (7, 7));
        assert!(first.id < second.id);
        let given = Uuid::from_u128(5);
        assert_eq!(Parcel::create().id(given).label("c").save(db).await?.id, given);
        let (found, created) = Parcel::create().label("a").get_or_create(db, Parcel.label).await?;
        assert_eq!((found, created), (first.clone(), false));
        let many = Parcel::objects().bulk_create(db, (0..5).map(|n| Parcel::create().label(format!("m{n}")))).await?;
        assert!(many.windows(2).all(|pair| pair[0].id < pair[1].id));
        assert_eq!(first.inner_parcels().create().label("d").save(db).await?.within.map(|it| *it.key()), Some(first.id));
        assert_eq!(first.delete(db).await?.total(), 3);
        assert_eq!(Parcel::objects().last(db).await?, many.last().cloned());
        Ok(())
    }
}
