//! sqlx on PostgreSQL, through its pool.

use crate::{reads, writes};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use std::ops::Range;
use tokio::runtime::Runtime;
use world::{Answer, Case, Failure, Look, Setting, key, requests, tasks};

/// The pool, and how rows are read.
#[derive(Clone)]
pub struct Db {
    pub pool: PgPool,
    pub is_by_place: bool,
}

pub struct OnPostgres {
    db: Db,
    setting: Setting,
    runtime: Runtime,
}

async fn connect(setting: &Setting) -> Result<Db, Failure> {
    let pool = PgPoolOptions::new().max_connections(setting.connections()).connect(&setting.file()).await?;
    let is_by_place = std::env::var("WORLD_READS").is_ok_and(|reads| reads == "by_place");
    Ok(Db { pool, is_by_place })
}

impl OnPostgres {
    pub fn open(setting: Setting) -> Result<Self, Failure> {
        let runtime = setting.runtime()?;
        let db = runtime.block_on(connect(&setting))?;
        Ok(Self { db, setting, runtime })
    }

    pub fn clear(&mut self) -> Result<(), Failure> {
        let clear = sqlx::raw_sql("DELETE FROM entry; DELETE FROM stock WHERE code >= 'stock-010000'");
        self.runtime.block_on(clear.execute(&self.db.pool))?;
        Ok(())
    }

    pub fn run(&mut self, case: Case, turns: Range<usize>, look: &mut Look) -> Result<Answer, Failure> {
        let (db, setting) = (&self.db, &self.setting);
        self.runtime.block_on(async {
            if let Case::Tasks(count) = case {
                return tasks_get(db.clone(), count, turns).await;
            }
            if case == Case::Requests {
                return answer(db.clone()).await;
            }
            for n in turns {
                match case {
                    Case::Rows(rows) => look.at(reads::persons(db, rows).await?),
                    Case::Search => look.at(reads::search(db, n).await?),
                    Case::Joined => look.at(reads::joined(db).await?),
                    Case::Tree => look.at(reads::tree(db).await?),
                    Case::Insert(rows) => look.at(writes::insert(db, rows).await?),
                    Case::Get => look.at(reads::get(db, key(n)).await?),
                    Case::Update => writes::update(db, n).await?,
                    Case::Links => look.at(reads::links(db).await?),
                    Case::Load => look.at(reads::load(db).await?),
                    Case::Stream => reads::stream(db, look).await?,
                    Case::Upsert => writes::upsert(db, n).await?,
                    Case::Cascade => writes::cascade(db).await?,
                    Case::Connect => {
                        let db = connect(setting).await?;
                        look.at(reads::get(&db, 1).await?);
                        db.pool.close().await;
                    }
                    Case::Tasks(_) | Case::Requests => return Ok(Answer::Cannot),
                }
            }
            Ok(Answer::Done)
        })
    }
}

async fn tasks_get(db: Db, count: usize, turns: Range<usize>) -> Result<Answer, Failure> {
    let get = move |n| {
        let db = db.clone();
        async move {
            Look::Away.at(reads::get(&db, key(n)).await?);
            Ok(())
        }
    };
    tasks(count, turns, get).await
}

async fn answer(db: Db) -> Result<Answer, Failure> {
    let (one, two, three) = (db.clone(), db.clone(), db);
    let request = move |n| {
        let db = one.clone();
        async move { reads::request(&db, n).await }
    };
    let write = move |n| {
        let db = two.clone();
        async move { writes::insert_nth(&db, n).await }
    };
    let scan = async move { reads::scan(&three).await };
    requests(request, write, scan).await
}
