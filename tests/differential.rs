//! One program, every database: the same random creates, updates, deletes, queries and transactions give the same rows and
//! the same kinds of errors.
//!
//! A program is made of a seed, so each database runs the same one; what it answers is written down line by line, and the
//! first database's lines are what the others have to say. `ORM_TEST_PROGRAMS` says how many. What may differ stands in
//! [`the_same`], each with its reason.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

#[path = "differential/conditions.rs"]
mod conditions;
#[path = "differential/random.rs"]
mod random;

use conditions::{cats, owners};
use orm::prelude::*;
use orm::testing::Scratch;
use orm::{Backend, Error, Flavour};
use random::Random;
use std::net::IpAddr;
use std::pin::Pin;

/// Every backend; those that are not configured are passed over, which `tests/databases.rs` tells.
const BACKENDS: [Backend; 3] = [Backend::Sqlite, Backend::Postgres, Backend::MySql(Flavour::MariaDb)];

#[derive(Model, Debug, Clone, PartialEq)]
struct Owner {
    id: i64,
    #[field(max_length = 12, unique)]
    name: String,
    city: Option<String>,
    address: Option<IpAddr>,
    #[many_to_many(related_name = "sitters")]
    sits_for: ManyToMany<Cat>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(check(Cat.lives.ge(0)))]
struct Cat {
    id: i64,
    #[field(max_length = 12, index)]
    name: String,
    lives: i16,
    weight: Option<f64>,
    wild: bool,
    tag: Vec<u8>,
    #[foreign_key(on_delete = cascade)]
    owner: ForeignKey<Owner>,
    #[foreign_key(on_delete = set_null, related_name = "kittens")]
    mother: Option<ForeignKey<Cat>>,
}

/// A step of a program. Keys are chosen by it: those that a database makes have gaps where an insert failed, and each
/// database has its own.
#[derive(Debug)]
enum Step {
    CreateOwner(u64),
    CreateCat(u64),
    CreateCats(u64),
    SaveCat(u64),
    UpdateCats(u64),
    DeleteCats(u64),
    DeleteOwner(u64),
    Links(u64),
    AskCats(u64),
    AskOwners(u64),
    Transaction(Vec<Step>, End),
}

#[derive(Debug, Clone, Copy)]
enum End {
    Commit,
    Rollback,
    Drop,
}

/// A macro, since the type of a complete draft has no short name.
macro_rules! random_cat {
    ($random:expr) => {{
        let random: &mut Random = $random;
        let draft =
            Cat::create().id(random.key()).name(random.text(14)).lives(random.small(10) - 1).wild(random.below(2) == 0);
        let draft = draft.weight(random.maybe(Random::float)).tag(random.text(3).into_bytes());
        draft.owner(random.key()).mother(random.maybe(Random::key))
    }};
}

fn program(random: &mut Random, length: u64, depth: u64) -> Vec<Step> {
    let step = |random: &mut Random| match random.below(if depth < 3 { 14 } else { 12 }) {
        0 => Step::CreateOwner(random.bits()),
        1 | 2 => Step::CreateCat(random.bits()),
        3 => Step::CreateCats(random.bits()),
        4 => Step::SaveCat(random.bits()),
        5 => Step::UpdateCats(random.bits()),
        6 if random.below(3) == 0 => Step::DeleteCats(random.bits()),
        6 if random.below(3) == 0 => Step::DeleteOwner(random.bits()),
        7 => Step::Links(random.bits()),
        8 | 9 => Step::AskOwners(random.bits()),
        10 | 11 | 6 => Step::AskCats(random.bits()),
        _ => {
            let end = [End::Commit, End::Commit, End::Rollback, End::Drop][random.index(4)];
            let inner = 1 + random.below(6);
            Step::Transaction(program(random, inner, depth + 1), end)
        }
    };
    (0..length).map(|_| step(random)).collect()
}

