//! The cases that write, and what fills a database in memory.

use crate::models::{Cat, Comment, Entry, Owner, Person, Post, Stock};
use orm::prelude::*;
use world::{Line, PERSONS, STOCKS, change, key, line, lines, stock_code, stock_count};

pub async fn insert_one(db: &Db, n: usize) -> orm::Result<Entry> {
    let it = line(n);
    Entry::create().title(it.title).body(it.body).number(it.number).done(it.done).save(db).await
}

pub async fn insert(db: &Db, rows: usize) -> orm::Result<Vec<Entry>> {
    let draft = |it: Line| Entry::create().title(it.title).body(it.body).number(it.number).done(it.done);
    Entry::objects().bulk_create(db, lines(rows).into_iter().map(draft)).await
}

pub async fn update(db: &Db, n: usize) -> orm::Result<u64> {
    let (age, email) = change(n);
    let set = (Person.age.set(age), Person.email.set(email));
    Person::objects().filter(Person.id.eq(key(n))).update(db, set).await
}

pub async fn upsert(db: &Db, turn: usize) -> orm::Result<u64> {
    let drafts = STOCKS.map(|n| Stock::create().code(stock_code(n)).pieces(stock_count(turn, n)));
    Stock::objects().bulk_create(db, drafts).on_conflict(Stock.code).update(Stock.pieces).await
}

/// The same rows as in the files, which the runner fills by `fill.sql`.
pub async fn fill(db: &Db) -> orm::Result<()> {
    let number = |n: usize| i32::try_from(n).unwrap_or_default();
    let persons = (1..=PERSONS).map(|n| {
        let city = (n % 7 != 0).then(|| format!("city {}", n % 500));
        let score = f64::from(number(n * 37 % 1_000)) / 10.0;
        let it =
            Person::create().name(format!("person {n}")).email(format!("{n}@example.org")).age(number(18 + n % 60));
        it.score(score).active(n % 10 != 0).city(city)
    });
    Person::objects().bulk_create(db, persons).await?;
    let posts = (1..=1_000).map(|n: i32| {
        let it =
            Post::create().title(format!("post {n}")).body(format!("what is to be said of {n}, and a little more"));
        it.likes(n % 97).author(i64::from((n - 1) / 10 + 1))
    });
    Post::objects().bulk_create(db, posts).await?;
    let comments = (1..=10_000).map(|n: i64| Comment::create().text(format!("comment {n}")).post((n - 1) / 10 + 1));
    Comment::objects().bulk_create(db, comments).await?;
    let owners = (1..=1_000).map(|n| Owner::create().name(format!("owner {n}")));
    let owners = Owner::objects().bulk_create(db, owners).await?;
    let cats = (1..=500).map(|n| Cat::create().name(format!("cat {n}")).lives(n % 9 + 1));
    Cat::objects().bulk_create(db, cats).await?;
    for owner in owners {
        let cats: Vec<i64> = (0..10).map(|k| (owner.id * 7 + k * 50) % 500 + 1).collect();
        owner.sits_for.add(db, cats).await?;
    }
    let stocks = (0..10_000).map(|n| Stock::create().code(stock_code(n)).pieces(0));
    Stock::objects().bulk_create(db, stocks).await?;
    Ok(())
}
