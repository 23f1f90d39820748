//! `orm`, as users get it: default features, its pool, and whatever it does by default.

mod models;
mod writes;

use models::{Cat, Comment, Entry, Owner, Person, Post, Reading, Shelf, Stock};
use orm::Durability;
use orm::prelude::*;
use std::ops::Range;
use std::process::ExitCode;
use std::time::Instant;
use tokio::runtime::Runtime;
use world::{Answer, CLIENTS, Case, Failure, Look, REQUESTS, ROOM, Setting, Subject, Tail, WRITER_RESTS};
use world::{crowd, key, serve, stock_code};

fn main() -> ExitCode {
    serve::<Orm>()
}

struct Orm {
    db: Database,
    setting: Setting,
    runtime: Runtime,
}

impl Subject for Orm {
    fn open(setting: Setting) -> Result<Self, Failure> {
        let runtime = setting.runtime()?;
        let db = runtime.block_on(connect(&setting))?;
        if setting.script()?.is_some() {
            runtime.block_on(writes::fill(&db))?;
        }
        Ok(Self { db, setting, runtime })
    }

    fn clear(&mut self) -> Result<(), Failure> {
        self.runtime.block_on(async {
            Entry::objects().delete(&self.db).await?;
            Stock::objects().filter(Stock.code.ge(stock_code(10_000))).delete(&self.db).await?;
            Ok(())
        })
    }

    fn run(&mut self, case: Case, turns: Range<usize>, look: &mut Look) -> Result<Answer, Failure> {
        let (db, setting) = (&self.db, &self.setting);
        self.runtime.block_on(async {
            match case {
                Case::Rows(rows) => {
                    for _ in turns {
                        look.at(Person::objects().order_by(Person.id).limit(rows).all(db).await?);
                    }
                }
                Case::Search => {
                    for n in turns {
                        look.at(search(n).all(db).await?);
                    }
                }
                Case::Joined => {
                    for _ in turns {
                        look.at(Post::objects().with(Post.author).order_by(Post.id).all(db).await?);
                    }
                }
                Case::Insert(1) => {
                    for _ in turns {
                        look.at(writes::insert_one(db, 0).await?);
                    }
                }
                Case::Insert(rows) => {
                    for _ in turns {
                        look.at(writes::insert(db, rows).await?);
                    }
                }
                Case::Get => {
                    for n in turns {
                        look.at(Person::objects().get(db, key(n)).await?);
                    }
                }
                Case::Update => {
                    for n in turns {
                        writes::update(db, n).await?;
                    }
                }
                Case::Links => {
                    for _ in turns {
                        look.at(links(db).await?);
                    }
                }
                Case::Tasks(tasks) => tasks_get(db, tasks, turns).await?,
                Case::Load => {
                    for _ in turns {
                        load(db, look).await?;
                    }
                }
                Case::Requests => return requests(db).await,
                Case::Upsert => {
                    for n in turns {
                        writes::upsert(db, n).await?;
                    }
                }
                Case::Cascade => {
                    for _ in turns {
                        Shelf::objects().filter(Shelf.room.eq(ROOM)).delete(db).await?;
                    }
                }
                Case::Connect => {
                    for _ in turns {
                        let db = connect(setting).await?;
                        look.at(Person::objects().get(&db, 1).await?);
                        db.close().await;
                    }
                }
                Case::Tree => {
                    for _ in turns {
                        look.at(Tree(tree(db).await?));
                    }
                }
                Case::Stream => {
                    for _ in turns {
                        let mut readings = Reading::objects().order_by(Reading.id).stream(db);
                        while let Some(reading) = readings.next().await {
                            look.at(reading?);
                        }
                    }
                }
            }
            Ok(Answer::Done)
        })
    }
}

async fn connect(setting: &Setting) -> orm::Result<Database> {
    let db = match setting {
        Setting::Postgres(server) | Setting::MariaDb(server) => {
            Database::options(&server.url).max_connections(setting.connections()).connect().await?
        }
        _ => connect_file(setting).await?,
    };
    if std::env::var_os("WORLD_TABLES").is_some() || matches!(setting, Setting::Memory(_)) {
        db.create_tables().await?;
    }
    Ok(db)
}

