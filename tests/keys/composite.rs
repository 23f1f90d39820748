//! Keys of several columns, and what refers to them.

use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

/// The usual shape: rows that link two others.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_pupil")]
struct Pupil {
    id: i64,
    #[field(max_length = 20)]
    name: String,
    #[many_to_many(related_name = "pupils")]
    courses: ManyToMany<Course, Enrolment>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_course")]
struct Course {
    #[primary_key]
    #[field(max_length = 10)]
    code: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_enrolment")]
struct Enrolment {
    #[foreign_key(primary_key, on_delete = cascade)]
    pupil: ForeignKey<Pupil>,
    #[field(default = 0)]
    grade: i32,
    #[foreign_key(primary_key, on_delete = cascade)]
    course: ForeignKey<Course>,
    #[many_to_many(related_name = "enrolments")]
    marks: ManyToMany<Mark, Marking>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_mark")]
struct Mark {
    id: i64,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_marking")]
struct Marking {
    id: i64,
    #[foreign_key(on_delete = cascade, columns("pupil", "course"))]
    enrolment: ForeignKey<Enrolment>,
    #[foreign_key(on_delete = cascade)]
    mark: ForeignKey<Mark>,
}

/// Two columns that hold values, and relations to itself.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_seat")]
struct Seat {
    #[primary_key]
    #[field(max_length = 4)]
    row: String,
    label: Option<String>,
    #[primary_key]
    number: i32,
    #[field(db_default = 7)]
    price: i32,
    #[foreign_key(on_delete = set_null, related_name = "behind", columns("front_row", "front_number"))]
    front: Option<ForeignKey<Seat>>,
    #[foreign_key(on_delete = cascade, related_name = "attached", columns("to_row", "to_number"))]
    to: Option<ForeignKey<Seat>>,
    #[many_to_many]
    beside: ManyToMany<Seat>,
    #[related(Ticket.seat)]
    tickets: RelatedSet<Ticket>,
    #[related(Plate.seat)]
    plate: RelatedOne<Plate>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_ticket", unique(day, seat))]
struct Ticket {
    id: i64,
    day: i32,
    #[foreign_key(columns("seat_row", "seat_number"))]
    seat: ForeignKey<Seat>,
    #[foreign_key(on_delete = set_null, related_name = "once", columns("old_row", "old_number"))]
    old: Option<ForeignKey<Seat>>,
    note: Option<String>,
}

/// A one-to-one with a key of several columns.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_plate")]
struct Plate {
    id: i64,
    #[one_to_one(on_delete = cascade, columns("row", "number"))]
    seat: OneToOne<Seat>,
    text: String,
}

/// It shares the whole key of its seat.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_cushion")]
struct Cushion {
    #[one_to_one(primary_key, on_delete = cascade, columns("seat_row", "seat_number"))]
    seat: OneToOne<Seat>,
    colour: Option<String>,
}

/// Nothing but its key.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keys_step")]
struct Step {
    #[primary_key]
    from: i32,
    #[primary_key]
    to: i32,
}

async fn seat(db: &Db, row: &str, number: i32) -> orm::Result<Seat> {
    Seat::create().row(row).number(number).save(db).await
}

fn key(row: &str, number: i32) -> (String, i32) {
    (row.to_owned(), number)
}

#[derive(View, Debug, PartialEq)]
#[view(Seat)]
struct SeatCard {
    number: i32,
    front: Option<SeatLabel>,
    #[view(order_by(Ticket.day), limit(2))]
    tickets: Vec<TicketLine>,
}

#[derive(View, Debug, PartialEq)]
#[view(Seat)]
struct SeatLabel {
    label: Option<String>,
    tickets: Vec<TicketLine>,
}

#[derive(View, Debug, PartialEq)]
#[view(Ticket)]
struct TicketLine {
    day: i32,
    #[view(Ticket.seat.number)]
    of: i32,
}

on_every_database! {
    async fn selected_and_viewed(db: &Database) {
        let front = Seat::create().row("A").number(1).label("x").save(db).await?;
        let back = Seat::create().row("A").number(2).front(&front).save(db).await?;
        for (day, seat) in [(3, &back), (1, &back), (2, &back), (4, &front)] {
            Ticket::create().day(day).seat(seat).save(db).await?;
        }
        let keys = Seat::objects().order_by(Seat.number).select((Seat.number, Seat.front, Seat.tickets.count())).all(db).await?;
        assert_eq!(keys, [(1, None, 1), (2, Some(("A".to_owned(), 1)), 3)]);
        let in_front = Seat::objects().filter(Seat.number.eq(1));
        assert_eq!(Seat::objects().filter(Seat.front.in_(in_front.clone())).one(db).await?, back);
        assert_eq!(Seat::objects().filter(!Seat.front.in_(in_front)).one(db).await?, front);
        let seats = Ticket::objects().filter(Ticket.day.lt(3)).select(Ticket.seat);
        assert_eq!(Ticket::objects().filter(Ticket.seat.in_(seats)).count(db).await?, 3);
        let (cards, sent) = statements(db, Seat::objects().order_by(Seat.number).view::<SeatCard>().all(db)).await?;
        let line = |day, of| TicketLine { day, of };
        let label = SeatLabel { label: Some("x".into()), tickets: vec![line(4, 1)] };
        let expected = [
            SeatCard { number: 1, front: None, tickets: vec![line(4, 1)] },
            SeatCard { number: 2, front: Some(label), tickets: vec![line(1, 2), line(2, 2)] },
        ];
        assert_eq!(cards, expected);
        assert_eq!(sent, 3);
        Ok(())
    }

    async fn joined_into_fields(db: &Database) {
        let (a1, a2) = (seat(db, "A", 1).await?, seat(db, "A", 2).await?);
        let b1 = Seat::create().row("B").number(1).front(&a1).to(&a2).save(db).await?;
        Plate::create().seat(&a1).text("plate").save(db).await?;
        Cushion::create().seat(&b1).colour("red").save(db).await?;
        for (day, seat) in [(1, &b1), (2, &b1), (3, &a1)] {
            Ticket::create().day(day).seat(seat).save(db).await?;
        }
        let text = |seat: &Seat| seat.plate.loaded().map(|it| it.map(|it| it.text.clone()));
        let tickets = Ticket::objects().order_by(Ticket.day).load((Ticket.seat.front.plate.joined(), Ticket.seat.to.joined(), Ticket.old.joined()));
        let (tickets, sent) = statements(db, tickets.all(db)).await?;
        let seats: Vec<_> = tickets.iter().map(|it| it.seat.loaded().unwrap()).collect();
        assert_eq!((seats[0].front.as_ref().and_then(|it| it.loaded()), seats[2].front.is_none(), sent), (Some(&a1), true, 1));
        assert!(std::ptr::eq(seats[0], seats[1]));
        assert_eq!(seats[1].to.as_ref().and_then(|it| it.loaded()), Some(&a2));
        assert_eq!(text(seats[0].front.as_ref().unwrap().loaded().unwrap()), Some(Some("plate".into())));
        let (seats, sent) = statements(db, Seat::objects().order_by((Seat.row, Seat.number)).load(Seat.plate.joined()).all(db)).await?;
        assert_eq!((text(&seats[0]), text(&seats[1]), text(&seats[2]), sent), (Some(Some("plate".into())), Some(None), Some(None), 1));
        let (cushion, sent) = statements(db, Cushion::objects().load(Cushion.seat.to.joined()).one(db)).await?;
        let (to, more) = statements(db, cushion.seat.loaded().unwrap().to.as_ref().unwrap().load(db)).await?;
        assert_eq!((to, sent, more), (&a2, 1, 0));
        Ok(())
    }

    async fn a_row_has_every_verb(db: &Database) {
        let mut a1 = Seat::create().number(1).row("a").label("first").save(db).await?;
        let (a2, b1) = (seat(db, "a", 2).await?, seat(db, "b", 1).await?);
        assert_eq!((a1.price, b1.price), (7, 7));
        assert_eq!(Seat::objects().get(db, ("a", 1)).await?, a1);
        assert_eq!(Seat::objects().get(db, key("b", 1)).await?, b1);
        assert_eq!(Seat::objects().get(db, &a2).await?, a2);
        assert_eq!(Seat::objects().filter(Seat.label.is_null()).get(db, &key("b", 1)).await?, b1);
        assert_eq!(Seat::objects().get(db, ("b", 2)).await.unwrap_err().kind(), ErrorKind::NotFound);
        a1.label = Some("one".into());
        a1.save(db).await?;
        a1.save_only(db, Seat.label).await?;
        a1.update(db, Seat.label.set("uno")).await?;
        a1.refresh(db).await?;
        assert_eq!(a1.label.as_deref(), Some("uno"));
        assert_eq!(Seat::objects().get(db, ("a", 2)).await?.label, None);
        assert_eq!(Seat::objects().first(db).await?, Some(a1.clone()));
        assert_eq!(Seat::objects().last(db).await?, Some(b1.clone()));
        let found = Seat::objects().in_bulk(db, [("a", 2), ("b", 1), ("a", 2), ("b", 2), ("a", 7)]).await?;
        assert_eq!((found.len(), &found[&key("b", 1)]), (2, &b1));
        let error = seat(db, "a", 2).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.fields().collect()), (ErrorKind::UniqueViolation, Some("Seat"), vec!["row", "number"]));
        let mut moved = b1.clone();
        moved.update(db, (Seat.row.set("c"), Seat.number.set(9))).await?;
        assert_eq!((moved.row.as_str(), moved.number), ("c", 9));
        moved.number = 8;
        assert_eq!(moved.save(db).await.unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!(Seat::objects().order_by((Seat.row, Seat.number)).limit(2).update(db, Seat.label.set("x")).await?, 2);
        assert_eq!(Seat::objects().order_by(Seat.row.desc()).limit(2).filter(Seat.label.eq("x")).count(db).await?, 1);
        assert_eq!(Seat::objects().order_by(Seat.row.desc()).limit(1).delete(db).await?.total(), 1);
        assert_eq!(a2.delete(db).await?.total(), 1);
        assert_eq!(Seat::objects().all(db).await?.len(), 1);
        Ok(())
    }

