//! The cases that read. Children are asked for by lists of their parents' keys, as one does by hand.

use crate::api::{Connection, Statement};
use crate::rows::{Cat, Comment, Owner, Person, Post, Reading};
use std::collections::HashMap;
use world::{Failure, Look, key};

const PERSON: &str = "SELECT id, name, email, age, score, active, city FROM person";

pub fn persons(db: &mut Connection, rows: usize) -> Result<Vec<Person>, Failure> {
    let select = db.fixed("SELECT id, name, email, age, score, active, city FROM person ORDER BY id LIMIT ?")?;
    select.bind_integer(1, i64::try_from(rows)?);
    collect(select, |row| Person::read(row, 0))
}

pub fn get(db: &mut Connection, key: i64) -> Result<Option<Person>, Failure> {
    let select = db.fixed("SELECT id, name, email, age, score, active, city FROM person WHERE id = ?")?;
    select.bind_integer(1, key);
    let mut found = None;
    select.each(|row| {
        found = Some(Person::read(row, 0)?);
        Ok(())
    })?;
    Ok(found)
}

pub fn search(db: &mut Connection, n: usize) -> Result<Vec<Person>, Failure> {
    let city = format!("city {}", n % 500);
    let select = db.many("search", 0, || {
        format!("{PERSON} WHERE city = ? AND active = ? AND age >= ? AND score < ? AND name >= ? AND name < ? ORDER BY name LIMIT ?")
    })?;
    select.bind_text(1, &city);
    select.bind_integer(2, 1);
    select.bind_integer(3, 20);
    select.bind_float(4, 90.0);
    select.bind_text(5, "person 1");
    select.bind_text(6, "person 2");
    select.bind_integer(7, 10);
    collect(select, |row| Person::read(row, 0))
}

pub fn joined(db: &mut Connection) -> Result<Vec<(Post, Person)>, Failure> {
    let select = db.fixed(
        "SELECT post.id, title, body, likes, author_id, person.id, name, email, age, score, active, city \
         FROM post JOIN person ON person.id = author_id ORDER BY post.id",
    )?;
    collect(select, |row| Ok((Post::read(row, 0)?, Person::read(row, 5)?)))
}

type Tree = Vec<(Person, Vec<(Post, Vec<Comment>)>)>;

pub fn tree(db: &mut Connection) -> Result<Tree, Failure> {
    let persons = persons(db, 100)?;
    let keys: Vec<i64> = persons.iter().map(|it| it.id).collect();
    let posts = posts_of(db, &keys)?;
    let keys: Vec<i64> = posts.iter().map(|it| it.id).collect();
    let select = of_keys(
        db,
        "comments",
        "SELECT id, text, post_id FROM comment WHERE post_id IN ",
        " ORDER BY post_id, id",
        &keys,
    )?;
    let mut comments: HashMap<i64, Vec<Comment>> = HashMap::with_capacity(keys.len());
    select.each(|row| {
        let comment = Comment::read(row, 0)?;
        comments.entry(comment.post).or_default().push(comment);
        Ok(())
    })?;
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
    let head = "SELECT id, title, body, likes, author_id FROM post WHERE author_id IN ";
    let select = of_keys(db, "posts", head, " ORDER BY author_id, id", keys)?;
    collect(select, |row| Post::read(row, 0))
}

pub fn links(db: &mut Connection) -> Result<Vec<(Owner, Vec<Cat>)>, Failure> {
    let owners = collect(db.fixed("SELECT id, name FROM owner ORDER BY id")?, |row| Owner::read(row, 0))?;
    let keys: Vec<i64> = owners.iter().map(|it| it.id).collect();
    let head = "SELECT owner_id, id, name, lives FROM owner_sits_for JOIN cat ON id = cat_id WHERE owner_id IN ";
    let select = of_keys(db, "cats", head, " ORDER BY owner_id, id", &keys)?;
    let mut cats: HashMap<i64, Vec<Cat>> = HashMap::with_capacity(owners.len());
    select.each(|row| {
        cats.entry(row.integer(0)).or_default().push(Cat::read(row, 1)?);
        Ok(())
    })?;
    Ok(owners
        .into_iter()
        .map(|it| (cats.remove(&it.id).unwrap_or_default(), it))
        .map(|(cats, it)| (it, cats))
        .collect())
}

/// The posts with, for each, its author: one for all posts that share it.
pub fn load(db: &mut Connection) -> Result<(Vec<i64>, Vec<Post>), Failure> {
    let select = db.fixed("SELECT id, title, body, likes, author_id FROM post ORDER BY id")?;
    let posts = collect(select, |row| Post::read(row, 0))?;
    let mut keys: Vec<i64> = posts.iter().map(|it| it.author).collect();
    keys.sort_unstable();
    keys.dedup();
    let head = "SELECT id, name, email, age, score, active, city FROM person WHERE id IN ";
    let select = of_keys(db, "authors", head, "", &keys)?;
    let mut authors = HashMap::with_capacity(keys.len());
    select.each(|row| {
        authors.insert(row.integer(0), Person::read(row, 0)?);
        Ok(())
    })?;
    let mut found = Vec::with_capacity(posts.len());
    for post in &posts {
        found.push(authors.get(&post.author).ok_or("no author")?.id);
    }
    Ok((found, posts))
}

pub fn stream(db: &mut Connection, look: &mut Look) -> Result<(), Failure> {
    db.fixed("SELECT id, sensor, value, label FROM reading ORDER BY id")?.each(|row| {
        look.at(Reading::read(row, 0)?);
        Ok(())
    })
}

/// A page of an author: five statements.
pub fn request(db: &mut Connection, n: usize) -> Result<(), Failure> {
    let author = key(n) % 100 + 1;
    let person = get(db, author)?;
    let posts = posts_of(db, &[author])?;
    let select = db.fixed("SELECT id, text, post_id FROM comment WHERE post_id = ? ORDER BY id")?;
    select.bind_integer(1, posts.first().ok_or("no posts")?.id);
    let comments = collect(select, |row| Comment::read(row, 0))?;
    let others = search(db, n)?;
    let select = db.fixed("SELECT count(*) FROM post WHERE author_id = ?")?;
    select.bind_integer(1, author);
    let counts = collect(select, |row| Ok(row.integer(0)))?;
    Look::Away.at((person, (posts, (comments, (others, counts)))));
    Ok(())
}

/// Looks at every reading.
pub fn scan(db: &mut Connection, _: usize) -> Result<(), Failure> {
    db.fixed("SELECT count(*) FROM reading WHERE instr(label, 'nowhere') > 0")?.run()
}

fn of_keys<'a>(
    db: &'a mut Connection,
    kind: &'static str,
    head: &str,
    tail: &str,
    keys: &[i64],
) -> Result<&'a mut Statement, Failure> {
    let select = db.many(kind, keys.len(), || {
        let mut text = format!("{head}(");
        (0..keys.len()).for_each(|at| text.push_str(if at == 0 { "?" } else { ",?" }));
        text.push(')');
        text + tail
    })?;
    for (key, at) in keys.iter().zip(1..) {
        select.bind_integer(at, *key);
    }
    Ok(select)
}

fn collect<T>(
    select: &mut Statement,
    mut read: impl FnMut(&Statement) -> Result<T, Failure>,
) -> Result<Vec<T>, Failure> {
    let mut all = Vec::new();
    select.each(|row| {
        all.push(read(row)?);
        Ok(())
    })?;
    Ok(all)
}
