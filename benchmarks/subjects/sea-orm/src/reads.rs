//! The cases that read.

use crate::entities::{cat, comment, owner, owner_sits_for, person, post, reading};
use futures_util::TryStreamExt;
use sea_orm::prelude::*;
use sea_orm::{LoaderTrait, QueryOrder, QuerySelect};
use std::collections::HashMap;
use world::{Failure, Look, key};

type Db = DatabaseConnection;

pub async fn persons(db: &Db, rows: usize) -> Result<Vec<person::Model>, DbErr> {
    let rows = u64::try_from(rows).unwrap_or(u64::MAX);
    person::Entity::find().order_by_asc(person::Column::Id).limit(rows).all(db).await
}

pub async fn get(db: &Db, key: i64) -> Result<Option<person::Model>, DbErr> {
    person::Entity::find_by_id(key).one(db).await
}

pub async fn search(db: &Db, n: usize) -> Result<Vec<person::Model>, DbErr> {
    person::Entity::find()
        .filter(person::Column::City.eq(format!("city {}", n % 500)))
        .filter(person::Column::Active.eq(true))
        .filter(person::Column::Age.gte(20))
        .filter(person::Column::Score.lt(90.0))
        .filter(person::Column::Name.starts_with("person 1"))
        .order_by_asc(person::Column::Name)
        .limit(10)
        .all(db)
        .await
}

pub async fn joined(db: &Db) -> Result<Vec<(post::Model, Option<person::Model>)>, DbErr> {
    post::Entity::find().find_also_related(person::Entity).order_by_asc(post::Column::Id).all(db).await
}

type Tree = Vec<(person::Model, Vec<(post::Model, Vec<comment::Model>)>)>;

pub async fn tree(db: &Db) -> Result<Tree, DbErr> {
    let persons = persons(db, 100).await?;
    let of_persons = persons.load_many(post::Entity::find().order_by_asc(post::Column::Id), db).await?;
    let posts: Vec<post::Model> = of_persons.iter().flatten().cloned().collect();
    let of_posts = posts.load_many(comment::Entity::find().order_by_asc(comment::Column::Id), db).await?;
    let mut of_posts = of_posts.into_iter();
    let with_comments = of_persons
        .into_iter()
        .map(|posts| posts.into_iter().map(|post| (post, of_posts.next().unwrap_or_default())).collect::<Vec<_>>());
    let with_comments: Vec<_> = with_comments.collect();
    Ok(persons.into_iter().zip(with_comments).collect())
}

pub async fn links(db: &Db) -> Result<Vec<(owner::Model, Vec<cat::Model>)>, DbErr> {
    let owners = owner::Entity::find().order_by_asc(owner::Column::Id).all(db).await?;
    let cats = cat::Entity::find().order_by_asc(cat::Column::Id);
    let cats = owners.load_many_to_many(cats, owner_sits_for::Entity, db).await?;
    Ok(owners.into_iter().zip(cats).collect())
}

pub async fn load(db: &Db) -> Result<(Vec<i64>, Vec<post::Model>), Failure> {
    let posts = post::Entity::find().order_by_asc(post::Column::Id).all(db).await?;
    let mut keys: Vec<i64> = posts.iter().map(|it| it.author_id).collect();
    keys.sort_unstable();
    keys.dedup();
    let authors = person::Entity::find().filter(person::Column::Id.is_in(keys)).all(db).await?;
    let authors: HashMap<i64, person::Model> = authors.into_iter().map(|it| (it.id, it)).collect();
    let mut found = Vec::with_capacity(posts.len());
    for post in &posts {
        found.push(authors.get(&post.author_id).ok_or("no author")?.id);
    }
    Ok((found, posts))
}

pub async fn stream(db: &Db, look: &mut Look) -> Result<(), DbErr> {
    let mut rows = reading::Entity::find().order_by_asc(reading::Column::Id).stream(db).await?;
    while let Some(reading) = rows.try_next().await? {
        look.at(reading);
    }
    Ok(())
}

/// A page of an author: five statements.
pub async fn request(db: &Db, n: usize) -> Result<(), Failure> {
    let author = key(n) % 100 + 1;
    let person = get(db, author).await?;
    let of_author = || post::Entity::find().filter(post::Column::AuthorId.eq(author));
    let posts = of_author().order_by_asc(post::Column::Id).all(db).await?;
    let first = posts.first().ok_or("no posts")?.id;
    let comments = comment::Entity::find().filter(comment::Column::PostId.eq(first));
    let comments = comments.order_by_asc(comment::Column::Id).all(db).await?;
    let others = search(db, n).await?;
    let count = of_author().count(db).await?;
    Look::Away.at((person, (posts, (comments, (others, count)))));
    Ok(())
}

/// Looks at every reading.
pub async fn scan(db: &Db) -> Result<u64, DbErr> {
    reading::Entity::find().filter(reading::Column::Label.contains("nowhere")).count(db).await
}
