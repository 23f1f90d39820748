//! A database of one test's own.

use super::server;
use crate::database::{Backend, Database};
use crate::error::Result;

/// Where a test's database is; it goes with this.
#[derive(Debug)]
pub struct Scratch {
    db: Database,
    /// The server that it has to be dropped from, and its name there.
    of: Option<(String, String)>,
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
                Ok(Some(Self { db, of: None }))
            }
            Backend::Postgres => match std::env::var("ORM_TEST_POSTGRES_URL") {
                Ok(url) if !url.is_empty() => {
                    let (name, db) = server::copy(&url).await?;
                    Ok(Some(Self { db, of: Some((url, name)) }))
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
        match self.of.take() {
            Some((url, name)) => server::drop_database(&url, &name).await,
            None => Ok(()),
        }
    }
}

/// Where a test failed. It may be unwinding out of a runtime that no longer runs, so a thread of its own drops the database.
impl Drop for Scratch {
    fn drop(&mut self) {
        let Some((url, name)) = self.of.take() else { return };
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
