//! Databases for tests on a MariaDB or MySQL server.
//!
//! Making a hundred tables takes seconds there, and nothing copies them; so databases are used again. Their names tell the tables
//! and a number; whoever holds the server's lock of that name has the database, and empties it before use, whatever the test
//! before left, killed or not. So a run makes as many as it has tests at a time, and the next run finds them.

use super::server::{Names, url_of};
use crate::database::{Database, Transaction};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{self, ModelSchema};
use crate::sql::ddl::{self, scratch};
use crate::sql::{Dialect, Statement};
use crate::value::Cells;
use std::any::Any;
use std::hash::{Hash, Hasher};

const PREFIX: &str = "orm_test_";
/// More tests than this at a time there never are.
const MOST: u32 = 256;

/// A database, and the connection that holds its lock.
#[derive(Debug)]
pub(super) struct Claim {
    server: Database,
    held: Transaction,
}

impl Claim {
    /// The database is another's from here on.
    pub(super) async fn release(self) {
        // Its connection has a lock, and goes with it.
        let _ = self.held.rollback().await;
        self.server.close().await;
    }
}

/// A database with empty tables that nobody else has.
pub(super) async fn claim(url: &str) -> Result<(Claim, Database)> {
    let server = Database::options(url).max_connections(1).connect().await?;
    let dialect = server.backend().dialect();
    let tables = tables(dialect)?;
    let held = server.begin().await?;
    for number in 0..MOST {
        let name = format!("{PREFIX}{}_{number}", tables.version);
        if !is_mine(&held, scratch::take(dialect, &name)).await? {
            continue;
        }
        let (db, is_new) = ready(url, &name, dialect, &tables.names).await?;
        if is_new {
            sweep(url, dialect, &held).await?;
        }
        return Ok((Claim { server, held }, db));
    }
    Err(Error::new(ErrorKind::Busy, format!("all of {MOST} databases for tests are in use")))
}

/// Drops what nobody has used for days: databases of other versions of the models, mostly.
async fn sweep(url: &str, dialect: Dialect, held: &Transaction) -> Result<()> {
    let outside = Database::options(url).max_connections(1).connect().await?;
    for name in names(&outside, scratch::unused(dialect, PREFIX)).await? {
        if is_mine(held, scratch::take(dialect, &name)).await? {
            outside.execute(scratch::drop(dialect, &name)).await?;
        }
    }
    outside.close().await;
    Ok(())
}

/// The database, emptied; and whether it had to be made.
async fn ready(url: &str, name: &str, dialect: Dialect, tables: &[&str]) -> Result<(Database, bool)> {
    let outside = Database::options(url).max_connections(1).connect().await?;
    outside.execute(scratch::create(dialect, name)).await?;
    let db = Database::connect(&url_of(url, name)?).await?;
    if is_as_made(&db, dialect).await? {
        let mut used = names(&db, scratch::filled(dialect, tables)).await?;
        used.extend(names(&db, scratch::advanced(dialect)).await?);
        used.sort_unstable();
        used.dedup();
        // MySQL has no words to empty a table that others refer to; its database is made anew.
        if used.is_empty() || dialect == Dialect::MariaDb {
            for table in used {
                db.execute(scratch::empty(&table)).await?;
            }
            outside.close().await;
            return Ok((db, false));
        }
    }
    db.close().await;
    outside.execute(scratch::drop(dialect, name)).await?;
    outside.execute(scratch::create(dialect, name)).await?;
    outside.close().await;
    let db = Database::connect(&url_of(url, name)?).await?;
    db.create_tables().await?;
    let columns = names(&db, scratch::columns(dialect)).await?;
    db.execute(scratch::keep(dialect)).await?;
    db.execute(scratch::keep_row(dialect, columns.first().map_or("", String::as_str))).await?;
    Ok((db, true))
}

/// Whether the tables are as they were made: it may be new, a run may have been killed while it made them, and a test may have made
/// one of its own out of one of them.
async fn is_as_made(db: &Database, dialect: Dialect) -> Result<bool> {
    match names(db, scratch::kept(dialect)).await {
        Ok(kept) => Ok(!kept.is_empty() && kept == names(db, scratch::columns(dialect)).await?),
        Err(error) if error.kind() == ErrorKind::SchemaMismatch => Ok(false),
        Err(error) => Err(error),
    }
}

struct Tables {
    version: String,
    names: Vec<&'static str>,
}

fn tables(dialect: Dialect) -> Result<Tables> {
    let models = schema::models();
    let mut hash = rustc_hash::FxHasher::default();
    for statement in ddl::create_tables(dialect, &models)? {
        statement.text.hash(&mut hash);
    }
    // What stands in another database is not this one's to empty.
    let is_here = |model: &&&'static ModelSchema| model.managed && model.schema.is_none();
    let managed = models.iter().filter(is_here).map(|model| model.table);
    let relations = models.iter().flat_map(|model| model.relations);
    let made = relations.filter(|it| (it.source)().managed || (it.target)().managed);
    let joins = made.filter_map(|relation| relation.through.as_ref());
    let joins = joins.filter(|through| through.schema.is_none()).map(|through| through.table);
    let names = managed.chain(joins).collect();
    Ok(Tables { version: format!("{:016x}", hash.finish()), names })
}

async fn is_mine(held: &Transaction, take: Statement) -> Result<bool> {
    let sink = held.fetch(take, Box::new(Taken(false))).await?;
    Ok(sink.into_any().downcast::<Taken>().is_ok_and(|taken| taken.0))
}

async fn names(db: &Database, statement: Statement) -> Result<Vec<String>> {
    let sink = db.fetch(statement, Box::new(Names(Vec::new()))).await?;
    Ok(sink.into_any().downcast::<Names>().map(|names| names.0).unwrap_or_default())
}

struct Taken(bool);

impl crate::database::RowSink for Taken {
    fn row(&mut self, cells: &dyn Cells) -> Result<()> {
        self.0 = cells.int(0).is_ok_and(|it| it == 1);
        Ok(())
    }
    fn restart(&mut self) {
        self.0 = false;
    }
    fn into_any(self: Box<Self>) -> Box<dyn Any + Send> {
        self
    }
}
