//! What targets are referred to by, what is unique, and two targets of one model.

use super::*;
use orm::ErrorKind;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "poly_seat")]
pub(super) struct Seat {
    #[primary_key]
    pub(super) line: i32,
    #[primary_key]
    pub(super) number: i32,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "poly_firm")]
pub(super) struct Firm {
    pub(super) id: i64,
    #[field(unique, max_length = 20)]
    pub(super) code: String,
}

/// Of every kind: a key of two columns, a unique field, a plain key by another name.
#[derive(Polymorphic, Debug, Clone, PartialEq)]
pub(super) enum Place {
    Seat(ForeignKey<Seat>),
    Firm(ForeignKey<Firm, to_field!(code)>),
    Home(OneToOne<Owner>),
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "poly_parcel", unique(place, label), index(label, place))]
pub(super) struct Parcel {
    pub(super) id: i64,
    #[field(max_length = 10)]
    pub(super) label: String,
    #[polymorphic(Home(model = super::Owner, column = "home"), Firm(index = false), Seat(columns("seat_line", "seat_number"), on_delete = cascade))]
    pub(super) place: Place,
}

#[derive(Polymorphic, Debug, Clone, PartialEq)]
enum Side {
    White(ForeignKey<Owner>),
    Black(ForeignKey<Owner>),
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "poly_victory")]
struct Victory {
    id: i64,
    #[polymorphic(White(model = Owner, related_name = "won_as_white"), Black(model = Owner, related_name = "won_as_black"))]
    by: Side,
}

on_every_database! {
    async fn a_target_is_referred_to_as_its_foreign_key_says(db: &Database) {
        let (eva, _) = pair(db).await?;
        let seat = Seat::create().line(3).number(4).save(db).await?;
        let firm = Firm::create().id(9).code("acme").save(db).await?;
        Parcel::create().label("s").place(&seat).save(db).await?;
        Parcel::create().label("f").place(&firm).save(db).await?;
        Parcel::create().label("h").place(&eva).save(db).await?;
        let mut parcels = Parcel::objects().order_by(Parcel.id).load(Parcel.place).all(db).await?;
        let [Place::Seat(one), Place::Firm(two), Place::Home(three)] = [0, 1, 2].map(|at| parcels[at].place.clone()) else {
            panic!("the three kinds")
        };
        assert_eq!((one.key(), two.key().as_str(), three.key()), (&(3, 4), "acme", &50));
        assert_eq!((one.loaded(), two.loaded(), three.loaded()), (Some(&seat), Some(&firm), Some(&eva)));
        assert_eq!(Parcel::objects().filter(Parcel.place.eq(&seat)).one(db).await?, parcels[0]);
        assert_eq!(Parcel::objects().filter(Parcel.place.ne(&seat)).count(db).await?, 2);
        assert_eq!(Parcel::objects().filter(Parcel.place.seat.line.eq(3)).count(db).await?, 1);
        assert_eq!(Parcel::objects().filter(Parcel.place.firm.eq("acme")).one(db).await?, parcels[1]);
        parcels[0].update(db, Parcel.place.set(&firm)).await?;
        parcels[1].place = Place::from(&seat);
        parcels[1].save(db).await?;
        eva.parcel_set().add(db, &parcels[0]).await?;
        parcels[0].refresh(db).await?;
        assert_eq!(parcels[0].place, Place::from(&eva));
        assert_eq!(seat.parcel_set().all(db).await?, [parcels[1].clone()]);
        assert_eq!(seat.delete(db).await?.of_model("Parcel"), 1);
        Ok(())
    }

    async fn it_is_unique_for_each_target(db: &Database) {
        let (eva, _) = pair(db).await?;
        let firm = Firm::create().code("acme").save(db).await?;
        let parcel = |label: &'static str| Parcel::create().label(label);
        parcel("a").place(&eva).save(db).await?;
        parcel("a").place(&firm).save(db).await?;
        parcel("b").place(&firm).save(db).await?;
        let error = parcel("a").place(&firm).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::UniqueViolation, Some("Parcel")));
        let fields: Vec<_> = error.fields().collect();
        assert_eq!(fields, ["place", "label"]);
        Ok(())
    }

    async fn two_variants_lead_to_one_model(db: &Database) {
        let (eva, _) = pair(db).await?;
        Victory::create().by(Side::White(ForeignKey::to(&eva))).save(db).await?;
        eva.won_as_black().create().save(db).await?;
        eva.won_as_black().create().save(db).await?;
        assert_eq!((eva.won_as_white().count(db).await?, eva.won_as_black().count(db).await?), (1, 2));
        let black = Victory::objects().filter(Victory.by.eq(Side::Black(ForeignKey::to(&eva))));
        assert_eq!(black.count(db).await?, 2);
        Ok(())
    }
}
