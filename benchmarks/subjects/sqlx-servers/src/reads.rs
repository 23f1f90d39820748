//! The cases that read, on PostgreSQL.

use crate::postgres::Db;
use crate::rows::{Authored, ByPlace, CatOf, Comment, Owner, Person, Post, Reading};
use futures_util::TryStreamExt;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::{Arguments, Encode, FromRow, Postgres, Type};
use std::collections::HashMap;
use world::{Failure, Look, key};

/// The binds of a statement.
#[derive(Default)]
struct Binds(PgArguments);

impl Binds {
    fn with<'q, T: Encode<'q, Postgres> + Type<Postgres>>(mut self, value: T) -> Result<Self, Failure> {
        self.0.add(value)?;
        Ok(self)
    }
}

impl Db {
    /// All rows, the one way or the other.
    async fn all<T>(&self, text: &'static str, binds: Binds) -> Result<Vec<T>, Failure>
    where
        T: ByPlace<PgRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        if self.is_by_place {
            let rows = sqlx::query_with(text, binds.0).fetch_all(&self.pool).await?;
            return Ok(rows.iter().map(|row| T::at(row, 0)).collect::<Result<_, _>>()?);
        }
        Ok(sqlx::query_as_with(text, binds.0).fetch_all(&self.pool).await?)
    }
}

pub async fn persons(db: &Db, rows: usize) -> Result<Vec<Person>, Failure> {
    let text = "SELECT id, name, email, age, score, active, city FROM person ORDER BY id LIMIT $1";
    db.all(text, Binds::default().with(i64::try_from(rows)?)?).await
}

pub async fn get(db: &Db, key: i64) -> Result<Person, Failure> {
    let text = "SELECT id, name, email, age, score, active, city FROM person WHERE id = $1";
    if db.is_by_place {
        return Ok(Person::at(&sqlx::query(text).bind(key).fetch_one(&db.pool).await?, 0)?);
    }
    Ok(sqlx::query_as(text).bind(key).fetch_one(&db.pool).await?)
}

pub async fn search(db: &Db, n: usize) -> Result<Vec<Person>, Failure> {
    let text = "SELECT id, name, email, age, score, active, city FROM person WHERE city = $1 AND active = $2 AND age >= $3 \
                AND score < $4 AND name LIKE $5 ORDER BY name LIMIT $6";
    let binds = Binds::default().with(format!("city {}", n % 500))?.with(true)?.with(20_i32)?.with(90.0_f64)?;
    db.all(text, binds.with("person 1%")?.with(10_i64)?).await
}

pub async fn joined(db: &Db) -> Result<Vec<Authored>, Failure> {
    let text = "SELECT post.id, title, body, likes, author_id, person.id AS person_id, name, email, age, score, active, city \
                FROM post JOIN person ON person.id = author_id ORDER BY post.id";
    db.all(text, Binds::default()).await
}

type Tree = Vec<(Person, Vec<(Post, Vec<Comment>)>)>;

pub async fn tree(db: &Db) -> Result<Tree, Failure> {
    let persons = persons(db, 100).await?;
    let keys: Vec<i64> = persons.iter().map(|it| it.id).collect();
    let posts = posts_of(db, &keys).await?;
    let keys: Vec<i64> = posts.iter().map(|it| it.id).collect();
    let mut comments: HashMap<i64, Vec<Comment>> = HashMap::new();
    for comment in comments_of(db, &keys).await? {
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

async fn posts_of(db: &Db, keys: &[i64]) -> Result<Vec<Post>, Failure> {
    let text = "SELECT id, title, body, likes, author_id FROM post WHERE author_id = ANY($1) ORDER BY author_id, id";
    db.all(text, Binds::default().with(keys)?).await
}

async fn comments_of(db: &Db, keys: &[i64]) -> Result<Vec<Comment>, Failure> {
    let text = "SELECT id, text, post_id FROM comment WHERE post_id = ANY($1) ORDER BY post_id, id";
    db.all(text, Binds::default().with(keys)?).await
}

pub async fn links(db: &Db) -> Result<Vec<(Owner, Vec<crate::rows::Cat>)>, Failure> {
    let owners: Vec<Owner> = db.all("SELECT id, name FROM owner ORDER BY id", Binds::default()).await?;
    let keys: Vec<i64> = owners.iter().map(|it| it.id).collect();
    let text = "SELECT owner_id, id, name, lives FROM owner_sits_for JOIN cat ON id = cat_id WHERE owner_id = ANY($1) \
                ORDER BY owner_id, id";
    let mut cats: HashMap<i64, Vec<_>> = HashMap::new();
    for found in db.all::<CatOf>(text, Binds::default().with(keys)?).await? {
        cats.entry(found.owner_id).or_default().push(found.cat);
    }
    Ok(owners
        .into_iter()
        .map(|it| (cats.remove(&it.id).unwrap_or_default(), it))
        .map(|(cats, it)| (it, cats))
        .collect())
}

pub async fn load(db: &Db) -> Result<(Vec<i64>, Vec<Post>), Failure> {
    let text = "SELECT id, title, body, likes, author_id FROM post ORDER BY id";
    let posts: Vec<Post> = db.all(text, Binds::default()).await?;
    let mut keys: Vec<i64> = posts.iter().map(|it| it.author_id).collect();
    keys.sort_unstable();
    keys.dedup();
    let text = "SELECT id, name, email, age, score, active, city FROM person WHERE id = ANY($1)";
    let authors: Vec<Person> = db.all(text, Binds::default().with(keys)?).await?;
    let authors: HashMap<i64, Person> = authors.into_iter().map(|it| (it.id, it)).collect();
    let mut found = Vec::with_capacity(posts.len());
    for post in &posts {
        found.push(authors.get(&post.author_id).ok_or("no author")?.id);
    }
    Ok((found, posts))
}

pub async fn stream(db: &Db, look: &mut Look) -> Result<(), Failure> {
    let text = "SELECT id, sensor, value, label FROM reading ORDER BY id";
    if db.is_by_place {
        let mut rows = sqlx::query(text).fetch(&db.pool);
        while let Some(row) = rows.try_next().await? {
            look.at(Reading::at(&row, 0)?);
        }
        return Ok(());
    }
    let mut rows = sqlx::query_as::<_, Reading>(text).fetch(&db.pool);
    while let Some(reading) = rows.try_next().await? {
        look.at(reading);
    }
    Ok(())
}

/// A page of an author: five statements.
pub async fn request(db: &Db, n: usize) -> Result<(), Failure> {
    let author = key(n) % 100 + 1;
    let person = get(db, author).await?;
    let posts = posts_of(db, &[author]).await?;
    let comments = comments_of(db, &[posts.first().ok_or("no posts")?.id]).await?;
    let others = search(db, n).await?;
    let select = sqlx::query_scalar("SELECT count(*) FROM post WHERE author_id = $1");
    let count: i64 = select.bind(author).fetch_one(&db.pool).await?;
    Look::Away.at((person, (posts, (comments, (others, count)))));
    Ok(())
}

/// Looks at every reading.
pub async fn scan(db: &Db) -> Result<(), Failure> {
    let select = sqlx::query_scalar("SELECT count(*) FROM reading WHERE label LIKE '%nowhere%'");
    let count: i64 = select.fetch_one(&db.pool).await?;
    Look::Away.at(count);
    Ok(())
}
