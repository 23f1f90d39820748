//! The limit on PostgreSQL: tokio-postgres by hand, one connection, every statement prepared once, columns by their places.
//!
//! Children are asked for by an array of keys, and many rows are inserted by VALUES: what one writes. Everything else on
//! PostgreSQL is measured against this program, so it stays as it is; if it gets faster, every ratio gets larger.

mod client;
mod reads;
mod rows;
mod writes;

use client::{Client, Pool};
use std::ops::Range;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::runtime::Runtime;
use world::{Answer, Case, Failure, Look, Setting, Subject, key, requests, serve, tasks};

fn main() -> ExitCode {
    serve::<Limit>()
}

struct Limit {
    db: Client,
    setting: Setting,
    pool: Option<Arc<Pool>>,
    runtime: Runtime,
}

impl Subject for Limit {
    fn open(setting: Setting) -> Result<Self, Failure> {
        let runtime = setting.runtime()?;
        let db = runtime.block_on(Client::connect(&setting.file()))?;
        Ok(Self { db, setting, pool: None, runtime })
    }

    fn clear(&mut self) -> Result<(), Failure> {
        self.runtime.block_on(self.db.batch("DELETE FROM entry; DELETE FROM stock WHERE code >= 'stock-010000'"))
    }

    fn run(&mut self, case: Case, turns: Range<usize>, look: &mut Look) -> Result<Answer, Failure> {
        let Self { db, setting, pool, runtime } = self;
        if matches!(case, Case::Tasks(_) | Case::Requests) && pool.is_none() {
            *pool = Some(Arc::new(runtime.block_on(Pool::connect(setting))?));
        }
        runtime.block_on(async {
            match (case, pool) {
                (Case::Tasks(count), Some(pool)) => return tasks_get(pool, count, turns).await,
                (Case::Requests, Some(pool)) => return answer(pool).await,
                _ => {}
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
                    Case::Connect => look.at(reads::get(&mut Client::connect(&setting.file()).await?, 1).await?),
                    Case::Tasks(_) | Case::Requests => return Ok(Answer::Cannot),
                }
            }
            Ok(Answer::Done)
        })
    }
}

async fn tasks_get(pool: &Arc<Pool>, count: usize, turns: Range<usize>) -> Result<Answer, Failure> {
    let pool = Arc::clone(pool);
    let get = move |n| {
        let pool = Arc::clone(&pool);
        async move {
            let mut db = pool.get().await?;
            Look::Away.at(reads::get(&mut db, key(n)).await?);
            Ok(())
        }
    };
    tasks(count, turns, get).await
}

async fn answer(pool: &Arc<Pool>) -> Result<Answer, Failure> {
    let (one, two, three) = (Arc::clone(pool), Arc::clone(pool), Arc::clone(pool));
    let request = move |n| {
        let pool = Arc::clone(&one);
        async move { reads::request(&mut *pool.get().await?, n).await }
    };
    let write = move |n| {
        let pool = Arc::clone(&two);
        async move { writes::insert_nth(&mut *pool.get().await?, n).await }
    };
    let scan = async move { reads::scan(&mut *three.get().await?).await };
    requests(request, write, scan).await
}
