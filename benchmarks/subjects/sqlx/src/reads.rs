//! The cases that read.

use crate::rows::{Cat, Comment, Owner, Person, Post, Reading};
use futures_util::TryStreamExt;
use sqlx::{AssertSqlSafe, Result, Row, SqlitePool};
use std::collections::HashMap;
use world::{Failure, Look, key};

pub async fn persons(db: &SqlitePool, rows: usize) -> Result<Vec<Person>> {
    let select = sqlx::query("SELECT id, name, email, age, score, active, city FROM person ORDER BY id LIMIT ?");
    let rows = select.bind(i64::try_from(rows).unwrap_or(i64::MAX)).fetch_all(db).await?;
    rows.iter().map(|row| Person::at(row, 0)).collect()
}

pub async fn get(db: &SqlitePool, key: i64) -> Result<Person> {
    let select = sqlx::query_as("SELECT id, name, email, age, score, active, city FROM person WHERE id = ?");
    select.bind(key).fetch_one(db).await
}

pub async fn search(db: &SqlitePool, n: usize) -> Result<Vec<Person>> {
    let text = "SELECT id, name, email, age, score, active, city FROM person WHERE city = ? AND active = ? AND age >= ? \
                AND score < ? AND name >= ? AND name < ? ORDER BY name LIMIT ?";
    let select = sqlx::query_as(text).bind(format!("city {}", n % 500)).bind(true).bind(20).bind(90.0);
    select.bind("person 1").bind("person 2").bind(10).fetch_all(db).await
}

pub async fn joined(db: &SqlitePool) -> Result<Vec<(Post, Person)>> {
    let text = "SELECT post.id, title, body, likes, author_id, person.id, name, email, age, score, active, city \
                FROM post JOIN person ON person.id = author_id ORDER BY post.id";
    let rows = sqlx::query(text).fetch_all(db).await?;
    rows.iter().map(|row| Ok((Post::at(row, 0)?, Person::at(row, 5)?))).collect()
}

fn marks(count: usize) -> String {
    let mut text = "?,".repeat(count);
    text.pop();
    text
}

type Tree = Vec<(Person, Vec<(Post, Vec<Comment>)>)>;

pub async fn tree(db: &SqlitePool) -> Result<Tree> {
    let persons = persons(db, 100).await?;
    let head = "SELECT id, title, body, likes, author_id FROM post WHERE author_id IN";
    let text = format!("{head} ({}) ORDER BY author_id, id", marks(persons.len()));
    let select = persons.iter().fold(sqlx::query_as(AssertSqlSafe(text)), |select, it| select.bind(it.id));
    let posts: Vec<Post> = select.fetch_all(db).await?;
    let head = "SELECT id, text, post_id FROM comment WHERE post_id IN";
    let text = format!("{head} ({}) ORDER BY post_id, id", marks(posts.len()));
    let select = posts.iter().fold(sqlx::query_as(AssertSqlSafe(text)), |select, it| select.bind(it.id));
    let mut comments: HashMap<i64, Vec<Comment>> = HashMap::new();
    for comment in select.fetch_all(db).await? {
        let comment: Comment = comment;
        comments.entry(comment.post_id).or_default().push(comment);
    }
    let mut by_author: HashMap<i64, Vec<(Post, Vec<Comment>)>> = HashMap::new();
    for post in posts {
        let of_post = comments.remove(&post.id).unwrap_or_default();
        by_author.entry(post.author_id).or_default().push((post, of_post));
    }
    Ok(persons
        .into_iter()
        .map(|it| (by_author.remove(&it.id).unwrap_or_default(), it))
        .map(|(posts, it)| (it, posts))
        .collect())
}

pub async fn links(db: &SqlitePool) -> Result<Vec<(Owner, Vec<Cat>)>> {
    let owners: Vec<Owner> = sqlx::query_as("SELECT id, name FROM owner ORDER BY id").fetch_all(db).await?;
    let head = "SELECT owner_id, id, name, lives FROM owner_sits_for JOIN cat ON id = cat_id WHERE owner_id IN";
    let text = format!("{head} ({}) ORDER BY owner_id, id", marks(owners.len()));
    let select = owners.iter().fold(sqlx::query(AssertSqlSafe(text)), |select, it| select.bind(it.id));
    let mut cats: HashMap<i64, Vec<Cat>> = HashMap::new();
    for row in select.fetch_all(db).await? {
        let cat = Cat { id: row.try_get(1)?, name: row.try_get(2)?, lives: row.try_get(3)? };
        cats.entry(row.try_get(0)?).or_default().push(cat);
    }
    Ok(owners
        .into_iter()
        .map(|it| (cats.remove(&it.id).unwrap_or_default(), it))
        .map(|(cats, it)| (it, cats))
        .collect())
}

pub async fn load(db: &SqlitePool) -> Result<(Vec<i64>, Vec<Post>), Failure> {
    let select = sqlx::query_as("SELECT id, title, body, likes, author_id FROM post ORDER BY id");
    let posts: Vec<Post> = select.fetch_all(db).await?;
    let mut keys: Vec<i64> = posts.iter().map(|it| it.author_id).collect();
    keys.sort_unstable();
    keys.dedup();
    let head = "SELECT id, name, email, age, score, active, city FROM person WHERE id IN";
    let text = format!("{head} ({})", marks(keys.len()));
    let select = keys.iter().fold(sqlx::query_as(AssertSqlSafe(text)), |select, key| select.bind(*key));
    let authors: Vec<Person> = select.fetch_all(db).await?;
    let authors: HashMap<i64, Person> = authors.into_iter().map(|it| (it.id, it)).collect();
    let mut found = Vec::with_capacity(posts.len());
    for post in &posts {
        found.push(authors.get(&post.author_id).ok_or("no author")?.id);
    }
    Ok((found, posts))
}

pub async fn stream(db: &SqlitePool, look: &mut Look) -> Result<()> {
    let mut rows = sqlx::query_as("SELECT id, sensor, value, label FROM reading ORDER BY id").fetch(db);
    while let Some(reading) = rows.try_next().await? {
        let reading: Reading = reading;
        look.at(reading);
    }
    Ok(())
}

/// A page of an author: five statements.
pub async fn request(db: &SqlitePool, n: usize) -> Result<(), Failure> {
    let author = key(n) % 100 + 1;
    let person = get(db, author).await?;
    let select = sqlx::query_as("SELECT id, title, body, likes, author_id FROM post WHERE author_id = ? ORDER BY id");
    let posts: Vec<Post> = select.bind(author).fetch_all(db).await?;
    let first = posts.first().ok_or("no posts")?.id;
    let select = sqlx::query_as("SELECT id, text, post_id FROM comment WHERE post_id = ? ORDER BY id");
    let comments: Vec<Comment> = select.bind(first).fetch_all(db).await?;
    let others = search(db, n).await?;
    let select = sqlx::query_scalar("SELECT count(*) FROM post WHERE author_id = ?");
    let count: i64 = select.bind(author).fetch_one(db).await?;
    Look::Away.at((person, (posts, (comments, (others, count)))));
    Ok(())
}

/// Looks at every reading.
pub async fn scan(db: &SqlitePool) -> Result<i64> {
    sqlx::query_scalar("SELECT count(*) FROM reading WHERE instr(label, 'nowhere') > 0").fetch_one(db).await
}
