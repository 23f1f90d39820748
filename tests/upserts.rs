//! `get_or_create` and `update_or_create`.

use crate::models::Owner;
use crate::support::{can, on_every_database, statements};
use orm::prelude::*;
use orm::{ErrorKind, Isolation, Retry};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "upserts_member", unique(club, number), check(Member.points.ge(0)))]
struct Member {
    id: i64,
    #[field(unique, max_length = 40)]
    email: String,
    #[field(max_length = 20)]
    club: String,
    number: i32,
    #[field(default = 5)]
    points: i32,
    #[field(db_default = "new", max_length = 10)]
    state: String,
    note: Option<String>,
}

/// A key that the program gives, and a relation that is unique.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "upserts_badge")]
struct Badge {
    #[primary_key]
    #[field(max_length = 20)]
    code: String,
    #[one_to_one(related_name = "upserts_badge")]
    owner: OneToOne<Owner>,
    color: Option<String>,
}

on_every_database! {
    async fn a_row_that_is_there_is_given_and_nothing_is_changed(db: &Database) {
        let draft = || Member::create().email("ann@x").club("chess").number(1);
        let ((made, created), sent) = statements(db, draft().note("first").get_or_create(db, Member.email)).await?;
        assert_eq!((created, sent), (true, if can::return_rows(db) { 2 } else { 3 }));
        assert_eq!((made.points, made.state.as_str(), made.note.as_deref()), (5, "new", Some("first")));
        let ((found, created), sent) = statements(db, draft().note("second").points(9).get_or_create(db, Member.email)).await?;
        assert_eq!((created, sent), (false, 1));
        assert_eq!(found, made);
        let (found, created) = draft().email("other@x").get_or_create(db, (Member.number, Member.club)).await?;
        assert!(!created, "several columns, in any order");
        assert_eq!(found, made);
        assert_eq!(Member::objects().count(db).await?, 1);
        Ok(())
    }

    async fn a_row_that_is_there_gets_what_was_given_and_no_defaults(db: &Database) {
        let draft = || Member::create().email("ann@x").club("chess").number(1);
        let ((made, created), sent) = statements(db, draft().points(7).update_or_create(db, (Member.club, Member.number))).await?;
        assert_eq!((created, sent, made.points), (true, if can::return_rows(db) { 2 } else { 3 }, 7));
        let ((found, created), sent) = statements(db, draft().note("n").update_or_create(db, (Member.club, Member.number))).await?;
        assert_eq!((created, sent), (false, if can::return_rows(db) { 1 } else { 2 }));
        assert_eq!((found.id, found.points, found.note.as_deref()), (made.id, 7, Some("n")), "the default does not overwrite");
        let (found, _) = draft().email("new@x").note(Null).update_or_create(db, (Member.club, Member.number)).await?;
        assert_eq!((found.id, found.email.as_str(), found.note.as_deref()), (made.id, "new@x", None));
        assert_eq!(Member::objects().get(db, made.id).await?, found, "what is in memory is what is stored");
        assert_eq!(Member::objects().count(db).await?, 1);
        Ok(())
    }

    async fn keys_and_relations_name_one_row_too(db: &Database) {
        let (ann, bob) = (Owner::create().name("Ann").save(db).await?, Owner::create().name("Bob").save(db).await?);
        let (badge, created) = Badge::create().code("A").owner(&ann).get_or_create(db, Badge.code).await?;
        assert!(created);
        let (same, created) = Badge::create().code("B").owner(&ann).get_or_create(db, Badge.owner).await?;
        assert!(!created);
        assert_eq!(same, badge);
        let (moved, created) = Badge::create().code("A").owner(&bob).color("red").update_or_create(db, Badge.code).await?;
        assert!(!created);
        assert_eq!((moved.owner.key(), moved.color.as_deref()), (&bob.id, Some("red")));
        assert_eq!(moved.owner.load(db).await?.name, "Bob");
        Ok(())
    }

    async fn another_constraint_is_an_error_and_changes_nothing(db: &Database) {
        let ann = Member::create().email("ann@x").club("chess").number(1).save(db).await?;
        let bob = Member::create().email("bob@x").club("chess").number(2).save(db).await?;
        let taken = || Member::create().email("ann@x").club("chess").number(3);
        let error = taken().get_or_create(db, (Member.club, Member.number)).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::UniqueViolation, Some("Member"), Some("email")));
        let error = taken().number(2).update_or_create(db, (Member.club, Member.number)).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::UniqueViolation, Some("Member"), Some("email")));
        let error = taken().points(-1).update_or_create(db, Member.email).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::CheckViolation, Some("Member")));
        let error = taken().club("x".repeat(21)).update_or_create(db, Member.email).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::ValueRefused, Some("club")));
        assert_eq!(Member::objects().order_by(Member.id).all(db).await?, [ann, bob]);
        Ok(())
    }

    async fn a_key_that_was_not_given_is_told_before_anything_is_sent(db: &Database) {
        let (result, sent) = statements(db, async { Ok(Member::create().email("a@x").club("c").number(1).get_or_create(db, Member.id).await) }).await?;
        let error = result.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field(), sent), (ErrorKind::Config, Some("Member"), Some("id"), 0));
        Ok(())
    }

    async fn in_a_transaction_it_is_undone_with_it(db: &Database) {
        let tx = db.begin().await?;
        let draft = || Member::create().email("ann@x").club("chess").number(1);
        assert!(draft().get_or_create(&tx, Member.email).await?.1);
        assert!(!draft().get_or_create(&tx, Member.email).await?.1);
        assert!(!draft().points(1).update_or_create(&tx, Member.email).await?.1);
        tx.rollback().await?;
        assert_eq!(Member::objects().count(db).await?, 0);
        Ok(())
    }

    async fn tasks_that_race_make_one_row_a_key(db: &Database) {
        race(db, 32, 500, false).await?;
        race(db, 32, 500, true).await
    }

    async fn tasks_that_race_lose_no_update(db: &Database) {
        let tasks: Vec<_> = (0..8_i32).map(|task| {
            let db = db.clone();
            tokio::spawn(async move {
                for number in 0..40 {
                    let draft = Member::create().email(format!("{number}@x")).club("race").number(number).points(task);
                    draft.update_or_create(&db, (Member.club, Member.number)).await?;
                }
                Ok::<_, orm::Error>(())
            })
        }).collect();
        for task in tasks {
            task.await.expect("no panic")?;
        }
        assert_eq!(Member::objects().count(db).await?, 40);
        Ok(())
    }

    async fn tasks_that_count_up_lose_no_update(db: &Database) {
        assert_eq!(count_up(db, read_and_write).await?, TASKS * TIMES);
        Ok(())
    }

    async fn tasks_that_count_up_in_one_statement_lose_no_update(db: &Database) {
        assert_eq!(count_up(db, add_in_place).await?, TASKS * TIMES);
        Ok(())
    }
}

