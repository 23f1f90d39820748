//! One to one: a row shares the key of another, or refers to it alone.

use crate::models::{Chip, Owner, Passport};
use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

on_every_database! {
    async fn a_passport_has_its_owners_key(db: &Database) {
        let ann = Owner::create().name("Ann").save(db).await?;
        let bob = Owner::create().name("Bob").save(db).await?;
        let passport = Passport::create().owner(&ann).number("A1").save(db).await?;
        assert_eq!(passport.owner.key(), &ann.id);
        assert_eq!(passport.owner.load(db).await?.name, "Ann");
        assert_eq!(ann.passport(db).await?.map(|it| it.number), Some("A1".to_owned()));
        assert_eq!(bob.passport(db).await?, None);
        assert_eq!(Passport::objects().get(db, &passport).await?.number, "A1");
        assert_eq!(Passport::objects().get(db, ann.id).await?.number, "A1");
        assert_eq!(Passport::objects().filter(Passport.owner.name.eq("Ann")).count(db).await?, 1);
        assert_eq!(Owner::objects().filter(via(Owner::passport).number.eq("A1")).one(db).await?.name, "Ann");
        assert_eq!(Owner::objects().filter(via(Owner::passport).is_null()).one(db).await?.name, "Bob");
        Ok(())
    }

    async fn a_second_passport_is_refused(db: &Database) {
        let ann = Owner::create().name("Ann").save(db).await?;
        Passport::create().owner(&ann).number("A1").save(db).await?;
        let error = Passport::create().owner(&ann).number("A2").save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::UniqueViolation, Some("Passport"), Some("owner")));
        let error = Passport::create().owner(99).number("A3").save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::ForeignKeyViolation, Some("owner")));
        Ok(())
    }

    async fn one_that_may_be_empty(db: &Database) {
        let ann = Owner::create().name("Ann").save(db).await?;
        let mut chip = Chip::create().code("c1").owner(&ann).save(db).await?;
        Chip::create().code("c2").save(db).await?;
        Chip::create().code("c3").owner(Null).save(db).await?;
        assert_eq!(ann.chip(db).await?.map(|it| it.code), Some("c1".to_owned()));
        let error = Chip::create().code("c4").owner(&ann).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::UniqueViolation, Some("owner")));
        // Unlinked first, the chip outlives its owner.
        chip.owner = None;
        chip.save(db).await?;
        assert_eq!(ann.chip(db).await?, None);
        assert_eq!(ann.delete(db).await?.total(), 1);
        assert_eq!(Chip::objects().filter(Chip.owner.is_null()).count(db).await?, 3);
        Ok(())
    }

    async fn beside_the_row_it_costs_no_statement(db: &Database) {
        let ann = Owner::create().name("Ann").save(db).await?;
        Owner::create().name("Bob").save(db).await?;
        Passport::create().owner(&ann).number("A1").save(db).await?;
        let both = Owner::objects().order_by(Owner.name).with(via(Owner::passport)).with(via(Owner::chip));
        let (rows, sent) = statements(db, both.all(db)).await?;
        assert_eq!(sent, 1);
        let shown: Vec<_> = rows.iter().map(|(owner, passport, chip)| {
            (owner.name.as_str(), passport.as_ref().map(|it| it.number.as_str()), chip.is_some())
        }).collect();
        assert_eq!(shown, [("Ann", Some("A1"), false), ("Bob", None, false)]);
        Ok(())
    }
}
