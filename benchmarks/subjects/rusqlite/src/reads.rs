//! The cases that read.

use crate::rows::{Cat, Comment, Owner, Person, Post, Reading};
use rusqlite::{Connection, OptionalExtension, Params, Result, Row, params, params_from_iter};
use std::collections::HashMap;
use world::{Failure, Look, key};

fn all<T>(db: &Connection, text: &str, params: impl Params, read: impl FnMut(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
    db.prepare_cached(text)?.query_map(params, read)?.collect()
}

pub fn persons(db: &Connection, rows: usize) -> Result<Vec<Person>> {
    let text = "SELECT id, name, email, age, score, active, city FROM person ORDER BY id LIMIT ?";
    all(db, text, [i64::try_from(rows).unwrap_or(i64::MAX)], |row| Person::read(row, 0))
}

pub fn get(db: &Connection, key: i64) -> Result<Option<Person>> {
    let mut select = db.prepare_cached("SELECT id, name, email, age, score, active, city FROM person WHERE id = ?")?;
    select.query_row([key], |row| Person::read(row, 0)).optional()
}

pub fn search(db: &Connection, n: usize) -> Result<Vec<Person>> {
    let text = "SELECT id, name, email, age, score, active, city FROM person WHERE city = ? AND active = ? AND age >= ? \
                AND score < ? AND name >= ? AND name < ? ORDER BY name LIMIT ?";
    let city = format!("city {}", n % 500);
    all(db, text, params![city, true, 20, 90.0, "person 1", "person 2", 10], |row| Person::read(row, 0))
}

pub fn joined(db: &Connection) -> Result<Vec<(Post, Person)>> {
    let text = "SELECT post.id, title, body, likes, author_id, person.id, name, email, age, score, active, city \
                FROM post JOIN person ON person.id = author_id ORDER BY post.id";
    all(db, text, [], |row| Ok((Post::read(row, 0)?, Person::read(row, 5)?)))
}

fn marks(count: usize) -> String {
    let mut text = "?,".repeat(count);
    text.pop();
    text
}

type Tree = Vec<(Person, Vec<(Post, Vec<Comment>)>)>;

pub fn tree(db: &Connection) -> Result<Tree> {
    let persons = persons(db, 100)?;
    let posts = posts_of(db, persons.iter().map(|it| it.id).collect())?;
    let text =
        format!("SELECT id, text, post_id FROM comment WHERE post_id IN ({}) ORDER BY post_id, id", marks(posts.len()));
    let mut comments: HashMap<i64, Vec<Comment>> = HashMap::new();
    for comment in all(db, &text, params_from_iter(posts.iter().map(|it| it.id)), |row| Comment::read(row, 0))? {
        comments.entry(comment.post).or_default().push(comment);
    }
    let mut by_author: HashMap<i64, Vec<(Post, Vec<Comment>)>> = HashMap::new();
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

fn posts_of(db: &Connection, keys: Vec<i64>) -> Result<Vec<Post>> {
    let head = "SELECT id, title, body, likes, author_id FROM post WHERE author_id IN";
    let text = format!("{head} ({}) ORDER BY author_id, id", marks(keys.len()));
    all(db, &text, params_from_iter(keys), |row| Post::read(row, 0))
}

pub fn links(db: &Connection) -> Result<Vec<(Owner, Vec<Cat>)>> {
    let owners = all(db, "SELECT id, name FROM owner ORDER BY id", [], |row| Owner::read(row, 0))?;
    let head = "SELECT owner_id, id, name, lives FROM owner_sits_for JOIN cat ON id = cat_id WHERE owner_id IN";
    let text = format!("{head} ({}) ORDER BY owner_id, id", marks(owners.len()));
    let mut cats: HashMap<i64, Vec<Cat>> = HashMap::new();
    let keys = params_from_iter(owners.iter().map(|it| it.id));
    for (owner, cat) in all(db, &text, keys, |row| Ok((row.get::<_, i64>(0)?, Cat::read(row, 1)?)))? {
        cats.entry(owner).or_default().push(cat);
    }
    Ok(owners
        .into_iter()
        .map(|it| (cats.remove(&it.id).unwrap_or_default(), it))
        .map(|(cats, it)| (it, cats))
        .collect())
}

pub fn load(db: &Connection) -> Result<(Vec<i64>, Vec<Post>), Failure> {
    let posts =
        all(db, "SELECT id, title, body, likes, author_id FROM post ORDER BY id", [], |row| Post::read(row, 0))?;
    let mut keys: Vec<i64> = posts.iter().map(|it| it.author).collect();
    keys.sort_unstable();
    keys.dedup();
    let head = "SELECT id, name, email, age, score, active, city FROM person WHERE id IN";
    let text = format!("{head} ({})", marks(keys.len()));
    let authors = all(db, &text, params_from_iter(keys), |row| Person::read(row, 0))?;
    let authors: HashMap<i64, Person> = authors.into_iter().map(|it| (it.id, it)).collect();
    let mut found = Vec::with_capacity(posts.len());
    for post in &posts {
        found.push(authors.get(&post.author).ok_or("no author")?.id);
    }
    Ok((found, posts))
}

pub fn stream(db: &Connection, look: &mut Look) -> Result<()> {
    let mut select = db.prepare_cached("SELECT id, sensor, value, label FROM reading ORDER BY id")?;
    for reading in select.query_map([], |row| Reading::read(row, 0))? {
        look.at(reading?);
    }
    Ok(())
}

/// A page of an author: five statements.
pub fn request(db: &mut Connection, n: usize) -> Result<(), Failure> {
    let author = key(n) % 100 + 1;
    let person = get(db, author)?;
    let posts = posts_of(db, vec![author])?;
    let first = posts.first().ok_or("no posts")?.id;
    let text = "SELECT id, text, post_id FROM comment WHERE post_id = ? ORDER BY id";
    let comments = all(db, text, [first], |row| Comment::read(row, 0))?;
    let others = search(db, n)?;
    let mut count = db.prepare_cached("SELECT count(*) FROM post WHERE author_id = ?")?;
    let count: i64 = count.query_row([author], |row| row.get(0))?;
    Look::Away.at((person, (posts, (comments, (others, count)))));
    Ok(())
}

/// Looks at every reading.
pub fn scan(db: &mut Connection, _: usize) -> Result<(), Failure> {
    let mut count = db.prepare_cached("SELECT count(*) FROM reading WHERE instr(label, 'nowhere') > 0")?;
    Look::Away.at(count.query_row([], |row| row.get::<_, i64>(0))?);
    Ok(())
}
