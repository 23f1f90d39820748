//! diesel-async on MariaDB.

use crate::schema::{Comment, NewEntry, Person, Post, comment, entry, person, post};
use crate::writes::new;
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncMysqlConnection, RunQueryDsl, SimpleAsyncConnection};
use std::ops::Range;
use tokio::runtime::Runtime;
use world::{Answer, Case, Failure, Line, Look, Setting, key, lines};

type Db = AsyncMysqlConnection;

diesel::define_sql_function! {
    fn last_insert_id() -> Unsigned<BigInt>;
}

pub struct OnMariaDb {
    db: Db,
    runtime: Runtime,
}

impl OnMariaDb {
    pub fn open(setting: Setting) -> Result<Self, Failure> {
        let runtime = setting.runtime()?;
        let db = runtime.block_on(Db::establish(&setting.file()))?;
        Ok(Self { db, runtime })
    }

    pub fn clear(&mut self) -> Result<(), Failure> {
        Ok(self.runtime.block_on(self.db.batch_execute("DELETE FROM entry"))?)
    }

    pub fn run(&mut self, case: Case, turns: Range<usize>, look: &mut Look) -> Result<Answer, Failure> {
        let Self { db, runtime } = self;
        runtime.block_on(async {
            for n in turns {
                match case {
                    Case::Rows(rows) => look.at(persons(db, rows).await?),
                    Case::Tree => look.at(tree(db).await?),
                    Case::Insert(rows) => look.at(insert(db, rows).await?),
                    Case::Get => {
                        let found = person::table.find(key(n)).select(Person::as_select());
                        look.at(found.first::<Person>(db).await?);
                    }
                    _ => return Ok(Answer::Cannot),
                }
            }
            Ok(Answer::Done)
        })
    }
}

async fn persons(db: &mut Db, rows: usize) -> Result<Vec<Person>, Failure> {
    let select = person::table.order(person::id).limit(i64::try_from(rows)?);
    Ok(select.select(Person::as_select()).load(db).await?)
}

type Tree = Vec<(Person, Vec<(Post, Vec<Comment>)>)>;

async fn tree(db: &mut Db) -> Result<Tree, Failure> {
    let persons = persons(db, 100).await?;
    let posts = Post::belonging_to(&persons).order(post::id).select(Post::as_select());
    let posts: Vec<Post> = posts.load(db).await?;
    let comments = Comment::belonging_to(&posts).order(comment::id).select(Comment::as_select());
    let comments: Vec<Comment> = comments.load(db).await?;
    let comments = comments.grouped_by(&posts);
    let posts = posts.into_iter().zip(comments).grouped_by(&persons);
    Ok(persons.into_iter().zip(posts).collect())
}

/// The entries as they are afterwards. diesel has no RETURNING here, so the key of the first is asked for.
async fn insert(db: &mut Db, rows: usize) -> Result<Vec<(i64, Line)>, Failure> {
    let lines = lines(rows);
    let new: Vec<NewEntry<'_>> = lines.iter().map(new).collect();
    diesel::insert_into(entry::table).values(&new).execute(db).await?;
    drop(new);
    let first = i64::try_from(diesel::select(last_insert_id()).get_result::<u64>(db).await?)?;
    Ok(lines.into_iter().zip(first..).map(|(line, key)| (key, line)).collect())
}
