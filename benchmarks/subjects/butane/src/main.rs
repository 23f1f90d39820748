//! butane, as its guide writes it: one connection that blocks, objects that are saved one by one, several in a transaction. It has
//! no join into rows, stream, or one statement for many rows. Cases of relations and of many tasks are not written here.

mod models;

use butane::db::{Connection, ConnectionSpec};
use butane::prelude::*;
use butane::{AutoPk, colname, query};
use models::{Entry, Person};
use std::ops::Range;
use std::process::ExitCode;
use world::{Answer, Case, Failure, Look, Setting, Subject, change, key, lines, serve};

fn main() -> ExitCode {
    serve::<Butane>()
}

struct Butane {
    db: Connection,
    setting: Setting,
}

fn connect(setting: &Setting) -> Result<Connection, Failure> {
    let db = butane::db::connect(&ConnectionSpec::new("sqlite", setting.file()))?;
    db.execute(setting.pragmas())?;
    if let Some(script) = setting.script()? {
        db.execute(&script)?;
    }
    Ok(db)
}

impl Subject for Butane {
    fn open(setting: Setting) -> Result<Self, Failure> {
        Ok(Self { db: connect(&setting)?, setting })
    }

    fn clear(&mut self) -> Result<(), Failure> {
        Ok(self.db.execute("DELETE FROM entry")?)
    }

    fn run(&mut self, case: Case, turns: Range<usize>, look: &mut Look) -> Result<Answer, Failure> {
        let db = &mut self.db;
        for n in turns {
            match case {
                Case::Rows(rows) => {
                    let all = Person::query().order_asc(colname!(Person, id)).limit(i32::try_from(rows)?);
                    look.at(all.load(db)?);
                }
                Case::Search => look.at(search(db, n)?),
                Case::Insert(rows) => look.at(insert(db, rows)?),
                Case::Get => look.at(Person::try_get(db, key(n))?),
                Case::Update => update(db, n)?,
                Case::Connect => look.at(Person::try_get(&connect(&self.setting)?, 1_i64)?),
                _ => return Ok(Answer::Cannot),
            }
        }
        Ok(Answer::Done)
    }
}

fn search(db: &Connection, n: usize) -> Result<Vec<Person>, Failure> {
    let city = Some(format!("city {}", n % 500));
    let found =
        query!(Person, city == { city } && active == true && age >= 20 && score < 90.0 && name.like("person 1%"));
    Ok(found.order_asc(colname!(Person, name)).limit(10).load(db)?)
}

/// Several in a transaction.
fn insert(db: &mut Connection, rows: usize) -> Result<Vec<Entry>, Failure> {
    let entry = |it: world::Line| {
        let id = AutoPk::uninitialized();
        Entry { id, title: it.title, body: it.body, number: it.number, done: it.done }
    };
    let mut entries: Vec<Entry> = lines(rows).into_iter().map(entry).collect();
    if rows == 1 {
        entries.iter_mut().try_for_each(|it| it.save(db))?;
    } else {
        let transaction = db.transaction()?;
        entries.iter_mut().try_for_each(|it| it.save(&transaction))?;
        transaction.commit()?;
    }
    Ok(entries)
}

/// It saves whole objects: so it gets one, sets two of its fields, and saves it.
fn update(db: &Connection, n: usize) -> Result<(), Failure> {
    let mut person = Person::get(db, key(n))?;
    (person.age, person.email) = change(n);
    Ok(person.save(db)?)
}
