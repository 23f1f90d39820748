//! Keys and relations whose columns stand behind those of a struct.

use crate::support::on_every_database;
use orm::prelude::*;

#[derive(Fields, Debug, Clone, Copy, PartialEq)]
struct Point {
    x: i32,
    y: Option<i32>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "embedded_seat")]
struct Seat {
    #[field(flatten)]
    at: Point,
    #[primary_key]
    row: i32,
    #[field(flatten(prefix = "to_"))]
    to: Point,
    #[primary_key]
    #[field(max_length = 5)]
    letter: String,
    #[field(unique, max_length = 9)]
    code: String,
    #[related(Ticket.seat)]
    tickets: RelatedSet<Ticket>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "embedded_ticket")]
struct Ticket {
    #[field(flatten)]
    at: Point,
    id: i64,
    #[field(flatten(prefix = "to_"))]
    to: Point,
    #[foreign_key(columns("seat_row", "seat_letter"), on_delete = cascade)]
    seat: ForeignKey<Seat>,
    #[foreign_key(on_delete = set_null, related_name = "upgrades", column = "better_code")]
    better: Option<ForeignKey<Seat, to_field!(code)>>,
    price: i32,
}

const ONE: Point = Point { x: 1, y: Some(-1) };
const TWO: Point = Point { x: 2, y: None };

async fn seat(db: &Db, row: i32, letter: &str) -> orm::Result<Seat> {
    Seat::create().at(ONE).row(row).to(TWO).letter(letter).code(format!("{row}{letter}")).save(db).await
}

on_every_database! {
    async fn keys_and_foreign_keys(db: &Database) {
        let (seat, best) = (seat(db, 7, "a").await?, seat(db, 1, "b").await?);
        assert_eq!(Seat::objects().get(db, (7, "a")).await?, seat);
        let mut ticket = Ticket::create().at(TWO).to(ONE).seat(&seat).better(&best).price(9).save(db).await?;
        assert_eq!(Ticket::objects().get(db, ticket.id).await?, ticket);
        assert_eq!((ticket.at, ticket.to, ticket.seat.key(), ticket.price), (TWO, ONE, &(7, "a".to_owned()), 9));
        assert_eq!(ticket.better.as_ref().map(|it| it.key().as_str()), Some("1b"));
        assert_eq!(ticket.seat.load(db).await?.to, TWO);
        let loaded = Seat::objects().load(Seat.tickets).filter(Seat.row.eq(7)).one(db).await?;
        assert_eq!(loaded.tickets.load(db).await?[0].to, ONE);
        let both = Ticket.seat.to.x.eq(2) & Ticket.better.at.y.eq(-1);
        assert_eq!(Ticket::objects().filter(both).select((Ticket.seat, Ticket.to)).all(db).await?, [((7, "a".to_owned()), ONE)]);
        (ticket.to, ticket.price) = (TWO, 8);
        ticket.save(db).await?;
        ticket.update(db, (Ticket.seat.set(&best), Ticket.at.set(ONE))).await?;
        let read = Ticket::objects().get(db, ticket.id).await?;
        assert_eq!((read.at, read.to, read.price, read.seat.key().0), (ONE, TWO, 8, 1));
        seat.delete(db).await?;
        assert_eq!(Ticket::objects().count(db).await?, 1);
        best.delete(db).await?;
        assert_eq!(Ticket::objects().count(db).await?, 0);
        Ok(())
    }
}
