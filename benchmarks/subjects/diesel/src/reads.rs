//! The cases that read.

use crate::schema::{Cat, Comment, Owner, Person, Post, Reading, SitsFor, cat, comment, owner, person, post, reading};
use diesel::prelude::*;
use std::collections::HashMap;
use world::{Failure, Look, key};

type Db = SqliteConnection;

pub fn persons(db: &mut Db, rows: usize) -> QueryResult<Vec<Person>> {
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    person::table.order(person::id).limit(rows).select(Person::as_select()).load(db)
}

pub fn get(db: &mut Db, key: i64) -> QueryResult<Person> {
    person::table.find(key).select(Person::as_select()).first(db)
}

pub fn search(db: &mut Db, n: usize) -> QueryResult<Vec<Person>> {
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
}

pub fn joined(db: &mut Db) -> QueryResult<Vec<(Post, Person)>> {
    post::table.inner_join(person::table).order(post::id).select((Post::as_select(), Person::as_select())).load(db)
}

type Tree = Vec<(Person, Vec<(Post, Vec<Comment>)>)>;

pub fn tree(db: &mut Db) -> QueryResult<Tree> {
    let persons = persons(db, 100)?;
    let posts: Vec<Post> = Post::belonging_to(&persons).order(post::id).select(Post::as_select()).load(db)?;
    let comments: Vec<Comment> =
        Comment::belonging_to(&posts).order(comment::id).select(Comment::as_select()).load(db)?;
    let comments = comments.grouped_by(&posts);
    let posts = posts.into_iter().zip(comments).grouped_by(&persons);
    Ok(persons.into_iter().zip(posts).collect())
}

pub fn links(db: &mut Db) -> QueryResult<Vec<(Owner, Vec<Cat>)>> {
    let owners: Vec<Owner> = owner::table.order(owner::id).select(Owner::as_select()).load(db)?;
    let cats: Vec<(SitsFor, Cat)> = SitsFor::belonging_to(&owners)
        .inner_join(cat::table)
        .order(cat::id)
        .select((SitsFor::as_select(), Cat::as_select()))
        .load(db)?;
    let cats = cats.grouped_by(&owners).into_iter().map(|cats| cats.into_iter().map(|(_, cat)| cat).collect());
    Ok(owners.into_iter().zip(cats).collect())
}

pub fn load(db: &mut Db) -> Result<(Vec<i64>, Vec<Post>), Failure> {
    let posts: Vec<Post> = post::table.order(post::id).select(Post::as_select()).load(db)?;
    let mut keys: Vec<i64> = posts.iter().map(|it| it.author_id).collect();
    keys.sort_unstable();
    keys.dedup();
    let authors: Vec<Person> = person::table.filter(person::id.eq_any(keys)).select(Person::as_select()).load(db)?;
    let authors: HashMap<i64, Person> = authors.into_iter().map(|it| (it.id, it)).collect();
    let mut found = Vec::with_capacity(posts.len());
    for post in &posts {
        found.push(authors.get(&post.author_id).ok_or("no author")?.id);
    }
    Ok((found, posts))
}

pub fn stream(db: &mut Db, look: &mut Look) -> QueryResult<()> {
    for reading in reading::table.order(reading::id).select(Reading::as_select()).load_iter(db)? {
        look.at(reading?);
    }
    Ok(())
}

/// A page of an author: five statements.
pub fn request(db: &mut Db, n: usize) -> Result<(), Failure> {
    let author = key(n) % 100 + 1;
    let person = get(db, author)?;
    let of_author = post::table.filter(post::author_id.eq(author));
    let posts: Vec<Post> = of_author.order(post::id).select(Post::as_select()).load(db)?;
    let first = posts.first().ok_or("no posts")?.id;
    let of_post = comment::table.filter(comment::post_id.eq(first));
    let comments: Vec<Comment> = of_post.order(comment::id).select(Comment::as_select()).load(db)?;
    let others = search(db, n)?;
    let count: i64 = of_author.count().get_result(db)?;
    Look::Away.at((person, (posts, (comments, (others, count)))));
    Ok(())
}

/// Looks at every reading.
pub fn scan(db: &mut Db, _: usize) -> Result<(), Failure> {
    Look::Away.at(reading::table.filter(reading::label.like("%nowhere%")).count().get_result::<i64>(db)?);
    Ok(())
}
