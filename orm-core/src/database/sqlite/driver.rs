//! One SQLite database: its pool, its writer queue, and statements that run outside a transaction.
//!
//! [`super::session`] above chooses between this and [`super::scope`]. Start reading at [`Driver::run`].

use super::checkpoint::Checkpointer;
use super::held::Held;
use super::lane::{Effect, Lane, Ready};
use super::open::{CommitCost, Recipe};
use super::run::{self, Ran, Rows};
use super::slow::Slow;
use super::url;
use crate::database::Rehearsal;
use crate::database::access::Access;
use crate::database::errand::Errand;
use crate::database::options::Options;
use crate::database::patience::Patience;
use crate::database::pool::{self, Checkout, Pool};
use crate::database::slow_log::SlowLog;
use crate::database::writer_queue::{Hold, Place, WriterQueue};
use crate::error::{Error, ErrorKind, Result};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;

pub(in crate::database) struct Driver {
    pub(super) pool: Arc<Pool<Source>>,
    pub(super) queue: Arc<WriterQueue>,
    pub(super) slow: Slow,
    pub(super) commit_cost: CommitCost,
    pub(super) busy_timeout: Duration,
    pub(super) is_read_only: bool,
    /// What is refused before SQLite itself refuses what a file that is opened to be read does not take.
    pub(super) access: Access,
    pub(super) checkpointer: Checkpointer,
    pub(super) slow_log: SlowLog,
    pub(super) rehearsal: Rehearsal,
    /// Statements sent, those of transactions included.
    pub(super) sent: AtomicU64,
}

/// Boxed: a lane moves with every statement, and is large.
pub(super) type Link = Box<Lane>;

/// Where lanes come from.
pub(super) struct Source(Arc<Recipe>);

impl Driver {
    pub(in crate::database) async fn open(options: Options) -> Result<Self> {
        let mut target = url::parse(&options.url)?;
        if options.read_only {
            target.mode = url::Mode::Read;
            if target.place == url::Place::Memory {
                return Err(Error::new(
                    ErrorKind::Config,
                    "a database in memory is new and empty; it cannot be read-only",
                ));
            }
        }
        options.rehearsal.point().await;
        let (durability, busy_timeout) = (options.durability, options.busy_timeout);
        let (recipe, lane, queue, commit_cost) = on_blocking_pool(move || {
            let recipe = Recipe::new(&target, durability, busy_timeout)?;
            let mut lane = recipe.open()?;
            let queue = WriterQueue::of(recipe.file()).map_err(|error| {
                Error::new(ErrorKind::Unavailable, format!("cannot look at {}", recipe.file().display()))
                    .with_source(error)
            })?;
            let commit_cost = recipe.commit_cost(&mut lane);
            Ok((recipe, lane, queue, commit_cost))
        })
        .await?;
        let is_read_only = recipe.is_read_only();
        let recipe = Arc::new(recipe);
        let pool = Pool::new(Source(Arc::clone(&recipe)), options.max_connections, options.acquire_timeout);
        pool.seed(Box::new(lane));
        let driver = Self {
            pool: Arc::new(pool),
            queue,
            slow: Slow::default(),
            commit_cost,
            busy_timeout,
            is_read_only,
            access: match options.access() {
                // SQLite has the statement before it in this process, and knows best.
                Access::Read => Access::ReadWrite,
                access => access,
            },
            checkpointer: Checkpointer::new(recipe),
            slow_log: SlowLog(options.log_slow),
            rehearsal: options.rehearsal,
            sent: AtomicU64::new(0),
        };
        // Whoever gives up here has a pool with a lane in it, which closes it where that may block.
        driver.rehearsal.point().await;
        Ok(driver)
    }

    pub(in crate::database) async fn close(&self) {
        self.rehearsal.point().await;
        self.pool.close().await;
        self.rehearsal.point().await;
        self.checkpointer.close().await;
    }

    /// Runs a statement that is a transaction of its own.
    pub(super) async fn run(&self, mut errand: Errand, rows: Rows) -> Ran {
        let mut patience = Patience::new(self.busy_timeout);
        match self.ready(&mut errand, &mut patience).await {
            Ok((held, ready, place)) => {
                let mut ran = run::run(self, held, ready, errand, rows, &mut patience).await;
                if place.is_some()
                    && let Some(Ok(lane)) = ran.held.as_mut().map(Held::lane)
                {
                    self.checkpointer.after_commit(lane);
                }
                // The lane goes back before the next writer gets its place.
                ran.held = None;
                drop(place);
                ran
            }
            Err(error) => Ran::refused(None, errand.statement.binds, rows, error),
        }
    }

    /// A lane with the statement prepared on it, and for a write the writer's place.
    pub(super) async fn ready(
        &self,
        errand: &mut Errand,
        patience: &mut Patience,
    ) -> Result<(Held, Ready, Option<Place>)> {
        let mut place = None;
        loop {
            let mut held = Held::Pool(self.checkout().await?);
            let ready = run::prepare_errand(self, held.lane()?, errand, patience).await?;
            if ready.effect == Effect::Reads || self.is_read_only || place.is_some() {
                return Ok((held, ready, place));
            }
            place = self.queue.try_enter(Hold::Statement);
            if place.is_some() {
                return Ok((held, ready, place));
            }
            // Whoever stands in line holds no lane, or a hundred writers would leave none for the readers.
            drop(held);
            place = Some(self.enter(Hold::Statement, patience).await?);
        }
    }

    /// A lane out of the pool.
    pub(super) async fn checkout(&self) -> Result<Checkout<Source>> {
        self.rehearsal.point().await;
        self.pool.checkout().await
    }

    /// The writer's place.
    pub(super) async fn enter(&self, hold: Hold, patience: &mut Patience) -> Result<Place> {
        self.rehearsal.point().await;
        self.queue.enter(hold, patience.left()).await
    }
}

impl pool::Source for Source {
    type Link = Link;

    async fn open(&self) -> Result<Box<Lane>> {
        let recipe = Arc::clone(&self.0);
        on_blocking_pool(move || recipe.open().map(Box::new)).await
    }

    fn clean(&self, lane: &mut Box<Lane>) -> bool {
        lane.clean()
    }

    fn dispose(&self, lanes: Vec<Link>, done: Option<OwnedSemaphorePermit>) {
        close_elsewhere(lanes, done);
    }

    async fn close(&self, lanes: Vec<Link>) {
        let _ = on_blocking_pool(move || {
            drop(lanes);
            Ok(())
        })
        .await;
    }
}

/// Closes lanes without waiting: the last one of a file makes a checkpoint, which takes its time.
pub(super) fn close_elsewhere(lanes: Vec<Link>, done: Option<OwnedSemaphorePermit>) {
    let close = move || {
        drop(lanes);
        drop(done);
    };
    // A closure that is not run (a runtime that shuts down, a thread that cannot be had) is dropped, and closes the lanes
    // where it is.
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) => drop(runtime.spawn_blocking(close)),
        Err(_) => drop(std::thread::Builder::new().name("orm-sqlite-close".into()).spawn(close)),
    }
}

/// Runs what blocks where that is allowed.
pub(super) async fn on_blocking_pool<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    if tokio::runtime::Handle::try_current().is_err() {
        return work();
    }
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        Err(_) => Err(Error::new(ErrorKind::Cancelled, "the runtime is shutting down")),
    }
}
