//! diesel-async, as its guides write it: one connection for one task, the pool of deadpool for many.

mod mariadb;
mod postgres;
mod reads;
#[allow(dead_code, reason = "the tables are those of the program on SQLite, and some are used there alone")]
#[path = "../../diesel/src/schema.rs"]
mod schema;
mod writes;

use mariadb::OnMariaDb;
use postgres::OnPostgres;
use std::ops::Range;
use std::process::ExitCode;
use world::{Answer, Case, Failure, Look, Setting, Subject, serve};

fn main() -> ExitCode {
    serve::<DieselAsync>()
}

enum DieselAsync {
    Postgres(OnPostgres),
    MariaDb(OnMariaDb),
}

impl Subject for DieselAsync {
    fn open(setting: Setting) -> Result<Self, Failure> {
        match setting {
            Setting::Postgres(_) => Ok(Self::Postgres(OnPostgres::open(setting)?)),
            Setting::MariaDb(_) => Ok(Self::MariaDb(OnMariaDb::open(setting)?)),
            _ => Err("this is for servers".into()),
        }
    }

    fn clear(&mut self) -> Result<(), Failure> {
        match self {
            Self::Postgres(it) => it.clear(),
            Self::MariaDb(it) => it.clear(),
        }
    }

    fn run(&mut self, case: Case, turns: Range<usize>, look: &mut Look) -> Result<Answer, Failure> {
        match self {
            Self::Postgres(it) => it.run(case, turns, look),
            Self::MariaDb(it) => it.run(case, turns, look),
        }
    }
}