async fn connect_file(setting: &Setting) -> orm::Result<Database> {
    let url = format!("sqlite:{}", setting.file());
    let durability = if matches!(setting, Setting::Normal(_)) { Durability::Relaxed } else { Durability::Full };
    let url = if matches!(setting, Setting::Memory(_)) { "sqlite::memory:".to_owned() } else { url };
    Database::options(&url).durability(durability).connect().await
}

fn search(n: usize) -> orm::QuerySet<Person> {
    let city = format!("city {}", n % 500);
    let found = Person.city.eq(city)
        & Person.active.eq(true)
        & Person.age.ge(20)
        & Person.score.lt(90.0)
        & Person.name.startswith("person 1");
    Person::objects().filter(found).order_by(Person.name).limit(10)
}

/// 100 persons, each with its posts, and those with their comments.
async fn tree(db: &Db) -> orm::Result<Vec<Person>> {
    let posts = Person.posts.query().order_by(Post.id).load(Post.comments.query().order_by(Comment.id));
    Person::objects().order_by(Person.id).limit(100).load(posts).all(db).await
}

struct Tree(Vec<Person>);

impl world::Seen for Tree {
    fn seen(&self, digest: &mut world::Digest) {
        for person in &self.0 {
            person.seen(digest);
            for post in person.posts.loaded().unwrap_or_default() {
                post.seen(digest);
                post.comments.loaded().unwrap_or_default().iter().for_each(|it: &Comment| it.seen(digest));
            }
        }
    }
}

/// The owners, each with its cats.
async fn links(db: &Db) -> orm::Result<Loaded> {
    let owners = Owner::objects().order_by(Owner.id).all(db).await?;
    for owner in &owners {
        owner.sits_for.load(db).await?;
    }
    Ok(Loaded(owners))
}

struct Loaded(Vec<Owner>);

impl world::Seen for Loaded {
    fn seen(&self, digest: &mut world::Digest) {
        for owner in &self.0 {
            (owner.id, &owner.name).seen(digest);
            owner.sits_for.loaded().unwrap_or_default().iter().for_each(|cat: &Cat| cat.seen(digest));
        }
    }
}

async fn load(db: &Db, look: &mut Look) -> orm::Result<()> {
    let posts = Post::objects().order_by(Post.id).all(db).await?;
    for post in &posts {
        look.at(post.author.load(db).await?.id);
    }
    look.at(posts);
    Ok(())
}

async fn tasks_get(db: &Database, tasks: usize, turns: Range<usize>) -> Result<(), Failure> {
    let started: Vec<_> = crowd(tasks, turns)
        .map(|part| {
            let db = db.clone();
            tokio::spawn(async move {
                for n in part {
                    Look::Away.at(Person::objects().get(&db, key(n)).await?);
                }
                Ok::<_, orm::Error>(())
            })
        })
        .collect();
    for task in started {
        task.await??;
    }
    Ok(())
}

async fn requests(db: &Database) -> Result<Answer, Failure> {
    let beside = db.clone();
    let writer = tokio::spawn(async move {
        for n in 0.. {
            writes::insert_one(&beside, n).await?;
            tokio::time::sleep(WRITER_RESTS).await;
        }
        Ok::<_, orm::Error>(())
    });
    let beside = db.clone();
    let scan =
        tokio::spawn(async move { Reading::objects().filter(Reading.label.contains("nowhere")).count(&beside).await });
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut tail = Tail::default();
                for n in 0..REQUESTS {
                    let begun = Instant::now();
                    request(&db, client * REQUESTS + n).await?;
                    tail.add(begun);
                }
                Ok::<_, orm::Error>(tail)
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

/// A page of an author: five statements.
async fn request(db: &Db, n: usize) -> orm::Result<()> {
    let author = key(n) % 100 + 1;
    let person = Person::objects().get(db, author).await?;
    let posts = Post::objects().filter(Post.author.eq(author)).order_by(Post.id).all(db).await?;
    let comments = Comment::objects().filter(Comment.post.eq(posts[0].id)).order_by(Comment.id).all(db).await?;
    let others = search(n).all(db).await?;
    let count = Post::objects().filter(Post.author.eq(author)).count(db).await?;
    Look::Away.at((person, (posts, (comments, (others, count)))));
    Ok(())
}
