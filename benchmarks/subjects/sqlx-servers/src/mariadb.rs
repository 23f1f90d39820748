//! sqlx on MariaDB: one connection and no pool, rows by their places, texts that are the same each time.

use crate::rows::{ByPlace, Comment, Person, Post};
use sqlx::mysql::MySqlRow;
use sqlx::{AssertSqlSafe, Connection, MySql, MySqlConnection, QueryBuilder};
use std::collections::HashMap;
use std::ops::Range;
use tokio::runtime::Runtime;
use world::{Answer, Case, Failure, Line, Look, Setting, key, lines};

pub struct OnMariaDb {
    db: MySqlConnection,
    runtime: Runtime,
}

impl OnMariaDb {
    pub fn open(setting: Setting) -> Result<Self, Failure> {
        let runtime = setting.runtime()?;
        let db = runtime.block_on(MySqlConnection::connect(&setting.file()))?;
        Ok(Self { db, runtime })
    }

    pub fn clear(&mut self) -> Result<(), Failure> {
        self.runtime.block_on(sqlx::raw_sql("DELETE FROM entry").execute(&mut self.db))?;
        Ok(())
    }

    pub fn run(&mut self, case: Case, turns: Range<usize>, look: &mut Look) -> Result<Answer, Failure> {
        let Self { db, runtime } = self;
        runtime.block_on(async {
            for n in turns {
                match case {
                    Case::Rows(rows) => look.at(persons(db, rows).await?),
                    Case::Tree => look.at(tree(db).await?),
                    Case::Insert(rows) => look.at(insert(db, rows).await?),
                    Case::Get => look.at(get(db, key(n)).await?),
                    _ => return Ok(Answer::Cannot),
                }
            }
            Ok(Answer::Done)
        })
    }
}

fn placed<T: ByPlace<MySqlRow>>(rows: &[MySqlRow]) -> sqlx::Result<Vec<T>> {
    rows.iter().map(|row| T::at(row, 0)).collect()
}

async fn persons(db: &mut MySqlConnection, rows: usize) -> Result<Vec<Person>, Failure> {
    let select = sqlx::query("SELECT id, name, email, age, score, active, city FROM person ORDER BY id LIMIT ?");
    Ok(placed(&select.bind(i64::try_from(rows)?).fetch_all(db).await?)?)
}

async fn get(db: &mut MySqlConnection, key: i64) -> Result<Person, Failure> {
    let select = sqlx::query("SELECT id, name, email, age, score, active, city FROM person WHERE id = ?");
    Ok(Person::at(&select.bind(key).fetch_one(db).await?, 0)?)
}

async fn of_keys<T: ByPlace<MySqlRow>>(
    db: &mut MySqlConnection,
    head: &str,
    tail: &str,
    keys: &[i64],
) -> Result<Vec<T>, Failure> {
    let mut marks = "?,".repeat(keys.len());
    marks.pop();
    let text = AssertSqlSafe(format!("{head} ({marks}) {tail}"));
    let select = keys.iter().fold(sqlx::query(text), |select, key| select.bind(*key));
    Ok(placed(&select.fetch_all(db).await?)?)
}

type Tree = Vec<(Person, Vec<(Post, Vec<Comment>)>)>;

async fn tree(db: &mut MySqlConnection) -> Result<Tree, Failure> {
    let persons = persons(db, 100).await?;
    let keys: Vec<i64> = persons.iter().map(|it| it.id).collect();
    let head = "SELECT id, title, body, likes, author_id FROM post WHERE author_id IN";
    let posts: Vec<Post> = of_keys(db, head, "ORDER BY author_id, id", &keys).await?;
    let keys: Vec<i64> = posts.iter().map(|it| it.id).collect();
    let head = "SELECT id, text, post_id FROM comment WHERE post_id IN";
    let mut comments: HashMap<i64, Vec<Comment>> = HashMap::new();
    for comment in of_keys::<Comment>(db, head, "ORDER BY post_id, id", &keys).await? {
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

/// The entries as they are afterwards. The server tells the key of the first, and those of one statement follow each other.
async fn insert(db: &mut MySqlConnection, rows: usize) -> Result<Vec<(i64, Line)>, Failure> {
    let lines = lines(rows);
    let mut insert = QueryBuilder::<MySql>::new("INSERT INTO entry (title, body, number, done) ");
    insert.push_values(&lines, |mut row, it| {
        row.push_bind(&it.title).push_bind(&it.body).push_bind(it.number).push_bind(it.done);
    });
    let first = i64::try_from(insert.build().execute(db).await?.last_insert_id())?;
    Ok(lines.into_iter().zip(first..).map(|(line, key)| (key, line)).collect())
}
