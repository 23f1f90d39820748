//! diesel, as its guides write it. It blocks; its statements are in its cache where it can put them there.

mod reads;
mod schema;
mod writes;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::ops::Range;
use std::process::ExitCode;
use world::{Answer, Blocking, Case, Failure, Look, Requests, Setting, Subject, key, serve};

fn main() -> ExitCode {
    serve::<Diesel>()
}

struct Diesel {
    connection: SqliteConnection,
    setting: Setting,
    blocking: Option<Blocking<SqliteConnection>>,
}

impl Diesel {
    fn blocking(&mut self) -> Result<&Blocking<SqliteConnection>, Failure> {
        if self.blocking.is_none() {
            let all = (0..self.setting.connections()).map(|_| open(&self.setting));
            self.blocking = Some(Blocking::new(all.collect::<Result<_, _>>()?)?);
        }
        self.blocking.as_ref().ok_or_else(|| "no pool".into())
    }
}

fn open(setting: &Setting) -> Result<SqliteConnection, Failure> {
    let mut connection = SqliteConnection::establish(&setting.file())?;
    connection.batch_execute(setting.pragmas())?;
    if let Some(script) = setting.script()? {
        connection.batch_execute(&script)?;
    }
    Ok(connection)
}

impl Subject for Diesel {
    fn open(setting: Setting) -> Result<Self, Failure> {
        Ok(Self { connection: open(&setting)?, setting, blocking: None })
    }

    fn clear(&mut self) -> Result<(), Failure> {
        Ok(self.connection.batch_execute("DELETE FROM entry; DELETE FROM stock WHERE code >= 'stock-010000'")?)
    }

    fn run(&mut self, case: Case, turns: Range<usize>, look: &mut Look) -> Result<Answer, Failure> {
        if let Case::Tasks(tasks) = case {
            let get = |db: &mut SqliteConnection, n| Ok(Look::Away.at(reads::get(db, key(n))?));
            return self.blocking()?.tasks(tasks, turns, get);
        }
        if case == Case::Requests {
            let (request, write, scan) = (reads::request, writes::insert_nth, reads::scan);
            return self.blocking()?.requests(Requests { request, write, scan });
        }
        let db = &mut self.connection;
        for n in turns {
            match case {
                Case::Rows(rows) => look.at(reads::persons(db, rows)?),
                Case::Search => look.at(reads::search(db, n)?),
                Case::Joined => look.at(reads::joined(db)?),
                Case::Tree => look.at(reads::tree(db)?),
                Case::Insert(rows) => look.at(writes::insert(db, rows)?),
                Case::Get => look.at(reads::get(db, key(n))?),
                Case::Update => writes::update(db, n)?,
                Case::Links => look.at(reads::links(db)?),
                Case::Load => look.at(reads::load(db)?),
                Case::Stream => reads::stream(db, look)?,
                Case::Upsert => writes::upsert(db, n)?,
                Case::Cascade => writes::cascade(db)?,
                Case::Connect => look.at(reads::get(&mut open(&self.setting)?, 1)?),
                Case::Tasks(_) | Case::Requests => return Ok(Answer::Cannot),
            }
        }
        Ok(Answer::Done)
    }
}
