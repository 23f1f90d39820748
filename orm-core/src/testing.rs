//! Tests against databases: what `#[orm::test]` runs.
//!
//! Each test has a database of its own, with the tables of every model, on each configured backend, one after the other.
//! Above this is the user's test, below it [`crate::database`].
//!
//! **Invariant:** no test sees what another does, and nothing stays: a database in memory goes with its handles, one of a server
//! is dropped, and those of a killed run are swept by a later one. Start reading at [`run`], then `scratch`.

mod scratch;
mod server;

#[doc(hidden)]
pub use scratch::Scratch;

use crate::database::{Backend, Database};
use std::fmt::Debug;
use std::pin::Pin;

/// Which runtime a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavor {
    /// The test's own thread.
    CurrentThread,
    /// Two worker threads.
    MultiThread,
}

/// What a test can return: nothing, or a `Result` of nothing.
#[diagnostic::on_unimplemented(
    message = "a test cannot return `{Self}`",
    label = "expected nothing, or a `Result<(), E>` with an `E` that is `Debug`"
)]
pub trait Outcome {
    /// Why the test failed, if it says so by what it returns.
    fn failure(self) -> Option<String>;
}

impl Outcome for () {
    fn failure(self) -> Option<String> {
        None
    }
}

impl<E: Debug> Outcome for Result<(), E> {
    fn failure(self) -> Option<String> {
        self.err().map(|error| format!("{error:?}"))
    }
}

/// The test, for one database.
type Body<T> = fn(Database) -> Pin<Box<dyn Future<Output = T>>>;

/// Runs a test on each backend that is built in and configured. It panics where the test fails, as tests do, and says on which.
///
/// # Panics
/// Where the test fails, or a database cannot be had.
pub fn run<T: Outcome + 'static>(flavor: Flavor, body: Body<T>) {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        run_on(backend, flavor, body);
    }
}

/// Runs a test on one backend, if it is built in and configured.
///
/// # Panics
/// Where the test fails, or a database cannot be had.
#[doc(hidden)]
pub fn run_on<T: Outcome + 'static>(backend: Backend, flavor: Flavor, body: Body<T>) {
    // Futures of tests are large where nothing is optimised, and what runs them is deep: a test's own thread has two megabytes.
    let own = std::thread::current();
    let thread = std::thread::Builder::new().name(own.name().unwrap_or("orm-test").to_owned()).stack_size(STACK);
    let outcome = match thread.spawn(move || try_on(backend, flavor, body)) {
        Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
        Err(error) => Err(format!("no thread: {error}")),
    };
    if let Err(why) = outcome {
        // The failure of a test is a panic: that is the harness's interface.
        #[allow(clippy::panic, reason = "a failed test panics")]
        {
            panic!("on {backend}: {why}");
        }
    }
}

const STACK: usize = 16 << 20;

fn try_on<T: Outcome>(backend: Backend, flavor: Flavor, body: Body<T>) -> Result<(), String> {
    let runtime = match flavor {
        Flavor::CurrentThread => tokio::runtime::Builder::new_current_thread().enable_all().build(),
        Flavor::MultiThread => tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build(),
    };
    let runtime = runtime.map_err(|error| format!("no runtime: {error}"))?;
    runtime.block_on(async {
        let scratch = Scratch::on(backend).await.map_err(|error| format!("no database: {error}"))?;
        let Some(scratch) = scratch else { return Ok(()) };
        let failure = body(scratch.db().clone()).await.failure();
        scratch.finish().await.map_err(|error| format!("the database does not go: {error}"))?;
        failure.map_or(Ok(()), Err)
    })
}
