//! The cases that read.

use crate::client::Client;
use crate::rows::{Cat, Comment, Owner, Person, Post, Reading};
use futures_util::TryStreamExt;
use std::collections::HashMap;
use std::pin::pin;
use tokio_postgres::Row;
use world::{Failure, Look, key};

pub async fn persons(db: &mut Client, rows: usize) -> Result<Vec<Person>, Failure> {
    let text = "SELECT id, name, email, age, score, active, city FROM person ORDER BY id LIMIT $1";
    collect(&db.all(text, &[&i64::try_from(rows)?]).await?, |row| Person::read(row, 0))
}

pub async fn get(db: &mut Client, key: i64) -> Result<Option<Person>, Failure> {
    let text = "SELECT id, name, email, age, score, active, city FROM person WHERE id = $1";
    let rows = db.all(text, &[&key]).await?;
    rows.first().map(|row| Person::read(row, 0)).transpose()
}

pub async fn search(db: &mut Client, n: usize) -> Result<Vec<Person>, Failure> {
    let text = "SELECT id, name, email, age, score, active, city FROM person WHERE city = $1 AND active = $2 AND age >= $3 \
                AND score < $4 AND name LIKE $5 ORDER BY name LIMIT $6";
    let city = format!("city {}", n % 500);
    let rows = db.all(text, &[&city, &true, &20_i32, &90.0_f64, &"person 1%", &10_i64]).await?;
    collect(&rows, |row| Person::read(row, 0))
}

pub async fn joined(db: &mut Client) -> Result<Vec<(Post, Person)>, Failure> {
    let text = "SELECT post.id, title, body, likes, author_id, person.id, name, email, age, score, active, city \
                FROM post JOIN person ON person.id = author_id ORDER BY post.id";
    collect(&db.all(text, &[]).await?, |row| Ok((Post::read(row, 0)?, Person::read(row, 5)?)))
}

type Tree = Vec<(Person, Vec<(Post, Vec<Comment>)>)>;

pub async fn tree(db: &mut Client) -> Result<Tree, Failure> {
    let persons = persons(db, 100).await?;
    let keys: Vec<i64> = persons.iter().map(|it| it.id).collect();
    let posts = posts_of(db, &keys).await?;
    let keys: Vec<i64> = posts.iter().map(|it| it.id).collect();
    let mut comments: HashMap<i64, Vec<Comment>> = HashMap::with_capacity(keys.len());
    for comment in comments_of(db, &keys).await? {
        comments.entry(comment.post).or_default().push(comment);
    }
    let mut by_author: HashMap<i64, Vec<(Post, Vec<Comment>)>> = HashMap::with_capacity(persons.len());
    for post in posts {
        let of_post = comments.remove(&post.id).unwrap_or_default();
        by_author.entry(post.author).or_default().push((post, of_post));
    }
    Ok(persons
        .into_iter()
        .map(|it| (by_author.remove(&it.id).unwrap_or_default(), it))
        .map(|(posts, it)| (it, posts))
        .collect())
}

async fn posts_of(db: &mut Client, keys: &[i64]) -> Result<Vec<Post>, Failure> {
    let text = "SELECT id, title, body, likes, author_id FROM post WHERE author_id = ANY($1) ORDER BY author_id, id";
    collect(&db.all(text, &[&keys]).await?, |row| Post::read(row, 0))
}

async fn comments_of(db: &mut Client, keys: &[i64]) -> Result<Vec<Comment>, Failure> {
    let text = "SELECT id, text, post_id FROM comment WHERE post_id = ANY($1) ORDER BY post_id, id";
    collect(&db.all(text, &[&keys]).await?, |row| Comment::read(row, 0))
}

pub async fn links(db: &mut Client) -> Result<Vec<(Owner, Vec<Cat>)>, Failure> {
    let owners = db.all("SELECT id, name FROM owner ORDER BY id", &[]).await?;
    let owners = collect(&owners, |row| Owner::read(row, 0))?;
    let keys: Vec<i64> = owners.iter().map(|it| it.id).collect();
    let text = "SELECT owner_id, id, name, lives FROM owner_sits_for JOIN cat ON id = cat_id WHERE owner_id = ANY($1) \
                ORDER BY owner_id, id";
    let mut cats: HashMap<i64, Vec<Cat>> = HashMap::with_capacity(owners.len());
    for row in &db.all(text, &[&keys]).await? {
        cats.entry(row.try_get(0)?).or_default().push(Cat::read(row, 1)?);
    }
    Ok(owners
        .into_iter()
        .map(|it| (cats.remove(&it.id).unwrap_or_default(), it))
        .map(|(cats, it)| (it, cats))
        .collect())
}

/// The posts with, for each, its author: one for all posts that share it.
pub async fn load(db: &mut Client) -> Result<(Vec<i64>, Vec<Post>), Failure> {
    let posts = db.all("SELECT id, title, body, likes, author_id FROM post ORDER BY id", &[]).await?;
    let posts = collect(&posts, |row| Post::read(row, 0))?;
    let mut keys: Vec<i64> = posts.iter().map(|it| it.author).collect();
    keys.sort_unstable();
    keys.dedup();
    let text = "SELECT id, name, email, age, score, active, city FROM person WHERE id = ANY($1)";
    let mut authors = HashMap::with_capacity(keys.len());
    for row in &db.all(text, &[&keys]).await? {
        let author = Person::read(row, 0)?;
        authors.insert(author.id, author);
    }
    let mut found = Vec::with_capacity(posts.len());
    for post in &posts {
        found.push(authors.get(&post.author).ok_or("no author")?.id);
    }
    Ok((found, posts))
}

pub async fn stream(db: &mut Client, look: &mut Look) -> Result<(), Failure> {
    let select = db.fixed("SELECT id, sensor, value, label FROM reading ORDER BY id").await?;
    let mut rows = pin!(db.query_raw(&select, std::iter::empty::<i64>()).await?);
    while let Some(row) = rows.try_next().await? {
        look.at(Reading::read(&row, 0)?);
    }
    Ok(())
}

/// A page of an author: five statements.
pub async fn request(db: &mut Client, n: usize) -> Result<(), Failure> {
    let author = key(n) % 100 + 1;
    let person = get(db, author).await?;
    let posts = posts_of(db, &[author]).await?;
    let comments = comments_of(db, &[posts.first().ok_or("no posts")?.id]).await?;
    let others = search(db, n).await?;
    let counts = db.all("SELECT count(*) FROM post WHERE author_id = $1", &[&author]).await?;
    let counts = collect(&counts, |row| Ok(row.try_get::<_, i64>(0)?))?;
    Look::Away.at((person, (posts, (comments, (others, counts)))));
    Ok(())
}

/// Looks at every reading.
pub async fn scan(db: &mut Client) -> Result<(), Failure> {
    db.all("SELECT count(*) FROM reading WHERE label LIKE '%nowhere%'", &[]).await?;
    Ok(())
}

fn collect<T>(rows: &[Row], read: impl Fn(&Row) -> Result<T, Failure>) -> Result<Vec<T>, Failure> {
    rows.iter().map(read).collect()
}
