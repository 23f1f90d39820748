//! Structs within structs, types of every kind, and names that are no trouble.

use crate::support::on_every_database;
use orm::prelude::*;

#[derive(DbEnum, Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Home,
    Work,
}

#[derive(Fields, Debug, Clone, PartialEq)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(Fields, Debug, Clone, PartialEq)]
struct Place {
    #[field(flatten(prefix = "at_"))]
    point: Point,
    #[field(max_length = 20, unique)]
    label: String,
    #[field(flatten)]
    r#type: Sort,
    bytes: Option<Vec<u8>>,
}

#[derive(Fields, Debug, Clone, PartialEq)]
struct Sort {
    #[field(default = Kind::Home)]
    r#enum: Kind,
    #[field(column = "since")]
    r#in: Option<i16>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "embedded_trip", unique(name, to.point.x), ordering(from.point.x))]
struct Trip {
    id: i64,
    #[field(flatten(prefix = "from_"))]
    from: Place,
    #[field(flatten(prefix = "to_"))]
    to: Place,
    #[field(max_length = 10)]
    name: String,
}

fn place(x: f64, label: &str) -> Place {
    Place {
        point: Point { x, y: -x },
        label: label.to_owned(),
        r#type: Sort { r#enum: Kind::Work, r#in: (x > 1.0).then_some(3) },
        bytes: (x > 1.0).then(|| vec![1, 2]),
    }
}

on_every_database! {
    async fn structs_within_structs(db: &Database) {
        let trip = Trip::create().from(place(1.5, "a")).to(place(0.5, "b")).name("n").save(db).await?;
        assert_eq!((&trip.from, &trip.to), (&place(1.5, "a"), &place(0.5, "b")));
        assert_eq!(Trip::objects().get(db, trip.id).await?, trip);
        let names: Vec<_> = <Trip as orm::model::Table>::COLUMNS.iter().map(|it| (it.field, it.name)).collect();
        assert_eq!(names[1..8], [
            ("from.point.x", "from_at_x"),
            ("from.point.y", "from_at_y"),
            ("from.label", "from_label"),
            ("from.type.enum", "from_enum"),
            ("from.type.in", "from_since"),
            ("from.bytes", "from_bytes"),
            ("to.point.x", "to_at_x"),
        ]);
        let found = Trip::objects().filter(Trip.to.point.x.lt(1.0) & Trip.from.r#type.r#enum.eq(Kind::Work));
        assert_eq!(found.clone().select((Trip.from.r#type, Trip.to.point.y)).all(db).await?, [(trip.from.r#type.clone(), -0.5)]);
        found.update(db, (Trip.to.point.set(Point { x: 9.0, y: 9.5 }), Trip.from.r#type.r#in.set(Null))).await?;
        let read = Trip::objects().get(db, trip.id).await?;
        assert_eq!((read.to.point.y, read.from.r#type.r#in), (9.5, None));
        assert_eq!(format!("{:?} {:?}", Trip.to.point, Trip.to.point.x), "Trip.to.point Trip.to.point.x");
        Ok(())
    }

    async fn what_is_unique_within(db: &Database) {
        let draft = |label: &str, x| Trip::create().from(place(x, label)).to(place(x, &format!("to {label}"))).name("n");
        let trip = draft("a", 1.0).save(db).await?;
        assert_eq!(draft("a", 2.0).get_or_create(db, Trip.from.label).await?, (trip.clone(), false));
        assert_eq!(draft("b", 1.0).get_or_create(db, (Trip.name, Trip.to.point.x)).await?, (trip.clone(), false));
        assert_eq!(draft("b", 1.0).get_or_create(db, (Trip.to.point.x, Trip.name)).await?, (trip, false));
        let error = draft("a", 3.0).to(place(3.0, "else")).save(db).await.unwrap_err();
        assert_eq!(error.field(), Some("from.label"));
        Ok(())
    }
}

/// Structs that are seen everywhere, with fields that nobody outside sees.
mod elsewhere {
    #![allow(unreachable_pub, reason = "what is public must not tell of what is not")]

    use orm::prelude::*;

    #[derive(Fields, Debug, Clone, PartialEq)]
    pub struct Hidden {
        pub seen: i32,
        unseen: i32,
    }

    impl Hidden {
        pub(super) fn of(n: i32) -> Self {
            Self { seen: n, unseen: -n }
        }
    }

    #[derive(Model, Debug, Clone, PartialEq)]
    #[model(table = "embedded_outer", crate = ::orm)]
    pub struct Outer {
        pub id: i64,
        #[field(flatten)]
        pub(crate) one: Hidden,
        #[field(flatten(prefix = "two "))]
        two: Hidden,
    }

    pub(super) async fn outer(db: &Db) -> orm::Result<Outer> {
        let outer = Outer::create().one(Hidden::of(1)).two(Hidden::of(2)).save(db).await?;
        assert_eq!(Outer::objects().filter(Outer.two.unseen.eq(-2)).count(db).await?, 1);
        Ok(outer)
    }
}

on_every_database! {
    async fn fields_that_are_not_seen(db: &Database) {
        let outer = elsewhere::outer(db).await?;
        assert_eq!(elsewhere::Outer::objects().filter(elsewhere::Outer.one.seen.eq(1)).one(db).await?, outer);
        Ok(())
    }
}
