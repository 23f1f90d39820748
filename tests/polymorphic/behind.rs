//! A polymorphic field whose columns stand behind those of a struct, so that their places are the compiler's to count.

use super::{Cat, Owner, pair};
use crate::support::on_every_database;
use orm::ErrorKind;
use orm::prelude::*;

#[derive(Fields, Debug, Clone, PartialEq)]
struct Mark {
    by: String,
    #[field(max_length = 5)]
    place: Option<String>,
}

#[derive(Polymorphic, Debug, Clone, PartialEq)]
enum Subject {
    Cat(ForeignKey<Cat>),
    Owner(ForeignKey<Owner>),
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "poly_behind", unique(mark.place, subject))]
struct Stain {
    #[field(flatten)]
    mark: Mark,
    id: i64,
    #[polymorphic(Cat(on_delete = cascade, related_name = "stains"), Owner(on_delete = cascade, related_name = "stains"))]
    subject: Subject,
    #[field(flatten(prefix = "other_"))]
    other: Mark,
    size: i32,
}

fn mark(by: &str, place: &str) -> Mark {
    Mark { by: by.to_owned(), place: Some(place.to_owned()) }
}

on_every_database! {
    async fn each_is_written_and_read_in_its_place(db: &Database) {
        let (eva, luna) = pair(db).await?;
        let (here, there) = (mark("Eva", "here"), mark("Mike", "there"));
        let draft = |size: i32| Stain::create().mark(here.clone()).other(there.clone()).size(size);
        let mut of_luna = draft(3).subject(&luna).save(db).await?;
        let of_eva = eva.stains().create().mark(here.clone()).other(there.clone()).size(4).save(db).await?;
        assert_eq!(Stain::objects().order_by(Stain.size).all(db).await?, [of_luna.clone(), of_eva.clone()]);
        assert_eq!((&of_luna.mark, &of_luna.other, of_luna.size), (&here, &there, 3));
        assert_eq!(of_luna.subject, Subject::from(&luna));

        let more = Stain::objects().bulk_create(db, [5, 6].map(|size| {
            Stain::create().mark(mark("Eva", &size.to_string())).other(there.clone()).size(size).subject(&luna)
        })).await?;
        assert_eq!(luna.stains().order_by(Stain.size).all(db).await?, [vec![of_luna.clone()], more].concat());

        // Unique with the place, for each target alone.
        let error = draft(7).subject(&luna).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::UniqueViolation, Some("Stain")), "{error}");
        of_luna.update(db, (Stain.subject.set(&eva), Stain.mark.place.set("else"), Stain.size.set(9))).await?;
        of_luna.refresh(db).await?;
        assert_eq!((&of_luna.subject, of_luna.size, &of_luna.other), (&Subject::from(&eva), 9, &there));
        assert_eq!(eva.stains().count(db).await?, 2);
        Ok(())
    }
}
