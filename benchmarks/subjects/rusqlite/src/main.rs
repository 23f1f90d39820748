//! rusqlite: the C API with safe hands, statements from its cache.

mod reads;
mod rows;
mod writes;

use rusqlite::Connection;
use std::ops::Range;
use std::process::ExitCode;
use world::{Answer, Blocking, Case, Failure, Look, Requests, Setting, Subject, key, serve};

fn main() -> ExitCode {
    serve::<Rusqlite>()
}

struct Rusqlite {
    connection: Connection,
    setting: Setting,
    blocking: Option<Blocking<Connection>>,
}

impl Rusqlite {
    fn blocking(&mut self) -> Result<&Blocking<Connection>, Failure> {
        if self.blocking.is_none() {
            let all = (0..self.setting.connections()).map(|_| open(&self.setting));
            self.blocking = Some(Blocking::new(all.collect::<Result<_, _>>()?)?);
        }
        self.blocking.as_ref().ok_or_else(|| "no pool".into())
    }
}

fn open(setting: &Setting) -> Result<Connection, Failure> {
    let connection = Connection::open(setting.file())?;
    connection.set_prepared_statement_cache_capacity(100);
    connection.execute_batch(setting.pragmas())?;
    if let Some(script) = setting.script()? {
        connection.execute_batch(&script)?;
    }
    Ok(connection)
}

impl Subject for Rusqlite {
    fn open(setting: Setting) -> Result<Self, Failure> {
        Ok(Self { connection: open(&setting)?, setting, blocking: None })
    }

    fn clear(&mut self) -> Result<(), Failure> {
        Ok(self.connection.execute_batch("DELETE FROM entry; DELETE FROM stock WHERE code >= 'stock-010000'")?)
    }

    fn run(&mut self, case: Case, turns: Range<usize>, look: &mut Look) -> Result<Answer, Failure> {
        if let Case::Tasks(tasks) = case {
            let get = |db: &mut Connection, n| Ok(Look::Away.at(reads::get(db, key(n))?));
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
                Case::Connect => look.at(reads::get(&open(&self.setting)?, 1)?),
                Case::Tasks(_) | Case::Requests => return Ok(Answer::Cannot),
            }
        }
        Ok(Answer::Done)
    }
}