    async fn rows_are_written_in_bulk_and_looked_up(db: &Database) {
        let draft = |row: &str, number: i32| Seat::create().row(row).number(number);
        let (row, created) = draft("a", 1).get_or_create(db, (Seat.number, Seat.row)).await?;
        assert!(created);
        assert_eq!(draft("a", 1).label("x").get_or_create(db, (Seat.row, Seat.number)).await?, (row, false));
        assert_eq!(draft("a", 1).label("x").update_or_create(db, (Seat.row, Seat.number)).await?.0.label.as_deref(), Some("x"));
        let made = Seat::objects().bulk_create(db, [draft("b", 2), draft("b", 1).label("y")]).await?;
        assert_eq!((made[0].number, made[1].label.as_deref(), made[0].price), (2, Some("y"), 7));
        assert_eq!(Seat::objects().bulk_create(db, [draft("b", 2), draft("b", 3), draft("b", 3)]).ignore_conflicts().await?, 1);
        Seat::objects().bulk_create(db, [draft("b", 3).label("z"), draft("c", 1).label("z")])
            .on_conflict((Seat.row, Seat.number)).update(Seat.label).await?;
        let mut all = Seat::objects().order_by((Seat.row, Seat.number)).all(db).await?;
        assert_eq!(all.iter().map(|it| it.label.as_deref()).collect::<Vec<_>>(), [Some("x"), Some("y"), None, Some("z"), Some("z")]);
        for (n, it) in all.iter_mut().enumerate() {
            it.label = Some(n.to_string());
        }
        assert_eq!(Seat::objects().bulk_update(db, &all, Seat.label).await?, 5);
        assert_eq!(Seat::objects().get(db, ("c", 1)).await?.label.as_deref(), Some("4"));
        let error = Seat::objects().bulk_create(db, [draft("d", 1), draft("c", 1)]).await.unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::UniqueViolation, Some(1)));
        Ok(())
    }

