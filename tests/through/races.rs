//! Sixteen tasks write the same links. What they leave is what some order of them leaves: no link twice, none by half.

use super::{Fan, Membership, names, world};
use crate::support::Fresh;
use crate::symmetrical::Human;
use orm::prelude::*;
use std::sync::Arc;

const TASKS: usize = 16;

/// Runs a piece of work in each of sixteen tasks. None of them may fail.
async fn all_at_once<F: Future<Output = orm::Result<()>> + Send + 'static>(
    work: impl Fn(usize) -> F,
) -> orm::Result<()> {
    let tasks: Vec<_> = (0..TASKS).map(|task| tokio::spawn(work(task))).collect();
    for task in tasks {
        task.await.expect("no task panics")?;
    }
    Ok(())
}

/// Both ways or not at all.
async fn friends_stay_each_others(db: &Database) -> orm::Result<()> {
    let drafts = ["Ann", "Bob", "Cid", "Dee"].map(|name| Human::create().name(name));
    let humans = Arc::new(Human::objects().bulk_create(db, drafts).await?);
    all_at_once(|task| {
        let (db, humans) = (db.clone(), humans.clone());
        async move {
            for round in 0..12 {
                let (one, other) = (&humans[(task + round) % 4], &humans[(task * 3 + round / 2) % 4]);
                match (task + round) % 4 {
                    0 => one.friends.add(&db, [other, &humans[round % 4]]).await?,
                    1 => drop(one.friends.remove(&db, other).await?),
                    2 => one.friends.set(&db, [&humans[0], other]).await?,
                    _ => other.friends.add(&db, [one]).await?,
                }
            }
            Ok(())
        }
    })
    .await?;
    for one in humans.iter() {
        let friends = one.friends.all(db).await?;
        for friend in &friends {
            assert!(friend.friends.all(db).await?.contains(one), "{} is {}'s friend", friend.name, one.name);
            assert_eq!(friends.iter().filter(|it| it.id == friend.id).count(), 1, "no link twice");
        }
    }
    Ok(())
}

/// A pair is unique, and is linked and let go from both sides.
async fn a_unique_pair_is_linked_once(db: &Database) -> orm::Result<()> {
    let ([rock, jazz], people) = world(db).await?;
    let (bands, people) = (Arc::new([rock, jazz]), Arc::new(people));
    all_at_once(|task| {
        let (db, bands, people) = (db.clone(), bands.clone(), people.clone());
        async move {
            for round in 0..12 {
                let (band, person) = (&bands[(task + round) % 2], &people[(task * 3 + round) % 4]);
                match (task + round) % 5 {
                    0 => band.fans.add(&db, [person, &people[0], &people[3]]).await?,
                    1 => drop(band.fans.remove(&db, person).await?),
                    2 => band.fans.set_with(&db, [person], Fan::create().stars(1)).await?,
                    3 => person.liked().add_with(&db, [&bands[1], &bands[0]], Fan::create().stars(5)).await?,
                    _ => drop(person.liked().clear(&db).await?),
                }
            }
            Ok(())
        }
    })
    .await?;
    for band in bands.iter() {
        let mut keys: Vec<i64> = band.fans.all(db).await?.iter().map(|person| person.id).collect();
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count, "no link stands twice");
        assert_eq!(Fan::objects().filter(Fan.band.eq(band)).count(db).await?, i64::try_from(count).expect("few"));
    }
    Ok(())
}

/// No constraint keeps a pair from standing twice; adding it at the same time does not make it do so.
async fn a_pair_is_added_once(db: &Database) -> orm::Result<()> {
    let ([rock, _], [ann, bob, ..]) = world(db).await?;
    let (band, people) = (Arc::new(rock), Arc::new([ann, bob]));
    all_at_once(|task| {
        let (db, band, people) = (db.clone(), band.clone(), people.clone());
        async move {
            let draft = Membership::create().role(format!("role {task}"));
            band.members.add_with(&db, [&people[task % 2], &people[(task + 1) % 2]], draft).await
        }
    })
    .await?;
    assert_eq!(names(band.members.all(db)).await?, "Ann Bob");
    Ok(())
}

/// Of sets at the same time one is last.
async fn sets_do_not_mix(db: &Database) -> orm::Result<()> {
    let ([rock, _], people) = world(db).await?;
    let (band, people) = (Arc::new(rock), Arc::new(people));
    for _ in 0..5 {
        all_at_once(|task| {
            let (db, band, people) = (db.clone(), band.clone(), people.clone());
            let chosen: Vec<i64> = people[task % 3..task % 3 + 2].iter().map(|person| person.id).collect();
            async move { band.members.set_with(&db, chosen, Membership::create().role("x")).await }
        })
        .await?;
        let left = names(band.members.all(db)).await?;
        assert!(["Ann Bob", "Bob Cid", "Cid Dee"].contains(&left.as_str()), "{left}");
    }
    Ok(())
}

async fn on(db: &Database) -> orm::Result<()> {
    friends_stay_each_others(db).await?;
    a_unique_pair_is_linked_once(db).await?;
    a_pair_is_added_once(db).await?;
    sets_do_not_mix(db).await
}

async fn all(test: Fresh) -> orm::Result<()> {
    on(&test.db).await?;
    test.finish().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sqlite_memory() -> orm::Result<()> {
    all(Fresh::memory().await?).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sqlite_file() -> orm::Result<()> {
    all(Fresh::file("through_races").await?).await
}

#[cfg(feature = "mysql")]
#[test]
fn mariadb() {
    use orm::testing::{Flavor, run_on};
    let backend = orm::Backend::MySql(orm::Flavour::MariaDb);
    run_on(backend, Flavor::MultiThread, |db| Box::pin(async move { on(&db).await }));
}

#[cfg(feature = "postgres")]
#[test]
fn postgres() {
    use orm::testing::{Flavor, run_on};
    run_on(orm::Backend::Postgres, Flavor::MultiThread, |db| Box::pin(async move { on(&db).await }));
}
