//! A condition holds or it does not, as in Rust: by brute force over a small world.

use super::orm::database::Database;
use super::orm::model::{Cond, Table};
use super::orm::query::Model;
use super::said::{Said, Sayer, of_cat, of_owner};
use super::{RUNTIME, empty, world};
#[cfg(any(feature = "postgres", feature = "mysql"))]
use super::{models, servers};

/// How many conditions are tried on each model.
const CASES: u64 = 400;

async fn keys<M: Table<Key = i64>>(db: &Database, cond: Cond<M>) -> Vec<i64> {
    let mut keys: Vec<_> =
        M::objects().filter(cond).all(db).await.expect("the query runs").iter().map(M::key).collect();
    keys.sort_unstable();
    keys
}

/// The keys are those of the rows in memory that hold it, and those of its complement all others.
async fn check<M: Table<Key = i64>, W>(db: &Database, rows: &'static [W], key: fn(&W) -> i64, said: &Said<M, W>) {
    let in_memory =
        |wanted: bool| -> Vec<i64> { rows.iter().filter(|row| (said.holds)(row) == wanted).map(key).collect() };
    let cond = || said.cond.clone();
    let text = || {
        let it = super::It::from(super::select::rows(cond())).render_in(db.backend().dialect());
        format!("{}\n{:?}", &*it.text, it.binds)
    };
    assert_eq!(keys(db, cond()).await, in_memory(true), "{}", text());
    assert_eq!(keys(db, !cond()).await, in_memory(false), "the complement of {}", text());
    assert_eq!(keys(db, !!cond()).await, in_memory(true), "twice negated: {}", text());
    let count = M::objects().exclude(cond()).count(db).await.expect("the query runs");
    assert_eq!(usize::try_from(count), Ok(in_memory(false).len()), "all but {}", text());
}

async fn each_condition_and_its_complement_share_out_the_rows(db: &Database) {
    for seed in 0..CASES {
        let r = &mut Sayer::new(seed, db.backend());
        check(db, &world::CATS, |row| row.id, &of_cat(r, 3)).await;
        check(db, &world::OWNERS, |row| row.id, &of_owner(r, 3)).await;
    }
}

async fn de_morgan_holds(db: &Database) {
    for seed in 0..CASES {
        let r = &mut Sayer::new(seed ^ 0xDE_1806, db.backend());
        let (a, b) = (of_cat(r, 2), of_cat(r, 2));
        let both = a.clone().and(b.clone()).not();
        check(db, &world::CATS, |row| row.id, &both).await;
        assert_eq!(keys(db, both.cond).await, keys(db, a.clone().not().or(b.clone().not()).cond).await);
        let either = a.clone().or(b.clone()).not();
        assert_eq!(keys(db, either.cond).await, keys(db, a.not().and(b.not()).cond).await);
    }
}

/// A test of each on every database.
macro_rules! on_every_database {
    ($($name:ident)*) => { $(
        mod $name {
            use super::*;

            #[test]
            fn sqlite() {
                RUNTIME.block_on(async {
                    let db = empty().await;
                    world::fill(&db).await;
                    super::$name(&db).await;
                });
            }

            #[cfg(feature = "postgres")]
            #[test]
            fn postgres() {
                RUNTIME.block_on(async {
                    let Some(fresh) = servers::postgres::Fresh::new().await else { return };
                    on(&fresh.connect().await).await;
                });
            }

            #[cfg(feature = "mysql")]
            #[test]
            fn mariadb() {
                RUNTIME.block_on(async {
                    let Some(fresh) = servers::mysql::Fresh::new().await else { return };
                    on(&fresh.connect().await).await;
                });
            }

            #[cfg(any(feature = "postgres", feature = "mysql"))]
            async fn on(db: &Database) {
                db.create_tables_of(&models::all()).await.expect("the tables are new");
                world::fill(db).await;
                super::$name(db).await;
                db.close().await;
            }
        }
    )* };
}
on_every_database! { each_condition_and_its_complement_share_out_the_rows de_morgan_holds }
