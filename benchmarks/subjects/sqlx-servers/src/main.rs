//! sqlx with texts by hand. On PostgreSQL through its pool, its rows read by their places or by `query_as`, whichever
//! `WORLD_READS` says; on MariaDB on one connection and by places, where it is the limit.

mod mariadb;
mod postgres;
mod reads;
mod rows;
mod writes;

use mariadb::OnMariaDb;
use postgres::OnPostgres;
use std::ops::Range;
use std::process::ExitCode;
use world::{Answer, Case, Failure, Look, Setting, Subject, serve};

fn main() -> ExitCode {
    serve::<Sqlx>()
}

enum Sqlx {
    Postgres(OnPostgres),
    MariaDb(OnMariaDb),
}

impl Subject for Sqlx {
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
