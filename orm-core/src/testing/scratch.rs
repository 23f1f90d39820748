//! A database of one test's own.

use super::recycled::{self, Claim};
use super::server;
use crate::database::{Backend, Database};
use crate::error::Result;

/// Where a test's database is; it goes with this.
#[derive(Debug)]
pub struct Scratch {
    db: Database,
    of: Of,
}

/// Where it is.
#[derive(Debug)]
enum Of {
    /// In memory, and goes with its handles.
    Memory,
    /// The server that it has to be dropped from, and its name there.
    Dropped(String, String),
    /// A server that keeps it for other tests.
    Claimed(Claim),
}

impl Scratch {
    /// A fresh database with the tables of every model; `None` where the backend is not built in, or no server is configured.
    ///
    /// # Errors
    /// Those of connecting and of making the tables.
    pub async fn on(backend: Backend) -> Result<Option<Self>> {
        if !backend.is_built_in() {
            return Ok(None);
        }
        match backend {
            Backend::Sqlite => {
                let db = Database::connect("sqlite::memory:").await?;
                db.create_tables().await?;
                Ok(Some(Self { db, of: Of::Memory }))
            }
            Backend::Postgres => match std::env::var("ORM_TEST_POSTGRES_URL") {
                Ok(url) if !url.is_empty() => {
                    let (name, db) = server::copy(&url).await?;
                    Ok(Some(Self { db, of: Of::Dropped(url, name) }))
                }
                _ => Ok(None),
            },
            // Whichever of the two the server is.
            Backend::MySql(_) => match std::env::var("ORM_TEST_MYSQL_URL") {
                Ok(url) if !url.is_empty() => {
                    let (claim, db) = recycled::claim(&url).await?;
                    Ok(Some(Self { db, of: Of::Claimed(claim) }))
                }
                _ => Ok(None),
            },
        }
    }

    /// The database.
    #[must_use]
    pub fn db(&self) -> &Database {
        &self.db
    }

    /// Closes and drops it.
    ///
    /// # Errors
    /// Those of the server.
    pub async fn finish(mut self) -> Result<()> {
        self.db.close().await;
        match std::mem::replace(&mut self.of, Of::Memory) {
            Of::Dropped(url, name) => server::drop_database(&url, &name).await,
            Of::Claimed(claim) => {
                claim.release().await;
                Ok(())
            }
            Of::Memory => Ok(()),
        }
    }
}

/// Where a test failed. It may be unwinding out of a runtime that no longer runs, so a thread of its own drops the database.
impl Drop for Scratch {
    fn drop(&mut self) {
        // A claim ends with its connection.
        let Of::Dropped(url, name) = std::mem::replace(&mut self.of, Of::Memory) else { return };
        let work = move || {
            if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() {
                // What does not go now is swept by a later run.
                let _ = runtime.block_on(server::drop_database(&url, &name));
            }
        };
        if let Ok(thread) = std::thread::Builder::new().name("orm-test-drop".into()).spawn(work) {
            let _ = thread.join();
        }
    }
}