/// What a step answered: what it gave, or the kind of its error, with its model and fields where every database knows them.
fn say<T: std::fmt::Debug>(log: &mut Vec<String>, what: &str, answer: Result<T, Error>) {
    log.push(match answer {
        Ok(it) => format!("{what}: {it:?}"),
        Err(error) => format!("{what}: {:?} {:?}", error.kind(), error.model()),
    });
}

fn run<'a>(db: &'a Db, steps: &'a [Step], log: &'a mut Vec<String>) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>> {
    Box::pin(async move {
        for step in steps {
            match step {
                Step::Transaction(inner, end) => match db.begin().await {
                    Err(error) => say::<()>(log, "begin", Err(error)),
                    Ok(tx) => {
                        run(&tx, inner, log).await;
                        match end {
                            End::Commit => say(log, "commit", tx.commit().await),
                            End::Rollback => say(log, "rollback", tx.rollback().await),
                            End::Drop => drop(tx),
                        }
                    }
                },
                step => one(db, step, log).await,
            }
        }
    })
}

async fn one(db: &Db, step: &Step, log: &mut Vec<String>) {
    match step {
        Step::CreateOwner(seed) => {
            let mut random = Random::of(*seed);
            let draft =
                Owner::create().id(random.key()).name(random.text(14)).city(random.maybe(|random| random.text(6)));
            say(log, "owner", draft.address(random.maybe(Random::address)).save(db).await);
        }
        Step::CreateCat(seed) => say(log, "cat", random_cat!(&mut Random::of(*seed)).save(db).await),
        Step::CreateCats(seed) => {
            let mut random = Random::of(*seed);
            let drafts: Vec<_> = (0..random.below(5)).map(|_| random_cat!(&mut random)).collect();
            say(log, "cats", Cat::objects().bulk_create(db, drafts).await);
        }
        Step::SaveCat(seed) => {
            let mut random = Random::of(*seed);
            match Cat::objects().get(db, random.key()).await {
                Err(error) => say::<()>(log, "get", Err(error)),
                Ok(mut cat) => {
                    (cat.name, cat.weight) = (random.text(6), random.maybe(Random::float));
                    cat.mother = random.maybe(|random| ForeignKey::to(random.key()));
                    let saved = cat.save(db).await;
                    say(log, "save", saved.map(|()| cat));
                }
            }
        }
        Step::UpdateCats(seed) => {
            let mut random = Random::of(*seed);
            let rows = Cat::objects().filter(cats(&mut random, 2));
            let by = random.small(4);
            let update = match random.below(3) {
                0 => rows.update(db, Cat.lives.set(Cat.lives - by)).await,
                1 => rows.update(db, (Cat.name.set(random.text(6)), Cat.wild.set(true))).await,
                _ => {
                    rows.update(db, (Cat.lives.set(Cat.lives + Cat.lives * by), Cat.weight.set(Cat.weight + 1.5))).await
                }
            };
            say(log, "update", update);
        }
        Step::DeleteCats(seed) => {
            say(
                log,
                "delete",
                Cat::objects().filter(cats(&mut Random::of(*seed), 2)).delete(db).await.map(|it| it.total()),
            );
        }
        Step::DeleteOwner(seed) => {
            let key = Random::of(*seed).key();
            say(log, "delete", Owner::objects().filter(Owner.id.eq(key)).delete(db).await.map(|it| it.total()));
        }
        Step::Links(seed) => {
            let mut random = Random::of(*seed);
            match Owner::objects().get(db, random.key()).await {
                Err(error) => say::<()>(log, "get", Err(error)),
                Ok(owner) => {
                    let keys: Vec<i64> = (0..1 + random.below(3)).map(|_| random.key()).collect();
                    let done = match random.below(3) {
                        0 => owner.sits_for.add(db, keys).await.map(drop),
                        1 => owner.sits_for.remove(db, keys).await.map(drop),
                        _ => owner.sits_for.set(db, keys).await.map(drop),
                    };
                    say(log, "links", done);
                }
            }
        }
        Step::AskCats(seed) => {
            let mut random = Random::of(*seed);
            let found = Cat::objects().filter(cats(&mut random, 3));
            say(log, "count", found.clone().count(db).await);
            let order = match random.below(5) {
                0 => vec![Cat.name.asc(), Cat.id.desc()],
                1 => vec![Cat.weight.desc(), Cat.id.asc()],
                2 => vec![Cat.mother.name.asc().nulls_last(), Cat.id.asc()],
                3 => vec![Cat.owner.city.desc(), Cat.tag.asc(), Cat.id.asc()],
                _ => vec![Cat.wild.asc(), Cat.lives.desc(), Cat.id.asc()],
            };
            let ordered = found.order_by(order);
            let part = ordered.clone().limit(random.index(6)).offset(random.index(3));
            say(log, "part", part.all(db).await);
            say(log, "first", ordered.first(db).await);
        }
        Step::AskOwners(seed) => {
            let found = Owner::objects().filter(owners(&mut Random::of(*seed), 3)).order_by((Owner.name, Owner.id));
            say(log, "exists", found.clone().exists(db).await);
            say(
                log,
                "owners",
                found
                    .all(db)
                    .await
                    .map(|all| all.into_iter().map(|it| (it.id, it.name, it.city, it.address)).collect::<Vec<_>>()),
            );
        }
        Step::Transaction(..) => {}
    }
}

