//! diesel-async on PostgreSQL.

use crate::{reads, writes};
use diesel_async::pooled_connection::AsyncDieselConnectionManager;
use diesel_async::pooled_connection::deadpool::Pool;
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use std::ops::Range;
use tokio::runtime::Runtime;
use world::{Answer, Case, Failure, Look, Setting, key, requests, tasks};

pub struct OnPostgres {
    db: AsyncPgConnection,
    pool: Pool<AsyncPgConnection>,
    setting: Setting,
    runtime: Runtime,
}

impl OnPostgres {
    pub fn open(setting: Setting) -> Result<Self, Failure> {
        let runtime = setting.runtime()?;
        let db = runtime.block_on(AsyncPgConnection::establish(&setting.file()))?;
        // It connects when it is first asked.
        let manager = AsyncDieselConnectionManager::<AsyncPgConnection>::new(setting.file());
        let pool = Pool::builder(manager).max_size(usize::try_from(setting.connections())?).build()?;
        Ok(Self { db, pool, setting, runtime })
    }

    pub fn clear(&mut self) -> Result<(), Failure> {
        let clear = "DELETE FROM entry; DELETE FROM stock WHERE code >= 'stock-010000'";
        Ok(self.runtime.block_on(self.db.batch_execute(clear))?)
    }

    pub fn run(&mut self, case: Case, turns: Range<usize>, look: &mut Look) -> Result<Answer, Failure> {
        let Self { db, pool, setting, runtime } = self;
        runtime.block_on(async {
            if let Case::Tasks(count) = case {
                return tasks_get(pool.clone(), count, turns).await;
            }
            if case == Case::Requests {
                return answer(pool.clone()).await;
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
                        let mut db = AsyncPgConnection::establish(&setting.file()).await?;
                        look.at(reads::get(&mut db, 1).await?);
                    }
                    Case::Tasks(_) | Case::Requests => return Ok(Answer::Cannot),
                }
            }
            Ok(Answer::Done)
        })
    }
}

async fn tasks_get(pool: Pool<AsyncPgConnection>, count: usize, turns: Range<usize>) -> Result<Answer, Failure> {
    let get = move |n| {
        let pool = pool.clone();
        async move {
            let mut db = pool.get().await?;
            Look::Away.at(reads::get(&mut db, key(n)).await?);
            Ok(())
        }
    };
    tasks(count, turns, get).await
}

async fn answer(pool: Pool<AsyncPgConnection>) -> Result<Answer, Failure> {
    let (one, two, three) = (pool.clone(), pool.clone(), pool);
    let request = move |n| {
        let pool = one.clone();
        async move { reads::request(&mut *pool.get().await?, n).await }
    };
    let write = move |n| {
        let pool = two.clone();
        async move { writes::insert_nth(&mut *pool.get().await?, n).await }
    };
    let scan = async move { reads::scan(&mut *three.get().await?).await };
    requests(request, write, scan).await
}
