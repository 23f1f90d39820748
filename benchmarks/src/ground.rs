//! What subjects run on: each has a database of its own with the tables that `orm` makes and the same rows.

mod mariadb;
mod postgres;
mod server;
mod sqlite;

use crate::programs::Program;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use world::{Case, Failure};

pub use mariadb::MariaDb;
pub use postgres::Postgres;
pub use sqlite::Sqlite;

/// The databases of one run. They are removed with this.
pub trait Ground {
    /// Makes a database for a subject, and says what its program is told: the word of the setting, and where.
    fn copy(&mut self, name: &'static str, setting: &str) -> Result<[String; 2], Failure>;
    /// Before all turns of a case: throws away what earlier turns left lying about. Not timed.
    fn tidy(&mut self, name: &str, case: Case) -> Result<(), Failure>;
    /// Before each turn that uses up what is there. Not timed.
    fn ready(&mut self, name: &str, case: Case) -> Result<(), Failure>;
    /// What is in the tables that cases write, without the keys, which may have gaps; nothing where it cannot be seen.
    fn left(&mut self, name: &str) -> Result<Option<u64>, Failure>;
    /// The version and what decides how fast it is, read from the database itself.
    fn about(&self) -> &BTreeMap<String, String>;
}

/// Has the program of `orm` make the tables, so that everyone has the tables that its users have.
fn tables(program: &Program, setting: &str, place: &Path) -> Result<(), Failure> {
    let mut command = Command::new(&program.file);
    let status = command.arg(setting).arg(place).env("WORLD_TABLES", "").stdin(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err("the tables could not be made".into()) }
}
