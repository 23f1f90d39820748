//! The cases that read.

use crate::api::Connection;
use crate::rows::{Bind, Cat, Comment, Owner, Person, Post, Reading};
use std::collections::HashMap;
use world::{Failure, Look};

pub fn persons(db: &mut Connection, rows: usize) -> Result<Vec<Person>, Failure> {
    let text = "SELECT id, name, email, age, score, active, city FROM person ORDER BY id LIMIT $1";
    db.all(text, &[i64::try_from(rows)?.into()])?.collect(|row| Person::read(row, 0))
}

pub fn get(db: &mut Connection, key: i64) -> Result<Option<Person>, Failure> {
    let text = "SELECT id, name, email, age, score, active, city FROM person WHERE id = $1";
    db.all(text, &[key.into()])?.iter().next().map(|row| Person::read(row, 0)).transpose()
}

pub fn search(db: &mut Connection, n: usize) -> Result<Vec<Person>, Failure> {
    let text = "SELECT id, name, email, age, score, active, city FROM person WHERE city = $1 AND active = $2 AND age >= $3 \
                AND score < $4 AND name LIKE $5 ORDER BY name LIMIT $6";
    let city = format!("city {}", n % 500);
    let binds: [Bind<'_>; 6] =
        [(&city).into(), true.into(), 20_i32.into(), 90.0_f64.into(), "person 1%".into(), 10_i64.into()];
    db.all(text, &binds)?.collect(|row| Person::read(row, 0))
}

pub fn joined(db: &mut Connection) -> Result<Vec<(Post, Person)>, Failure> {
    let text = "SELECT post.id, title, body, likes, author_id, person.id, name, email, age, score, active, city \
                FROM post JOIN person ON person.id = author_id ORDER BY post.id";
    db.all(text, &[])?.collect(|row| Ok((Post::read(row, 0)?, Person::read(row, 5)?)))
}

type Tree = Vec<(Person, Vec<(Post, Vec<Comment>)>)>;

pub fn tree(db: &mut Connection) -> Result<Tree, Failure> {
    let persons = persons(db, 100)?;
    let keys: Vec<i64> = persons.iter().map(|it| it.id).collect();
    let posts = posts_of(db, &keys)?;
    let keys: Vec<i64> = posts.iter().map(|it| it.id).collect();
    let mut comments: HashMap<i64, Vec<Comment>> = HashMap::with_capacity(keys.len());
    for comment in comments_of(db, &keys)? {
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

fn posts_of(db: &mut Connection, keys: &[i64]) -> Result<Vec<Post>, Failure> {
    let text = "SELECT id, title, body, likes, author_id FROM post WHERE author_id = ANY($1) ORDER BY author_id, id";
    db.all(text, &[Bind::keys(keys)?])?.collect(|row| Post::read(row, 0))
}

fn comments_of(db: &mut Connection, keys: &[i64]) -> Result<Vec<Comment>, Failure> {
    let text = "SELECT id, text, post_id FROM comment WHERE post_id = ANY($1) ORDER BY post_id, id";
    db.all(text, &[Bind::keys(keys)?])?.collect(|row| Comment::read(row, 0))
}

pub fn links(db: &mut Connection) -> Result<Vec<(Owner, Vec<Cat>)>, Failure> {
    let owners = db.all("SELECT id, name FROM owner ORDER BY id", &[])?.collect(|row| Owner::read(row, 0))?;
    let keys: Vec<i64> = owners.iter().map(|it| it.id).collect();
    let text = "SELECT owner_id, id, name, lives FROM owner_sits_for JOIN cat ON id = cat_id WHERE owner_id = ANY($1) \
                ORDER BY owner_id, id";
    let mut cats: HashMap<i64, Vec<Cat>> = HashMap::with_capacity(owners.len());
    for row in db.all(text, &[Bind::keys(&keys)?])?.iter() {
        cats.entry(row.integer(0)?).or_default().push(Cat::read(row, 1)?);
    }
    Ok(owners
        .into_iter()
        .map(|it| (cats.remove(&it.id).unwrap_or_default(), it))
        .map(|(cats, it)| (it, cats))
        .collect())
}

/// The posts with, for each, its author: one for all posts that share it.
pub fn load(db: &mut Connection) -> Result<(Vec<i64>, Vec<Post>), Failure> {
    let posts = db.all("SELECT id, title, body, likes, author_id FROM post ORDER BY id", &[])?;
    let posts = posts.collect(|row| Post::read(row, 0))?;
    let mut keys: Vec<i64> = posts.iter().map(|it| it.author).collect();
    keys.sort_unstable();
    keys.dedup();
    let text = "SELECT id, name, email, age, score, active, city FROM person WHERE id = ANY($1)";
    let mut authors = HashMap::with_capacity(keys.len());
    for row in db.all(text, &[Bind::keys(&keys)?])?.iter() {
        let author = Person::read(row, 0)?;
        authors.insert(author.id, author);
    }
    let mut found = Vec::with_capacity(posts.len());
    for post in &posts {
        found.push(authors.get(&post.author).ok_or("no author")?.id);
    }
    Ok((found, posts))
}

pub fn stream(db: &mut Connection, look: &mut Look) -> Result<(), Failure> {
    db.each("SELECT id, sensor, value, label FROM reading ORDER BY id", |row| {
        look.at(Reading::read(row, 0)?);
        Ok(())
    })
}
