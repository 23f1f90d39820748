//! The second limit on PostgreSQL: its C library by hand, one connection that blocks, every statement prepared once, binds and
//! results in the binary format, columns by their places. No runtime: so what tokio-postgres pays for its own is seen.
//!
//! Children are asked for by an array of keys, and many rows are inserted by VALUES: what one writes. Many tasks are not what a
//! connection that blocks is for.

mod api;
mod reads;
mod rows;
mod writes;

use api::Connection;
use std::ops::Range;
use std::process::ExitCode;
use world::{Answer, Case, Failure, Look, Setting, Subject, key, serve};

fn main() -> ExitCode {
    serve::<Libpq>()
}

struct Libpq {
    db: Connection,
    setting: Setting,
}

impl Subject for Libpq {
    fn open(setting: Setting) -> Result<Self, Failure> {
        Ok(Self { db: Connection::open(&setting.file())?, setting })
    }

    fn clear(&mut self) -> Result<(), Failure> {
        self.db.batch(c"DELETE FROM entry; DELETE FROM stock WHERE code >= 'stock-010000'")
    }

    fn run(&mut self, case: Case, turns: Range<usize>, look: &mut Look) -> Result<Answer, Failure> {
        let db = &mut self.db;
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
                Case::Connect => look.at(reads::get(&mut Connection::open(&self.setting.file())?, 1)?),
                Case::Tasks(_) | Case::Requests => return Ok(Answer::Cannot),
            }
        }
        Ok(Answer::Done)
    }
}