/// Reads, adds one and writes: whoever is in another's way does it again.
async fn read_and_write(db: Database, number: i32) -> orm::Result<()> {
    let draft = || Member::create().email(format!("{number}@x")).club("count").number(number);
    let work = async |tx: Transaction| {
        let (member, _) = draft().points(0).get_or_create(&tx, (Member.club, Member.number)).await?;
        draft().points(member.points + 1).update_or_create(&tx, (Member.club, Member.number)).await.map(drop)
    };
    db.transaction_with(Isolation::Serializable, Retry::times(60), work).await
}

/// Nobody reads what another may have changed, so nothing has to be done again.
async fn add_in_place(db: Database, number: i32) -> orm::Result<()> {
    let draft = Member::create().email(format!("{number}@x")).club("count").number(number).points(0);
    let (mut member, _) = draft.get_or_create(&db, (Member.club, Member.number)).await?;
    member.update(&db, Member.points.set(Member.points + 1)).await.map(drop)
}

const TASKS: i32 = 32;
const TIMES: i32 = 15;

/// Tasks that all add to the same few rows. What the rows say in the end.
async fn count_up<F>(db: &Database, by_one: fn(Database, i32) -> F) -> orm::Result<i32>
where
    F: Future<Output = orm::Result<()>> + Send + 'static,
{
    let running: Vec<_> = (0..TASKS)
        .map(|task| {
            let db = db.clone();
            tokio::spawn(async move {
                for n in 0..TIMES {
                    by_one(db.clone(), (task + n) % 5).await?;
                }
                Ok::<_, orm::Error>(())
            })
        })
        .collect();
    for task in running {
        task.await.expect("no panic")?;
    }
    let rows = Member::objects().filter(Member.club.eq("count")).all(db).await?;
    assert_eq!(rows.len(), 5);
    Ok(rows.iter().map(|row| row.points).sum())
}

/// Tasks that all ask for the same keys: each key gets one row, and one of them made it.
async fn race(db: &Database, tasks: u32, keys: i32, in_transaction: bool) -> orm::Result<()> {
    let made: Arc<Vec<AtomicU32>> = Arc::new((0..keys).map(|_| AtomicU32::new(0)).collect());
    let club = if in_transaction { "inside" } else { "outside" };
    let running: Vec<_> = (0..tasks)
        .map(|_| {
            let (db, made) = (db.clone(), Arc::clone(&made));
            tokio::spawn(async move {
                for (number, made) in (0..).zip(made.iter()) {
                    let draft = || Member::create().email(format!("{club}{number}@x")).club(club).number(number);
                    let created = if in_transaction {
                        let work = async |tx: Transaction| {
                            draft().get_or_create(&tx, (Member.club, Member.number)).await.map(|(_, created)| created)
                        };
                        db.transaction(work).await?
                    } else {
                        draft().get_or_create(&db, (Member.club, Member.number)).await?.1
                    };
                    made.fetch_add(u32::from(created), Ordering::Relaxed);
                }
                Ok::<_, orm::Error>(())
            })
        })
        .collect();
    for task in running {
        task.await.expect("no panic")?;
    }
    assert!(made.iter().all(|made| made.load(Ordering::Relaxed) == 1), "one task made each row");
    let rows = Member::objects().filter(Member.club.eq(club)).count(db).await?;
    assert_eq!(rows, i64::from(keys));
    Ok(())
}
