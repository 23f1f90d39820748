//! The pool: at most so many connections, handed out in the order of asking.
//!
//! What this is not: it knows no database; a [`Source`] opens, cleans and disposes of connections. The drivers stand above.
//! **Invariant:** a connection is either idle here, or out with exactly one [`Checkout`], whose drop brings it back clean
//! or not at all. Start reading at [`Pool::checkout`].

use super::{caller, waiting};
use crate::error::{Error, ErrorKind, Result};
use std::fmt::Write;
use std::future::Future;
use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError};

/// Where connections come from and go to.
pub(super) trait Source: Send + Sync + Sized + 'static {
    type Link: Send + 'static;
    /// Opens one.
    fn open(&self) -> impl Future<Output = Result<Self::Link>> + Send;
    /// Whether one that was idle can be used here and now.
    fn check(&self, _link: &mut Self::Link) -> impl Future<Output = bool> + Send {
        std::future::ready(true)
    }
    /// Makes it as it was when it was opened. `false` if it is to be disposed of.
    fn clean(&self, link: &mut Self::Link) -> bool;
    /// Whether this one is gone, and others may be with it.
    fn is_lost(&self, _link: &Self::Link) -> bool {
        false
    }
    /// One was lost while this one was idle: it is to be looked at before it is used.
    fn doubt(&self, _link: &mut Self::Link) {}
    /// Closes connections where that may block. `done` is dropped when they are closed.
    fn dispose(&self, links: Vec<Self::Link>, done: Option<OwnedSemaphorePermit>);
    /// Closes connections, and returns when that is done.
    fn close(&self, links: Vec<Self::Link>) -> impl Future<Output = ()> + Send;
}

pub(super) struct Pool<S: Source> {
    pub(super) source: S,
    permits: Arc<Semaphore>,
    max: u32,
    timeout: Duration,
    state: Mutex<State<S::Link>>,
}

struct State<L> {
    idle: Vec<L>,
    out: Vec<Out>,
    next: u64,
    closed: bool,
}

/// Who has a connection, and since when.
struct Out {
    number: u64,
    since: Instant,
    line: Option<&'static Location<'static>>,
}

/// A connection that is out of the pool.
pub(super) struct Checkout<S: Source> {
    link: Option<S::Link>,
    pool: Arc<Pool<S>>,
    number: u64,
    permit: Option<OwnedSemaphorePermit>,
}

impl<S: Source> Pool<S> {
    pub(super) fn new(source: S, max: u32, timeout: Duration) -> Self {
        let permits = Arc::new(Semaphore::new(usize::try_from(max).unwrap_or(Semaphore::MAX_PERMITS)));
        let state = State { idle: Vec::new(), out: Vec::new(), next: 0, closed: false };
        Self { source, permits, max, timeout, state: Mutex::new(state) }
    }

    /// A connection, at once or when one comes back.
    pub(super) async fn checkout(self: &Arc<Self>) -> Result<Checkout<S>> {
        let permit = match Arc::clone(&self.permits).try_acquire_owned() {
            Ok(permit) => permit,
            Err(TryAcquireError::Closed) => return Err(closed()),
            Err(TryAcquireError::NoPermits) => self.wait().await?,
        };
        let (number, idle) = {
            let mut state = self.state();
            if state.closed {
                return Err(closed());
            }
            let number = state.next;
            state.next += 1;
            state.out.push(Out { number, since: Instant::now(), line: caller::current() });
            (number, state.idle.pop())
        };
        // From here on the checkout's drop takes the number back, also when opening fails or is given up.
        let mut checkout = Checkout { link: idle, pool: Arc::clone(self), number, permit: Some(permit) };
        while let Some(link) = &mut checkout.link {
            if self.source.check(link).await {
                return Ok(checkout);
            }
            self.source.dispose(checkout.link.take().into_iter().collect(), None);
            checkout.link = self.state().idle.pop();
        }
        checkout.link = Some(self.source.open().await?);
        Ok(checkout)
    }

    /// Puts a first connection in, so that a wrong URL is told when the database is opened.
    pub(super) fn seed(&self, link: S::Link) {
        self.state().idle.push(link);
    }

    /// Waits for everything that is out, and closes everything. Afterwards every use is `Closed`.
    pub(super) async fn close(&self) {
        self.state().closed = true;
        // A checkout that never comes back must not make this wait for ever; it is closed whenever it does.
        let _all = waiting::within(self.timeout, self.permits.acquire_many(self.max)).await;
        let idle = std::mem::take(&mut self.state().idle);
        self.source.close(idle).await;
    }

    async fn wait(&self) -> Result<OwnedSemaphorePermit> {
        match waiting::within(self.timeout, Arc::clone(&self.permits).acquire_owned()).await {
            Some(Ok(permit)) => Ok(permit),
            Some(Err(_)) => Err(closed()),
            None => Err(self.busy()),
        }
    }

    fn busy(&self) -> Error {
        let state = self.state();
        let mut message = format!(
            "no connection came free in {:?}: {} of {} are in use",
            self.timeout,
            state.out.len().min(usize::try_from(self.max).unwrap_or(usize::MAX)),
            self.max
        );
        if let Some(oldest) = state.out.iter().min_by_key(|out| out.since) {
            let _ = write!(message, ", the oldest for {:.1?}", oldest.since.elapsed());
            if let Some(line) = oldest.line {
                let _ = write!(message, " by {line}");
            }
        }
        message.push_str("; look for a transaction or stream that is held too long, or raise `max_connections`");
        Error::new(ErrorKind::Timeout, message)
    }

    fn state(&self) -> MutexGuard<'_, State<S::Link>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Source> Drop for Pool<S> {
    fn drop(&mut self) {
        let idle = std::mem::take(&mut self.state().idle);
        if !idle.is_empty() {
            self.source.dispose(idle, None);
        }
    }
}

impl<S: Source> Checkout<S> {
    pub(super) fn link(&mut self) -> Option<&mut S::Link> {
        self.link.as_mut()
    }
}

impl<S: Source> Drop for Checkout<S> {
    fn drop(&mut self) {
        let mut link = self.link.take();
        let clean = link.as_mut().is_some_and(|link| self.pool.source.clean(link));
        let is_lost = link.as_ref().is_some_and(|link| self.pool.source.is_lost(link));
        let mut state = self.pool.state();
        if is_lost {
            state.idle.iter_mut().for_each(|link| self.pool.source.doubt(link));
        }
        if let Some(at) = state.out.iter().position(|out| out.number == self.number) {
            state.out.swap_remove(at);
        }
        match link {
            Some(link) if clean && !state.closed => state.idle.push(link),
            // Its permit goes with it, so that there are never more connections than allowed, closing ones included.
            Some(link) => {
                drop(state);
                self.pool.source.dispose(vec![link], self.permit.take());
            }
            None => {}
        }
    }
}

fn closed() -> Error {
    Error::new(ErrorKind::Closed, "the database was closed")
}
