//! SeaORM, as its tutorial writes it; its loaders for relations.

mod entities;
mod reads;
mod writes;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use std::ops::Range;
use std::process::ExitCode;
use std::time::Instant;
use tokio::runtime::Runtime;
use world::{Answer, CLIENTS, Case, Failure, Look, REQUESTS, Setting, Subject, Tail, WRITER_RESTS, crowd, key, serve};

fn main() -> ExitCode {
    serve::<SeaOrm>()
}

struct SeaOrm {
    db: DatabaseConnection,
    setting: Setting,
    runtime: Runtime,
}

async fn connect(setting: &Setting) -> Result<DatabaseConnection, Failure> {
    let url = match setting {
        Setting::Memory(_) => "sqlite::memory:".into(),
        Setting::Normal(_) | Setting::Full(_) => format!("sqlite://{}", setting.file()),
        Setting::Postgres(server) | Setting::MariaDb(server) => server.url.clone(),
    };
    let mut options = ConnectOptions::new(url);
    options.max_connections(setting.connections()).sqlx_logging(false);
    #[cfg(feature = "sqlite")]
    {
        let careful = if matches!(setting, Setting::Full(_)) { "FULL" } else { "NORMAL" };
        options.map_sqlx_sqlite_opts(move |it| it.pragma("synchronous", careful).foreign_keys(true));
    }
    Ok(Database::connect(options).await?)
}

impl Subject for SeaOrm {
    fn open(setting: Setting) -> Result<Self, Failure> {
        let runtime = setting.runtime()?;
        let db = runtime.block_on(async {
            let db = connect(&setting).await?;
            if let Some(script) = setting.script()? {
                db.execute_unprepared(&script).await?;
            }
            Ok::<_, Failure>(db)
        })?;
        Ok(Self { db, setting, runtime })
    }

    fn clear(&mut self) -> Result<(), Failure> {
        self.runtime.block_on(async {
            self.db.execute_unprepared("DELETE FROM entry").await?;
            self.db.execute_unprepared("DELETE FROM stock WHERE code >= 'stock-010000'").await?;
            Ok(())
        })
    }

    fn run(&mut self, case: Case, turns: Range<usize>, look: &mut Look) -> Result<Answer, Failure> {
        let (db, setting) = (&self.db, &self.setting);
        self.runtime.block_on(async {
            if let Case::Tasks(tasks) = case {
                return tasks_get(db, tasks, turns).await;
            }
            if case == Case::Requests {
                return requests(db).await;
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
                        db.close().await?;
                    }
                    Case::Tasks(_) | Case::Requests => return Ok(Answer::Cannot),
                }
            }
            Ok(Answer::Done)
        })
    }
}

async fn tasks_get(db: &DatabaseConnection, tasks: usize, turns: Range<usize>) -> Result<Answer, Failure> {
    let started: Vec<_> = crowd(tasks, turns)
        .map(|part| {
            let db = db.clone();
            tokio::spawn(async move {
                for n in part {
                    Look::Away.at(reads::get(&db, key(n)).await?);
                }
                Ok::<_, Failure>(())
            })
        })
        .collect();
    for task in started {
        task.await??;
    }
    Ok(Answer::Done)
}

async fn requests(db: &DatabaseConnection) -> Result<Answer, Failure> {
    let beside = db.clone();
    let writer = tokio::spawn(async move {
        for n in 0.. {
            writes::insert_nth(&beside, n).await?;
            tokio::time::sleep(WRITER_RESTS).await;
        }
        Ok::<_, Failure>(())
    });
    let beside = db.clone();
    let scan = tokio::spawn(async move { reads::scan(&beside).await });
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut tail = Tail::default();
                for n in 0..REQUESTS {
                    let begun = Instant::now();
                    reads::request(&db, client * REQUESTS + n).await?;
                    tail.add(begun);
                }
                Ok::<_, Failure>(tail)
            })
        })
        .collect();
    let mut tail = Tail::default();
    for client in clients {
        tail.join(client.await??);
    }
    writer.abort();
    let _ = writer.await;
    scan.await??;
    Ok(tail.answer())
}
