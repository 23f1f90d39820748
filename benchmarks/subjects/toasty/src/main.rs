//! toasty, as its guide writes it. On SQLite `include` panics in 0.11 ("not yet implemented: cast_expr"), so there it has no
//! relations; nowhere has it a stream, or one statement for many conflicts.

mod models;

use models::{Cat, Comment, Entry, Joined, Links, Owner, Person, Post, Sitting, Tree};
use std::ops::Range;
use std::process::ExitCode;
use toasty::{Db, sql};
use tokio::runtime::Runtime;
use world::{Answer, Case, Failure, Look, Setting, Subject, change, crowd, key, line, lines, serve};

fn main() -> ExitCode {
    serve::<Toasty>()
}

struct Toasty {
    /// One connection, which is told how careful it is to be.
    db: Db,
    /// As many as the others have, for the cases of many tasks, which only read.
    crowd: Db,
    setting: Setting,
    runtime: Runtime,
}

async fn connect(setting: &Setting, connections: usize) -> Result<Db, Failure> {
    let models = toasty::models!(Person, Post, Comment, Owner, Sitting, Cat, Entry);
    let mut builder = Db::builder();
    builder.models(models).max_pool_size(connections);
    Ok(match setting {
        Setting::Memory(_) => builder.build(toasty_driver_sqlite::Sqlite::in_memory()).await?,
        Setting::Postgres(server) => builder.build(toasty_driver_postgresql::PostgreSQL::new(&server.url)?).await?,
        _ => builder.build(toasty_driver_sqlite::Sqlite::open(setting.file())).await?,
    })
}

impl Subject for Toasty {
    fn open(setting: Setting) -> Result<Self, Failure> {
        let runtime = setting.runtime()?;
        let (db, crowd) = runtime.block_on(async {
            let mut db = connect(&setting, 1).await?;
            let pragmas = setting.pragmas().split(';').map(str::trim).filter(|it| !it.is_empty());
            for pragma in pragmas {
                sql::query(pragma).exec(&mut db).await?;
            }
            if let Some(script) = setting.script()? {
                for statement in script.split(";\n").map(str::trim).filter(|it| !it.is_empty()) {
                    sql::statement(statement).exec(&mut db).await?;
                }
                let crowd = db.clone();
                return Ok::<_, Failure>((db, crowd));
            }
            let crowd = connect(&setting, usize::try_from(setting.connections())?).await?;
            Ok((db, crowd))
        })?;
        Ok(Self { db, crowd, setting, runtime })
    }

    fn clear(&mut self) -> Result<(), Failure> {
        let db = &mut self.db;
        self.runtime.block_on(sql::statement("DELETE FROM entry").exec(db))?;
        Ok(())
    }

    fn run(&mut self, case: Case, turns: Range<usize>, look: &mut Look) -> Result<Answer, Failure> {
        let (db, crowd, setting) = (&mut self.db, &self.crowd, &self.setting);
        let can_include = matches!(setting, Setting::Postgres(_));
        self.runtime.block_on(async {
            if let Case::Tasks(tasks) = case {
                return tasks_get(crowd, tasks, turns).await;
            }
            for n in turns {
                match case {
                    Case::Rows(rows) => {
                        let all = Person::all().order_by(Person::fields().id().asc()).limit(rows);
                        look.at(all.exec(db).await?);
                    }
                    Case::Search => look.at(search(db, n).await?),
                    Case::Insert(rows) => look.at(insert(db, rows).await?),
                    Case::Get => look.at(Person::get_by_id(db, key(n)).await?),
                    Case::Update => {
                        let (age, email) = change(n);
                        Person::filter_by_id(key(n)).update().age(age).email(email).exec(db).await?;
                    }
                    Case::Joined if can_include => look.at(Joined(joined(db).await?)),
                    Case::Tree if can_include => look.at(Tree(tree(db).await?)),
                    Case::Links if can_include => look.at(Links(links(db).await?)),
                    Case::Connect => {
                        let mut db = connect(setting, 4).await?;
                        look.at(Person::get_by_id(&mut db, 1_i64).await?);
                    }
                    _ => return Ok(Answer::Cannot),
                }
            }
            Ok(Answer::Done)
        })
    }
}

async fn search(db: &mut Db, n: usize) -> toasty::Result<Vec<Person>> {
    let found = Person::fields()
        .city()
        .eq(Some(format!("city {}", n % 500)))
        .and(Person::fields().active().eq(true))
        .and(Person::fields().age().ge(20))
        .and(Person::fields().score().lt(90.0))
        .and(Person::fields().name().starts_with("person 1".to_owned()));
    Person::filter(found).order_by(Person::fields().name().asc()).limit(10).exec(db).await
}

async fn joined(db: &mut Db) -> toasty::Result<Vec<Post>> {
    Post::all().order_by(Post::fields().id().asc()).include(Post::fields().author()).exec(db).await
}

async fn tree(db: &mut Db) -> toasty::Result<Vec<Person>> {
    let posts = Person::fields().posts().order_by(Post::fields().id().asc());
    let comments = Person::fields().posts().comments().order_by(Comment::fields().id().asc());
    let persons = Person::all().order_by(Person::fields().id().asc()).limit(100);
    persons.include(posts).include(comments).exec(db).await
}

async fn links(db: &mut Db) -> toasty::Result<Vec<Owner>> {
    let cats = Owner::fields().sits_for().order_by(Cat::fields().id().asc());
    Owner::all().order_by(Owner::fields().id().asc()).include(cats).exec(db).await
}

async fn insert(db: &mut Db, rows: usize) -> toasty::Result<Vec<Entry>> {
    if rows == 1 {
        let it = line(0);
        let entry = Entry::create().title(it.title).body(it.body).number(it.number).done(it.done);
        return Ok(vec![entry.exec(db).await?]);
    }
    let all = lines(rows).into_iter().fold(Entry::create_many(), |all, it| {
        all.item(Entry::create().title(it.title).body(it.body).number(it.number).done(it.done))
    });
    all.exec(db).await
}

async fn tasks_get(db: &Db, tasks: usize, turns: Range<usize>) -> Result<Answer, Failure> {
    let started: Vec<_> = crowd(tasks, turns)
        .map(|part| {
            let mut db = db.clone();
            tokio::spawn(async move {
                for n in part {
                    Look::Away.at(Person::get_by_id(&mut db, key(n)).await?);
                }
                Ok::<_, toasty::Error>(())
            })
        })
        .collect();
    for task in started {
        task.await??;
    }
    Ok(Answer::Done)
}