    async fn a_row_can_share_a_key_of_several_columns(db: &Database) {
        let (a1, a2) = (seat(db, "a", 1).await?, seat(db, "a", 2).await?);
        let mut first = Cushion::create().seat(&a1).save(db).await?;
        Cushion::create().seat(("a", 2)).colour("red").save(db).await?;
        assert_eq!(Cushion::objects().get(db, ("a", 1)).await?, first);
        first.colour = Some("blue".into());
        first.save(db).await?;
        assert_eq!(first.seat.load(db).await?, &a1);
        assert_eq!(a1.cushion(db).await?, Some(first.clone()));
        assert_eq!(Cushion::create().seat(&a2).get_or_create(db, Cushion.seat).await?.0.colour.as_deref(), Some("red"));
        assert_eq!(Seat::objects().filter(via(Seat::cushion).colour.eq("red")).one(db).await?, a2);
        assert_eq!(Cushion::objects().filter(Cushion.seat.label.is_null()).count(db).await?, 2);
        let error = Cushion::create().seat(&a1).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::UniqueViolation, Some("Cushion")));
        assert_eq!(a1.delete(db).await?.of_model("Cushion"), 1);
        Ok(())
    }

    async fn a_row_can_be_nothing_but_its_key(db: &Database) {
        let mut step = Step::create().to(2).from(1).save(db).await?;
        Step::objects().bulk_create(db, [Step::create().from(2).to(1), Step::create().from(2).to(3)]).await?;
        step.save(db).await?;
        step.refresh(db).await?;
        assert_eq!(Step::objects().get(db, (2, 1)).await?, Step { from: 2, to: 1 });
        assert_eq!(Step::objects().bulk_create(db, [Step::create().from(1).to(2)]).ignore_conflicts().await?, 0);
        assert!(!Step::create().from(2).to(3).get_or_create(db, (Step.from, Step.to)).await?.1);
        assert_eq!(step.delete(db).await?.total(), 1);
        assert_eq!(step.save(db).await.unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!(Step::objects().last(db).await?, Some(Step { from: 2, to: 3 }));
        Ok(())
    }

    async fn many_keys_are_asked_for_at_once(db: &Database) {
        let drafts = (0..3_000).map(|n| Seat::create().row(format!("r{}", n % 7)).number(n));
        Seat::objects().bulk_create(db, drafts).await?;
        let keys = (0..6_000).map(|n| (format!("r{}", n % 7), n));
        assert_eq!(Seat::objects().in_bulk(db, keys).await?.len(), 3_000);
        // More than there are places for in one statement.
        let keys = (0..40_000).map(|n| (format!("r{}", n % 7), n));
        assert_eq!(Seat::objects().in_bulk(db, keys).await?.len(), 3_000);
        Ok(())
    }

    async fn a_part_of_the_key_can_be_a_relation(db: &Database) {
        let (ann, bob) = (Pupil::create().name("Ann").save(db).await?, Pupil::create().name("Bob").save(db).await?);
        let (art, law) = (Course::create().code("art").save(db).await?, Course::create().code("law").save(db).await?);
        let mut first = Enrolment::create().pupil(&ann).course(&law).save(db).await?;
        Enrolment::create().pupil(&bob).course("law").grade(4).save(db).await?;
        assert_eq!(Enrolment::objects().get(db, (ann.id, "law")).await?, first);
        first.update(db, Enrolment.grade.set(Enrolment.grade + 2)).await?;
        assert_eq!((first.grade, first.pupil.load(db).await?.name.as_str()), (2, "Ann"));
        let error = Enrolment::create().pupil(&ann).course(&law).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.fields().collect()), (ErrorKind::UniqueViolation, vec!["pupil", "course"]));
        let error = Enrolment::create().pupil(&ann).course("none").save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::ForeignKeyViolation, Some("course")));
        // The pair is the key, so that linking twice changes nothing.
        ann.courses.add(db, [&art, &law]).await?;
        assert_eq!(Enrolment::objects().count(db).await?, 3);
        assert_eq!(law.pupils().order_by(Pupil.name).all(db).await?, [ann.clone(), bob.clone()]);
        assert_eq!(ann.enrolment_set().filter(Enrolment.course.code.eq("law")).one(db).await?.grade, 2);
        assert_eq!(Pupil::objects().filter(Pupil.courses.eq("art")).one(db).await?, ann);
        let loaded = Pupil::objects().order_by(Pupil.name).load(Pupil.courses).all(db).await?;
        assert_eq!(loaded.iter().map(|it| it.courses.loaded().unwrap().len()).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(bob.courses.remove(db, "law").await?, 1);
        let gone = ann.delete(db).await?;
        assert_eq!((gone.of_model("Enrolment"), gone.total()), (2, 3));
        Ok(())
    }

    async fn foreign_keys_have_a_column_for_each_part(db: &Database) {
        let (a1, a2) = (seat(db, "a", 1).await?, seat(db, "a", 2).await?);
        let mut first = Ticket::create().day(1).seat(&a1).old(&a2).note("n").save(db).await?;
        Ticket::create().day(1).seat(("a", 2)).save(db).await?;
        a1.ticket_set().create().day(2).save(db).await?;
        assert_eq!(first.seat.key(), &key("a", 1));
        assert_eq!(Ticket::objects().get(db, &first).await?, first);
        let tickets = Ticket::objects().order_by(Ticket.id).all(db).await?;
        assert_eq!(statements(db, tickets[0].seat.load(db)).await?, (&a1, 1));
        assert_eq!(statements(db, tickets[1].seat.load(db)).await?, (&a2, 0));
        let found = async |condition| Ticket::objects().filter(condition).count(db).await;
        assert_eq!(found(Ticket.seat.eq(&a1)).await?, 2);
        assert_eq!(found(Ticket.seat.eq(("a", 2)) | Ticket.old.eq(&a2)).await?, 2);
        assert_eq!(found(Ticket.seat.in_([&a1, &a2]) & Ticket.seat.ne(&a1)).await?, 1);
        assert_eq!((found(Ticket.old.is_null()).await?, found(!Ticket.old.is_null()).await?), (2, 1));
        assert_eq!((found(Ticket.old.ne(&a2)).await?, found(Ticket.old.in_([("a", 9), ("a", 2)])).await?), (2, 1));
        assert_eq!((found(Ticket.seat.number.eq(1)).await?, found(Ticket.seat.label.is_null()).await?), (2, 3));
        assert_eq!((found(Ticket.old.label.is_null()).await?, found(Ticket.old.row.eq("a")).await?), (3, 1));
        assert_eq!(Seat::objects().filter(via(Seat::ticket_set).day.eq(2)).one(db).await?, a1);
        assert_eq!(Seat::objects().filter(via(Seat::once).is_null()).one(db).await?, a1);
        first.update(db, (Ticket.seat.set(&a2), Ticket.day.set(3), Ticket.old.set_null())).await?;
        assert_eq!((first.seat.key(), &first.old), (&key("a", 2), &None));
        first.old = Some((&a1).into());
        first.save(db).await?;
        first.seat = ForeignKey::to(("a", 1));
        assert_eq!(Ticket::objects().bulk_update(db, [&first], (Ticket.seat, Ticket.note)).await?, 1);
        let (found, created) = Ticket::create().day(3).seat(&a1).get_or_create(db, (Ticket.day, Ticket.seat)).await?;
        assert_eq!((found, created), (first, false));
        a2.ticket_set().add(db, &tickets[2]).await?;
        assert_eq!(a2.ticket_set().count(db).await?, 2);
        assert_eq!(a1.once().clear(db).await?, 1);
        let error = Ticket::create().day(1).seat(("a", 2)).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::UniqueViolation, Some("Ticket")));
        let error = Ticket::create().day(1).seat(("b", 2)).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::ForeignKeyViolation, Some("Ticket"), Some("seat")));
        let rows = Ticket::objects().order_by(Ticket.id).with(Ticket.seat).with(Ticket.old).all(db).await?;
        assert_eq!(rows.iter().map(|(_, seat, old)| (seat.number, old.is_some())).collect::<Vec<_>>(), [(1, false), (2, false), (2, false)]);
        Ok(())
    }

    async fn the_other_side_is_loaded_by_all_parts(db: &Database) {
        for (row, number) in [("a", 1), ("a", 2), ("b", 1)] {
            let seat = seat(db, row, number).await?;
            for day in 0..number {
                Ticket::create().day(day).seat(&seat).save(db).await?;
            }
        }
        Plate::create().seat(("a", 2)).text("two").save(db).await?;
        let seats = Seat::objects().order_by((Seat.row, Seat.number)).all(db).await?;
        assert_eq!(statements(db, seats[1].tickets.load(db)).await?.0.len(), 2);
        assert_eq!(statements(db, seats[2].tickets.load(db)).await?.1, 0);
        let paths = (Seat.tickets.query().order_by(Ticket.day.desc()).limit_per_row(1), Seat.plate);
        let seats = Seat::objects().order_by((Seat.row, Seat.number)).load(paths).all(db).await?;
        assert_eq!(seats.iter().map(|it| it.tickets.loaded().unwrap()[0].day).collect::<Vec<_>>(), [0, 1, 0]);
        assert_eq!(seats[1].plate.loaded().unwrap().map(|it| it.text.as_str()), Some("two"));
        assert_eq!(seats[0].plate(db).await?, None);
        let beside = Seat::objects().order_by((Seat.row, Seat.number)).with(via(Seat::ticket_set)).with(via(Seat::plate)).all(db).await?;
        assert_eq!(beside.iter().map(|(_, tickets, plate)| (tickets.len(), plate.is_some())).collect::<Vec<_>>(), [(1, false), (2, true), (1, false)]);
        let tickets = Ticket::objects().order_by(Ticket.id).load(Ticket.seat.plate).all(db).await?;
        assert!(tickets[1].seat.loaded().unwrap().plate.loaded().unwrap().is_some());
        let error = Plate::create().seat(&seats[1]).text("again").save(db).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UniqueViolation);
        let new = Seat::create().row("n").number(1)
            .related(Seat::ticket_set, [Ticket::create().day(1), Ticket::create().day(2)])
            .related(Seat::plate, Plate::create().text("new"))
            .beside([("a", 1), ("b", 1)])
            .save(db).await?;
        assert_eq!((new.ticket_set().count(db).await?, new.beside.count(db).await?), (2, 2));
        Ok(())
    }

    async fn many_to_many_have_columns_for_each_part(db: &Database) {
        let (a1, a2, b1) = (seat(db, "a", 1).await?, seat(db, "a", 2).await?, seat(db, "b", 1).await?);
        a1.beside.add(db, [&a2, &b1]).await?;
        a2.beside.add(db, [("a", 1), ("a", 1)]).await?;
        assert_eq!(a1.beside.order_by(Seat.row).all(db).await?, [a2.clone(), b1.clone()]);
        assert_eq!(Seat::objects().filter(Seat.beside.eq(&b1)).one(db).await?, a1);
        assert_eq!(Seat::objects().filter(Seat.beside.row.eq("b") & Seat.beside.number.eq(1)).one(db).await?, a1);
        assert_eq!(Seat::objects().filter(Seat.beside.in_([("a", 1), ("b", 1)])).count(db).await?, 3);
        assert_eq!(Seat::objects().filter(Seat.beside.label.is_null()).count(db).await?, 3);
        let seats = Seat::objects().order_by((Seat.row, Seat.number)).load(Seat.beside).all(db).await?;
        assert_eq!(seats.iter().map(|it| it.beside.loaded().unwrap().len()).collect::<Vec<_>>(), [2, 1, 1]);
        a1.beside.set(db, [("b", 1)]).await?;
        assert_eq!(a2.beside.count(db).await?, 0);
        assert_eq!(a1.beside.remove(db, [&a2, &b1]).await?, 1);
        let error = a1.beside.add(db, ("z", 1)).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::ForeignKeyViolation, Some("Seat"), Some("beside")));
        let pupil = Pupil::create().name("Ann").save(db).await?;
        pupil.courses.create(db, Course::create().code("art")).await?;
        let enrolment = pupil.enrolment_set().one(db).await?;
        let mark = enrolment.marks.create(db, Mark::create()).await?;
        enrolment.marks.add(db, &mark).await?;
        assert_eq!(mark.enrolments().all(db).await?, std::slice::from_ref(&enrolment));
        assert_eq!(Enrolment::objects().filter(Enrolment.marks.eq(&mark)).one(db).await?, enrolment);
        assert_eq!(enrolment.delete(db).await?.of_model("Marking"), 1);
        Ok(())
    }

    async fn deletes_follow_all_parts(db: &Database) {
        let (a1, a2) = (seat(db, "a", 1).await?, seat(db, "a", 2).await?);
        let mut last = a1.clone();
        for n in 3..6 {
            last = Seat::create().row("a").number(n).to(&last).front(&a2).save(db).await?;
        }
        last.beside.add(db, [&a1, &a2]).await?;
        let ticket = Ticket::create().day(1).seat(&last).old(&a1).save(db).await?;
        let error = a1.delete(db).await.unwrap_err();
        assert_eq!((error.kind(), error.in_the_way()[0].field(), error.in_the_way()[0].rows()), (ErrorKind::Protected, "seat", 1));
        ticket.clone().update(db, Ticket.seat.set(&a2)).await?;
        Plate::create().seat(("a", 4)).text("4").save(db).await?;
        let gone = a1.delete(db).await?;
        assert_eq!((gone.of_model("Seat"), gone.of_model("Plate"), gone.total()), (4, 1, 9));
        assert_eq!(Ticket::objects().one(db).await?.old, None);
        seat(db, "b", 1).await?;
        Seat::create().row("b").number(2).front(&a2).to(("b", 1)).save(db).await?;
        ticket.delete(db).await?;
        assert_eq!(Seat::objects().filter(Seat.row.eq("a")).delete(db).await?.total(), 1);
        assert_eq!(Seat::objects().get(db, ("b", 2)).await?.front, None);
        assert_eq!(Seat::objects().delete(db).await?.total(), 2);
        Ok(())
    }
}
