//! The cases that read, on PostgreSQL.

use crate::schema::{Cat, Comment, Owner, Person, Post, Reading, SitsFor, cat, comment, owner, person, post, reading};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::TryStreamExt;
use std::collections::HashMap;
use world::{Failure, Look, key};

type Db = AsyncPgConnection;

pub async fn persons(db: &mut Db, rows: usize) -> Result<Vec<Person>, Failure> {
    let select = person::table.order(person::id).limit(i64::try_from(rows)?);
    Ok(select.select(Person::as_select()).load(db).await?)
}

pub async fn get(db: &mut Db, key: i64) -> QueryResult<Person> {
    person::table.find(key).select(Person::as_select()).first(db).await
}

pub async fn search(db: &mut Db, n: usize) -> QueryResult<Vec<Person>> {
    person::table
        .filter(person::city.eq(format!("city {}", n % 500)))
        .filter(person::active.eq(true))
        .filter(person::age.ge(20))
        .filter(person::score.lt(90.0))
        .filter(person::name.like("person 1%"))
        .order(person::name)
        .limit(10)
        .select(Person::as_select())
        .load(db)
        .await
}

pub async fn joined(db: &mut Db) -> QueryResult<Vec<(Post, Person)>> {
    let joined = post::table.inner_join(person::table).order(post::id);
    joined.select((Post::as_select(), Person::as_select())).load(db).await
}

type Tree = Vec<(Person, Vec<(Post, Vec<Comment>)>)>;

pub async fn tree(db: &mut Db) -> Result<Tree, Failure> {
    let persons = persons(db, 100).await?;
    let posts = Post::belonging_to(&persons).order(post::id).select(Post::as_select());
    let posts: Vec<Post> = posts.load(db).await?;
    let comments = Comment::belonging_to(&posts).order(comment::id).select(Comment::as_select());
    let comments: Vec<Comment> = comments.load(db).await?;
    let comments = comments.grouped_by(&posts);
    let posts = posts.into_iter().zip(comments).grouped_by(&persons);
    Ok(persons.into_iter().zip(posts).collect())
}

pub async fn links(db: &mut Db) -> QueryResult<Vec<(Owner, Vec<Cat>)>> {
    let owners: Vec<Owner> = owner::table.order(owner::id).select(Owner::as_select()).load(db).await?;
    let cats: Vec<(SitsFor, Cat)> = SitsFor::belonging_to(&owners)
        .inner_join(cat::table)
        .order(cat::id)
        .select((SitsFor::as_select(), Cat::as_select()))
        .load(db)
        .await?;
    let cats = cats.grouped_by(&owners).into_iter().map(|cats| cats.into_iter().map(|(_, cat)| cat).collect());
    Ok(owners.into_iter().zip(cats).collect())
}

pub async fn load(db: &mut Db) -> Result<(Vec<i64>, Vec<Post>), Failure> {
    let posts: Vec<Post> = post::table.order(post::id).select(Post::as_select()).load(db).await?;
    let mut keys: Vec<i64> = posts.iter().map(|it| it.author_id).collect();
    keys.sort_unstable();
    keys.dedup();
    let authors = person::table.filter(person::id.eq_any(keys)).select(Person::as_select());
    let authors: Vec<Person> = authors.load(db).await?;
    let authors: HashMap<i64, Person> = authors.into_iter().map(|it| (it.id, it)).collect();
    let mut found = Vec::with_capacity(posts.len());
    for post in &posts {
        found.push(authors.get(&post.author_id).ok_or("no author")?.id);
    }
    Ok((found, posts))
}

pub async fn stream(db: &mut Db, look: &mut Look) -> QueryResult<()> {
    let select = reading::table.order(reading::id).select(Reading::as_select());
    let mut rows = select.load_stream::<Reading>(db).await?;
    while let Some(reading) = rows.try_next().await? {
        look.at(reading);
    }
    Ok(())
}

/// A page of an author: five statements.
pub async fn request(db: &mut Db, n: usize) -> Result<(), Failure> {
    let author = key(n) % 100 + 1;
    let person = get(db, author).await?;
    let of_author = post::table.filter(post::author_id.eq(author));
    let posts: Vec<Post> = of_author.order(post::id).select(Post::as_select()).load(db).await?;
    let first = posts.as_slice().first().ok_or("no posts")?.id;
    let of_post = comment::table.filter(comment::post_id.eq(first));
    let comments: Vec<Comment> = of_post.order(comment::id).select(Comment::as_select()).load(db).await?;
    let others = search(db, n).await?;
    let count: i64 = of_author.count().get_result(db).await?;
    Look::Away.at((person, (posts, (comments, (others, count)))));
    Ok(())
}

/// Looks at every reading.
pub async fn scan(db: &mut Db) -> Result<(), Failure> {
    let nowhere = reading::table.filter(reading::label.like("%nowhere%"));
    Look::Away.at(nowhere.count().get_result::<i64>(db).await?);
    Ok(())
}