/// What a program answers on a database, whose tables are empty afterwards.
async fn answers(db: &Db, steps: &[Step]) -> Vec<String> {
    let mut log = Vec::new();
    run(db, steps, &mut log).await;
    say(&mut log, "all owners", Owner::objects().order_by(Owner.id).all(db).await);
    say(&mut log, "all cats", Cat::objects().order_by(Cat.id).all(db).await);
    Cat::objects().delete(db).await.unwrap();
    Owner::objects().delete(db).await.unwrap();
    log
}

#[tokio::test]
async fn every_database_answers_alike() {
    let programs = std::env::var("ORM_TEST_PROGRAMS").ok().and_then(|it| it.parse().ok()).unwrap_or(20_u64);
    let mut databases = Vec::new();
    for backend in BACKENDS {
        databases.extend(Scratch::on(backend).await.unwrap().map(|scratch| (backend, scratch)));
    }
    let (mut compared, mut allowed, mut all) = (0, 0, String::new());
    for seed in 0..programs {
        let steps = program(&mut Random::of(seed), 60, 0);
        let mut said = Vec::new();
        for (backend, scratch) in &databases {
            said.push((backend, answers(scratch.db(), &steps).await));
        }
        let (first, others) = said.split_first().unwrap();
        for other in others {
            for (at, (a, b)) in first.1.iter().zip(&other.1).enumerate() {
                assert!(the_same(a, b), "program {seed}, answer {at}:\n{:?}: {a}\n{:?}: {b}", first.0, other.0);
                compared += 1;
                allowed += u32::from(a != b);
            }
            assert_eq!(first.1.len(), other.1.len(), "program {seed}");
        }
        all.extend(first.1.iter().map(|line| format!("{line}\n")));
    }
    // Programs in which nothing is found, or nothing fails, would show nothing.
    let met = [
        "Cat { id",
        "Owner { id",
        "commit: ()",
        "UniqueViolation",
        "ForeignKeyViolation",
        "CheckViolation",
        "ValueRefused",
        "NotFound",
        "TransactionPoisoned",
    ];
    let missing: Vec<_> = met.iter().filter(|it| programs >= 20 && !all.contains(**it)).collect();
    assert!(missing.is_empty(), "never met: {missing:?}");
    println!("{compared} answers of {programs} programs compared, {allowed} by the list of what may differ");
    for (_, scratch) in databases {
        scratch.finish().await.unwrap();
    }
}

/// Whether two answers are the same, or may differ for a reason that stands here. So far none had to: a program chooses its
/// keys, and stays within what every number's column holds.
fn the_same(a: &str, b: &str) -> bool {
    const MAY_DIFFER: [Difference; 0] = [];
    a == b || MAY_DIFFER.iter().any(|(_, may)| may(a, b))
}

/// The reason, and whether two answers differ by it.
type Difference = (&'static str, fn(&str, &str) -> bool);
